/* What a generated source is made of, as plain numbers. An element of GF(p^k) is its code, the sum of d_i p^i
 * for the sum of d_i a^i; a vector is an array of codes, entry i for symbol i of a state, or for the
 * coefficient of x^i. */
#ifndef LFSR_EMIT_PLAN_H
#define LFSR_EMIT_PLAN_H

#include "affine.h"
#include "lfsr/emit.h"

/* A prime r of the period T, with r^digits dividing T exactly. g = x^(T / r^digits), c = g^(r^(digits - 1))
 * of order r: a digit of a logarithm is found by baby steps c^j and giant steps (docs/emit.md). */
typedef struct lfsr_emit_prime {
    fmpz_t prime, power; /* r, r^digits */
    ulong digits;
    fmpz_t cofactor;  /* T / r^digits */
    fmpz_t carry;     /* the inverse modulo r^digits of the product of the powers before it */
    fmpz *inverse;    /* g^-1 */
    fmpz *giant;      /* c^-babies */
    fmpz *baby;       /* c^0, c^1, ... one after the other */
    slong baby_count; /* about the square root of r */
} lfsr_emit_prime;

/* The index of a state s: y = origin + sum of s_i row_i, in GF(q)[x]/(m), is x^index for the states of the
 * cycle. */
typedef struct lfsr_emit_decoder {
    bool by_table; /* all q^n states fit a table; the rest is not set then */
    uint32_t
        *table; /* by_table: for the code sum of s_i q^i of a state its index, the period: not on the cycle */
    ulong table_length;
    slong degree;    /* of m, the minimal polynomial of the cycle */
    fmpz *reduction; /* degree entries: x^degree modulo m */
    fmpz *rows;      /* n vectors of degree entries */
    fmpz *origin;    /* degree entries */
    lfsr_emit_prime *primes;
    slong prime_count;
} lfsr_emit_decoder;

typedef struct lfsr_emit_plan {
    const lfsr_emit_options *options;
    lfsr_register reg;
    lfsr_affine affine;
    bool binary;     /* GF(2) */
    slong n;         /* symbols of a state */
    fmpz *taps;      /* entry i: c_i, at symbol i; of a Galois register c_(n-1-i), added to symbol i */
    fmpz_t constant; /* added to the recurrence; 0: nothing */
    fmpz *start;     /* the state to begin in */
    fmpz *jump;      /* coefficients of x^N modulo f, of an affine register modulo (x - 1) f; NULL: no jump */
    slong jump_length; /* without leading zeros */
    bool has_decoder;
    fmpz *zero_index; /* the state of index 0 */
    fmpz_t period;
    lfsr_emit_decoder decoder;
    char *polynomial;
} lfsr_emit_plan;

/* All but the decoder. */
LFSR_MUST_CHECK lfsr_status lfsr_emit_plan_init(lfsr_emit_plan *plan, const lfsr_spec *spec,
                                                const lfsr_emit_options *options, lfsr_error *error);
void lfsr_emit_plan_clear(lfsr_emit_plan *plan);

/* The decoder of the cycle of plan->start. */
LFSR_MUST_CHECK lfsr_status lfsr_emit_plan_decoder(lfsr_emit_plan *plan, const lfsr_spec *spec,
                                                   lfsr_error *error);
void lfsr_emit_decoder_clear(lfsr_emit_decoder *decoder, slong n);

/* The codes of the coefficients of x^0 ... x^(length-1). */
void lfsr_emit_codes(fmpz *codes, const fq_default_poly_t poly, slong length, const lfsr_field *field);
/* And back. */
void lfsr_emit_poly(fq_default_poly_t poly, const fmpz *codes, slong length, const lfsr_field *field);

#endif
