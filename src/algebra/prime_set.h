/* Sets of primes and of composites that could not be split. */
#ifndef LFSR_PRIME_SET_H
#define LFSR_PRIME_SET_H

#include <stdbool.h>

#include <flint/fmpz.h>

#include "lfsr/status.h"

/* The distinct primes of p^m - 1, ascending, and what could not be split: composites (each without a known
 * factor) that divide p^m - 1 as well. complete means there are none. */
typedef struct lfsr_prime_set {
    fmpz *primes;
    slong length;
    size_t capacity;
    fmpz *composites;
    slong composite_count;
    size_t composite_capacity;
} lfsr_prime_set;

void lfsr_prime_set_init(lfsr_prime_set *set);
void lfsr_prime_set_clear(lfsr_prime_set *set);

/* Insert in order unless it is there already. */
LFSR_MUST_CHECK lfsr_status lfsr_prime_set_add(lfsr_prime_set *set, const fmpz_t prime, lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_prime_set_add_composite(lfsr_prime_set *set, const fmpz_t composite,
                                                         lfsr_error *error);
/* Everything in source. */
LFSR_MUST_CHECK lfsr_status lfsr_prime_set_join(lfsr_prime_set *set, const lfsr_prime_set *source,
                                                lfsr_error *error);

#endif
