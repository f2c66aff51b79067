/* Storage and linear operations of polynomials while they are read. A sum of monomials goes into one array,
 * so that a dense polynomial of degree n costs n steps, not n^2. An array is allocated only after its degree
 * was checked. */
#include "value.h"

#include <stdlib.h>
#include <string.h>

#include <flint/fmpz_vec.h>

#include "value_internal.h"

/* Rounded up from measurements over p = 2 .. 2^16384 and k = 1 .. 8191. */
static lfsr_costs costs_of(const lfsr_field_spec *field)
{
    lfsr_costs costs;
    double bits = (double)fmpz_bits(field->p), limbs = (double)fmpz_size(field->p), k = (double)field->k;
    double digits = k * limbs;
    costs.digit_add = 0.5 + limbs / 16;
    costs.digit_mul = bits <= 62 ? 3 : 10 + limbs / 2 + limbs * limbs / 16;
    costs.power_step = 1.25 * (20 + limbs + limbs * limbs / 18);
    costs.element_mul =
        field->k == 1 ? costs.digit_mul : 20 + digits * (5 + digits / 1000) * (limbs > 1 ? 4 + limbs / 8 : 1);
    if (limbs > 1)
        costs.coefficient = digits * (field->k == 1 ? 60 + 20 * limbs : 100 + 50 * limbs);
    else if (bits > 32)
        costs.coefficient = digits * (field->k == 1 ? 60 : 105);
    else
        costs.coefficient = digits * (field->k == 1 ? 10 : 45);
    return costs;
}

void lfsr_arith_init(lfsr_arith *arith, const lfsr_field_spec *field)
{
    arith->field = field;
    arith->k = field->k;
    arith->limbs = (slong)fmpz_size(field->p);
    arith->live = 0;
    arith->work = 0;
    arith->has_context = false;
    arith->costs = costs_of(field);
    fmpz_init(arith->group);
}

void lfsr_arith_clear(lfsr_arith *arith)
{
    if (arith->has_context)
        fq_default_ctx_clear(arith->context);
    arith->has_context = false;
    fmpz_clear(arith->group);
    fmpz_init(arith->group);
}

const fmpz *lfsr_arith_group(lfsr_arith *arith)
{
    if (fmpz_is_zero(arith->group)) {
        lfsr_field_spec_order(arith->group, arith->field);
        fmpz_sub_ui(arith->group, arith->group, 1);
    }
    return arith->group;
}

lfsr_status lfsr_arith_spend(lfsr_arith *arith, double work, size_t column, lfsr_error *error)
{
    arith->work += work;
    if (arith->work <= LFSR_WORK_LIMIT)
        return LFSR_OK;
    return lfsr_fail_at(error, column, LFSR_UNABLE, "too-large",
                        "this takes too long to multiply out; write the polynomial expanded");
}

lfsr_status lfsr_arith_check_degree(const lfsr_arith *arith, slong degree, size_t column, lfsr_error *error)
{
    if (degree > LFSR_MAX_DEGREE)
        return lfsr_fail_at(error, column, LFSR_UNABLE, "degree", "the degree %lld is over the limit of %d",
                            (long long)degree, LFSR_MAX_DEGREE);
    if (degree + 1 > LFSR_MAX_COEFFICIENTS / arith->k)
        return lfsr_fail_at(error, column, LFSR_UNABLE, "degree",
                            "the degree %lld is over the limit of %lld for a field of degree %lld",
                            (long long)degree, (long long)(LFSR_MAX_COEFFICIENTS / arith->k - 1),
                            (long long)arith->k);
    return LFSR_OK;
}

/* The most that all arrays of one text may hold together: four of the largest polynomials of this field. */
static slong live_limit(const lfsr_arith *arith)
{
    slong largest = (LFSR_MAX_DEGREE + 1) * arith->k;
    return 4 * (largest < LFSR_MAX_COEFFICIENTS ? largest : LFSR_MAX_COEFFICIENTS);
}

