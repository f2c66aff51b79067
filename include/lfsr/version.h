/* The version: of these headers at compile time, of the library at run time. CMake reads it from this file.
 */
#ifndef LFSR_VERSION_H
#define LFSR_VERSION_H

#include "lfsr/export.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LFSR_VERSION_MAJOR 1
#define LFSR_VERSION_MINOR 0
#define LFSR_VERSION_PATCH 0

/* For comparisons: 1.2.3 is 10203. */
#define LFSR_VERSION_NUMBER (LFSR_VERSION_MAJOR * 10000 + LFSR_VERSION_MINOR * 100 + LFSR_VERSION_PATCH)

#define LFSR_VERSION_QUOTE_(number) #number
#define LFSR_VERSION_JOIN_(major, minor, patch)                                                              \
    LFSR_VERSION_QUOTE_(major) "." LFSR_VERSION_QUOTE_(minor) "." LFSR_VERSION_QUOTE_(patch)
/* "1.2.3" */
#define LFSR_VERSION_TEXT LFSR_VERSION_JOIN_(LFSR_VERSION_MAJOR, LFSR_VERSION_MINOR, LFSR_VERSION_PATCH)

/* LFSR_VERSION_TEXT of the library that the program is linked with. A static string. */
LFSR_API const char *lfsr_version(void);

#ifdef __cplusplus
}
#endif

#endif
