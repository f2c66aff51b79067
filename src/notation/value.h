/* Polynomials while they are being read: digits in plain fmpz arrays, with FLINT's contexts only where two
 * elements of an extension field or two polynomials are really multiplied. */
#ifndef LFSR_VALUE_H
#define LFSR_VALUE_H

#include <flint/fq_default.h>

#include "lfsr/spec.h"

/* The most that one text may cost, in units of about 10 ns: one second. Every operation is charged before it
 * is done. */
#define LFSR_WORK_LIMIT 1e8

/* The costs of operations over one field, in the same units, measured with FLINT 2.9. */
typedef struct lfsr_costs {
    double digit_add;   /* two digits */
    double digit_mul;   /* two digits, reduced mod p */
    double power_step;  /* one bit of the exponent of a power mod p */
    double element_mul; /* two elements of GF(p^k) */
    double coefficient; /* of a product of polynomials: each coefficient of the two factors */
} lfsr_costs;

/* The field, a context built at its first use, and the work done: a text of a few bytes must not take minutes
 * or gigabytes. */
typedef struct lfsr_arith {
    const lfsr_field_spec *field;
    slong k;
    slong limbs; /* words of a digit */
    slong live;  /* digits allocated now */
    double work; /* charged so far */
    lfsr_costs costs;
    fmpz_t group; /* q - 1; 0 until it is needed */
    bool has_context;
    fq_default_ctx_t context;
} lfsr_arith;

void lfsr_arith_init(lfsr_arith *arith, const lfsr_field_spec *field);
void lfsr_arith_clear(lfsr_arith *arith);
/* Charge work; LFSR_UNABLE ("too-large") when the text exceeds the limit. */
LFSR_MUST_CHECK lfsr_status lfsr_arith_spend(lfsr_arith *arith, double work, size_t column,
                                             lfsr_error *error);
/* q - 1, the order of the multiplicative group. */
const fmpz *lfsr_arith_group(lfsr_arith *arith);

/* x^shift * sum of c_i x^i, i < length. The digits of c_i start at digits[i * k]. The value is zero if and
 * only if length is 0; else c_(length - 1) is not zero. A monomial has length 1 and needs space for one
 * coefficient whatever its degree. capacity is the number of coefficients allocated. */
typedef struct lfsr_value {
    fmpz *digits;
    slong shift, length, capacity;
} lfsr_value;

#define LFSR_VALUE_ZERO                                                                                      \
    {                                                                                                        \
        NULL, 0, 0, 0                                                                                        \
    }

void lfsr_value_clear(lfsr_value *value, lfsr_arith *arith);
/* Make it zero; a small array is reused for the next term. */
void lfsr_value_reset(lfsr_value *value, lfsr_arith *arith);
/* The degree; -1 for zero. */
slong lfsr_value_degree(const lfsr_value *value);
/* No variable in it: zero or an element of the field. */
bool lfsr_value_constant(const lfsr_value *value);

/* All of these fail with LFSR_UNABLE: code "degree" over LFSR_MAX_DEGREE or LFSR_MAX_COEFFICIENTS,
 * "too-large" where the result would take too long to expand. column is the position of the operation in the
 * text. */
LFSR_MUST_CHECK lfsr_status lfsr_value_one(lfsr_value *value, lfsr_arith *arith, lfsr_error *error);
/* Times an integer in 0..p-1. */
LFSR_MUST_CHECK lfsr_status lfsr_value_scale(lfsr_value *value, const fmpz_t integer, lfsr_arith *arith,
                                             size_t column, lfsr_error *error);
/* Times x^exponent. */
LFSR_MUST_CHECK lfsr_status lfsr_value_shift(lfsr_value *value, slong exponent, lfsr_arith *arith,
                                             size_t column, lfsr_error *error);
/* Times a^exponent, exponent >= 0 of any size. */
LFSR_MUST_CHECK lfsr_status lfsr_value_mul_root(lfsr_value *value, const fmpz_t exponent, lfsr_arith *arith,
                                                size_t column, lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_value_mul(lfsr_value *value, const lfsr_value *factor, lfsr_arith *arith,
                                           size_t column, lfsr_error *error);
/* To the power exponent >= 1: a polynomial that is not constant. */
LFSR_MUST_CHECK lfsr_status lfsr_value_pow(lfsr_value *value, slong exponent, lfsr_arith *arith,
                                           size_t column, lfsr_error *error);
/* To the power exponent >= 1: a nonzero constant. */
LFSR_MUST_CHECK lfsr_status lfsr_value_pow_constant(lfsr_value *value, const fmpz_t exponent,
                                                    lfsr_arith *arith, size_t column, lfsr_error *error);
/* sum += term or sum -= term; term is used up (zero afterwards). */
LFSR_MUST_CHECK lfsr_status lfsr_value_add(lfsr_value *sum, lfsr_value *term, bool minus, lfsr_arith *arith,
                                           size_t column, lfsr_error *error);
/* Divide by the leading coefficient; the value is not zero. */
LFSR_MUST_CHECK lfsr_status lfsr_value_make_monic(lfsr_value *value, lfsr_arith *arith, lfsr_error *error);

/* A zero value with space for the coefficients of x^0 .. x^degree, to be filled directly (then call trim). */
LFSR_MUST_CHECK lfsr_status lfsr_value_reserve(lfsr_value *value, slong degree, lfsr_arith *arith,
                                               size_t column, lfsr_error *error);
/* Drop zero leading coefficients; length coefficients were filled directly. */
void lfsr_value_trim(lfsr_value *value, slong length, const lfsr_arith *arith);

#endif