void lfsr_value_clear(lfsr_value *value, lfsr_arith *arith)
{
    slong digits = value->capacity * arith->k;
    for (slong i = 0; i < digits; i++)
        fmpz_clear(value->digits + i);
    free(value->digits);
    arith->live -= digits;
    *value = (lfsr_value)LFSR_VALUE_ZERO;
}

void lfsr_value_reset(lfsr_value *value, lfsr_arith *arith)
{
    enum { REUSED = 64 };
    if (value->capacity > REUSED) {
        lfsr_value_clear(value, arith);
        return;
    }
    for (slong i = 0; i < value->length * arith->k; i++)
        if (!fmpz_is_zero(value->digits + i))
            fmpz_zero(value->digits + i);
    value->shift = value->length = 0;
}

/* Allocate `capacity` coefficients in all, the new ones zero. */
static lfsr_status grow(lfsr_value *value, slong capacity, lfsr_arith *arith, size_t column,
                        lfsr_error *error)
{
    slong old = value->capacity * arith->k, more = capacity * arith->k - old;
    if (arith->live + more > live_limit(arith))
        return lfsr_fail_at(error, column, LFSR_UNABLE, "too-large",
                            "too many large polynomials are nested; write the polynomial expanded");
    lfsr_status status = lfsr_arith_spend(arith, 0.4 * (double)more, column, error);
    if (status != LFSR_OK)
        return status;
    fmpz *digits = realloc(value->digits, (size_t)(old + more) * sizeof *digits);
    if (digits == NULL)
        return lfsr_fail_memory(error);
    memset(digits + old, 0, (size_t)more * sizeof *digits); /* a zero word is the fmpz 0 */
    value->digits = digits;
    value->capacity = capacity;
    arith->live += more;
    return LFSR_OK;
}

lfsr_status lfsr_value_reserve(lfsr_value *value, slong degree, lfsr_arith *arith, size_t column,
                               lfsr_error *error)
{
    lfsr_status status = lfsr_arith_check_degree(arith, degree, column, error);
    if (status != LFSR_OK || (value->digits != NULL && degree < value->capacity))
        return status;
    slong capacity = degree + 1;
    if (value->capacity > 0 && capacity < 2 * value->capacity) /* appending: grow in proportion */
        capacity = 2 * value->capacity;
    if (capacity > LFSR_MAX_DEGREE + 1)
        capacity = LFSR_MAX_DEGREE + 1;
    if (capacity > LFSR_MAX_COEFFICIENTS / arith->k)
        capacity = LFSR_MAX_COEFFICIENTS / arith->k;
    return grow(value, capacity, arith, column, error);
}

void lfsr_value_trim(lfsr_value *value, slong length, const lfsr_arith *arith)
{
    while (length > 0 && _fmpz_vec_is_zero(value->digits + (length - 1) * arith->k, arith->k))
        length--;
    value->length = length;
    if (length == 0)
        value->shift = 0;
}

slong lfsr_value_degree(const lfsr_value *value)
{
    return value->length == 0 ? -1 : value->shift + value->length - 1;
}

bool lfsr_value_constant(const lfsr_value *value)
{
    return value->length == 0 || lfsr_value_degree(value) == 0;
}

lfsr_status lfsr_value_one(lfsr_value *value, lfsr_arith *arith, lfsr_error *error)
{
    lfsr_value_reset(value, arith);
    lfsr_status status = value->capacity > 0 ? LFSR_OK : grow(value, 1, arith, 0, error);
    if (status != LFSR_OK)
        return status;
    fmpz_one(value->digits);
    value->length = 1;
    return LFSR_OK;
}

