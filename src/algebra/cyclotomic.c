/* Cyclotomic values Phi_m(b), by Moebius inversion: the product of (b^(m/s) - 1)^mu(s) over the squarefree s
 * | m. Numerator and denominator are multiplied separately and divided once; no polynomial of degree phi(m)
 * is formed. */
#include "cyclotomic.h"

#include <flint/ulong_extras.h>
#include <stdlib.h>

void lfsr_cyclotomic_value(fmpz_t value, slong m, const fmpz_t b)
{
    n_factor_t primes;
    n_factor_init(&primes);
    n_factor(&primes, (ulong)m, 1);
    fmpz_t below, term;
    fmpz_init_set_ui(below, 1);
    fmpz_init(term);
    fmpz_one(value);
    for (ulong subset = 0; subset < UWORD(1) << primes.num; subset++) {
        ulong s = 1;
        int odd = 0;
        for (int i = 0; i < primes.num; i++)
            if (subset >> i & 1) {
                s *= primes.p[i];
                odd = !odd;
            }
        fmpz_pow_ui(term, b, (ulong)m / s);
        fmpz_sub_ui(term, term, 1);
        if (odd)
            fmpz_mul(below, below, term);
        else
            fmpz_mul(value, value, term);
    }
    fmpz_divexact(value, value, below);
    fmpz_clear(below);
    fmpz_clear(term);
}

static int compare_slong(const void *a, const void *b)
{
    slong x = *(const slong *)a, y = *(const slong *)b;
    return x < y ? -1 : x > y;
}

slong *lfsr_divisors(slong *count, slong m)
{
    n_factor_t primes;
    n_factor_init(&primes);
    n_factor(&primes, (ulong)m, 1);
    size_t total = 1;
    for (int i = 0; i < primes.num; i++)
        total *= (size_t)primes.exp[i] + 1;
    slong *divisors = malloc(total * sizeof *divisors);
    if (divisors == NULL)
        return NULL;
    size_t length = 1;
    divisors[0] = 1;
    for (int i = 0; i < primes.num; i++) {
        size_t old = length;
        for (size_t j = 0; j < old * (size_t)primes.exp[i]; j++, length++)
            divisors[length] = divisors[length - old] * (slong)primes.p[i];
    }
    qsort(divisors, length, sizeof *divisors, compare_slong);
    *count = (slong)length;
    return divisors;
}

void lfsr_remove_primes_of(fmpz_t n, slong m)
{
    n_factor_t primes;
    n_factor_init(&primes);
    n_factor(&primes, (ulong)m, 1);
    fmpz_t p;
    fmpz_init(p);
    for (int i = 0; i < primes.num; i++) {
        fmpz_set_ui(p, primes.p[i]);
        fmpz_remove(n, n, p);
    }
    fmpz_clear(p);
}
