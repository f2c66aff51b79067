/* What every lane kernel needs of a stratum's field: its register written out digit by digit, and a scalar
 * step.
 *
 * An element of GF(p^k) is k digits over GF(p), and multiplication by a constant is linear on them; so a
 * register over GF(p^k) is k linear forms over GF(p) in the digits of earlier symbols. That makes every field
 * a matter of prime-field lanes: bit planes for p = 2 and 3, bytes for small p, floating point for the
 * others. */
#ifndef LFSR_LANE_FIELD_H
#define LFSR_LANE_FIELD_H

#include "kernel.h"

/* Fields of p^k elements with k > 1 that lane kernels take: a product table has 8 MB then. */
#define LFSR_LANE_FIELD_LIMIT (UINT64_C(1) << 20)

/* May this processor run words of that many bytes: 64 (AVX-512), 32 (AVX2), 16 (any)? */
bool lfsr_lane_processor(unsigned bytes);

/* coefficient * (digit of the symbol back steps ago), coefficient in 1 .. p - 1. */
typedef struct lfsr_lane_term {
    unsigned back, digit;
    uint64_t coefficient;
} lfsr_lane_term;

/* c_j s_j for the scalar step. */
typedef struct lfsr_lane_tap {
    unsigned at;       /* j */
    uint64_t code;     /* of c_j */
    uint64_t *product; /* c_j x by the code of x, digits spread (k > 1) */
    bool owns;         /* taps with equal coefficients share a table */
} lfsr_lane_tap;

typedef struct lfsr_lane_field {
    const lfsr_stratum *stratum;
    uint64_t p, q;
    unsigned k, degree;
    unsigned depth; /* symbols a lane holds: the most steps any term reaches back */
    unsigned
        spread; /* bits between digits in a product, so that all taps add up without carry; 1 for p = 2 */
    unsigned tap_count;
    lfsr_lane_tap *taps;
    size_t *first; /* terms of digit i: terms[first[i] .. first[i + 1] - 1], coefficients ascending */
    lfsr_lane_term *terms;
} lfsr_lane_field;

LFSR_MUST_CHECK lfsr_status lfsr_lane_field_open(lfsr_lane_field *field, const lfsr_stratum *stratum,
                                                 lfsr_error *error);
void lfsr_lane_field_close(lfsr_lane_field *field);

/* How many terms the register of a stratum has, over all digits; needs no field. For estimates. */
double lfsr_lane_terms_estimate(const lfsr_stratum *stratum);

/* The code of an element from its spread digits, each known modulo p. */
uint64_t lfsr_lane_code(const lfsr_lane_field *field, uint64_t spread);

/* s_m from s_0 .. s_{m-1} (codes). */
static inline uint64_t lfsr_lane_next(const lfsr_lane_field *field, const uint64_t *symbols)
{
    uint64_t sum = 0;
    if (field->k == 1) {
        for (unsigned i = 0; i < field->tap_count; i++)
            sum += field->taps[i].code * symbols[field->taps[i].at];
        return sum >> 32 == 0 ? (uint32_t)sum % (uint32_t)field->p
                              : sum % field->p; /* the short division is faster */
    }
    if (field->p == 2) {
        for (unsigned i = 0; i < field->tap_count; i++)
            sum ^= field->taps[i].product[symbols[field->taps[i].at]];
        return sum;
    }
    for (unsigned i = 0; i < field->tap_count; i++)
        sum += field->taps[i].product[symbols[field->taps[i].at]];
    return lfsr_lane_code(field, sum);
}

#endif
