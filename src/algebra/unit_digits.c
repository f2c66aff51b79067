/* The units = 1 modulo h form a p-group. Let z be the p-part of x. z - 1 is divisible by h exactly once, so
 * z^(p^k) = (1 + (z - 1))^(p^k) = 1 + c h^(p^k) + ..., with c != 0 modulo h. Multiplying u by z^(-N p^k)
 * changes no digit below h^(p^k) and takes N c from that one: so the digits of a logarithm base p are read
 * off one by one. */
#include "unit_digits.h"

#include <flint/fmpz_vec.h>

void lfsr_unit_digit(fq_default_poly_t digit, const fq_default_poly_t u, slong i,
                     const lfsr_unit_group *group)
{
    const fq_default_ctx_struct *context = group->units->field->context;
    fq_default_poly_t power, rest;
    fq_default_poly_init(power, context);
    fq_default_poly_init(rest, context);
    fq_default_poly_pow(power, group->units->ring.modulus, (ulong)i, context);
    fq_default_poly_divrem(digit, rest, u, power, context);
    lfsr_quotient_reduce(digit, digit, &group->units->ring);
    fq_default_poly_clear(power, context);
    fq_default_poly_clear(rest, context);
}

/* Coordinate d of coefficient i. */
static void get_coordinate(fmpz_t value, const fq_default_poly_t a, slong i, slong d, const lfsr_field *field)
{
    fmpz *digits = _fmpz_vec_init(field->spec.k);
    fq_default_t coefficient;
    fq_default_init(coefficient, field->context);
    fq_default_poly_get_coeff(coefficient, a, i, field->context);
    lfsr_field_get_digits(digits, coefficient, field);
    fmpz_set(value, digits + d);
    fq_default_clear(coefficient, field->context);
    _fmpz_vec_clear(digits, field->spec.k);
}

void lfsr_unit_pivot(slong *i, slong *d, fmpz_t value, const fq_default_poly_t a, const lfsr_field *field)
{
    slong degree = fq_default_poly_degree(a, field->context);
    for (*i = 0; *i <= degree; ++*i)
        for (*d = 0; *d < field->spec.k; ++*d) {
            get_coordinate(value, a, *i, *d, field);
            if (!fmpz_is_zero(value))
                return;
        }
}

/* The digit of the logarithm at p^k: u's coordinate over that of power = z^(p^k). */
static void next_log_digit(fmpz_t log_digit, const fq_default_poly_t u, const fq_default_poly_t power,
                           slong i, const lfsr_unit_group *group)
{
    const lfsr_field *field = group->units->field;
    fq_default_poly_t digit;
    fmpz_t pivot;
    slong coefficient = 0, coordinate = 0;
    fq_default_poly_init(digit, field->context);
    fmpz_init(pivot);
    lfsr_unit_digit(digit, power, i, group);
    lfsr_unit_pivot(&coefficient, &coordinate, pivot, digit, field);
    fmpz_invmod(pivot, pivot, field->spec.p);
    lfsr_unit_digit(digit, u, i, group);
    get_coordinate(log_digit, digit, coefficient, coordinate, field);
    fmpz_mul(log_digit, log_digit, pivot);
    fmpz_mod(log_digit, log_digit, field->spec.p);
    fq_default_poly_clear(digit, field->context);
    fmpz_clear(pivot);
}

void lfsr_unipotent_reduce(fq_default_poly_t u, fmpz_t log, const lfsr_unit_group *group)
{
    const lfsr_field *field = group->units->field;
    fq_default_poly_t power, factor;
    fmpz_t weight, digit, exponent;
    fq_default_poly_init(power, field->context);
    fq_default_poly_init(factor, field->context);
    fmpz_init_set_ui(weight, 1);
    fmpz_init(digit);
    fmpz_init(exponent);
    fmpz_zero(log);
    fq_default_poly_set(power, group->x_unipotent, field->context);
    for (ulong k = 0; k < group->p_digits; k++) {
        next_log_digit(digit, u, power, fmpz_get_si(weight), group);
        fmpz_addmul(log, digit, weight);
        /* z^(p^k) has an order that divides p^t: its inverse power is the power p^t - digit. */
        fmpz_sub(exponent, group->p_part, digit);
        lfsr_quotient_pow(factor, power, exponent, &group->ring);
        lfsr_quotient_mul(u, u, factor, &group->ring);
        lfsr_quotient_pow(power, power, field->spec.p, &group->ring);
        fmpz_mul(weight, weight, field->spec.p);
    }
    fq_default_poly_clear(power, field->context);
    fq_default_poly_clear(factor, field->context);
    fmpz_clear(weight);
    fmpz_clear(digit);
    fmpz_clear(exponent);
}
