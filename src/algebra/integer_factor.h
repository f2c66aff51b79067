/* Prime factors of p^m - 1: cyclotomic values first, then published tables, then FLINT, within a time
 * budget. */
#ifndef LFSR_INTEGER_FACTOR_H
#define LFSR_INTEGER_FACTOR_H

#include <flint/fmpz.h>

#include "lfsr/status.h"

/* The distinct primes of p^m - 1, ascending, and what could not be split: composites (each without a known
 * factor) that divide p^m - 1 as well. complete means there are none. */
typedef struct lfsr_prime_set {
    fmpz *primes;
    slong length, room;
    fmpz *composites;
    slong composite_count, composite_room;
} lfsr_prime_set;

void lfsr_prime_set_init(lfsr_prime_set *set);
void lfsr_prime_set_clear(lfsr_prime_set *set);

#define LFSR_FACTOR_SECONDS 20.0 /* the default budget */

/* seconds: the budget for each stubborn composite (0: the default); once one has resisted, those of the other
 * cyclotomic values get a tenth, for an order will hardly be known any more. Primes below 2^64 are proved,
 * larger ones are BPSW probable primes. Results are kept for the process: the same (p, m) is factored once,
 * unless it stayed incomplete and more time is offered. The returned set belongs to the cache; it stays valid
 * until lfsr_factor_cache_clear. LFSR_UNABLE ("too-large") where p^m has more than 4 million bits. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_power_minus_one(const lfsr_prime_set **set, const fmpz_t p, slong m,
                                                        double seconds, lfsr_error *error);
void lfsr_factor_cache_clear(void);

/* n = Phi_m(b), the m-th cyclotomic polynomial at b. */
void lfsr_cyclotomic_value(fmpz_t value, slong m, const fmpz_t b);

#endif
