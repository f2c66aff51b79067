/* The cycle a state lies on and its index there (docs/states.md, "Naming a cycle").
 *
 * Component i of a periodic state is rep_i x^(a_i), rep_i canonical, a_i modulo T_i. One step adds 1 to every
 * a_i. With the components in their fixed order, L the lcm of the periods so far and A the index so far, the
 * next one contributes b = a - A modulo gcd(L, T), which no step changes, and extends the index by a - b. */
#include <stdlib.h>

#include "state_parts.h"

void lfsr_state_place_init(lfsr_state_place *place, const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    *place = (lfsr_state_place){0};
    fq_default_poly_init(place->minimal, context);
    fq_default_poly_init(place->representative, context);
    fmpz_init(place->period);
    fmpz_init(place->index);
    fmpz_init(place->hard);
}

void lfsr_state_place_clear(lfsr_state_place *place, const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    fq_default_poly_clear(place->minimal, context);
    fq_default_poly_clear(place->representative, context);
    fmpz_clear(place->period);
    fmpz_clear(place->index);
    fmpz_clear(place->hard);
    free(place->exponents);
}

bool lfsr_partial_log_join(lfsr_partial_log *log, const lfsr_partial_log *other)
{
    fmpz_t g, difference, cofactor, inverse;
    fmpz_init(g);
    fmpz_init(difference);
    fmpz_init(cofactor);
    fmpz_init(inverse);
    fmpz_gcd(g, log->modulus, other->modulus);
    fmpz_sub(difference, other->log, log->log);
    bool fits = fmpz_divisible(difference, g) != 0;
    if (fits) {
        fmpz_divexact(difference, difference, g);
        fmpz_divexact(cofactor, other->modulus, g);
        if (!fmpz_is_one(cofactor)) {
            fmpz_divexact(inverse, log->modulus, g);
            (void)fmpz_invmod(inverse, inverse, cofactor);
            fmpz_mul(difference, difference, inverse);
            fmpz_mod(difference, difference, cofactor);
            fmpz_addmul(log->log, difference, log->modulus);
            fmpz_mul(log->modulus, log->modulus, cofactor);
        }
        fmpz_mod(log->log, log->log, log->modulus);
    }
    fmpz_mul(log->hard, log->hard, other->hard);
    fmpz_clear(g);
    fmpz_clear(difference);
    fmpz_clear(cofactor);
    fmpz_clear(inverse);
    return fits;
}

/* The state being located. */
typedef struct location {
    lfsr_state_place *place;
    const lfsr_state_algebra *algebra;
    bool want_index;
    lfsr_partial_log index; /* joined so far */
    fmpz_t period;          /* of the components so far */
} location;

/* b for the component with logarithm `log` and period T, and the index extended. False: too little is known.
 */
static bool offset(fmpz_t b, location *at, lfsr_partial_log *log, const fmpz_t component_period)
{
    fmpz_t g;
    fmpz_init(g);
    fmpz_gcd(g, at->period, component_period);
    bool known = fmpz_divisible(at->index.modulus, g) && fmpz_divisible(log->modulus, g);
    if (known) {
        fmpz_sub(b, log->log, at->index.log);
        fmpz_mod(b, b, g);
        fmpz_sub(log->log, log->log, b);
        (void)lfsr_partial_log_join(&at->index, log);
    } else {
        fmpz_mul(at->index.hard, at->index.hard, log->hard);
    }
    fmpz_clear(g);
    return known;
}

lfsr_status lfsr_state_shared_period(fmpz_t shared, slong i, const slong *exponents,
                                     const lfsr_state_algebra *algebra, lfsr_error *error)
{
    fmpz_t g;
    lfsr_unit_group *own, *group;
    lfsr_status status = lfsr_state_group(&own, &algebra->factors[i], exponents[i], error);
    fmpz_init(g);
    fmpz_one(shared);
    for (slong k = 0; k < algebra->length && status == LFSR_OK; k++) {
        if (k == i || exponents[k] == 0)
            continue;
        status = lfsr_state_group(&group, &algebra->factors[k], exponents[k], error);
        if (status == LFSR_OK) {
            fmpz_gcd(g, own->period, group->period);
            fmpz_lcm(shared, shared, g);
        }
    }
    fmpz_clear(g);
    return status;
}

