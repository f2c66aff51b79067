/* Products and powers of values. Most texts need none of the contexts here: a coefficient times a power of
 * the variable, an integer times a power of a, an element times 1 are all moves and scalings of digits. */
#include "flint_compat.h"

#include "value_internal.h"

#include <stdlib.h>

#include <flint/fmpz_poly.h>
#include <flint/fmpz_vec.h>
#include <flint/fq_default_poly.h>

/* The plain polynomial representation: building Zech logarithm tables costs more than one text saves. */
static void need_context(lfsr_arith *arith)
{
    if (arith->has_context)
        return;
    arith->has_context = true;
    if (arith->k == 1)
        lfsr_flint_prime_init(arith->context, arith->field->p);
    else
        lfsr_flint_extension_init(arith->context, arith->field->p, arith->k, arith->field->modulus, false);
}

/* Only for k > 1. */
static void to_element(fq_default_t out, const fmpz *digits, const lfsr_arith *arith)
{
    fmpz_poly_t poly;
    fmpz_poly_init2(poly, arith->k);
    _fmpz_vec_set(poly->coeffs, digits, arith->k);
    _fmpz_poly_set_length(poly, arith->k);
    _fmpz_poly_normalise(poly);
    fq_default_set_fmpz_poly(out, poly, arith->context);
    fmpz_poly_clear(poly);
}

static void from_element(fmpz *digits, fq_default_t element, const lfsr_arith *arith)
{
    for (slong d = 0; d < arith->k; d++)
        fq_default_get_coeff_fmpz(digits + d, element, d, arith->context);
}

static void to_poly(fq_default_poly_t poly, const lfsr_value *value, const lfsr_arith *arith)
{
    fq_default_t element;
    fq_default_init(element, arith->context);
    for (slong i = value->length - 1; i >= 0; i--) {
        if (arith->k == 1) {
            fq_default_poly_set_coeff_fmpz(poly, i, value->digits + i, arith->context);
        } else {
            to_element(element, value->digits + i * arith->k, arith);
            fq_default_poly_set_coeff(poly, i, element, arith->context);
        }
    }
    fq_default_clear(element, arith->context);
}

/* value = x^shift * poly, of the given degree. */
static lfsr_status from_poly(lfsr_value *value, const fq_default_poly_t poly, slong shift, slong degree,
                             lfsr_arith *arith, size_t column, lfsr_error *error)
{
    lfsr_value_clear(value, arith);
    lfsr_status status = lfsr_value_reserve(value, degree, arith, column, error);
    if (status != LFSR_OK)
        return status;
    fq_default_t element;
    fq_default_init(element, arith->context);
    for (slong i = 0; i <= degree; i++) {
        fq_default_poly_get_coeff(element, poly, i, arith->context);
        from_element(value->digits + i * arith->k, element, arith);
    }
    fq_default_clear(element, arith->context);
    value->shift = shift;
    lfsr_value_trim(value, degree + 1, arith);
    return LFSR_OK;
}

/* The conversion of one coefficient to FLINT's form and back. */
static double conversion_cost(const lfsr_arith *arith)
{
    return arith->k == 1 ? 5 : 30 + (double)arith->k;
}

/* A product of two polynomials; coefficients: of both together. */
static double product_cost(const lfsr_arith *arith, slong coefficients)
{
    return 50 + (double)coefficients * (arith->costs.coefficient + conversion_cost(arith));
}

static bool is_prime_element(const fmpz *digits, const lfsr_arith *arith)
{
    return arith->k == 1 || _fmpz_vec_is_zero(digits + 1, arith->k - 1);
}

