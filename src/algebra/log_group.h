/* The multiplicative group of a field GF(q)[x]/(h) with its elements as words: what the searches for discrete
 * logarithms compute in. Multiplication is chosen by field: packed over GF(2), coefficients of one word, or
 * FLINT. */
#ifndef LFSR_LOG_GROUP_H
#define LFSR_LOG_GROUP_H

#include <flint/nmod_vec.h>

#include "gf2_poly.h"
#include "quotient.h"

/* An element is `words` words, the coefficient of x^i first for the smallest i. Keeps a pointer to the ring.
 */
typedef struct lfsr_log_group {
    const lfsr_quotient *ring;
    size_t words;
    size_t digit_words; /* words of one base-p digit */
    bool binary;        /* q = 2: packed, bit i is the coefficient of x^i */
    lfsr_gf2_ring packed;
    bool word_field; /* q = p < 2^63: one word a coefficient, multiplied here */
    nmod_t mod;
    uint64_t *modulus; /* word_field: the coefficients of -h below the leading one */
    uint64_t *product; /* scratch: 2 * degree words */
    fq_default_poly_t left, right;
    fq_default_t coefficient;
    fmpz *digits;
} lfsr_log_group;

LFSR_MUST_CHECK lfsr_status lfsr_log_group_init(lfsr_log_group *group, const lfsr_quotient *ring,
                                                lfsr_error *error);
void lfsr_log_group_clear(lfsr_log_group *group);

void lfsr_log_group_set(uint64_t *out, const fq_default_poly_t element, lfsr_log_group *group);
/* out may be an operand. */
void lfsr_log_group_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, lfsr_log_group *group);

/* a_i = a_i b_i for i < count, a_i the i-th element in a. Faster than one product after the other over GF(2),
 * where a product is shorter than the wait for its result. */
void lfsr_log_group_mul_each(uint64_t *a, const uint64_t *const *b, size_t count, lfsr_log_group *group);

/* A 64-bit hash of an element. */
uint64_t lfsr_log_group_hash(const uint64_t *a, const lfsr_log_group *group);

#endif
