/* Detaching a child process from its parent: signal handlers and descriptors. */
#ifndef LFSR_CHILD_SETUP_H
#define LFSR_CHILD_SETUP_H

#include <stdbool.h>
#include <sys/types.h>

#include "lfsr/status.h"

/* The first descriptor of lfsr_child_isolate; those below it are /dev/null. */
#define LFSR_CHILD_DESCRIPTORS 3

/* The system call, so that tests can make it fail as on older kernels. */
extern int (*lfsr_close_range)(unsigned lowest, unsigned highest, int flags);

/* Default handlers; then as lfsr_child_ignore_signals. For a forked child. */
void lfsr_child_reset_signals(void);
/* Ignore SIGINT and SIGUSR1, which a terminal sends to the whole process group and the parent handles, and
 * SIGPIPE, so that a write to a parent that is gone fails with EPIPE. Unblock all signals. */
void lfsr_child_ignore_signals(void);
/* The exit status of a child, or of a worker, that ran out of memory. */
#define LFSR_CHILD_NO_MEMORY 4
/* Where FLINT or GMP would abort, this process ends: with that status, or else with 1. It replaces a guard
 * that the parent has set. */
void lfsr_child_guard(void);
/* The kernel kills this process when the thread that started it ends. False: the parent is gone already. */
LFSR_MUST_CHECK bool lfsr_child_of(pid_t parent);
/* Descriptor descriptors[i] becomes LFSR_CHILD_DESCRIPTORS + i, 0 to 2 become /dev/null, the rest is closed.
 * The rest is closed first, so that a low limit of descriptors does no harm. count is 1 or 2. */
LFSR_MUST_CHECK bool lfsr_child_isolate(const int *descriptors, int count);

#endif
