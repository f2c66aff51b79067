/* For clang-tidy alone, which looks at one source at a time: the functions that make an error return the
 * status they are given, never LFSR_OK. */
#include "lfsr/status.h"

#define lfsr_fail(error, status, ...) ((void)(lfsr_fail)(error, status, __VA_ARGS__), (status))
#define lfsr_fail_at(error, column, status, ...)                                                             \
    ((void)(lfsr_fail_at)(error, column, status, __VA_ARGS__), (status))
#define lfsr_fail_memory(error) ((void)(lfsr_fail_memory)(error), LFSR_SYSTEM)
