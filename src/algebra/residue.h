/* Powers modulo an irreducible polynomial, each field in its fastest representation. */
#ifndef LFSR_RESIDUE_H
#define LFSR_RESIDUE_H

#include <flint/nmod_poly.h>

#include "gf2_poly.h"
#include "log_residue.h"
#include "register_data.h"
#include "short_residue.h"

typedef enum lfsr_residue_kind {
    LFSR_RESIDUE_GF2,    /* packed words */
    LFSR_RESIDUE_SHORT,  /* p and degree small enough for sums of products in words */
    LFSR_RESIDUE_NARROW, /* in words of 16 bits */
    LFSR_RESIDUE_LOGS,   /* a small extension and degree: tables of logarithms */
    LFSR_RESIDUE_NMOD,   /* p a word: with the modulus inverted once, which fq_default does not offer */
    LFSR_RESIDUE_FQ      /* any other field */
} lfsr_residue_kind;

/* Keeps a pointer to the field. */
typedef struct lfsr_residue_ring {
    lfsr_residue_kind kind;
    const lfsr_field *field;
    lfsr_gf2_ring gf2;
    lfsr_short_ring small;
    lfsr_log_ring logs;
    nmod_poly_t modulus, inverse;
    fq_default_poly_t poly;
} lfsr_residue_ring;

typedef union lfsr_residue {
    uint64_t *bits;
    uint32_t *coefficients;
    nmod_poly_t nmod;
    fq_default_poly_t fq;
} lfsr_residue;

/* poly: monic, of degree >= 1. */
LFSR_MUST_CHECK lfsr_status lfsr_residue_ring_init(lfsr_residue_ring *ring, const fq_default_poly_t poly,
                                                   const lfsr_field *field, lfsr_error *error);
/* The same in a representation that can hold the field; a test compares them. */
LFSR_MUST_CHECK lfsr_status lfsr_residue_ring_init_as(lfsr_residue_ring *ring, lfsr_residue_kind kind,
                                                      const fq_default_poly_t poly, const lfsr_field *field,
                                                      lfsr_error *error);
void lfsr_residue_ring_clear(lfsr_residue_ring *ring);

/* x. */
LFSR_MUST_CHECK lfsr_status lfsr_residue_init_x(lfsr_residue *a, const lfsr_residue_ring *ring,
                                                lfsr_error *error);
/* a^exponent, exponent >= 1. out is initialized here. */
LFSR_MUST_CHECK lfsr_status lfsr_residue_init_pow(lfsr_residue *out, const lfsr_residue *a,
                                                  const fmpz_t exponent, const lfsr_residue_ring *ring,
                                                  lfsr_error *error);
void lfsr_residue_clear(lfsr_residue *a, const lfsr_residue_ring *ring);
bool lfsr_residue_is_one(const lfsr_residue *a, const lfsr_residue_ring *ring);

#endif
