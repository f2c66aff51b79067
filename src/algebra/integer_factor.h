/* Prime factors of p^m - 1: cyclotomic values first, then published tables, then FLINT, within a time
 * budget. */
#ifndef LFSR_INTEGER_FACTOR_H
#define LFSR_INTEGER_FACTOR_H

#include "split.h"
#include "string_builder.h"

/* seconds: the budget for all of it (0: the default); after one composite could not be split, those of the
 * other cyclotomic values get a tenth, because the order will probably stay unknown. Primes below 2^64 are
 * proved, larger ones are BPSW probable primes. Results are cached for the process: the same (p, m) is
 * factored once, unless it stayed incomplete and more time is given. The returned set belongs to the cache;
 * it stays valid until lfsr_factor_cache_clear. LFSR_UNABLE ("too-large") where p^m has more than 4 million
 * bits. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_power_minus_one(const lfsr_prime_set **set, const fmpz_t p, slong m,
                                                        double seconds, lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_factor_power_minus_one_within(const lfsr_prime_set **set, const fmpz_t p,
                                                               slong m, const lfsr_factor_effort *effort,
                                                               lfsr_error *error);
/* Would that return at once, from the cache? */
bool lfsr_factor_is_cached(const fmpz_t p, slong m, double seconds);
void lfsr_factor_cache_clear(void);

/* The cache of one process for another: every result added since mark (all zero: every result), as text, and
 * back. Damaged text is an error (LFSR_SYSTEM, "internal"). */
typedef struct lfsr_factor_mark {
    const void *values, *powers;
} lfsr_factor_mark;
lfsr_factor_mark lfsr_factor_cache_mark(void);
void lfsr_factor_cache_export(lfsr_string *text, const lfsr_factor_mark *mark);
LFSR_MUST_CHECK lfsr_status lfsr_factor_cache_import(const char *text, lfsr_error *error);

#endif
