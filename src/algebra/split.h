/* Splitting one integer into primes within a time budget. */
#ifndef LFSR_SPLIT_H
#define LFSR_SPLIT_H

#include "prime_set.h"

#define LFSR_FACTOR_SECONDS 20.0 /* the default budget */

/* Time for a factorization. seconds is what was offered: a result that stayed incomplete is redone only for a
 * larger offer. Nothing is begun after the moment until (lfsr_now), which may come earlier. */
typedef struct lfsr_factor_effort {
    double seconds;
    double until;
} lfsr_factor_effort;

/* That many seconds from now on; 0: the default. */
lfsr_factor_effort lfsr_factor_effort_of(double seconds);

/* Above this many bits a number is neither tested for primality nor attacked: it counts as unsplit. */
#define LFSR_SPLIT_BITS 32768

/* Add the primes of n >= 1 to set, and to its composites what resisted for effort->seconds each, or until
 * effort->until. All primes of n are known to be 1 mod residue (1: nothing is known). */
LFSR_MUST_CHECK lfsr_status lfsr_split_within(lfsr_prime_set *set, const fmpz_t n, slong residue,
                                              const lfsr_factor_effort *effort, lfsr_error *error);
/* The same with seconds for each, however many there are. */
LFSR_MUST_CHECK lfsr_status lfsr_split(lfsr_prime_set *set, const fmpz_t n, slong residue, double seconds,
                                       lfsr_error *error);

#endif
