/* What happens where FLINT or GMP would abort the process. */
#ifndef LFSR_FLINT_GUARD_H
#define LFSR_FLINT_GUARD_H

#include <stdbool.h>

/* From now on, instead of aborting, FLINT and GMP call on_failure, which must not return (it may only do what
 * a signal handler may do: their data is in an undefined state). memory: an allocation failed; else an
 * exception, which FLINT may have printed on standard output already. Forked children inherit this. */
void lfsr_flint_guard(void (*on_failure)(bool memory));

#endif
