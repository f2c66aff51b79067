/* Cyclotomic values: p^m - 1 is the product of Phi_e(p) over the divisors e of m (docs/mathematics.md,
 * "Orders"). */
#ifndef LFSR_CYCLOTOMIC_H
#define LFSR_CYCLOTOMIC_H

#include <stdbool.h>

#include <flint/fmpz.h>

/* value = Phi_m(b), the m-th cyclotomic polynomial at b. */
void lfsr_cyclotomic_value(fmpz_t value, slong m, const fmpz_t b);

/* The divisors of m >= 1, ascending; *count of them. The caller frees them; NULL when out of memory. */
slong *lfsr_divisors(slong *count, slong m);

/* Divide n by every prime that divides m, as often as possible. */
void lfsr_remove_primes_of(fmpz_t n, slong m);

/* 2^m - 1 is known to be prime (m up to 859,433). */
bool lfsr_is_mersenne_exponent(slong m);

#endif
