/* The plan of a walk: strata of g, and for each its method, number of zeros and pieces. */
#include "plan.h"

#include <math.h>
#include <stdlib.h>

#include "affine.h"
#include "code_arithmetic.h"
#include "factorization.h"

const lfsr_plan_tuning lfsr_plan_default = {
    .bitmap_states = UINT64_C(1) << 16,
    .stratum_ns = 2e4,
    .max_records = UINT64_C(1) << 25,
    .zeros = -1,
    .record_ns = 60,
    .spare_hits = 16,
    .task_seconds = 1e-3,
    .tasks = 16,
    .candidates = UINT64_C(1) << 12,
    .candidates_limit = UINT64_C(1) << 26,
    .candidate_tasks = 1024, /* the low codes cost most, so there must be many pieces */
    .record_limit = UINT64_C(1) << 20,
};

#define WIDER 4.0 /* factor by which the bound grows where cycles are missing */

static double mean_walk(const lfsr_stratum_plan *u, unsigned zeros)
{
    double q = (double)u->stratum.q;
    return pow(q, zeros + 1.0) / (q - 1);
}

/* Does this number of zeros leave enough hits on every cycle, and few enough records? */
static bool zeros_useful(const lfsr_stratum_plan *u, unsigned zeros, const lfsr_plan_tuning *tuning)
{
    double period = u->period > 0 ? (double)u->period : (double)u->expected;
    double cycles = (double)u->expected / period;
    return cycles <= 1.5 || period / mean_walk(u, zeros) >= log(cycles) + tuning->spare_hits;
}

/* Estimated nanoseconds on one core, contraction included, in `pieces` tasks. */
static double section_ns(const lfsr_stratum_plan *u, unsigned zeros, double pieces,
                         const lfsr_plan_tuning *tuning)
{
    double records = (double)lfsr_section_size(&u->stratum, zeros), walks = fmax(1, records / pieces);
    double state = lfsr_kernel_select(&u->stratum, zeros, walks)->cost(&u->stratum, zeros, walks);
    return state * (double)u->stratum.states + tuning->record_ns * records;
}

/* The number of pieces of a walk of that duration: enough to keep workers busy to the end, none too short. */
static double fewest_pieces(double ns, const lfsr_plan_tuning *tuning)
{
    return fmax(1, fmin(tuning->tasks, floor(1e-9 * ns / tuning->task_seconds)));
}

/* Lanes idle at the end of every task, so more pieces cost more. Up to eight times the fewest where that is
 * nearly free, for many workers. */
static void set_section(lfsr_stratum_plan *u, unsigned zeros, const lfsr_plan_tuning *tuning)
{
    u->method = LFSR_BY_SECTION;
    u->zeros = zeros;
    u->indices = lfsr_section_size(&u->stratum, zeros);
    double one = section_ns(u, zeros, 1, tuning), fewest = fewest_pieces(one, tuning), pieces = 8 * fewest;
    double bound = 1.03 * section_ns(u, zeros, fewest, tuning);
    while (pieces > fewest &&
           (1e-9 * one < pieces * tuning->task_seconds || section_ns(u, zeros, pieces, tuning) > bound))
        pieces /= 2;
    u->per_task = (uint64_t)ceil((double)u->indices / pieces);
    if (u->per_task > tuning->record_limit)
        u->per_task = tuning->record_limit;
}

/* The codes below which every cycle has a state, but for a chance of e^-spare_hits: all its states have the
 * same period, so that many of them are there. All codes where the stratum's periods differ. */
static uint64_t candidate_bound(const lfsr_stratum_plan *u, const lfsr_plan_tuning *tuning)
{
    double states = (double)u->stratum.states;
    if (u->stratum.cofactor_count == 0 || u->period == 0)
        return u->stratum.states;
    double cycles = (double)u->expected / (double)u->period;
    double bound = fmax(1, ceil(states / (double)u->period * (log(fmax(1, cycles)) + tuning->spare_hits)));
    return bound < states ? (uint64_t)bound : u->stratum.states;
}

static double candidates_ns(const lfsr_stratum_plan *u, uint64_t bound, double pieces)
{
    return lfsr_kernel_select_short(&u->stratum, u->period)
        ->short_cost(&u->stratum, u->period, bound, pieces);
}

/* The codes first .. bound - 1. Pieces are uneven, the low codes cost most, and each has an end at which
 * lanes are idle. */
