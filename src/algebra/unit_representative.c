/* A canonical element of each coset of the powers of x among the units modulo h^j.
 *
 * The multiplicative group of GF(Q) is cyclic; its part prime to ord(h) meets the powers of x only in 1 and
 * stays as it is. For a prime r of ord(h) with r^b dividing (Q - 1) / ord(h) exactly, a fixed generator c of
 * the Sylow subgroup names the coset by a logarithm modulo r^b, and its representative is that power of c.
 * The p-part is brought to its normal form (unit_digits.c). */
#include "unit_digits.h"

void lfsr_unit_candidate(fq_default_poly_t out, ulong n, const lfsr_unit_field *units)
{
    const lfsr_field *field = units->field;
    slong k = field->spec.k;
    ulong base =
        fmpz_cmp_ui(field->spec.p, UINT64_C(1) << 32) < 0 ? fmpz_get_ui(field->spec.p) : UINT64_C(1) << 32;
    fmpz *digits = flint_calloc((size_t)k, sizeof *digits);
    fq_default_t coefficient;
    fq_default_init(coefficient, field->context);
    fq_default_poly_zero(out, field->context);
    for (slong i = 0; i < units->ring.degree && n > 0; i++) {
        for (slong d = 0; d < k; d++, n /= base)
            fmpz_set_ui(digits + d, n % base);
        lfsr_field_set_digits(coefficient, digits, field);
        fq_default_poly_set_coeff(out, i, coefficient, field->context);
    }
    fq_default_clear(coefficient, field->context);
    flint_free(digits);
}

/* Sylow's subgroup of the i-th prime r has order r^a: out is of that order if out^(r^(a-1)) != 1. */
static void find_generator(slong i, lfsr_unit_field *units)
{
    const fq_default_ctx_struct *context = units->field->context;
    ulong exponent = units->exponents[i] + units->cofactors[i];
    fq_default_poly_t power;
    fmpz_t cofactor, below;
    fq_default_poly_init(power, context);
    fmpz_init(cofactor);
    fmpz_init(below);
    fmpz_pow_ui(below, units->primes + i, exponent - 1);
    fmpz_mul(cofactor, below, units->primes + i);
    fmpz_divexact(cofactor, units->units, cofactor);
    for (ulong n = 1; !units->generator_known[i]; n++) {
        lfsr_unit_candidate(power, n, units);
        if (fq_default_poly_is_zero(power, context))
            continue;
        lfsr_quotient_pow(units->generators[i], power, cofactor, &units->ring);
        lfsr_quotient_pow(power, units->generators[i], below, &units->ring);
        units->generator_known[i] = !fq_default_poly_is_one(power, context);
    }
    fq_default_poly_clear(power, context);
    fmpz_clear(cofactor);
    fmpz_clear(below);
}

/* The exponent e of the cyclic group of order units with e = 1 modulo part and e = 0 modulo units / part. */
static void projection(fmpz_t e, const fmpz_t part, const fmpz_t units)
{
    fmpz_t rest;
    fmpz_init(rest);
    fmpz_divexact(rest, units, part);
    if (fmpz_is_one(part))
        fmpz_zero(e);
    else {
        fmpz_mod(e, rest, part);
        fmpz_invmod(e, e, part);
        fmpz_mul(e, e, rest);
    }
    fmpz_clear(rest);
}

void lfsr_unit_sylow_generator(fq_default_poly_t out, slong i, lfsr_unit_field *units)
{
    if (!units->generator_known[i])
        find_generator(i, units);
    fq_default_poly_set(out, units->generators[i], units->field->context);
}

/* Multiply out by the representative of y's part in the Sylow subgroup of the i-th prime. */
static lfsr_status multiply_by_sylow_part(fq_default_poly_t out, const fq_default_poly_t y, slong i,
                                          lfsr_unit_field *units, lfsr_error *error)
{
    const fq_default_ctx_struct *context = units->field->context;
    ulong exponent = units->exponents[i] + units->cofactors[i];
    fq_default_poly_t part;
    fmpz_t e, log;
    if (!units->generator_known[i])
        find_generator(i, units);
    fq_default_poly_init(part, context);
    fmpz_init(e);
    fmpz_init(log);
    fmpz_pow_ui(log, units->primes + i, exponent);
    projection(e, log, units->units);
    lfsr_quotient_pow(part, y, e, &units->ring);
    lfsr_status status = lfsr_log_prime_power(log, part, units->generators[i], units->primes + i, exponent,
                                              units->cofactors[i], &units->solver, error);
    if (status == LFSR_OK) {
        lfsr_quotient_pow(part, units->generators[i], log, &units->ring);
        lfsr_quotient_mul(out, out, part, &units->ring);
    }
    fq_default_poly_clear(part, context);
    fmpz_clear(e);
    fmpz_clear(log);
    return status;
}

lfsr_status lfsr_unit_representative(fq_default_poly_t out, const fq_default_poly_t u,
                                     const lfsr_unit_group *group, lfsr_error *error)
{
    lfsr_unit_field *units = group->units;
    const fq_default_ctx_struct *context = units->field->context;
    fq_default_poly_t y, p_part;
    fmpz_t e;
    fq_default_poly_init(y, context);
    fq_default_poly_init(p_part, context);
    fmpz_init(e);
    lfsr_quotient_pow(p_part, u, group->unipotent, &group->ring);
    lfsr_unipotent_reduce(p_part, e, group);
    lfsr_quotient_reduce(y, u, &units->ring);
    projection(e, units->outside, units->units);
    lfsr_quotient_pow(out, y, e, &units->ring);
    lfsr_status status = LFSR_OK;
    for (slong i = 0; i < units->prime_count && status == LFSR_OK; i++)
        if (units->cofactors[i] > 0)
            status = multiply_by_sylow_part(out, y, i, units, error);
    lfsr_quotient_pow(out, out, group->lift, &group->ring);
    lfsr_quotient_mul(out, out, p_part, &group->ring);
    fq_default_poly_clear(y, context);
    fq_default_poly_clear(p_part, context);
    fmpz_clear(e);
    return status;
}
