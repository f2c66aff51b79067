/* Units modulo h^j: logarithms to the base x (docs/states.md, "Units modulo a power"). Representatives of the
 * cosets are in unit_representative.c. */
#include "unit_group.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "order.h"
#include "unit_digits.h"

/* The largest divisor of n all of whose primes divide m is taken out of n. */
static void remove_common_primes(fmpz_t n, const fmpz_t m)
{
    fmpz_t g;
    fmpz_init(g);
    for (fmpz_gcd(g, n, m); !fmpz_is_one(g); fmpz_gcd(g, n, m))
        fmpz_divexact(n, n, g);
    fmpz_clear(g);
}

lfsr_status lfsr_unit_field_init(lfsr_unit_field *units, const fq_default_poly_t h, const fmpz_t order,
                                 const fmpz *primes, slong primes_length, const lfsr_field *field,
                                 const lfsr_log_limits *limits, lfsr_error *error)
{
    size_t count = (size_t)primes_length + 1;
    *units = (lfsr_unit_field){.field = field, .prime_count = 0};
    lfsr_quotient_init(&units->ring, h, field);
    fmpz_init_set(units->order, order);
    fmpz_init(units->units);
    fmpz_init(units->outside);
    fmpz_pow_ui(units->units, field->order, (ulong)units->ring.degree);
    fmpz_sub_ui(units->units, units->units, 1);
    fmpz_set(units->outside, units->units);
    remove_common_primes(units->outside, order);
    units->primes = _fmpz_vec_init((slong)count);
    units->exponents = calloc(count, sizeof *units->exponents);
    units->cofactors = calloc(count, sizeof *units->cofactors);
    units->generators = calloc(count, sizeof *units->generators);
    units->generator_known = calloc(count, sizeof *units->generator_known);
    lfsr_status status = lfsr_log_solver_init(&units->solver, &units->ring, limits, error);
    if (status == LFSR_OK && (units->exponents == NULL || units->cofactors == NULL ||
                              units->generators == NULL || units->generator_known == NULL))
        status = lfsr_fail_memory(error);
    fmpz_t rest, whole;
    fmpz_init_set(rest, order);
    fmpz_init_set(whole, units->units);
    for (slong i = 0; i < primes_length && status == LFSR_OK; i++) {
        ulong exponent = (ulong)fmpz_remove(rest, rest, primes + i);
        if (exponent == 0)
            continue;
        slong at = units->prime_count++;
        fmpz_set(units->primes + at, primes + i);
        units->exponents[at] = exponent;
        units->cofactors[at] = (ulong)fmpz_remove(whole, whole, primes + i) - exponent;
        fq_default_poly_init(units->generators[at], field->context);
    }
    if (status == LFSR_OK && !fmpz_is_one(rest))
        status = lfsr_fail(error, LFSR_SYSTEM, "internal", "an order has primes that are not given");
    fmpz_clear(rest);
    fmpz_clear(whole);
    return status;
}

void lfsr_unit_field_clear(lfsr_unit_field *units)
{
    for (slong i = 0; i < units->prime_count; i++)
        fq_default_poly_clear(units->generators[i], units->field->context);
    _fmpz_vec_clear(units->primes, units->prime_count);
    free(units->exponents);
    free(units->cofactors);
    free(units->generators);
    free(units->generator_known);
    lfsr_log_solver_clear(&units->solver);
    fmpz_clear(units->order);
    fmpz_clear(units->units);
    fmpz_clear(units->outside);
    lfsr_quotient_clear(&units->ring);
}

void lfsr_unit_group_init(lfsr_unit_group *group, lfsr_unit_field *units, slong exponent)
{
    const lfsr_field *field = units->field;
    const fmpz *p = field->spec.p;
    fq_default_poly_t power;
    *group = (lfsr_unit_group){.units = units, .exponent = exponent};
    fq_default_poly_init(power, field->context);
    fq_default_poly_pow(power, units->ring.modulus, (ulong)exponent, field->context);
    lfsr_quotient_init(&group->ring, power, field);
    fmpz_init(group->p_part);
    fmpz_init(group->period);
    fmpz_init(group->lift);
    fmpz_init(group->unipotent);
    lfsr_multiplicity_factor(group->p_part, p, exponent);
    for (fmpz_set(group->lift, group->p_part); !fmpz_is_one(group->lift); group->p_digits++)
        fmpz_divexact(group->lift, group->lift, p);
    fmpz_mul(group->period, units->order, group->p_part);
    /* Q^s >= p^t for s = t: enough, since Q >= p. */
    fmpz_add_ui(group->lift, units->units, 1);
    fmpz_pow_ui(group->lift, group->lift, group->p_digits);
    if (group->p_digits > 0) {
        fmpz_mod(group->unipotent, units->units, group->p_part);
        fmpz_invmod(group->unipotent, group->unipotent, group->p_part);
        fmpz_mul(group->unipotent, group->unipotent, units->units);
    }
    fq_default_poly_init(group->x_unipotent, field->context);
    lfsr_quotient_x_pow(group->x_unipotent, group->unipotent, &group->ring);
    fq_default_poly_clear(power, field->context);
}