/* The representative of component i of the cycle, from that of the unit: moved by the steps that the
 * components so far determine. place->located becomes false where they are not known. */
static lfsr_status add_component(location *at, slong i, fq_default_poly_t representative,
                                 const fq_default_poly_t unit, lfsr_unit_group *group, lfsr_error *error)
{
    lfsr_state_place *place = at->place;
    fq_default_poly_t quotient;
    lfsr_partial_log log;
    fmpz_t needed;
    bool is_power = false;
    lfsr_status status = LFSR_OK;
    fq_default_poly_init(quotient, at->algebra->reg->field.context);
    lfsr_partial_log_init(&log);
    fmpz_init(needed);
    (void)lfsr_quotient_inverse(quotient, representative, &group->ring);
    lfsr_quotient_mul(quotient, quotient, unit, &group->ring);
    if (!at->want_index)
        status = lfsr_state_shared_period(needed, i, place->exponents, at->algebra, error);
    if (status == LFSR_OK)
        status = lfsr_unit_log(&is_power, &log, quotient, at->want_index ? NULL : needed, group, error);
    if (status == LFSR_OK && !is_power)
        status =
            lfsr_fail(error, LFSR_SYSTEM, "internal", "a state is not on the cycle of its representative");
    if (status == LFSR_OK && place->located && offset(needed, at, &log, group->period)) {
        lfsr_quotient_x_pow(quotient, needed, &group->ring);
        lfsr_quotient_mul(representative, representative, quotient, &group->ring);
        lfsr_state_add_component(place->representative, representative, place->exponents[i],
                                 &at->algebra->factors[i], at->algebra);
    } else {
        place->located = false;
    }
    fq_default_poly_clear(quotient, at->algebra->reg->field.context);
    lfsr_partial_log_clear(&log);
    fmpz_clear(needed);
    return status;
}

/* Component i: its representative, shifted by b, is added to that of the state. */
static lfsr_status locate_component(location *at, slong i, const fq_default_poly_t unit, lfsr_error *error)
{
    const fq_default_ctx_struct *context = at->algebra->reg->field.context;
    lfsr_unit_group *group;
    lfsr_status status = lfsr_state_group(&group, &at->algebra->factors[i], at->place->exponents[i], error);
    if (status != LFSR_OK)
        return status;
    fq_default_poly_t representative;
    lfsr_error trouble = {0};
    fq_default_poly_init(representative, context);
    status = lfsr_unit_representative(representative, unit, group, &trouble);
    if (status == LFSR_UNABLE) {
        at->place->located = false;
        status = LFSR_OK;
    } else if (status == LFSR_OK) {
        status = add_component(at, i, representative, unit, group, error);
    } else if (error != NULL) {
        *error = trouble;
    }
    fmpz_lcm(at->period, at->period, group->period);
    fq_default_poly_clear(representative, context);
    return status;
}

/* The exponents, the minimal polynomial and the tail. False: an order is not known. */
static bool set_minimal(lfsr_state_place *place, const fq_default_poly_t residue, fq_default_poly_t *units,
                        const lfsr_state_algebra *algebra)
{
    const lfsr_register *reg = algebra->reg;
    const fq_default_ctx_struct *context = reg->field.context;
    bool known = true;
    fq_default_poly_t power;
    fq_default_poly_init(power, context);
    fq_default_poly_one(place->minimal, context);
    for (slong i = 0; i < algebra->length; i++) {
        const lfsr_state_factor *part = &algebra->factors[i];
        slong j = place->exponents[i] = lfsr_state_unit(units[i], residue, part, &reg->field);
        fq_default_poly_pow(power, part->factor->poly, (ulong)j, context);
        fq_default_poly_mul(place->minimal, place->minimal, power, context);
        known = known && (j == 0 || part->order_known);
    }
    place->tail = reg->tail;
    for (slong i = 0; place->tail > 0; i++, place->tail--) {
        fq_default_t c;
        fq_default_init(c, context);
        fq_default_poly_get_coeff(c, residue, i, context);
        bool zero = fq_default_is_zero(c, context) != 0;
        fq_default_clear(c, context);
        if (!zero)
            break;
    }
    lfsr_poly_shift_left(place->minimal, place->minimal, place->tail, &reg->field);
    fq_default_poly_clear(power, context);
    return known;
}

