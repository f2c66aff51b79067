/* The plan of a walk: the strata of g, or g in one piece. */
#include "plan.h"

#include <math.h>
#include <stdlib.h>

#include <flint/ulong_extras.h>

#include "divisors.h"
#include "flint_compat.h"
#include "growth.h"

#define LEAST_STATES (UINT64_C(1) << 16) /* of a stratum whose scalars are counted: that takes 5 to 20 us */

static lfsr_status add_stratum(lfsr_plan *plan, const lfsr_stratum_plan *stratum_plan, lfsr_error *error)
{
    lfsr_stratum_plan *strata = lfsr_grow(plan->strata, plan->length + 1, &plan->capacity, sizeof *strata);
    if (strata == NULL)
        return lfsr_fail_memory(error);
    plan->strata = strata;
    strata[plan->length++] = *stratum_plan;
    plan->states += (double)stratum_plan->stratum.states;
    return LFSR_OK;
}

/* The stratum of the current divisor of g. */
static lfsr_status init_stratum(lfsr_stratum_plan *stratum_plan, const lfsr_divisors *d, lfsr_error *error)
{
    const lfsr_field *field = d->field;
    fq_default_poly_t poly;
    fq_default_poly_struct cofactors[64]; /* the divisor / g_i for each factor present; q^n <= 2^63 */
    unsigned present = 0;
    fq_default_poly_init(poly, field->context);
    lfsr_divisors_product(poly, d, -1);
    for (slong i = 0; i < d->count; i++)
        if (d->exponents[i] > 0) {
            fq_default_poly_init(&cofactors[present], field->context);
            lfsr_divisors_product(&cofactors[present++], d, i);
        }
    lfsr_status status = lfsr_stratum_init(&stratum_plan->stratum, poly, cofactors, present, field, error);
    fq_default_poly_clear(poly, field->context);
    while (present > 0)
        fq_default_poly_clear(&cofactors[--present], field->context);
    return status;
}

/* Is x^exponent a constant modulo g? */
static bool constant_power(uint64_t exponent, const fq_default_poly_t g, const lfsr_field *field)
{
    fq_default_poly_t x, power;
    fmpz_t e;
    fmpz_init_set_ui(e, exponent);
    fq_default_poly_init(x, field->context);
    fq_default_poly_init(power, field->context);
    fq_default_poly_gen(x, field->context);
    lfsr_flint_poly_powmod(power, x, e, g, field->context);
    bool constant = fq_default_poly_degree(power, field->context) <= 0;
    fq_default_poly_clear(x, field->context);
    fq_default_poly_clear(power, field->context);
    fmpz_clear(e);
    return constant;
}

/* The number of constants that are powers of x modulo the current divisor, of that order: the largest s such
 * that x^(order / s) is one. It divides the order and q - 1. Modulo a power of one factor that is all: x has
 * a power of order gcd(order, q - 1), and modulo the factor, a field, every element of that order is a
 * constant. 0, unknown, where the stratum is too small to ask. */
static uint64_t count_scalars(const lfsr_stratum_plan *s, const lfsr_divisors *d)
{
    uint64_t most = s->period > 0 ? n_gcd(s->period, s->stratum.q - 1) : 1, scalars = 1;
    n_factor_t primes;
    fq_default_poly_t poly;
    if (most == 1 || s->stratum.cofactor_count == 1)
        return most;
    if (s->stratum.states < LEAST_STATES)
        return 0;
    n_factor_init(&primes);
    n_factor(&primes, most, 1);
    fq_default_poly_init(poly, d->field->context);
    lfsr_divisors_product(poly, d, -1);
    for (int i = 0; i < primes.num; i++)
        for (int j = 0;
             j < primes.exp[i] && constant_power(s->period / (scalars * primes.p[i]), poly, d->field); j++)
            scalars *= primes.p[i];
    fq_default_poly_clear(poly, d->field->context);
    return scalars;
}

/* Plan the stratum of the current divisor of g. */
static lfsr_status add_divisor(lfsr_plan *plan, const lfsr_divisors *d, const lfsr_plan_tuning *tuning,
                               lfsr_error *error)
{
    lfsr_stratum_plan stratum_plan = {0};
    lfsr_status status = init_stratum(&stratum_plan, d, error);
    if (status != LFSR_OK)
        return status;
    fmpz_t phi, order;
    fmpz_init(phi);
    fmpz_init(order);
    lfsr_divisors_numbers(phi, order, d);
    stratum_plan.expected = fmpz_get_ui(phi);
    stratum_plan.period = fmpz_abs_fits_ui(order) ? fmpz_get_ui(order) : 0;
    fmpz_clear(phi);
    fmpz_clear(order);
    stratum_plan.scalars = count_scalars(&stratum_plan, d);
    plan->nanoseconds += lfsr_stratum_plan_choose(&stratum_plan, tuning) + tuning->stratum_ns;
    status = add_stratum(plan, &stratum_plan, error);
    if (status != LFSR_OK)
        lfsr_stratum_clear(&stratum_plan.stratum);
    return status;
}

