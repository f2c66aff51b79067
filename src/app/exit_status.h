/* The exit statuses of the tool, promised to scripts (docs/conventions.md). The numbers of lfsr_status are
 * not. */
#ifndef LFSR_APP_EXIT_STATUS_H
#define LFSR_APP_EXIT_STATUS_H

#include "lfsr/status.h"

typedef enum lfsr_exit {
    LFSR_EXIT_OK = 0,
    LFSR_EXIT_USAGE = 1,
    LFSR_EXIT_BAD_INPUT = 2,
    LFSR_EXIT_UNABLE = 3,
    LFSR_EXIT_SYSTEM = 4,
    LFSR_EXIT_DISAGREE = 5,
    LFSR_EXIT_UNEXPECTED = 6 /* an answer is not the expected one */
} lfsr_exit;

lfsr_exit lfsr_exit_of(lfsr_status status);
/* The worse of two, in the order of badness 5, 4, 2, 3, 6, 1, 0. */
lfsr_exit lfsr_exit_worse(lfsr_exit a, lfsr_exit b);

#endif
