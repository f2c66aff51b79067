/* Factors of the characteristic polynomial in a fixed order, with the orders of x modulo each and modulo g.
 * FLINT factors; the product is multiplied out again and compared, so that a wrong factorization cannot
 * pass. */
#include "factorization.h"

#include <flint/fmpz_vec.h>
#include <flint/fq_default_poly_factor.h>
#include <stdlib.h>
#include <string.h>

#include "flint_compat.h"
#include "integer_factor.h"
#include "order.h"

void lfsr_factorization_clear(lfsr_factorization *factorization, const lfsr_field *field)
{
    for (slong i = 0; i < factorization->length; i++) {
        fq_default_poly_clear(factorization->factors[i].poly, field->context);
        fmpz_clear(factorization->factors[i].order);
    }
    free(factorization->factors);
    fmpz_clear(factorization->order);
    memset(factorization, 0, sizeof *factorization);
}

/* By their codes, without forming them: the highest digit in which they differ decides. */
static int compare_elements(const fq_default_t a, const fq_default_t b, const lfsr_field *field)
{
    slong k = field->spec.k;
    fmpz *digits = _fmpz_vec_init(2 * k);
    lfsr_field_get_digits(digits, a, field);
    lfsr_field_get_digits(digits + k, b, field);
    int result = 0;
    for (slong i = k - 1; i >= 0 && result == 0; i--)
        result = fmpz_cmp(digits + i, digits + k + i);
    _fmpz_vec_clear(digits, 2 * k);
    return result;
}

static int compare_factors(const void *a, const void *b, void *context)
{
    const lfsr_factor *x = a, *y = b;
    const lfsr_field *field = context;
    if (x->degree != y->degree)
        return x->degree < y->degree ? -1 : 1;
    int result = 0;
    fq_default_t c, d;
    fq_default_init(c, field->context);
    fq_default_init(d, field->context);
    for (slong i = x->degree; i >= 0 && result == 0; i--) {
        fq_default_poly_get_coeff(c, x->poly, i, field->context);
        fq_default_poly_get_coeff(d, y->poly, i, field->context);
        if (!fq_default_equal(c, d, field->context))
            result = compare_elements(c, d, field);
    }
    fq_default_clear(c, field->context);
    fq_default_clear(d, field->context);
    return result;
}

static void append(lfsr_factorization *out, const fq_default_poly_t poly, slong multiplicity,
                   const lfsr_field *field)
{
    lfsr_factor *factor = &out->factors[out->length++];
    fq_default_poly_init(factor->poly, field->context);
    fq_default_poly_set(factor->poly, poly, field->context);
    fq_default_poly_make_monic(factor->poly, factor->poly, field->context);
    factor->degree = fq_default_poly_degree(poly, field->context);
    factor->multiplicity = multiplicity;
    fmpz_init(factor->order);
}

/* x^tail and what FLINT makes of g, sorted. */
static lfsr_status factor_polynomial(lfsr_factorization *out, const lfsr_register *reg, lfsr_error *error)
{
    const lfsr_field *field = &reg->field;
    fq_default_poly_factor_t found;
    fq_default_poly_t poly;
    fq_default_t leading;
    fq_default_poly_factor_init(found, field->context);
    fq_default_poly_init(poly, field->context);
    fq_default_init(leading, field->context);
    slong length = 0;
    if (reg->tail < reg->degree) {
        fq_default_poly_factor(found, leading, reg->g, field->context);
        length = fq_default_poly_factor_length(found, field->context);
    }
    out->factors = malloc(((size_t)length + 1) * sizeof *out->factors);
    if (out->factors != NULL) {
        if (reg->tail > 0) {
            fq_default_poly_gen(poly, field->context);
            append(out, poly, reg->tail, field);
        }
        for (slong i = 0; i < length; i++) {
            fq_default_poly_factor_get_poly(poly, found, i, field->context);
            append(out, poly, fq_default_poly_factor_exp(found, i, field->context), field);
        }
        qsort_r(out->factors, (size_t)out->length, sizeof *out->factors, compare_factors, (void *)field);
    }
    fq_default_clear(leading, field->context);
    fq_default_poly_clear(poly, field->context);
    lfsr_flint_poly_factor_clear(found, field->context);
    return out->factors == NULL ? lfsr_fail_memory(error) : LFSR_OK;
}

