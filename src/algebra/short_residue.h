/* Residues modulo a short polynomial over a prime field whose sums of products fit a word: of 64 bits, or of
 * 16 bits where they fit those, so that a vector instruction adds eight of them. */
#ifndef LFSR_SHORT_RESIDUE_H
#define LFSR_SHORT_RESIDUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lfsr/status.h"

enum { LFSR_SHORT_RESIDUE_DEGREE = 64 }; /* more would not fit the space on the stack */

typedef struct lfsr_short_ring {
    size_t degree;
    bool narrow;
    uint64_t p, inverse_wide; /* floor((2^64 - 1) / p) */
    uint16_t inverse_narrow;  /* floor((2^16 - 1) / p) */
    /* x^(degree + i), i = 0 to degree - 1: one of the two is used */
    uint32_t *rows_wide;
    uint16_t *rows_narrow;
} lfsr_short_ring;

/* Is the degree at least 1 and small enough, and 2 degree (p - 1)^2 < 2^64? */
bool lfsr_short_ring_fits(uint64_t p, size_t degree);
/* The same with 2^16. */
bool lfsr_short_ring_is_narrow(uint64_t p, size_t degree);
/* modulus: the coefficients below the leading one, which is 1. narrow: with sums of 16 bits. */
LFSR_MUST_CHECK lfsr_status lfsr_short_ring_init(lfsr_short_ring *ring, const uint32_t *modulus,
                                                 size_t degree, uint64_t p, bool narrow, lfsr_error *error);
void lfsr_short_ring_clear(lfsr_short_ring *ring);

/* A residue is `degree` coefficients, the constant one first. */
void lfsr_short_ring_set_x(uint32_t *out, const lfsr_short_ring *ring);
/* out = a^exponent, n words of it. */
void lfsr_short_ring_pow(uint32_t *out, const uint32_t *a, const uint64_t *exponent, size_t n,
                         const lfsr_short_ring *ring);

/* The linear map a -> a^p, as a matrix. Keeps a pointer to the ring. */
typedef struct lfsr_short_frobenius {
    const lfsr_short_ring *ring;
    uint32_t *wide;
    uint16_t *narrow; /* one of the two is used */
} lfsr_short_frobenius;

LFSR_MUST_CHECK lfsr_status lfsr_short_frobenius_init(lfsr_short_frobenius *map, const lfsr_short_ring *ring,
                                                      lfsr_error *error);
void lfsr_short_frobenius_clear(lfsr_short_frobenius *map);
/* out may be a. */
void lfsr_short_frobenius_apply(uint32_t *out, const uint32_t *a, const lfsr_short_frobenius *map);

#endif
