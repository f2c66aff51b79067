/* Polynomials over GF(2) of degree at most 64, each in one word. */
#ifndef LFSR_GF2_WORD_H
#define LFSR_GF2_WORD_H

#include <stdbool.h>
#include <stdint.h>

/* x^degree + low, degree 0 to 64, low of degree below degree. */
typedef struct lfsr_gf2_word {
    uint64_t low;
    unsigned degree;
} lfsr_gf2_word;

typedef struct lfsr_gf2_word_factor {
    lfsr_gf2_word poly;
    unsigned multiplicity;
} lfsr_gf2_word_factor;

#define LFSR_GF2_WORD_DEGREE  64
#define LFSR_GF2_WORD_FACTORS 64 /* the most factors that a polynomial of degree 64 can have */
#define LFSR_GF2_WORD_PRIMES  16 /* 2^d - 1, d <= 64, has at most 13 distinct primes */

/* The prime powers of 2^d - 1. */
typedef struct lfsr_gf2_word_primes {
    unsigned length;
    uint64_t primes[LFSR_GF2_WORD_PRIMES];
    unsigned multiplicities[LFSR_GF2_WORD_PRIMES];
} lfsr_gf2_word_primes;

/* The irreducible factors of f, ascending by degree, then as binary numbers; returns how many. out has
 * LFSR_GF2_WORD_FACTORS entries. f of degree 0 has none. */
unsigned lfsr_gf2_word_factor_all(lfsr_gf2_word_factor *out, lfsr_gf2_word f);

/* Rabin's test; false for degree 0. */
bool lfsr_gf2_word_irreducible(lfsr_gf2_word f);

/* gcd(f, a) for a of degree below 64. */
lfsr_gf2_word lfsr_gf2_word_gcd(lfsr_gf2_word f, uint64_t a);

/* a b mod f and x^exponent mod f. f has degree at least 1; a and b are residues. */
uint64_t lfsr_gf2_word_mul(uint64_t a, uint64_t b, lfsr_gf2_word f);
uint64_t lfsr_gf2_word_pow_x(uint64_t exponent, lfsr_gf2_word f);

/* The order of x modulo an irreducible f other than x, from all primes of 2^degree - 1. */
uint64_t lfsr_gf2_word_order(lfsr_gf2_word f, const lfsr_gf2_word_primes *primes);

#endif