/* Every coefficient times one element, not zero. */
static lfsr_status mul_element(lfsr_value *value, const fmpz *digits, lfsr_arith *arith, size_t column,
                               lfsr_error *error)
{
    if (is_prime_element(digits, arith))
        return lfsr_value_scale(value, digits, arith, column, error);
    if (value->length == 1 && is_prime_element(value->digits, arith)) {
        fmpz_t scalar;
        fmpz_init_set(scalar, value->digits);
        _fmpz_vec_set(value->digits, digits, arith->k);
        lfsr_status scaled = lfsr_value_scale(value, scalar, arith, column, error);
        fmpz_clear(scalar);
        return scaled;
    }
    double each = arith->costs.element_mul + conversion_cost(arith);
    lfsr_status status = lfsr_arith_spend(arith, (double)value->length * each, column, error);
    if (status != LFSR_OK)
        return status;
    need_context(arith);
    fq_default_t a, b;
    fq_default_init(a, arith->context);
    fq_default_init(b, arith->context);
    to_element(b, digits, arith);
    for (slong i = 0; i < value->length; i++) {
        if (_fmpz_vec_is_zero(value->digits + i * arith->k, arith->k))
            continue;
        to_element(a, value->digits + i * arith->k, arith);
        fq_default_mul(a, a, b, arith->context);
        from_element(value->digits + i * arith->k, a, arith);
    }
    fq_default_clear(a, arith->context);
    fq_default_clear(b, arith->context);
    return LFSR_OK;
}

static lfsr_status mul_polynomials(lfsr_value *value, const lfsr_value *factor, lfsr_arith *arith,
                                   size_t column, lfsr_error *error)
{
    slong shift = value->shift + factor->shift, degree = value->length + factor->length - 2;
    lfsr_status status = lfsr_arith_spend(arith, product_cost(arith, degree + 2), column, error);
    if (status != LFSR_OK)
        return status;
    need_context(arith);
    fq_default_poly_t a, b;
    fq_default_poly_init(a, arith->context);
    fq_default_poly_init(b, arith->context);
    to_poly(a, value, arith);
    to_poly(b, factor, arith);
    fq_default_poly_mul(a, a, b, arith->context);
    status = from_poly(value, a, shift, degree, arith, column, error);
    fq_default_poly_clear(a, arith->context);
    fq_default_poly_clear(b, arith->context);
    return status;
}

lfsr_status lfsr_value_mul(lfsr_value *value, const lfsr_value *factor, lfsr_arith *arith, size_t column,
                           lfsr_error *error)
{
    if (value->length == 0 || factor->length == 0) {
        lfsr_value_clear(value, arith);
        return LFSR_OK;
    }
    lfsr_status status =
        lfsr_arith_check_degree(arith, lfsr_value_degree(value) + lfsr_value_degree(factor), column, error);
    if (status != LFSR_OK)
        return status;
    if (factor->length == 1) {
        value->shift += factor->shift;
        return mul_element(value, factor->digits, arith, column, error);
    }
    if (value->length > 1)
        return mul_polynomials(value, factor, arith, column, error);
    /* A monomial times a polynomial: the polynomial, moved and scaled. */
    lfsr_value product = LFSR_VALUE_ZERO;
    status = lfsr_arith_spend(arith, 0.5 * (double)(factor->length * arith->k), column, error);
    if (status == LFSR_OK)
        status = lfsr_value_reserve(&product, factor->length - 1, arith, column, error);
    if (status == LFSR_OK) {
        _fmpz_vec_set(product.digits, factor->digits, factor->length * arith->k);
        product.length = factor->length;
        product.shift = factor->shift + value->shift;
        status = mul_element(&product, value->digits, arith, column, error);
    }
    lfsr_value_clear(value, arith);
    *value = product;
    return status;
}

