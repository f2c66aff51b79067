/* Moduli over GF(2), on packed words (gf2/gf2_poly.h). */
#ifndef LFSR_MODULUS_GF2_H
#define LFSR_MODULUS_GF2_H

#include <stdint.h>

#include "lfsr/spec.h"

#define LFSR_GF2_MIN_DEGREE 128 /* of the search below */
#define LFSR_GF2_TAIL_BITS  60

/* modulus: k + 1 digits 0 or 1, monic, k >= 2. */
LFSR_MUST_CHECK lfsr_status lfsr_modulus_gf2_irreducible(bool *irreducible, const fmpz *modulus, slong k,
                                                         lfsr_error *error);

/* The smallest odd tail (bit i its coefficient of x^i) that makes x^k + tail irreducible, k >=
 * LFSR_GF2_MIN_DEGREE; 0 if there is none below 2^30, which does not happen in practice. */
LFSR_MUST_CHECK lfsr_status lfsr_modulus_gf2_first_tail(uint64_t *tail, slong k, lfsr_error *error);

#endif
