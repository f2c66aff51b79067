/* Steps from one state to another. Component by component the quotient of the two units must be a power of x;
 * its logarithms must agree. The cheap conditions come first: a logarithm is computed only where the answer
 * needs it. */
#include "state_parts.h"

/* One comparison of two periodic states with the same exponents. needed of lfsr_unit_log: none of the
 * logarithm, the part that components share, or all of it. */
typedef enum depth { MEMBERSHIP, SHARED, ALL } depth;

/* Component i: *same is false if to is no power of x times from. */
static lfsr_status compare_component(bool *same, lfsr_partial_log *log, slong i, const slong *exponents,
                                     depth how, const fq_default_poly_t from, const fq_default_poly_t to,
                                     const lfsr_state_algebra *algebra, lfsr_error *error)
{
    const lfsr_field *field = &algebra->reg->field;
    lfsr_state_factor *part = &algebra->factors[i];
    fq_default_poly_t u, v;
    fmpz_t needed;
    lfsr_unit_group *group;
    lfsr_status status = lfsr_state_group(&group, part, exponents[i], error);
    if (status != LFSR_OK)
        return status;
    fq_default_poly_init(u, field->context);
    fq_default_poly_init(v, field->context);
    fmpz_init_set_ui(needed, 1);
    (void)lfsr_state_unit(u, from, part, field);
    (void)lfsr_state_unit(v, to, part, field);
    (void)lfsr_quotient_inverse(u, u, &group->ring);
    lfsr_quotient_mul(u, u, v, &group->ring);
    if (how == SHARED)
        status = lfsr_state_shared_period(needed, i, exponents, algebra, error);
    if (status == LFSR_OK)
        status = lfsr_unit_log(same, log, u, how == ALL ? NULL : needed, group, error);
    fq_default_poly_clear(u, field->context);
    fq_default_poly_clear(v, field->context);
    fmpz_clear(needed);
    return status;
}

/* All components at one depth. period is set to the lcm of their periods. */
static lfsr_status compare(bool *same, lfsr_partial_log *steps, fmpz_t period, const slong *exponents,
                           depth how, const fq_default_poly_t from, const fq_default_poly_t to,
                           const lfsr_state_algebra *algebra, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    lfsr_partial_log log;
    lfsr_partial_log_init(&log);
    *same = true;
    fmpz_zero(steps->log);
    fmpz_one(steps->modulus);
    fmpz_one(steps->hard);
    fmpz_one(period);
    for (slong i = 0; i < algebra->length && *same && status == LFSR_OK; i++) {
        lfsr_unit_group *group;
        if (exponents[i] == 0)
            continue;
        status = compare_component(same, &log, i, exponents, how, from, to, algebra, error);
        if (status == LFSR_OK && *same)
            *same = lfsr_partial_log_join(steps, &log);
        if (status == LFSR_OK)
            status = lfsr_state_group(&group, &algebra->factors[i], exponents[i], error);
        if (status == LFSR_OK)
            fmpz_lcm(period, period, group->period);
    }
    lfsr_partial_log_clear(&log);
    return status;
}

/* Both periodic, with the same minimal polynomial of known order. */
static lfsr_status periodic_distance(lfsr_distance *kind, fmpz_t steps, fmpz_t hard, const slong *exponents,
                                     const fq_default_poly_t from, const fq_default_poly_t to,
                                     const lfsr_state_algebra *algebra, lfsr_error *error)
{
    bool same = true;
    lfsr_partial_log log;
    fmpz_t period;
    lfsr_status status = LFSR_OK;
    lfsr_partial_log_init(&log);
    fmpz_init(period);
    *kind = LFSR_DISTANCE_STEPS;
    for (depth how = MEMBERSHIP; how <= ALL && *kind == LFSR_DISTANCE_STEPS && status == LFSR_OK; how++) {
        status = compare(&same, &log, period, exponents, how, from, to, algebra, error);
        if (status != LFSR_OK)
            break;
        if (!same)
            *kind = LFSR_DISTANCE_OTHER_CYCLE;
        else if (!fmpz_is_one(log.hard) && how == SHARED)
            *kind = LFSR_DISTANCE_UNKNOWN;
        else if (how == ALL && !fmpz_equal(log.modulus, period))
            *kind = LFSR_DISTANCE_SAME_CYCLE;
    }
    fmpz_set(steps, log.log);
    fmpz_set(hard, log.hard);
    lfsr_partial_log_clear(&log);
    fmpz_clear(period);
    return status;
}

/* The steps from a transient state, or to one, among the first reg->tail: true where to is met. */
static bool meet(fmpz_t steps, fq_default_poly_t at, const fq_default_poly_t from, const fq_default_poly_t to,
                 const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    fq_default_poly_set(at, from, context);
    for (slong i = 0; i <= algebra->reg->tail; i++) {
        fmpz_set_si(steps, i);
        if (fq_default_poly_equal(at, to, context))
            return true;
        lfsr_poly_shift_left(at, at, 1, &algebra->reg->field);
        lfsr_quotient_reduce(at, at, &algebra->ring);
    }
    fmpz_add_ui(steps, steps, 1);
    return false;
}

lfsr_status lfsr_residue_distance(lfsr_distance *kind, fmpz_t steps, fmpz_t hard,
                                  const fq_default_poly_t from, const fq_default_poly_t to,
                                  const lfsr_state_algebra *algebra, lfsr_error *error)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    lfsr_state_place a, b;
    fq_default_poly_t at;
    fmpz_t lead;
    lfsr_status status = LFSR_OK;
    fmpz_init(lead);
    fq_default_poly_init(at, context);
    lfsr_state_place_init(&a, algebra);
    lfsr_state_place_init(&b, algebra);
    fmpz_one(hard);
    if (meet(lead, at, from, to, algebra)) {
        *kind = LFSR_DISTANCE_STEPS;
        fmpz_set(steps, lead);
        goto done;
    }
    status = lfsr_state_exponents(&a, at, algebra, error);
    if (status == LFSR_OK)
        status = lfsr_state_exponents(&b, to, algebra, error);
    if (status != LFSR_OK)
        goto done;
    if (b.tail > 0) {
        *kind = LFSR_DISTANCE_TRANSIENT;
        goto done;
    }
    if (!fq_default_poly_equal(a.minimal, b.minimal, context)) {
        *kind = LFSR_DISTANCE_OTHER_CYCLE;
        goto done;
    }
    for (slong i = 0; i < algebra->length; i++)
        if (a.exponents[i] > 0 && !algebra->factors[i].order_known) {
            *kind = LFSR_DISTANCE_UNKNOWN;
            fmpz_zero(hard);
            goto done;
        }
    status = periodic_distance(kind, steps, hard, a.exponents, at, to, algebra, error);
    if (status == LFSR_OK && *kind == LFSR_DISTANCE_STEPS)
        fmpz_add(steps, steps, lead);
done:
    fmpz_clear(lead);
    fq_default_poly_clear(at, context);
    lfsr_state_place_clear(&a, algebra);
    lfsr_state_place_clear(&b, algebra);
    return status;
}