void lfsr_unit_group_clear(lfsr_unit_group *group)
{
    fq_default_poly_clear(group->x_unipotent, group->units->field->context);
    lfsr_quotient_clear(&group->ring);
    fmpz_clear(group->p_part);
    fmpz_clear(group->period);
    fmpz_clear(group->lift);
    fmpz_clear(group->unipotent);
}

void lfsr_partial_log_init(lfsr_partial_log *log)
{
    fmpz_init(log->log);
    fmpz_init_set_ui(log->modulus, 1);
    fmpz_init_set_ui(log->hard, 1);
}

void lfsr_partial_log_clear(lfsr_partial_log *log)
{
    fmpz_clear(log->log);
    fmpz_clear(log->modulus);
    fmpz_clear(log->hard);
}

/* Join what is known modulo `modulus` with another residue modulo a coprime number. */
static void join(lfsr_partial_log *log, fmpz_t residue, fmpz_t modulus)
{
    if (!fmpz_is_one(modulus))
        fmpz_CRT(log->log, log->log, log->modulus, residue, modulus, 0);
    fmpz_mul(log->modulus, log->modulus, modulus);
}

/* The part of the logarithm modulo the i-th prime's power, its first `digits` digits; y = u modulo h. */
static lfsr_status join_prime(lfsr_partial_log *log, slong i, ulong digits, const fq_default_poly_t y,
                              lfsr_unit_field *units, lfsr_error *error)
{
    const fq_default_ctx_struct *context = units->field->context;
    lfsr_error trouble = {0};
    fq_default_poly_t base, power;
    fmpz_t cofactor, part;
    fq_default_poly_init(base, context);
    fq_default_poly_init(power, context);
    fmpz_init(cofactor);
    fmpz_init(part);
    fmpz_pow_ui(cofactor, units->primes + i, units->exponents[i]);
    fmpz_divexact(cofactor, units->order, cofactor);
    lfsr_quotient_x_pow(base, cofactor, &units->ring);
    lfsr_quotient_pow(power, y, cofactor, &units->ring);
    lfsr_status status = lfsr_log_prime_power(part, power, base, units->primes + i, units->exponents[i],
                                              digits, &units->solver, &trouble);
    if (status == LFSR_OK) {
        fmpz_pow_ui(cofactor, units->primes + i, digits);
        join(log, part, cofactor);
    } else if (status == LFSR_UNABLE) {
        fmpz_mul(log->hard, log->hard, units->primes + i);
        status = LFSR_OK;
    } else if (error != NULL) {
        *error = trouble;
    }
    fq_default_poly_clear(base, context);
    fq_default_poly_clear(power, context);
    fmpz_clear(cofactor);
    fmpz_clear(part);
    return status;
}

/* How many digits of the logarithm to the i-th prime are asked for. */
static ulong digits_needed(slong i, const fmpz_t needed, const lfsr_unit_field *units)
{
    if (needed == NULL)
        return units->exponents[i];
    fmpz_t rest;
    fmpz_init_set(rest, needed);
    ulong digits = (ulong)fmpz_remove(rest, rest, units->primes + i);
    fmpz_clear(rest);
    return digits < units->exponents[i] ? digits : units->exponents[i];
}

lfsr_status lfsr_unit_log(bool *is_power, lfsr_partial_log *log, const fq_default_poly_t u,
                          const fmpz_t needed, const lfsr_unit_group *group, lfsr_error *error)
{
    lfsr_unit_field *units = group->units;
    const fq_default_ctx_struct *context = units->field->context;
    fq_default_poly_t y, power;
    fmpz_t p_log;
    fq_default_poly_init(y, context);
    fq_default_poly_init(power, context);
    fmpz_init(p_log);
    fmpz_zero(log->log);
    fmpz_one(log->modulus);
    fmpz_one(log->hard);
    lfsr_quotient_reduce(y, u, &units->ring);
    lfsr_quotient_pow(power, y, units->order, &units->ring);
    *is_power = fq_default_poly_is_one(power, context) != 0;
    if (*is_power && group->p_digits > 0) {
        lfsr_quotient_pow(power, u, group->unipotent, &group->ring);
        lfsr_unipotent_reduce(power, p_log, group);
        *is_power = fq_default_poly_is_one(power, context) != 0;
        fmpz_t p_part;
        fmpz_init_set(p_part, group->p_part);
        join(log, p_log, p_part);
        fmpz_clear(p_part);
    }
    lfsr_status status = LFSR_OK;
    for (slong i = 0; i < units->prime_count && *is_power && status == LFSR_OK; i++)
        status = join_prime(log, i, digits_needed(i, needed, units), y, units, error);
    fq_default_poly_clear(y, context);
    fq_default_poly_clear(power, context);
    fmpz_clear(p_log);
    return status;
}
