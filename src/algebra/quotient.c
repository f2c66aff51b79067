/* GF(q)[x]/(h) by FLINT's polynomials. Powers are taken here by squaring: fq_default's own powmod takes a
 * wrong branch for prime fields of word size in FLINT 2.9. */
#include "quotient.h"

#include <stdlib.h>

#include "gf2_poly.h"

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

/* Coefficients 0 and 1 as bits; count words, all 0. */
static void set_bits(uint64_t *bits, const fq_default_poly_t a, const fq_default_ctx_t context)
{
    fq_default_t c;
    fq_default_init(c, context);
    for (slong i = fq_default_poly_degree(a, context); i >= 0; i--) {
        fq_default_poly_get_coeff(c, a, i, context);
        bits[i / 64] |= (uint64_t)!fq_default_is_zero(c, context) << (i % 64);
    }
    fq_default_clear(c, context);
}

static void set_poly(fq_default_poly_t out, const uint64_t *bits, slong degree,
                     const fq_default_ctx_t context)
{
    fq_default_t one;
    fq_default_init(one, context);
    fq_default_one(one, context);
    fq_default_poly_zero(out, context);
    for (slong i = degree - 1; i >= 0; i--)
        if ((bits[i / 64] >> (i % 64) & 1) != 0)
            fq_default_poly_set_coeff(out, i, one, context);
    fq_default_clear(one, context);
}

/* Over GF(2) packed, which is many times faster. False where memory is short: FLINT does it then. */
static bool pow_packed(fq_default_poly_t out, const fq_default_poly_t base, const fmpz_t exponent,
                       const lfsr_quotient *ring)
{
    const fq_default_ctx_struct *context = ring->field->context;
    size_t words = lfsr_gf2_words((size_t)ring->degree), length = fmpz_bits(exponent) / 64 + 1;
    lfsr_gf2_ring packed;
    uint64_t *space = calloc(3 * words + length, sizeof *space);
    uint64_t *modulus = space, *a = space + words, *power = a + words, *digits = power + words;
    bool done = false;
    if (space == NULL)
        return false;
    set_bits(modulus, ring->modulus, context);
    set_bits(a, base, context);
    fmpz_get_ui_array(digits, (slong)length, exponent);
    if (lfsr_gf2_ring_init(&packed, modulus, (size_t)ring->degree, NULL) == LFSR_OK) {
        done = lfsr_gf2_ring_pow(power, a, digits, length, &packed, NULL, NULL) == LFSR_OK;
        lfsr_gf2_ring_clear(&packed);
    }
    if (done)
        set_poly(out, power, ring->degree, context);
    free(space);
    return done;
}

void lfsr_quotient_pow(fq_default_poly_t out, const fq_default_poly_t a, const fmpz_t exponent,
                       const lfsr_quotient *ring)
{
    const fq_default_ctx_struct *context = ring->field->context;
    fq_default_poly_t power, base;
    fq_default_poly_init(power, context);
    fq_default_poly_init(base, context);
    fq_default_poly_rem(base, a, ring->modulus, context);
    if (fmpz_equal_ui(ring->field->order, 2) && ring->degree >= 1 && fmpz_sgn(exponent) > 0 &&
        pow_packed(out, base, exponent, ring)) {
        fq_default_poly_clear(power, context);
        fq_default_poly_clear(base, context);
        return;
    }
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