/* The product of the factors low..high - 1 with their multiplicities, by halves. */
static void multiply_out(fq_default_poly_t product, const lfsr_factorization *factorization, slong low,
                         slong high, const lfsr_field *field)
{
    if (high - low == 1) {
        const lfsr_factor *factor = &factorization->factors[low];
        fq_default_poly_pow(product, factor->poly, (ulong)factor->multiplicity, field->context);
        return;
    }
    fq_default_poly_t right;
    fq_default_poly_init(right, field->context);
    slong middle = low + (high - low) / 2;
    multiply_out(product, factorization, low, middle, field);
    multiply_out(right, factorization, middle, high, field);
    fq_default_poly_mul(product, product, right, field->context);
    fq_default_poly_clear(right, field->context);
}

static lfsr_status check_product(const lfsr_factorization *out, const lfsr_register *reg, lfsr_error *error)
{
    fq_default_poly_t product;
    fq_default_poly_init(product, reg->field.context);
    multiply_out(product, out, 0, out->length, &reg->field);
    int equal = fq_default_poly_equal(product, reg->f, reg->field.context);
    fq_default_poly_clear(product, reg->field.context);
    return equal ? LFSR_OK
                 : lfsr_fail(error, LFSR_SYSTEM, "internal", "the factors do not multiply to the polynomial");
}

static bool is_x(const lfsr_factor *factor, const lfsr_field *field)
{
    return factor->degree == 1 && fq_default_poly_is_gen(factor->poly, field->context);
}

/* The order of every factor (once one stays unknown, with a tenth of the time for the others); of g their
 * least common multiple times the largest power of p. */
static lfsr_status find_orders(lfsr_factorization *out, const lfsr_register *reg, double seconds,
                               lfsr_error *error)
{
    fmpz_t power;
    fmpz_init(power);
    fmpz_one(out->order);
    out->orders_known = true;
    slong most = 1;
    if (!(seconds > 0))
        seconds = LFSR_FACTOR_SECONDS;
    lfsr_status status = LFSR_OK;
    for (slong i = 0; i < out->length && status == LFSR_OK; i++) {
        lfsr_factor *factor = &out->factors[i];
        if (is_x(factor, &reg->field)) {
            fmpz_one(factor->order);
            continue;
        }
        char obstacle[sizeof out->obstacle] = "";
        status =
            lfsr_order_with_obstacle(factor->order, obstacle, sizeof obstacle, factor->poly, factor->degree,
                                     &reg->field, out->orders_known ? seconds : seconds / 10, error);
        if (out->orders_known)
            memcpy(out->obstacle, obstacle, sizeof obstacle); /* the first one had all the time */
        most = factor->multiplicity > most ? factor->multiplicity : most;
        out->orders_known = out->orders_known && !fmpz_is_zero(factor->order);
        if (out->orders_known)
            fmpz_lcm(out->order, out->order, factor->order);
    }
    lfsr_multiplicity_factor(power, reg->field.spec.p, most);
    fmpz_mul(out->order, out->order, power);
    if (!out->orders_known)
        fmpz_zero(out->order);
    fmpz_clear(power);
    return status;
}

lfsr_status lfsr_factorization_init(lfsr_factorization *out, const lfsr_register *reg, double seconds,
                                    lfsr_error *error)
{
    memset(out, 0, sizeof *out);
    fmpz_init(out->order);
    lfsr_status status = factor_polynomial(out, reg, error);
    if (status == LFSR_OK)
        status = check_product(out, reg, error);
    if (status == LFSR_OK)
        status = find_orders(out, reg, seconds, error);
    if (status != LFSR_OK) {
        lfsr_factorization_clear(out, &reg->field);
        return status;
    }
    out->irreducible = out->length == 1 && out->factors[0].multiplicity == 1;
    if (out->irreducible && reg->tail == 0) {
        fmpz_t largest;
        fmpz_init(largest);
        lfsr_register_states(largest, reg);
        fmpz_sub_ui(largest, largest, 1);
        out->primitive = fmpz_equal(out->order, largest) != 0;
        fmpz_clear(largest);
    }
    return LFSR_OK;
}
