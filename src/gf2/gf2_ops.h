/* What is compiled once for each instruction set: private to this folder. */
#ifndef LFSR_GF2_OPS_H
#define LFSR_GF2_OPS_H

#include <stddef.h>

#include "gf2_poly.h"
#include "gf2_word.h"

#define LFSR_GF2_SHORT    4  /* words: the longest residue of short_mul and short_square */
#define LFSR_GF2_BASECASE 32 /* words: the longest factor of multiply */

/* The matrix of LFSR_GF2_STEPS division steps, its entries of degree at most LFSR_GF2_STEPS. */
#define LFSR_GF2_STEPS 63
typedef struct lfsr_gf2_matrix {
    uint64_t u, v, q, r;
} lfsr_gf2_matrix;

typedef struct lfsr_gf2_ops {
    const char *name;
    size_t karatsuba; /* words from which Karatsuba's method is faster than multiply; at most BASECASE */
    size_t library;   /* words from which libgf2x is faster than both */
    unsigned (*factor)(lfsr_gf2_word_factor *out, lfsr_gf2_word f);
    bool (*irreducible)(lfsr_gf2_word f);
    lfsr_gf2_word (*gcd)(lfsr_gf2_word f, uint64_t a);
    uint64_t (*mul)(uint64_t a, uint64_t b, lfsr_gf2_word f);
    uint64_t (*pow_x)(uint64_t exponent, lfsr_gf2_word f);
    uint64_t (*order)(lfsr_gf2_word f, const lfsr_gf2_word_primes *primes);
    /* out (na + nb words) = a b, 1 <= na, nb <= LFSR_GF2_BASECASE; out overlaps neither. */
    void (*multiply)(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb);
    /* out (2 n words) = a^2; out may begin where a begins. */
    void (*square)(uint64_t *out, const uint64_t *a, size_t n);
    /* (a, b) = (u a + v b, q a + r b) / x^LFSR_GF2_STEPS, both of n words; the division is exact. */
    void (*apply)(uint64_t *a, uint64_t *b, size_t n, const lfsr_gf2_matrix *matrix);
    /* to[0..n] ^= from[0..n - 1] x^shift, 0 <= shift < 64. */
    void (*add_shifted)(uint64_t *to, const uint64_t *from, size_t n, unsigned shift);
    /* out = a b and out = a^(2^count) in a ring of at most LFSR_GF2_SHORT words with an inverse; out may be a
     * or b. */
    void (*short_mul)(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring);
    /* a_i = a_i b_i for i < count, a_i the i-th residue in a: the products do not wait for each other. */
    void (*short_mul_each)(uint64_t *a, const uint64_t *const *b, size_t count, const lfsr_gf2_ring *ring);
    void (*short_squares)(uint64_t *out, const uint64_t *a, size_t count, const lfsr_gf2_ring *ring);
} lfsr_gf2_ops;

/* The fastest set that this processor has. LFSR_GF2=base in the environment forces the portable one. */
const lfsr_gf2_ops *lfsr_gf2_ops_get(void);
/* All sets that this processor has, the portable one first; NULL beyond the last. For tests. */
const lfsr_gf2_ops *lfsr_gf2_ops_at(unsigned index);

extern const lfsr_gf2_ops lfsr_gf2_ops_base;
extern const lfsr_gf2_ops *lfsr_gf2_ops_pclmul(void); /* NULL where the processor or the compiler lacks it */

#endif