static void set_candidates(lfsr_stratum_plan *u, uint64_t first, uint64_t bound,
                           const lfsr_plan_tuning *tuning)
{
    u->method = LFSR_BY_CANDIDATES;
    u->zeros = 0;
    u->first = first;
    u->indices = bound - first;
    double below = first > 0 ? candidates_ns(u, first, 1) : 0, one = candidates_ns(u, bound, 1);
    double pieces =
        fmax(1, fmin(tuning->candidate_tasks, floor(1e-9 * (one - below) / tuning->task_seconds)));
    while (pieces > 1 && candidates_ns(u, bound, pieces) - one > 0.05 * (one - below))
        pieces = floor(pieces / 2);
    u->per_task = (uint64_t)ceil((double)u->indices / pieces);
    if (u->per_task < tuning->candidates)
        u->per_task = tuning->candidates;
    if (u->per_task > tuning->candidates_limit)
        u->per_task = tuning->candidates_limit;
    if (u->per_task > u->indices)
        u->per_task = u->indices;
}

/* The cheapest section that leaves enough hits and few enough records; *zeros is set if there is one. */
static bool cheapest_section(const lfsr_stratum_plan *u, unsigned *zeros, const lfsr_plan_tuning *tuning)
{
    double best = INFINITY;
    unsigned last = u->stratum.degree - 1;
    for (unsigned z = 0; z <= last; z++) {
        bool wanted = tuning->zeros < 0 || z == last || (int)z == tuning->zeros;
        if (!wanted || lfsr_section_size(&u->stratum, z) > tuning->max_records || !zeros_useful(u, z, tuning))
            continue;
        double ns = section_ns(u, z, fewest_pieces(section_ns(u, z, 1, tuning), tuning), tuning);
        if (ns < best) {
            best = ns;
            *zeros = z;
        }
    }
    return best < INFINITY;
}

static double bitmap_ns(const lfsr_stratum_plan *u)
{
    return 2 * lfsr_kernel_scalar.cost(&u->stratum, 0, 1) * (double)u->stratum.states;
}

static double section_total_ns(const lfsr_stratum_plan *u, unsigned zeros, const lfsr_plan_tuning *tuning)
{
    return section_ns(u, zeros, fewest_pieces(section_ns(u, zeros, 1, tuning), tuning), tuning);
}

/* The cheapest method. Returns its estimate, in nanoseconds. */
static double choose_method(lfsr_stratum_plan *u, const lfsr_plan_tuning *tuning)
{
    unsigned zeros = 0;
    uint64_t bound = candidate_bound(u, tuning);
    bool useful = u->stratum.cofactor_count > 0 && cheapest_section(u, &zeros, tuning);
    double section = useful ? section_total_ns(u, zeros, tuning) : INFINITY;
    double candidates = useful && tuning->zeros >= 0 ? INFINITY : candidates_ns(u, bound, 1);
    double bitmap = u->stratum.states <= tuning->bitmap_states ? bitmap_ns(u) : INFINITY;
    if (bitmap <= section && bitmap <= candidates) {
        u->method = LFSR_BY_BITMAP;
        u->indices = u->per_task = 1;
        return bitmap;
    }
    if (section <= candidates) {
        set_section(u, zeros, tuning);
        return section;
    }
    set_candidates(u, 0, bound, tuning);
    return candidates;
}

uint64_t lfsr_stratum_plan_tasks(const lfsr_stratum_plan *stratum_plan)
{
    return (stratum_plan->indices + stratum_plan->per_task - 1) / stratum_plan->per_task;
}

bool lfsr_stratum_plan_extend(lfsr_stratum_plan *u, const lfsr_plan_tuning *tuning)
{
    const uint64_t states = u->stratum.states;
    uint64_t found, bound = candidate_bound(u, tuning); /* the codes below `found` are done */
    if (u->method == LFSR_BY_BITMAP)
        return false;
    found = u->method == LFSR_BY_SECTION ? states / lfsr_bounded_power(u->stratum.q, u->zeros)
                                         : u->first + u->indices;
    if (found >= states)
        return false;
    if (bound < WIDER * (double)found)
        bound = (double)states / WIDER > (double)found ? (uint64_t)(WIDER * (double)found) : states;
    set_candidates(u, found, bound, tuning);
    return true;
}

