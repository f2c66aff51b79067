/* Powers modulo a polynomial over GF(2), coefficients packed into words. */
#ifndef LFSR_GF2_RESIDUE_H
#define LFSR_GF2_RESIDUE_H

/* Until src/gf2 replaces this file: names that do not clash with it. */
#define lfsr_gf2_ring_init  lfsr_gf2_residue_ring_init
#define lfsr_gf2_ring_clear lfsr_gf2_residue_ring_clear

#include <flint/fmpz.h>
#include <stdbool.h>
#include <stdint.h>

#define LFSR_GF2_RESIDUE_MAX_DEGREE 65536 /* the reduction table then takes 2 MiB */

typedef struct lfsr_gf2_ring {
    slong degree;
    size_t words;     /* of a residue: 64 words > degree */
    uint64_t *chunks; /* 256 residues: v(x) x^degree mod the modulus, for each byte v */
    uint64_t *space; /* a double-length product, then the 16 multiples of the comb, then the powers' window */
} lfsr_gf2_ring;

/* modulus: degree + 1 bits, monic, degree 1 to the limit. False when out of memory. */
bool lfsr_gf2_ring_init(lfsr_gf2_ring *ring, const uint64_t *modulus, slong degree);
void lfsr_gf2_ring_clear(lfsr_gf2_ring *ring);

/* Residues are arrays of ring->words words, bits from degree on zero. */
void lfsr_gf2_set_x(uint64_t *out, const lfsr_gf2_ring *ring);
bool lfsr_gf2_is_one(const uint64_t *a, const lfsr_gf2_ring *ring);
/* out may be a or b. */
void lfsr_gf2_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring);
/* exponent >= 0; out may be a. */
void lfsr_gf2_pow(uint64_t *out, const uint64_t *a, const fmpz_t exponent, const lfsr_gf2_ring *ring);

#endif
