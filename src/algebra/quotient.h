/* Arithmetic in GF(q)[x]/(h), h monic of degree >= 1. Elements are polynomials of degree < deg h. */
#ifndef LFSR_QUOTIENT_H
#define LFSR_QUOTIENT_H

#include "register_data.h"

/* Keeps a pointer to the field. */
typedef struct lfsr_quotient {
    const lfsr_field *field;
    fq_default_poly_t modulus;
    slong degree;
} lfsr_quotient;

void lfsr_quotient_init(lfsr_quotient *ring, const fq_default_poly_t modulus, const lfsr_field *field);
void lfsr_quotient_clear(lfsr_quotient *ring);

/* out may be an operand. */
void lfsr_quotient_reduce(fq_default_poly_t out, const fq_default_poly_t a, const lfsr_quotient *ring);
void lfsr_quotient_mul(fq_default_poly_t out, const fq_default_poly_t a, const fq_default_poly_t b,
                       const lfsr_quotient *ring);
/* a^exponent, exponent >= 0. */
void lfsr_quotient_pow(fq_default_poly_t out, const fq_default_poly_t a, const fmpz_t exponent,
                       const lfsr_quotient *ring);
/* x^exponent; a negative exponent needs h(0) != 0. */
void lfsr_quotient_x_pow(fq_default_poly_t out, const fmpz_t exponent, const lfsr_quotient *ring);
/* False, and out undefined, where a is no unit. */
bool lfsr_quotient_inverse(fq_default_poly_t out, const fq_default_poly_t a, const lfsr_quotient *ring);

/* out = a x^n. FLINT 2.9 makes an unnormalized polynomial of a shifted zero. */
static inline void lfsr_poly_shift_left(fq_default_poly_t out, const fq_default_poly_t a, slong n,
                                        const lfsr_field *field)
{
    if (fq_default_poly_is_zero(a, field->context))
        fq_default_poly_zero(out, field->context);
    else
        fq_default_poly_shift_left(out, a, n, field->context);
}

#endif
