/* The default modulus of a large binary field has a tail of low degree, for which the packed residues of gf2
 * reduce by shifts. Candidates with a factor of small degree are dropped before the test of irreducibility:
 * x^k is known modulo every polynomial of degree up to 8. */
#include "modulus_gf2.h"

#include <stdlib.h>

#include "gf2_poly.h"

lfsr_status lfsr_modulus_gf2_irreducible(bool *irreducible, const fmpz *modulus, slong k, lfsr_error *error)
{
    uint64_t *bits = calloc(lfsr_gf2_words((size_t)k), sizeof *bits);
    if (bits == NULL)
        return lfsr_fail_memory(error);
    for (slong i = 0; i <= k; i++)
        bits[i / 64] |= (uint64_t)(fmpz_is_zero(modulus + i) ? 0 : 1) << (i % 64);
    lfsr_status status = lfsr_gf2_is_irreducible(irreducible, bits, (size_t)k, NULL, error);
    free(bits);
    return status;
}

enum { DIVISORS = 512 }; /* trial divisors, as bits: degree up to 8 */

/* v mod g, both as bits. */
static unsigned reduce(uint64_t v, unsigned g)
{
    int degree = 31 - __builtin_clz(g);
    while (v >> degree != 0)
        v ^= (uint64_t)g << (63 - __builtin_clzll(v) - degree);
    return (unsigned)v;
}

static bool has_small_factor(uint64_t tail, const unsigned power[DIVISORS])
{
    for (unsigned g = 3; g < DIVISORS; g += 2)
        if (reduce(tail, g) == power[g])
            return true;
    return false;
}

lfsr_status lfsr_modulus_gf2_first_tail(uint64_t *tail, slong k, lfsr_error *error)
{
    unsigned power[DIVISORS]; /* x^k mod g */
    for (unsigned g = 3; g < DIVISORS; g += 2) {
        power[g] = 1;
        for (slong i = 0; i < k; i++)
            power[g] = reduce((uint64_t)power[g] << 1, g);
    }
    uint64_t *bits = calloc(lfsr_gf2_words((size_t)k), sizeof *bits);
    if (bits == NULL)
        return lfsr_fail_memory(error);
    bits[k / 64] |= UINT64_C(1) << (k % 64);
    *tail = 0;
    lfsr_status status = LFSR_OK;
    for (uint64_t t = 1; *tail == 0 && status == LFSR_OK && t < UINT64_C(1) << 30; t += 2) {
        bool irreducible = false;
        if (has_small_factor(t, power))
            continue;
        bits[0] = t; /* k >= 64: the leading term is in another word */
        status = lfsr_gf2_is_irreducible(&irreducible, bits, (size_t)k, NULL, error);
        if (irreducible)
            *tail = t;
    }
    free(bits);
    return status;
}
