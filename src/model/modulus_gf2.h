/* Irreducibility over GF(2) of x^k + (a tail of low degree), the shape of every default modulus of a large
 * binary field. tail is odd, bit i its coefficient of x^i; 128 <= k. */
#ifndef LFSR_MODULUS_GF2_H
#define LFSR_MODULUS_GF2_H

#include "lfsr/spec.h"

#define LFSR_GF2_MIN_DEGREE 128
#define LFSR_GF2_TAIL_BITS  60

LFSR_MUST_CHECK lfsr_status lfsr_gf2_irreducible(bool *irreducible, slong k, uint64_t tail,
                                                 lfsr_error *error);

/* The smallest odd tail that makes x^k + tail irreducible; 0 if none was found below a bound never reached in
 * practice. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_first_tail(uint64_t *tail, slong k, lfsr_error *error);

#endif
