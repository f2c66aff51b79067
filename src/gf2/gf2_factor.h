/* Between factoring and the test of irreducibility: private to this folder. */
#ifndef LFSR_GF2_FACTOR_H
#define LFSR_GF2_FACTOR_H

#include "gf2_poly.h"

/* Rabin's test of h, of degree >= 2 and without a factor x, by squarings modulo ring's modulus, a multiple of
 * h. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_rabin(bool *irreducible, const uint64_t *h, size_t degree,
                                           const lfsr_gf2_ring *ring, const lfsr_gf2_check *check,
                                           lfsr_error *error);

/* True if the reciprocal polynomial is reduced by shifts and f is not, or with a wider gap. */
bool lfsr_gf2_better_reversed(const uint64_t *f, size_t degree);

#endif