static lfsr_status locate_components(location *at, fq_default_poly_t *units, lfsr_error *error)
{
    lfsr_state_place *place = at->place;
    lfsr_status status = LFSR_OK;
    place->located = true;
    for (slong i = 0; i < at->algebra->length && status == LFSR_OK; i++)
        if (place->exponents[i] > 0)
            status = locate_component(at, i, units[i], error);
    fmpz_set(place->period, at->period);
    fmpz_set(place->hard, at->index.hard);
    place->indexed = at->want_index && place->located && fmpz_equal(at->index.modulus, at->period);
    fmpz_set(place->index, at->index.log);
    return status;
}

/* Memory for the exponents and for one unit a component. */
static lfsr_status begin_place(lfsr_state_place *place, fq_default_poly_t **units,
                               const lfsr_state_algebra *algebra, lfsr_error *error)
{
    size_t length = (size_t)algebra->length;
    slong *exponents = calloc(length + 1, sizeof *exponents);
    *units = calloc(length + 1, sizeof **units);
    if (*units == NULL || exponents == NULL) {
        free(*units);
        free(exponents);
        return lfsr_fail_memory(error);
    }
    free(place->exponents);
    place->exponents = exponents;
    for (size_t i = 0; i < length; i++)
        fq_default_poly_init((*units)[i], algebra->reg->field.context);
    return LFSR_OK;
}

static void free_units(fq_default_poly_t *units, const lfsr_state_algebra *algebra)
{
    for (slong i = 0; i < algebra->length; i++)
        fq_default_poly_clear(units[i], algebra->reg->field.context);
    free(units);
}

lfsr_status lfsr_state_exponents(lfsr_state_place *place, const fq_default_poly_t residue,
                                 const lfsr_state_algebra *algebra, lfsr_error *error)
{
    fq_default_poly_t *units;
    lfsr_status status = begin_place(place, &units, algebra, error);
    if (status == LFSR_OK) {
        (void)set_minimal(place, residue, units, algebra);
        free_units(units, algebra);
    }
    return status;
}

/* The components after tail steps. */
static void step_units(fq_default_poly_t *units, slong tail, const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    fq_default_poly_t power;
    fmpz_t steps;
    fmpz_init_set_si(steps, tail);
    fq_default_poly_init(power, context);
    for (slong i = 0; i < algebra->length && tail > 0; i++) {
        lfsr_quotient_x_pow(power, steps, &algebra->factors[i].ring);
        lfsr_quotient_mul(units[i], units[i], power, &algebra->factors[i].ring);
    }
    fq_default_poly_clear(power, context);
    fmpz_clear(steps);
}

lfsr_status lfsr_state_locate(lfsr_state_place *place, const fq_default_poly_t residue, bool index,
                              const lfsr_state_algebra *algebra, lfsr_error *error)
{
    fq_default_poly_t *units;
    lfsr_status status = begin_place(place, &units, algebra, error);
    if (status != LFSR_OK)
        return status;
    location at = {.place = place, .algebra = algebra, .want_index = index};
    lfsr_partial_log_init(&at.index);
    fmpz_init_set_ui(at.period, 1);
    place->located = place->indexed = false;
    fmpz_zero(place->period);
    fmpz_zero(place->hard);
    fq_default_poly_zero(place->representative, algebra->reg->field.context);
    if (set_minimal(place, residue, units, algebra)) {
        step_units(units, place->tail, algebra);
        status = locate_components(&at, units, error);
    }
    free_units(units, algebra);
    lfsr_partial_log_clear(&at.index);
    fmpz_clear(at.period);
    return status;
}
