/* Between the files that factor and test: private to this folder. */
#ifndef LFSR_GF2_FACTOR_H
#define LFSR_GF2_FACTOR_H

#include "gf2_poly.h"

/* Rabin's test of h, of degree >= 2 and without a factor x, by squarings modulo ring's modulus, a multiple of
 * h. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_rabin(bool *irreducible, const uint64_t *h, size_t degree,
                                           const lfsr_gf2_ring *ring, const lfsr_gf2_check *check,
                                           lfsr_error *error);

/* Append a copy of a factor; out->reversed: of its reciprocal. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_add_factor(lfsr_gf2_factors *out, const uint64_t *bits, size_t degree,
                                                size_t multiplicity, lfsr_error *error);

/* Order the list by degree and bits, equal factors joined. */
void lfsr_gf2_sort_factors(lfsr_gf2_factors *out);

/* Append all factors of f, of degree 1 to 64. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_factor_word(lfsr_gf2_factors *out, const uint64_t *f, size_t degree,
                                                 size_t multiplicity, lfsr_error *error);

/* Append all factors of h, square-free, without a factor x, of degree over 64; modulus is a multiple of it.
 * Destroys h. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_factor_square_free(lfsr_gf2_factors *out, uint64_t *h, size_t degree,
                                                        size_t multiplicity, const uint64_t *modulus,
                                                        size_t of_modulus, const lfsr_gf2_check *check,
                                                        lfsr_error *error);

/* True if the reciprocal polynomial is reduced by shifts and f is not, or with a wider gap. */
bool lfsr_gf2_better_reversed(const uint64_t *f, size_t degree);

#endif
