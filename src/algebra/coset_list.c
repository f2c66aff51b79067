/* Counting through the cosets. A representative (unit_representative.c) is the product of a unit of order
 * prime to ord(h), of powers of Sylow generators below r^b, and of an element of the p-part in normal form.
 */
#include "coset_list.h"

#include <flint/fmpz_factor.h>
#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "unit_digits.h"

/* An element of order n, a divisor of Q - 1 that the caller found small enough to count to: the first
 * candidate^((Q - 1) / n) whose powers by n / r are not 1, r over the primes of n. */
static void cyclic_generator(fq_default_poly_t out, const fmpz_t n, lfsr_unit_field *units)
{
    const fq_default_ctx_struct *context = units->field->context;
    fmpz_factor_t primes;
    fq_default_poly_t power;
    fmpz_t e;
    fmpz_factor_init(primes);
    fmpz_factor(primes, n);
    fq_default_poly_init(power, context);
    fmpz_init(e);
    bool found = false;
    for (ulong candidate = 1; !found; candidate++) {
        lfsr_unit_candidate(power, candidate, units);
        if (fq_default_poly_is_zero(power, context))
            continue;
        fmpz_divexact(e, units->units, n);
        lfsr_quotient_pow(out, power, e, &units->ring);
        found = true;
        for (slong i = 0; i < primes->num && found; i++) {
            fmpz_divexact(e, n, primes->p + i);
            lfsr_quotient_pow(power, out, e, &units->ring);
            found = !fq_default_poly_is_one(power, context);
        }
    }
    fmpz_factor_clear(primes);
    fq_default_poly_clear(power, context);
    fmpz_clear(e);
}

static void set_axis(lfsr_coset_list *list, const fq_default_poly_t generator, const fmpz_t size)
{
    slong i = list->axes++;
    fq_default_poly_init(list->generators[i], list->group->units->field->context);
    fq_default_poly_init(list->powers[i], list->group->units->field->context);
    lfsr_quotient_pow(list->generators[i], generator, list->group->lift, &list->group->ring);
    fmpz_set(list->sizes + i, size);
}

static void set_axes(lfsr_coset_list *list)
{
    lfsr_unit_field *units = list->group->units;
    fq_default_poly_t generator;
    fmpz_t size;
    fq_default_poly_init(generator, units->field->context);
    fmpz_init(size);
    if (!fmpz_is_one(units->outside)) {
        cyclic_generator(generator, units->outside, units);
        set_axis(list, generator, units->outside);
    }
    for (slong i = 0; i < units->prime_count; i++)
        if (units->cofactors[i] > 0) {
            lfsr_unit_sylow_generator(generator, i, units);
            fmpz_pow_ui(size, units->primes + i, units->cofactors[i]);
            set_axis(list, generator, size);
        }
    fq_default_poly_clear(generator, units->field->context);
    fmpz_clear(size);
}

/* Every coordinate of the digits at h, ..., h^(j-1) but the pivots of the powers of x. */
static void set_coordinates(lfsr_coset_list *list)
{
    const lfsr_unit_group *group = list->group;
    const lfsr_field *field = group->units->field;
    fq_default_poly_t power, digit;
    fmpz_t weight, value;
    fq_default_poly_init(power, field->context);
    fq_default_poly_init(digit, field->context);
    fmpz_init_set_ui(weight, 1);
    fmpz_init(value);
    fq_default_poly_set(power, group->x_unipotent, field->context);
    for (slong i = 1; i < group->exponent; i++) {
        slong pivot_coefficient = -1, pivot_coordinate = -1;
        if (fmpz_equal_si(weight, i)) {
            lfsr_unit_digit(digit, power, i, group);
            lfsr_unit_pivot(&pivot_coefficient, &pivot_coordinate, value, digit, field);
            lfsr_quotient_pow(power, power, field->spec.p, &group->ring);
            fmpz_mul(weight, weight, field->spec.p);
        }
        for (slong c = 0; c < group->units->ring.degree; c++)
            for (slong d = 0; d < field->spec.k; d++)
                if (c != pivot_coefficient || d != pivot_coordinate) {
                    list->digit[list->coordinates] = i;
                    list->coefficient[list->coordinates] = c;
                    list->coordinate[list->coordinates++] = d;
                }
    }
    fq_default_poly_clear(power, field->context);
    fq_default_poly_clear(digit, field->context);
    fmpz_clear(weight);
    fmpz_clear(value);
}

