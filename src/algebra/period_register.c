/* Polynomials of a given order. In GF(q^n) = GF(q)[x]/(h) with a random irreducible h of degree n = ord_d(q),
 * the element x^((q^n - 1) / d) has an order that divides d. Where it is d, its minimal polynomial over GF(q)
 * is irreducible of degree n and order d; it is the shortest recurrence of the constant coefficients of the
 * element's powers. */
#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "berlekamp_massey.h"
#include "flint_compat.h"
#include "lfsr/factorization.h"
#include "period_plan.h"
#include "sized_options.h"
#include "split.h"
#include "split_mix.h"

/* The size of the structure in its first version. */
#define LEAST_REQUEST (offsetof(lfsr_period_request, fewest_otherwise) + sizeof(bool))

#define QUICK_TEST_DEGREE 32 /* from here on lfsr_spec_surely_reducible pays */

/* What one search works with. */
typedef struct period_search {
    lfsr_field field;
    uint64_t random; /* SplitMix64 from a fixed start: the same polynomials with every version of FLINT */
    fq_default_poly_t modulus, element;
} period_search;

static lfsr_status is_irreducible(bool *irreducible, period_search *s, lfsr_error *error)
{
    lfsr_spec spec;
    *irreducible = true;
    if (s->field.spec.k == 1 && fq_default_poly_degree(s->modulus, s->field.context) >= QUICK_TEST_DEGREE) {
        lfsr_spec_init(&spec);
        lfsr_status status = lfsr_spec_from_poly(&spec, s->modulus, &s->field, error);
        *irreducible = status == LFSR_OK && !lfsr_spec_surely_reducible(&spec);
        lfsr_spec_clear(&spec);
        if (status != LFSR_OK || !*irreducible || fmpz_abs_fits_ui(s->field.spec.p))
            return status;
    }
    *irreducible = fq_default_poly_is_irreducible(s->modulus, s->field.context) != 0;
    return LFSR_OK;
}

/* The code of a random element; nonzero: other than 0. */
static uint64_t draw_code(period_search *s, bool nonzero)
{
    uint64_t q = fmpz_get_ui(s->field.order), code;
    do
        code = lfsr_split_mix(&s->random) % q;
    while (nonzero && code == 0);
    return code;
}

/* A random monic irreducible polynomial other than x. */
static lfsr_status draw_modulus(period_search *s, slong degree, lfsr_error *error)
{
    fq_default_t c;
    lfsr_status status = LFSR_OK;
    bool irreducible = false;
    fq_default_init(c, s->field.context);
    while (status == LFSR_OK && !irreducible) {
        fq_default_poly_zero(s->modulus, s->field.context);
        for (slong i = 0; i < degree; i++) {
            lfsr_field_set_code(c, draw_code(s, i == 0), &s->field);
            fq_default_poly_set_coeff(s->modulus, i, c, s->field.context);
        }
        fq_default_one(c, s->field.context);
        fq_default_poly_set_coeff(s->modulus, degree, c, s->field.context);
        status = is_irreducible(&irreducible, s, error);
    }
    fq_default_clear(c, s->field.context);
    return status;
}

/* Is the order of the element, which divides d, d itself? primes: those of d. */
static bool has_order(period_search *s, const fmpz_t d, const fmpz *primes, size_t count)
{
    bool exact = true;
    fq_default_poly_t power;
    fmpz_t exponent;
    fmpz_init(exponent);
    fq_default_poly_init(power, s->field.context);
    for (size_t i = 0; exact && i < count; i++) {
        if (!fmpz_divisible(d, primes + i))
            continue;
        fmpz_divexact(exponent, d, primes + i);
        lfsr_flint_poly_powmod(power, s->element, exponent, s->modulus, s->field.context);
        exact = !fq_default_poly_is_one(power, s->field.context);
    }
    fq_default_poly_clear(power, s->field.context);
    fmpz_clear(exponent);
    return exact;
}

/* s->element becomes an element of order d of GF(q^degree). */
static lfsr_status find_element(period_search *s, const fmpz_t d, slong degree, const fmpz *primes,
                                size_t count, lfsr_error *error)
{
    fmpz_t exponent;
    fq_default_poly_t x;
    lfsr_status status;
    fmpz_init(exponent);
    fq_default_poly_init(x, s->field.context);
    fmpz_pow_ui(exponent, s->field.order, (ulong)degree);
    fmpz_sub_ui(exponent, exponent, 1);
    fmpz_divexact(exponent, exponent, d);
    do {
        status = draw_modulus(s, degree, error);
        if (status != LFSR_OK)
            break;
        fq_default_poly_gen(x, s->field.context);
        fq_default_poly_rem(x, x, s->modulus, s->field.context);
        lfsr_flint_poly_powmod(s->element, x, exponent, s->modulus, s->field.context);
    } while (!has_order(s, d, primes, count));
    fq_default_poly_clear(x, s->field.context);
    fmpz_clear(exponent);
    return status;
}

