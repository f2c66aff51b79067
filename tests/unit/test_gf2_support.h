/* Packed polynomials over GF(2) from and to FLINT's. */
#ifndef LFSR_TEST_GF2_SUPPORT_H
#define LFSR_TEST_GF2_SUPPORT_H

#include <flint/nmod_poly.h>

#include "test_support.h"

static inline void test_gf2_to_flint(nmod_poly_t out, const uint64_t *bits, size_t words)
{
    nmod_poly_zero(out);
    for (size_t i = 64 * words; i-- > 0;)
        if ((bits[i / 64] >> i % 64 & 1) != 0)
            nmod_poly_set_coeff_ui(out, (slong)i, 1);
}

static inline void test_gf2_from_flint(uint64_t *bits, size_t words, const nmod_poly_t poly)
{
    ck_assert(nmod_poly_length(poly) <= (slong)(64 * words));
    for (size_t i = 0; i < words; i++)
        bits[i] = 0;
    for (slong i = 0; i < nmod_poly_length(poly); i++)
        bits[i / 64] |= (uint64_t)nmod_poly_get_coeff_ui(poly, i) << i % 64;
}

static inline void test_gf2_check_equal(const nmod_poly_t expected, const uint64_t *bits, size_t words)
{
    nmod_poly_t other;
    nmod_poly_init(other, 2);
    test_gf2_to_flint(other, bits, words);
    ck_assert(nmod_poly_equal(expected, other));
    nmod_poly_clear(other);
}

#endif