bool lfsr_stratum_plan_adopt(lfsr_stratum_plan *u, uint64_t method, uint64_t zeros, uint64_t first,
                             uint64_t indices, uint64_t per_task, const lfsr_plan_tuning *tuning)
{
    lfsr_stratum_plan adopted = *u;
    uint64_t most = 1; /* indices a task */
    const uint64_t states = u->stratum.states;
    if (method == LFSR_BY_SECTION && zeros < u->stratum.degree && u->stratum.cofactor_count > 0) {
        adopted.indices = lfsr_section_size(&u->stratum, (unsigned)zeros);
        if (adopted.indices > tuning->max_records)
            return false;
        most = tuning->record_limit;
    } else if (method == LFSR_BY_CANDIDATES && first < states && indices > 0 && indices <= states - first) {
        adopted.indices = indices;
        most = tuning->candidates_limit;
    } else if (method == LFSR_BY_BITMAP && states <= LFSR_BITMAP_LIMIT) {
        adopted.indices = 1;
    } else {
        return false;
    }
    adopted.method = (lfsr_method)method;
    adopted.zeros = method == LFSR_BY_SECTION ? (unsigned)zeros : 0;
    adopted.first = method == LFSR_BY_CANDIDATES ? first : 0;
    adopted.per_task = per_task;
    if (per_task == 0 || per_task > most || per_task > adopted.indices ||
        (adopted.indices - 1) / per_task >= LFSR_STRATUM_TASKS)
        return false;
    *u = adopted;
    return true;
}

/* --- The divisors of g --- */

/* State of the enumeration of exponent vectors. */
typedef struct divisor {
    slong *exponents;            /* one a factor of g */
    const lfsr_factor **factors; /* those of f but x */
    slong count;
    slong full; /* the factor that is always there to its full power; -1: none */
    fq_default_poly_t poly;
    fq_default_poly_struct *cofactors; /* g / g_i for the factors present */
    unsigned present;
    const lfsr_register *reg;
} divisor;

static lfsr_status divisor_init(divisor *d, const lfsr_register *reg, const lfsr_factorization *factorization,
                                bool affine, lfsr_error *error)
{
    const fq_default_ctx_struct *context = reg->field.context;
    *d = (divisor){.reg = reg, .full = -1};
    fq_default_poly_init(d->poly, context);
    d->exponents = calloc((size_t)factorization->length + 1, sizeof *d->exponents);
    d->factors = calloc((size_t)factorization->length + 1, sizeof *d->factors);
    d->cofactors = calloc((size_t)factorization->length + 1, sizeof *d->cofactors);
    if (d->exponents == NULL || d->factors == NULL || d->cofactors == NULL)
        return lfsr_fail_memory(error);
    fq_default_t constant;
    fq_default_init(constant, context);
    for (slong i = 0; i < factorization->length; i++) {
        fq_default_poly_get_coeff(constant, factorization->factors[i].poly, 0, context);
        if (!fq_default_is_zero(constant, context))
            d->factors[d->count++] = &factorization->factors[i];
    }
    fq_default_clear(constant, context);
    for (slong i = 0; i < d->count; i++) {
        fq_default_poly_init(&d->cofactors[i], context);
        if (affine && lfsr_factor_is_x_minus_one(d->factors[i], &reg->field))
            d->full = i;
    }
    return LFSR_OK;
}

static void divisor_clear(divisor *d)
{
    for (slong i = 0; i < d->count; i++)
        fq_default_poly_clear(&d->cofactors[i], d->reg->field.context);
    fq_default_poly_clear(d->poly, d->reg->field.context);
    free(d->exponents);
    free(d->factors);
    free(d->cofactors);
}

/* The next exponent vector; false after the last. The one of 1, which is no stratum, is left out. */
static bool divisor_next(divisor *d)
{
    if (d->full >= 0 && d->exponents[d->full] == 0) {
        d->exponents[d->full] = d->factors[d->full]->multiplicity;
        return true;
    }
    for (slong i = 0; i < d->count; i++) {
        if (i == d->full)
            continue;
        if (d->exponents[i] < d->factors[i]->multiplicity) {
            d->exponents[i]++;
            return true;
        }
        d->exponents[i] = 0;
    }
    return false;
}

/* out = product of the factors to their exponents, one less for factor `less` (-1: none). */
static void divisor_product(fq_default_poly_t out, const divisor *d, slong less)
{
    const fq_default_ctx_struct *context = d->reg->field.context;
    fq_default_poly_t power;
    fq_default_poly_init(power, context);
    fq_default_poly_one(out, context);
    for (slong i = 0; i < d->count; i++) {
        slong exponent = d->exponents[i] - (i == less);
        if (exponent <= 0)
            continue;
        fq_default_poly_pow(power, d->factors[i]->poly, (ulong)exponent, context);
        fq_default_poly_mul(out, out, power, context);
    }
    fq_default_poly_clear(power, context);
}