lfsr_status lfsr_value_pow(lfsr_value *value, slong exponent, lfsr_arith *arith, size_t column,
                           lfsr_error *error)
{
    slong degree = lfsr_value_degree(value);
    if (exponent > LFSR_MAX_DEGREE / degree)
        return lfsr_fail_at(error, column, LFSR_UNABLE, "degree",
                            "the degree of this power is over the limit of %d", LFSR_MAX_DEGREE);
    lfsr_status status = lfsr_arith_check_degree(arith, degree * exponent, column, error);
    if (status != LFSR_OK)
        return status;
    slong shift = value->shift * exponent, dense = (value->length - 1) * exponent;
    /* The last squarings dominate: 2.5 products of the length of the result. */
    status = lfsr_arith_spend(arith, 2.5 * product_cost(arith, dense + 1), column, error);
    if (status != LFSR_OK)
        return status;
    if (value->length == 1) {
        fmpz_t e;
        fmpz_init_set_si(e, exponent);
        value->shift = 0;
        status = lfsr_value_pow_constant(value, e, arith, column, error);
        value->shift = shift;
        fmpz_clear(e);
        return status;
    }
    need_context(arith);
    fq_default_poly_t poly;
    fq_default_poly_init(poly, arith->context);
    to_poly(poly, value, arith);
    fq_default_poly_pow(poly, poly, (ulong)exponent, arith->context);
    status = from_poly(value, poly, shift, dense, arith, column, error);
    fq_default_poly_clear(poly, arith->context);
    return status;
}

lfsr_status lfsr_value_pow_constant(lfsr_value *value, const fmpz_t exponent, lfsr_arith *arith,
                                    size_t column, lfsr_error *error)
{
    bool prime = is_prime_element(value->digits, arith);
    double step = prime ? arith->costs.power_step : 1.6 * arith->costs.element_mul;
    lfsr_status status = lfsr_arith_spend(arith, 10 + (double)fmpz_bits(exponent) * step, column, error);
    if (status != LFSR_OK)
        return status;
    if (prime) {
        fmpz_powm(value->digits, value->digits, exponent, arith->field->p);
        return LFSR_OK;
    }
    need_context(arith);
    fq_default_t element;
    fq_default_init(element, arith->context);
    to_element(element, value->digits, arith);
    fq_default_pow(element, element, exponent, arith->context);
    from_element(value->digits, element, arith);
    fq_default_clear(element, arith->context);
    return LFSR_OK;
}

lfsr_status lfsr_value_mul_root(lfsr_value *value, const fmpz_t exponent, lfsr_arith *arith, size_t column,
                                lfsr_error *error)
{
    if (value->length == 0)
        return LFSR_OK;
    if (value->length == 1 && fmpz_cmp_si(exponent, arith->k) < 0 && is_prime_element(value->digits, arith)) {
        fmpz_swap(value->digits, value->digits + fmpz_get_si(exponent));
        return LFSR_OK;
    }
    lfsr_value root = LFSR_VALUE_ZERO;
    lfsr_status status = lfsr_value_one(&root, arith, error);
    if (status == LFSR_OK) {
        fmpz_swap(root.digits, root.digits + 1);
        if (fmpz_is_zero(exponent))
            fmpz_swap(root.digits, root.digits + 1);
        else
            status = lfsr_value_pow_constant(&root, exponent, arith, column, error);
    }
    if (status == LFSR_OK)
        status = mul_element(value, root.digits, arith, column, error);
    lfsr_value_clear(&root, arith);
    return status;
}

lfsr_status lfsr_value_make_monic(lfsr_value *value, lfsr_arith *arith, lfsr_error *error)
{
    const fmpz *leading = value->digits + (value->length - 1) * arith->k;
    if (fmpz_is_one(leading) && is_prime_element(leading, arith))
        return LFSR_OK;
    lfsr_value inverse = LFSR_VALUE_ZERO;
    lfsr_status status = lfsr_value_one(&inverse, arith, error);
    if (status != LFSR_OK)
        return status;
    if (is_prime_element(leading, arith)) {
        fmpz_invmod(inverse.digits, leading, arith->field->p);
    } else if ((status = lfsr_arith_spend(arith, 20 * arith->costs.element_mul, 1, error)) == LFSR_OK) {
        need_context(arith);
        fq_default_t element;
        fq_default_init(element, arith->context);
        to_element(element, leading, arith);
        fq_default_inv(element, element, arith->context);
        from_element(inverse.digits, element, arith);
        fq_default_clear(element, arith->context);
    }
    if (status == LFSR_OK)
        status = mul_element(value, inverse.digits, arith, 1, error);
    lfsr_value_clear(&inverse, arith);
    return status;
}
