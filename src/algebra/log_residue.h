/* Residues modulo a short polynomial over a small extension field, by tables of logarithms. */
#ifndef LFSR_LOG_RESIDUE_H
#define LFSR_LOG_RESIDUE_H

#include "register_data.h"

enum { LFSR_LOG_RESIDUE_DEGREE = 64, LFSR_LOG_RESIDUE_ORDER = 1024 };

typedef struct lfsr_log_field lfsr_log_field;

/* The tables are those of the field used last: rings of two fields must not be in use together. */
typedef struct lfsr_log_ring {
    size_t degree;
    const lfsr_log_field *field;
    uint16_t *rows; /* logarithms of the coefficients of x^(degree + i), i = 0 to degree - 1 */
} lfsr_log_ring;

/* Is the field an extension of at most 1024 elements, and the degree 1 to 64? */
bool lfsr_log_ring_fits(const lfsr_field *field, size_t degree);
/* modulus: the codes of the coefficients below the leading one, which is 1. */
LFSR_MUST_CHECK lfsr_status lfsr_log_ring_init(lfsr_log_ring *ring, const uint32_t *modulus, size_t degree,
                                               const lfsr_field *field, lfsr_error *error);
void lfsr_log_ring_clear(lfsr_log_ring *ring);

/* A residue is the codes of `degree` coefficients, the constant one first. */
void lfsr_log_ring_set_x(uint32_t *out, const lfsr_log_ring *ring);
/* out = a^exponent, n words of it. */
void lfsr_log_ring_pow(uint32_t *out, const uint32_t *a, const uint64_t *exponent, size_t n,
                       const lfsr_log_ring *ring);

#endif