lfsr_status lfsr_value_scale(lfsr_value *value, const fmpz_t integer, lfsr_arith *arith, size_t column,
                             lfsr_error *error)
{
    if (fmpz_is_one(integer))
        return LFSR_OK;
    slong digits = value->length * arith->k;
    double products = 0;
    for (slong i = 0; i < digits; i++)
        if (!fmpz_is_zero(value->digits + i))
            products += fmpz_size(value->digits + i) + fmpz_size(integer) == 2 ? 3 : arith->costs.digit_mul;
    lfsr_status status = lfsr_arith_spend(arith, 0.3 * (double)digits + products, column, error);
    if (status != LFSR_OK)
        return status;
    for (slong i = 0; i < digits; i++) {
        if (fmpz_is_zero(value->digits + i))
            continue;
        fmpz_mul(value->digits + i, value->digits + i, integer);
        fmpz_mod(value->digits + i, value->digits + i, arith->field->p);
    }
    lfsr_value_trim(value, value->length, arith);
    return LFSR_OK;
}

lfsr_status lfsr_value_shift(lfsr_value *value, slong exponent, lfsr_arith *arith, size_t column,
                             lfsr_error *error)
{
    if (value->length == 0)
        return LFSR_OK;
    lfsr_status status = lfsr_arith_check_degree(arith, lfsr_value_degree(value) + exponent, column, error);
    if (status == LFSR_OK)
        value->shift += exponent;
    return status;
}

/* Make value an array from x^0 with space for the coefficient of x^degree. */
static lfsr_status spread(lfsr_value *value, slong degree, lfsr_arith *arith, size_t column,
                          lfsr_error *error)
{
    if (value->shift == 0)
        return lfsr_value_reserve(value, degree, arith, column, error);
    slong top = lfsr_value_degree(value);
    lfsr_value array = LFSR_VALUE_ZERO;
    lfsr_status status = lfsr_value_reserve(&array, degree > top ? degree : top, arith, column, error);
    if (status == LFSR_OK)
        status = lfsr_arith_spend(arith, 0.3 * (double)(value->length * arith->k), column, error);
    if (status != LFSR_OK) {
        lfsr_value_clear(&array, arith);
        return status;
    }
    for (slong i = 0; i < value->length * arith->k; i++)
        fmpz_swap(array.digits + value->shift * arith->k + i, value->digits + i);
    array.length = top + 1;
    lfsr_value_clear(value, arith);
    *value = array;
    return LFSR_OK;
}

static void negate(lfsr_value *value, const lfsr_arith *arith)
{
    for (slong i = 0; i < value->length * arith->k; i++)
        if (!fmpz_is_zero(value->digits + i))
            fmpz_sub(value->digits + i, arith->field->p, value->digits + i);
}

lfsr_status lfsr_value_add(lfsr_value *sum, lfsr_value *term, bool minus, lfsr_arith *arith, size_t column,
                           lfsr_error *error)
{
    slong digits = term->length * arith->k, nonzero = 0;
    lfsr_status status = lfsr_arith_spend(arith, 10 + 0.2 * (double)digits, column, error);
    if (status != LFSR_OK || digits == 0)
        return status;
    if (minus)
        negate(term, arith);
    if (sum->length == 0) {
        lfsr_value zero = *sum;
        *sum = *term;
        *term = zero;
        return LFSR_OK;
    }
    slong top = lfsr_value_degree(term), old_top = lfsr_value_degree(sum);
    if ((term->shift < sum->shift || top >= sum->shift + sum->capacity))
        status = spread(sum, top, arith, column, error);
    if (status != LFSR_OK)
        return status;
    fmpz *into = sum->digits + (term->shift - sum->shift) * arith->k;
    for (slong i = 0; i < digits; i++) {
        if (fmpz_is_zero(term->digits + i))
            continue;
        nonzero++;
        fmpz_add(into + i, into + i, term->digits + i);
        if (fmpz_cmp(into + i, arith->field->p) >= 0)
            fmpz_sub(into + i, into + i, arith->field->p);
    }
    slong length = (top > old_top ? top : old_top) - sum->shift + 1;
    lfsr_value_trim(sum, length, arith);
    lfsr_value_reset(term, arith);
    /* Charge the digits that were added and the coefficients that vanished. */
    double passed = (double)(length - sum->length) * (6 + (double)arith->k);
    return lfsr_arith_spend(arith, (double)nonzero * arith->costs.digit_add + 0.05 * passed, column, error);
}