/* powers[i..0] after at[i] changed: the product from the last axis down to each. */
static void set_powers(lfsr_coset_list *list, slong from)
{
    const lfsr_quotient *ring = &list->group->ring;
    for (slong i = from; i >= 0; i--) {
        lfsr_quotient_pow(list->powers[i], list->generators[i], list->at + i, ring);
        if (i + 1 < list->axes)
            lfsr_quotient_mul(list->powers[i], list->powers[i], list->powers[i + 1], ring);
    }
}

lfsr_status lfsr_coset_list_init(lfsr_coset_list *list, const lfsr_unit_group *group, lfsr_error *error)
{
    size_t axes = (size_t)group->units->prime_count + 1;
    size_t coordinates = (size_t)(group->ring.degree * group->units->field->spec.k) + 1;
    *list = (lfsr_coset_list){.group = group};
    list->generators = calloc(axes, sizeof *list->generators);
    list->powers = calloc(axes, sizeof *list->powers);
    list->sizes = calloc(axes, sizeof *list->sizes);
    list->at = calloc(axes, sizeof *list->at);
    list->digit = calloc(3 * coordinates, sizeof *list->digit);
    list->values = calloc(coordinates, sizeof *list->values);
    if (list->generators == NULL || list->powers == NULL || list->sizes == NULL || list->at == NULL ||
        list->digit == NULL || list->values == NULL) {
        lfsr_coset_list_clear(list);
        return lfsr_fail_memory(error);
    }
    list->coefficient = list->digit + coordinates;
    list->coordinate = list->coefficient + coordinates;
    set_axes(list);
    set_coordinates(list);
    set_powers(list, list->axes - 1);
    return LFSR_OK;
}

void lfsr_coset_list_clear(lfsr_coset_list *list)
{
    const fq_default_ctx_struct *context = list->group->units->field->context;
    for (slong i = 0; i < list->axes; i++) {
        fq_default_poly_clear(list->generators[i], context);
        fq_default_poly_clear(list->powers[i], context);
        fmpz_clear(list->sizes + i);
        fmpz_clear(list->at + i);
    }
    for (slong i = 0; i < list->coordinates; i++)
        fmpz_clear(list->values + i);
    free(list->generators);
    free(list->powers);
    free(list->sizes);
    free(list->at);
    free(list->digit);
    free(list->values);
}

/* 1 + the digits that the values make. */
static void get_p_part(fq_default_poly_t out, const lfsr_coset_list *list)
{
    const lfsr_field *field = list->group->units->field;
    slong k = field->spec.k;
    fq_default_poly_t digit, power;
    fq_default_t c;
    fmpz *digits = _fmpz_vec_init(k);
    fq_default_poly_init(digit, field->context);
    fq_default_poly_init(power, field->context);
    fq_default_init(c, field->context);
    fq_default_poly_one(out, field->context);
    for (slong v = 0; v < list->coordinates;) {
        slong i = list->digit[v];
        fq_default_poly_zero(digit, field->context);
        while (v < list->coordinates && list->digit[v] == i) {
            slong coefficient = list->coefficient[v];
            _fmpz_vec_zero(digits, k);
            for (; v < list->coordinates && list->digit[v] == i && list->coefficient[v] == coefficient; v++)
                fmpz_set(digits + list->coordinate[v], list->values + v);
            lfsr_field_set_digits(c, digits, field);
            fq_default_poly_set_coeff(digit, coefficient, c, field->context);
        }
        fq_default_poly_pow(power, list->group->units->ring.modulus, (ulong)i, field->context);
        fq_default_poly_mul(digit, digit, power, field->context);
        fq_default_poly_add(out, out, digit, field->context);
    }
    _fmpz_vec_clear(digits, k);
    fq_default_poly_clear(digit, field->context);
    fq_default_poly_clear(power, field->context);
    fq_default_clear(c, field->context);
}

void lfsr_coset_list_get(fq_default_poly_t out, const lfsr_coset_list *list)
{
    get_p_part(out, list);
    if (list->axes > 0)
        lfsr_quotient_mul(out, out, list->powers[0], &list->group->ring);
}

bool lfsr_coset_list_next(lfsr_coset_list *list)
{
    const fmpz *p = list->group->units->field->spec.p;
    for (slong v = 0; v < list->coordinates; v++) {
        fmpz_add_ui(list->values + v, list->values + v, 1);
        if (fmpz_cmp(list->values + v, p) < 0)
            return true;
        fmpz_zero(list->values + v);
    }
    for (slong i = 0; i < list->axes; i++) {
        fmpz_add_ui(list->at + i, list->at + i, 1);
        if (fmpz_cmp(list->at + i, list->sizes + i) < 0) {
            set_powers(list, i);
            return true;
        }
        fmpz_zero(list->at + i);
    }
    return false;
}
