/* Filling an lfsr_prime_set (integer_factor.h declares it). */
#ifndef LFSR_PRIME_SET_H
#define LFSR_PRIME_SET_H

#include <stdbool.h>

#include "integer_factor.h"

/* Insert in order unless it is there already. */
LFSR_MUST_CHECK lfsr_status lfsr_prime_set_add(lfsr_prime_set *set, const fmpz_t prime, lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_prime_set_add_composite(lfsr_prime_set *set, const fmpz_t composite,
                                                         lfsr_error *error);
/* Everything in source. */
LFSR_MUST_CHECK lfsr_status lfsr_prime_set_join(lfsr_prime_set *set, const lfsr_prime_set *source,
                                                lfsr_error *error);

#endif
