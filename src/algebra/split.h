/* Splitting one integer into primes within a time budget. */
#ifndef LFSR_SPLIT_H
#define LFSR_SPLIT_H

#include "prime_set.h"

#define LFSR_FACTOR_SECONDS 20.0 /* the default budget */

/* Time for a factorization. seconds is the budget: an incomplete result is redone only with a larger one. No
 * step begins after the time `until` (of lfsr_now), which may be earlier. */
typedef struct lfsr_factor_effort {
    double seconds;
    double until;
} lfsr_factor_effort;

/* That many seconds from now on; 0: the default. */
lfsr_factor_effort lfsr_factor_effort_of(double seconds);

/* A number of more bits is neither tested for primality nor split: it counts as composite. */
#define LFSR_SPLIT_BITS 32768

/* Add the primes of n >= 1 to set, and to its composites the parts that were not split within effort->seconds
 * each, or until effort->until. All primes of n are known to be 1 mod residue (1: nothing is known). */
LFSR_MUST_CHECK lfsr_status lfsr_split_within(lfsr_prime_set *set, const fmpz_t n, slong residue,
                                              const lfsr_factor_effort *effort, lfsr_error *error);
/* The same with seconds for each, however many there are. */
LFSR_MUST_CHECK lfsr_status lfsr_split(lfsr_prime_set *set, const fmpz_t n, slong residue, double seconds,
                                       lfsr_error *error);

#endif
