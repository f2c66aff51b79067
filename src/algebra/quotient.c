/* GF(q)[x]/(h) by FLINT's polynomials. Powers are taken here by squaring: fq_default's own powmod takes a
 * wrong branch for prime fields of word size in FLINT 2.9. */
#include "quotient.h"

void lfsr_quotient_init(lfsr_quotient *ring, const fq_default_poly_t modulus, const lfsr_field *field)
{
    ring->field = field;
    fq_default_poly_init(ring->modulus, field->context);
    fq_default_poly_set(ring->modulus, modulus, field->context);
    ring->degree = fq_default_poly_degree(modulus, field->context);
}

void lfsr_quotient_clear(lfsr_quotient *ring)
{
    fq_default_poly_clear(ring->modulus, ring->field->context);
}

void lfsr_quotient_reduce(fq_default_poly_t out, const fq_default_poly_t a, const lfsr_quotient *ring)
{
    fq_default_poly_rem(out, a, ring->modulus, ring->field->context);
}

void lfsr_quotient_mul(fq_default_poly_t out, const fq_default_poly_t a, const fq_default_poly_t b,
                       const lfsr_quotient *ring)
{
    fq_default_poly_mulmod(out, a, b, ring->modulus, ring->field->context);
}

void lfsr_quotient_pow(fq_default_poly_t out, const fq_default_poly_t a, const fmpz_t exponent,
                       const lfsr_quotient *ring)
{
    const fq_default_ctx_struct *context = ring->field->context;
    fq_default_poly_t power, base;
    fq_default_poly_init(power, context);
    fq_default_poly_init(base, context);
    fq_default_poly_rem(base, a, ring->modulus, context);
    fq_default_poly_one(power, context);
    fq_default_poly_rem(power, power, ring->modulus, context);
    for (slong i = (slong)fmpz_bits(exponent) - 1; i >= 0; i--) {
        lfsr_quotient_mul(power, power, power, ring);
        if (fmpz_tstbit(exponent, (ulong)i))
            lfsr_quotient_mul(power, power, base, ring);
    }
    fq_default_poly_swap(out, power, context);
    fq_default_poly_clear(power, context);
    fq_default_poly_clear(base, context);
}

void lfsr_quotient_x_pow(fq_default_poly_t out, const fmpz_t exponent, const lfsr_quotient *ring)
{
    const fq_default_ctx_struct *context = ring->field->context;
    fmpz_t size;
    fq_default_poly_t x;
    fmpz_init(size);
    fq_default_poly_init(x, context);
    fmpz_abs(size, exponent);
    fq_default_poly_gen(x, context);
    fq_default_poly_rem(x, x, ring->modulus, context);
    if (fmpz_sgn(exponent) < 0)
        (void)lfsr_quotient_inverse(x, x, ring);
    lfsr_quotient_pow(out, x, size, ring);
    fmpz_clear(size);
    fq_default_poly_clear(x, context);
}

bool lfsr_quotient_inverse(fq_default_poly_t out, const fq_default_poly_t a, const lfsr_quotient *ring)
{
    const fq_default_ctx_struct *context = ring->field->context;
    fq_default_poly_t gcd, s, t;
    fq_default_poly_init(gcd, context);
    fq_default_poly_init(s, context);
    fq_default_poly_init(t, context);
    fq_default_poly_xgcd(gcd, s, t, a, ring->modulus, context);
    bool unit = fq_default_poly_is_one(gcd, context) != 0;
    fq_default_poly_rem(out, s, ring->modulus, context);
    fq_default_poly_clear(gcd, context);
    fq_default_poly_clear(s, context);
    fq_default_poly_clear(t, context);
    return unit;
}