static int larger_first(const void *a, const void *b)
{
    const lfsr_stratum_plan *x = a, *y = b;
    return x->stratum.states > y->stratum.states ? -1 : x->stratum.states < y->stratum.states;
}

/* All of g in one piece: a bitmap or all codes. *ns is its estimate. */
static lfsr_status whole_plan(lfsr_stratum_plan *stratum_plan, double *ns, const lfsr_register *reg,
                              const lfsr_factorization *factorization, const lfsr_plan_tuning *tuning,
                              lfsr_error *error)
{
    *stratum_plan = (lfsr_stratum_plan){0};
    lfsr_status status = lfsr_stratum_init(&stratum_plan->stratum, reg->g, NULL, 0, &reg->field, error);
    if (status != LFSR_OK)
        return status;
    stratum_plan->expected = stratum_plan->stratum.states;
    stratum_plan->period = fmpz_abs_fits_ui(factorization->order) ? fmpz_get_ui(factorization->order) : 0;
    *ns = lfsr_stratum_plan_choose(stratum_plan, tuning) + tuning->stratum_ns;
    return LFSR_OK;
}

/* Every stratum of g, as long as that is cheaper than `most` nanoseconds; *plan is empty where it is not. */
static lfsr_status make_strata(lfsr_plan *plan, double most, const lfsr_register *reg,
                               const lfsr_factorization *factorization, const lfsr_plan_tuning *tuning,
                               lfsr_error *error)
{
    lfsr_divisors d;
    double count = 1;
    for (slong i = 0; i < factorization->length; i++)
        count *= (double)factorization->factors[i].multiplicity + 1;
    if (count * tuning->stratum_ns > most)
        return LFSR_OK;
    lfsr_status status = lfsr_divisors_init(&d, factorization, tuning->affine, &reg->field, error);
    while (status == LFSR_OK && plan->nanoseconds <= most && lfsr_divisors_next(&d))
        status = add_divisor(plan, &d, tuning, error);
    lfsr_divisors_clear(&d);
    if (status != LFSR_OK || plan->nanoseconds > most)
        lfsr_plan_clear(plan);
    else
        qsort(plan->strata, plan->length, sizeof *plan->strata, larger_first);
    return status;
}

lfsr_status lfsr_plan_init(lfsr_plan *plan, const lfsr_register *reg, const lfsr_factorization *factorization,
                           const lfsr_plan_tuning *tuning, lfsr_error *error)
{
    lfsr_stratum_plan whole;
    double ns;
    *plan = (lfsr_plan){0};
    lfsr_status status = whole_plan(&whole, &ns, reg, factorization, tuning, error);
    double most = tuning->affine || tuning->zeros >= 0 || tuning->form == LFSR_PLAN_STRATA ? INFINITY : ns;
    if (status == LFSR_OK && tuning->form != LFSR_PLAN_WHOLE)
        status = make_strata(plan, most, reg, factorization, tuning, error);
    plan->workers = tuning->workers;
    if (status == LFSR_OK && plan->length == 0) {
        plan->nanoseconds = ns;
        status = add_stratum(plan, &whole, error);
        if (status == LFSR_OK)
            return LFSR_OK;
    }
    lfsr_stratum_clear(&whole.stratum);
    return status;
}

void lfsr_plan_recut(lfsr_plan *plan, const lfsr_plan_tuning *tuning)
{
    plan->nanoseconds = 0;
    plan->workers = tuning->workers;
    for (size_t i = 0; i < plan->length; i++)
        plan->nanoseconds += lfsr_stratum_plan_choose(&plan->strata[i], tuning) + tuning->stratum_ns;
}

void lfsr_plan_clear(lfsr_plan *plan)
{
    for (size_t i = 0; i < plan->length; i++)
        lfsr_stratum_clear(&plan->strata[i].stratum);
    free(plan->strata);
    *plan = (lfsr_plan){0};
}

lfsr_status lfsr_plan_copy(lfsr_plan *out, const lfsr_plan *plan, lfsr_error *error)
{
    *out = (lfsr_plan){.states = plan->states, .nanoseconds = plan->nanoseconds, .workers = plan->workers};
    out->strata = calloc(plan->length + 1, sizeof *out->strata);
    lfsr_status status = out->strata == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    for (size_t i = 0; i < plan->length && status == LFSR_OK; i++) {
        out->strata[i] = plan->strata[i];
        status = lfsr_stratum_copy(&out->strata[i].stratum, &plan->strata[i].stratum, error);
        out->length += status == LFSR_OK;
    }
    if (status != LFSR_OK)
        lfsr_plan_clear(out);
    return status;
}

double lfsr_plan_seconds(const lfsr_plan *plan)
{
    return 1e-9 * plan->nanoseconds;
}