/* Phi(g) and ord(g) of the current divisor. */
static void divisor_numbers(lfsr_stratum_plan *u, const divisor *d)
{
    fmpz_t phi, term, order, power;
    fmpz_init_set_ui(phi, 1);
    fmpz_init(term);
    fmpz_init_set_ui(order, 1);
    fmpz_init_set_ui(power, 1);
    for (slong i = 0; i < d->count; i++) {
        ulong e = (ulong)d->exponents[i], degree = (ulong)d->factors[i]->degree;
        if (e == 0)
            continue;
        fmpz_pow_ui(term, d->reg->field.order, degree); /* q^(d e) - q^(d (e-1)) = (q^d - 1) q^(d (e-1)) */
        fmpz_sub_ui(term, term, 1);
        fmpz_mul(phi, phi, term);
        fmpz_pow_ui(term, d->reg->field.order, degree * (e - 1));
        fmpz_mul(phi, phi, term);
        lfsr_multiplicity_factor(term, d->reg->field.spec.p, (slong)e);
        if (fmpz_cmp(term, power) > 0)
            fmpz_set(power, term);
        fmpz_lcm(order, order, d->factors[i]->order);
    }
    fmpz_mul(order, order, power);
    u->expected = fmpz_get_ui(phi);
    u->period = fmpz_abs_fits_ui(order) ? fmpz_get_ui(order) : 0;
    fmpz_clear(phi);
    fmpz_clear(term);
    fmpz_clear(order);
    fmpz_clear(power);
}

/* --- The plan --- */

static lfsr_status add_stratum(lfsr_plan *plan, const lfsr_stratum_plan *stratum_plan, lfsr_error *error)
{
    lfsr_stratum_plan *strata = reallocarray(plan->strata, plan->length + 1, sizeof *strata);
    if (strata == NULL)
        return lfsr_fail_memory(error);
    plan->strata = strata;
    strata[plan->length++] = *stratum_plan;
    plan->states += (double)stratum_plan->stratum.states;
    return LFSR_OK;
}

/* The stratum of the current divisor, with its cofactors. */
static lfsr_status add_divisor(lfsr_plan *plan, divisor *d, const lfsr_plan_tuning *tuning, lfsr_error *error)
{
    lfsr_stratum_plan stratum_plan = {0};
    divisor_product(d->poly, d, -1);
    d->present = 0;
    for (slong i = 0; i < d->count; i++)
        if (d->exponents[i] > 0)
            divisor_product(&d->cofactors[d->present++], d, i);
    lfsr_status status =
        lfsr_stratum_init(&stratum_plan.stratum, d->poly, d->cofactors, d->present, &d->reg->field, error);
    if (status != LFSR_OK)
        return status;
    divisor_numbers(&stratum_plan, d);
    plan->nanoseconds += choose_method(&stratum_plan, tuning) + tuning->stratum_ns;
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
    *ns = choose_method(stratum_plan, tuning) + tuning->stratum_ns;
    return LFSR_OK;
}

/* Every stratum of g, as long as that is cheaper than `most` nanoseconds; *plan is empty where it is not. */
static lfsr_status make_strata(lfsr_plan *plan, double most, const lfsr_register *reg,
                               const lfsr_factorization *factorization, const lfsr_plan_tuning *tuning,
                               lfsr_error *error)
{
    divisor d;
    double count = 1;
    for (slong i = 0; i < factorization->length; i++)
        count *= (double)factorization->factors[i].multiplicity + 1;
    if (count * tuning->stratum_ns > most)
        return LFSR_OK;
    lfsr_status status = divisor_init(&d, reg, factorization, tuning->affine, error);
    while (status == LFSR_OK && plan->nanoseconds <= most && divisor_next(&d))
        status = add_divisor(plan, &d, tuning, error);
    divisor_clear(&d);
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
    if (status == LFSR_OK && plan->length == 0) {
        plan->nanoseconds = ns;
        status = add_stratum(plan, &whole, error);
        if (status == LFSR_OK)
            return LFSR_OK;
    }
    lfsr_stratum_clear(&whole.stratum);
    return status;
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
    *out = (lfsr_plan){.states = plan->states, .nanoseconds = plan->nanoseconds};
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

lfsr_plan_tuning lfsr_plan_tuning_for(const lfsr_plan_tuning *tuning, bool list)
{
    lfsr_plan_tuning out = *tuning;
    if (list && out.candidates_limit > LFSR_LISTED_CANDIDATES)
        out.candidates_limit = LFSR_LISTED_CANDIDATES;
    return out;
}

double lfsr_plan_seconds(const lfsr_plan *plan)
{
    return 1e-9 * plan->nanoseconds;
}