/* symbols[i]: the code of the constant coefficient of the element's i-th power. */
static void power_symbols(uint64_t *symbols, size_t count, period_search *s)
{
    const fq_default_ctx_struct *context = s->field.context;
    fq_default_t c;
    fq_default_poly_t power;
    fq_default_init(c, context);
    fq_default_poly_init(power, context);
    fq_default_poly_one(power, context);
    for (size_t i = 0; i < count; i++) {
        fq_default_poly_get_coeff(c, power, 0, context);
        symbols[i] = lfsr_field_get_code(c, &s->field);
        fq_default_poly_mulmod(power, power, s->element, s->modulus, context);
    }
    fq_default_poly_clear(power, context);
    fq_default_clear(c, context);
}

/* The minimal polynomial of the element, of the given degree. */
static lfsr_status minimal_polynomial(fq_default_poly_t out, slong degree, period_search *s,
                                      lfsr_error *error)
{
    size_t count = 2 * (size_t)degree, complexity = 0;
    uint64_t *symbols = malloc(count * sizeof *symbols), *connection = calloc(count + 1, sizeof *connection);
    lfsr_code_field codes;
    lfsr_status status = symbols == NULL || connection == NULL
                             ? lfsr_fail_memory(error)
                             : lfsr_code_field_init(&codes, &s->field, (double)count * (double)count, error);
    if (status == LFSR_OK) {
        power_symbols(symbols, count, s);
        status = lfsr_berlekamp_massey(connection, &complexity, symbols, count, &codes, error);
        lfsr_code_field_clear(&codes);
    }
    if (status == LFSR_OK && complexity != (size_t)degree)
        status = lfsr_fail(error, LFSR_SYSTEM, "internal", "a minimal polynomial has degree %zu, not %lld",
                           complexity, (long long)degree);
    if (status == LFSR_OK) {
        fq_default_t c;
        fq_default_init(c, s->field.context);
        fq_default_poly_zero(out, s->field.context);
        for (size_t i = 0; i <= complexity; i++) {
            lfsr_field_set_code(c, connection[complexity - i], &s->field);
            fq_default_poly_set_coeff(out, (slong)i, c, s->field.context);
        }
        fq_default_clear(c, s->field.context);
    }
    free(symbols);
    free(connection);
    return status;
}

static lfsr_status multiply_factors(fq_default_poly_t product, const lfsr_period_plan *plan, period_search *s,
                                    lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    fq_default_poly_t factor;
    fq_default_poly_init(factor, s->field.context);
    fq_default_poly_one(product, s->field.context);
    for (size_t i = 0; status == LFSR_OK && i < plan->count; i++) {
        status = find_element(s, plan->orders + i, plan->degrees[i], plan->primes, plan->prime_count, error);
        if (status == LFSR_OK)
            status = minimal_polynomial(factor, plan->degrees[i], s, error);
        if (status == LFSR_OK) {
            fq_default_poly_pow(factor, factor, (ulong)plan->multiplicities[i], s->field.context);
            fq_default_poly_mul(product, product, factor, s->field.context);
        }
    }
    fq_default_poly_clear(factor, s->field.context);
    return status;
}

static lfsr_status find_register(lfsr_spec *spec, const lfsr_field_spec *field, const lfsr_period_plan *plan,
                                 lfsr_error *error)
{
    period_search s;
    fq_default_poly_t product;
    lfsr_status status = lfsr_field_init(&s.field, field, error);
    if (status != LFSR_OK)
        return status;
    s.random = 1;
    fq_default_poly_init(s.modulus, s.field.context);
    fq_default_poly_init(s.element, s.field.context);
    fq_default_poly_init(product, s.field.context);
    status = multiply_factors(product, plan, &s, error);
    if (status == LFSR_OK)
        status = lfsr_spec_from_poly(spec, product, &s.field, error);
    fq_default_poly_clear(product, s.field.context);
    fq_default_poly_clear(s.element, s.field.context);
    fq_default_poly_clear(s.modulus, s.field.context);
    lfsr_field_clear(&s.field);
    return status;
}

void lfsr_period_request_init_sized(lfsr_period_request *request, size_t size)
{
    const lfsr_period_request defaults = {
        .size = size, .max_degree = 1000, .factor_seconds = LFSR_FACTOR_SECONDS};
    memset(request, 0, size);
    memcpy(request, &defaults, size < sizeof defaults ? size : sizeof defaults);
}

lfsr_status lfsr_spec_of_period(lfsr_spec *spec, const lfsr_field_spec *field, const fmpz_t period,
                                const lfsr_period_request *request, lfsr_error *error)
{
    lfsr_period_plan plan;
    lfsr_period_request own;
    fmpz_t q;
    lfsr_period_request_init(&own);
    lfsr_status status = lfsr_adopt_options(&own, sizeof own, request, LEAST_REQUEST, error);
    if (status == LFSR_OK)
        status = lfsr_field_spec_check(field, error);
    if (status != LFSR_OK)
        return status;
    fmpz_init(q);
    lfsr_field_spec_order(q, field);
    status = fmpz_bits(q) > 63
                 ? lfsr_fail(error, LFSR_UNABLE, "field",
                             "registers of a given period are found over fields of less than 2^63 elements")
                 : lfsr_period_plan_init(&plan, period, field->p, q, &own, error);
    fmpz_clear(q);
    if (status != LFSR_OK)
        return status;
    status = find_register(spec, field, &plan, error);
    lfsr_period_plan_clear(&plan);
    return status;
}
