/* The table of worker processes that are not reaped yet, so that a signal handler can end all of them. Each
 * process has one table, shared by its pools. */
#ifndef LFSR_CHILDREN_H
#define LFSR_CHILDREN_H

#include <stdbool.h>
#include <sys/types.h>

#include "lfsr/status.h"

/* Reserve an entry for the next lfsr_children_add; false when out of memory. */
LFSR_MUST_CHECK bool lfsr_children_reserve(void);
/* After lfsr_children_reserve. */
void lfsr_children_add(pid_t pid);
/* Must be called before pid is reaped, because afterwards another process may have that number. */
void lfsr_children_remove(pid_t pid);
/* Kill and reap every process of the table. Async-signal-safe. Does nothing in a forked worker, which
 * inherits the table but not the children. */
void lfsr_children_kill(void);

#endif
