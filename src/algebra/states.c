/* The public questions about states (lfsr/state.h) over state_algebra.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lfsr/notation.h"
#include "lfsr/state.h"
#include "states.h"
#include "symbols.h"

void lfsr_states_options_init(lfsr_states_options *options)
{
    *options = (lfsr_states_options){.size = sizeof *options,
                                     .prime_bits = lfsr_log_default.prime_bits,
                                     .leader_steps = UINT64_C(1) << 20};
}

lfsr_status lfsr_states_open(lfsr_states **states, const lfsr_spec *spec, const lfsr_states_options *options,
                             lfsr_error *error)
{
    lfsr_states_options own;
    lfsr_states *s = calloc(1, sizeof *s);
    *states = NULL;
    if (s == NULL)
        return lfsr_fail_memory(error);
    lfsr_states_options_init(&own);
    if (options != NULL) /* a caller with an older header knows fewer members */
        memcpy(&own, options, options->size < sizeof own ? options->size : sizeof own);
    s->log_limits = lfsr_log_default;
    s->log_limits.prime_bits = own.prime_bits;
    s->log_limits.proceed = own.proceed;
    s->log_limits.context = own.context;
    s->leader_steps = own.leader_steps;
    s->form = own.form;
    lfsr_status status = lfsr_register_init(&s->reg, spec, error);
    if (status != LFSR_OK) {
        free(s);
        return status;
    }
    status = lfsr_factorization_init(&s->factorization, &s->reg, own.factor_seconds, error);
    if (status == LFSR_OK && !s->factorization.complete) {
        status = lfsr_fail(error, LFSR_UNABLE, "factorization", "%s", s->factorization.obstacle);
        lfsr_factorization_clear(&s->factorization, &s->reg.field);
    }
    if (status == LFSR_OK) {
        status = lfsr_state_algebra_init(&s->algebra, &s->reg, &s->factorization, &s->log_limits, error);
        if (status != LFSR_OK)
            lfsr_factorization_clear(&s->factorization, &s->reg.field);
    }
    if (status != LFSR_OK) {
        lfsr_register_clear(&s->reg);
        free(s);
        return status;
    }
    *states = s;
    return LFSR_OK;
}

void lfsr_states_close(lfsr_states *states)
{
    if (states == NULL)
        return;
    lfsr_state_algebra_clear(&states->algebra);
    lfsr_factorization_clear(&states->factorization, &states->reg.field);
    lfsr_register_clear(&states->reg);
    free(states);
}

/* --- States --- */

lfsr_status lfsr_state_new(lfsr_state **state, lfsr_states *states, const fq_default_poly_t residue,
                           lfsr_error *error)
{
    lfsr_state *s = calloc(1, sizeof *s);
    *state = NULL;
    if (s == NULL)
        return lfsr_fail_memory(error);
    s->states = states;
    fq_default_poly_init(s->residue, states->reg.field.context);
    fq_default_poly_set(s->residue, residue, states->reg.field.context);
    s->symbols = lfsr_residue_text(residue, states->form, states);
    if (s->symbols == NULL) {
        lfsr_state_free(s);
        return lfsr_fail_memory(error);
    }
    *state = s;
    return LFSR_OK;
}

void lfsr_state_free(lfsr_state *state)
{
    if (state == NULL)
        return;
    char *const texts[] = {state->symbols, state->minimal,        state->period,
                           state->leader,  state->representative, state->index};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        free(texts[i]);
    fq_default_poly_clear(state->residue, state->states->reg.field.context);
    free(state);
}

/* --- Its place --- */

char *lfsr_number_text(const fmpz_t n)
{
    char *digits = fmpz_get_str(NULL, 10, n), *copy = strdup(digits);
    flint_free(digits);
    return copy;
}

/* What is too hard: hard is the product of the primes whose logarithms were not computed, 0 for an unknown
 * order. */
static void describe_gap(char *text, size_t size, const fmpz_t hard, const lfsr_states *states)
{
    if (fmpz_is_zero(hard)) {
        snprintf(text, size, "an order is not known: %.90s", states->factorization.obstacle);
        return;
    }
    fmpz_t prime;
    fmpz_init_set(prime, hard);
    for (slong i = 0; i < states->algebra.length; i++) { /* the largest prime in the product */
        const lfsr_unit_field *units = &states->algebra.factors[i].units;
        for (slong r = 0; states->algebra.factors[i].order_known && r < units->prime_count; r++)
            if (fmpz_divisible(hard, units->primes + r) &&
                (fmpz_equal(prime, hard) || fmpz_cmp(units->primes + r, prime) > 0))
                fmpz_set(prime, units->primes + r);
    }
    if (fmpz_bits(prime) <= 128) {
        char *digits = fmpz_get_str(NULL, 10, prime);
        snprintf(text, size, "a discrete logarithm modulo the prime %s is too hard", digits);
        flint_free(digits);
    } else {
        snprintf(text, size, "a discrete logarithm modulo a prime of %lu bits is too hard",
                 (unsigned long)fmpz_bits(prime));
    }
    fmpz_clear(prime);
}

static lfsr_status set_minimal_text(lfsr_state *state, const lfsr_state_place *place, lfsr_error *error)
{
    const lfsr_field *field = &state->states->reg.field;
    if (fq_default_poly_is_one(place->minimal, field->context)) {
        state->minimal = strdup("1");
        return state->minimal != NULL ? LFSR_OK : lfsr_fail_memory(error);
    }
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_spec_from_poly(&spec, place->minimal, field, error);
    if (status == LFSR_OK) {
        state->minimal = lfsr_spec_polynomial_text(&spec);
        status = state->minimal != NULL ? LFSR_OK : lfsr_fail_memory(error);
    }
    lfsr_spec_clear(&spec);
    return status;
}

/* The leader by walking the cycle, and with it an index without logarithms. */
static lfsr_status set_leader(lfsr_state *state, const lfsr_state_place *place, lfsr_error *error)
{
    const lfsr_states *states = state->states;
    const fq_default_ctx_struct *context = states->reg.field.context;
    fq_default_poly_t periodic, symbols;
    fmpz_t number;
    slong steps, period = fmpz_get_si(place->period);
    fq_default_poly_init(periodic, context);
    fq_default_poly_init(symbols, context);
    fmpz_init_set_si(number, place->tail);
    (void)lfsr_residue_jump(periodic, state->residue, number, &states->algebra);
    lfsr_status status = lfsr_find_leader(symbols, &steps, periodic, period, &states->algebra, error);
    if (status == LFSR_OK) {
        fmpz_set_si(number, steps == 0 ? 0 : period - steps);
        lfsr_state_to_residue(symbols, symbols, &states->algebra);
        state->leader = lfsr_residue_text(symbols, states->form, states);
        state->index = lfsr_number_text(number);
        if (state->leader == NULL || state->index == NULL)
            status = lfsr_fail_memory(error);
    }
    fq_default_poly_clear(periodic, context);
    fq_default_poly_clear(symbols, context);
    fmpz_clear(number);
    return status;
}

bool lfsr_is_full_period(const fmpz_t period, const lfsr_states *states)
{
    fmpz_t others;
    fmpz_init(others);
    lfsr_register_states(others, &states->reg);
    fmpz_sub(others, others, period);
    bool full = fmpz_is_one(others) != 0;
    fmpz_clear(others);
    return full;
}

static lfsr_status set_place(lfsr_state *state, const lfsr_state_place *place, bool leader, bool index,
                             lfsr_error *error)
{
    state->tail = (uint64_t)place->tail;
    lfsr_status status = set_minimal_text(state, place, error);
    if (status == LFSR_OK && !fmpz_is_zero(place->period))
        state->period = lfsr_number_text(place->period);
    if (status == LFSR_OK && place->located)
        state->representative = lfsr_residue_text(place->representative, state->states->form, state->states);
    if (state->representative != NULL && !leader && lfsr_is_full_period(place->period, state->states))
        state->leader = strdup(state->representative);
    if (status == LFSR_OK && leader)
        status = set_leader(state, place, error);
    else if (status == LFSR_OK && place->indexed)
        state->index = lfsr_number_text(place->index);
    if (status == LFSR_OK && (!place->located || (index && state->index == NULL)))
        describe_gap(state->gap, sizeof state->gap, place->hard, state->states);
    return status;
}

lfsr_status lfsr_state_find_place(lfsr_state *state, bool index, lfsr_error *error)
{
    const lfsr_states *states = state->states;
    lfsr_state_place place;
    if (state->minimal != NULL)
        return LFSR_OK;
    lfsr_state_place_init(&place, &states->algebra);
    lfsr_status status = lfsr_state_locate(&place, state->residue, false, &states->algebra, error);
    bool leader = status == LFSR_OK && !fmpz_is_zero(place.period) &&
                  fmpz_cmp_ui(place.period, states->leader_steps) <= 0 &&
                  fmpz_bits(states->reg.field.order) <= 63;
    if (status == LFSR_OK && index && !leader && !fmpz_is_zero(place.period))
        status = lfsr_state_locate(&place, state->residue, true, &states->algebra, error);
    if (status == LFSR_OK)
        status = set_place(state, &place, leader, index, error);
    lfsr_state_place_clear(&place, &states->algebra);
    return status;
}

const char *lfsr_state_symbols(const lfsr_state *state)
{
    return state->symbols;
}

const char *lfsr_state_minimal_polynomial(const lfsr_state *state)
{
    return state->minimal;
}

uint64_t lfsr_state_tail(const lfsr_state *state)
{
    return state->tail;
}

const char *lfsr_state_period(const lfsr_state *state)
{
    return state->period;
}

const char *lfsr_state_leader(const lfsr_state *state)
{
    return state->leader;
}

const char *lfsr_state_representative(const lfsr_state *state)
{
    return state->representative;
}

const char *lfsr_state_index(const lfsr_state *state)
{
    return state->index;
}

const char *lfsr_state_gap(const lfsr_state *state)
{
    return state->gap[0] != '\0' ? state->gap : NULL;
}

/* --- Distance, jump, sequence --- */

lfsr_status lfsr_state_steps_to(lfsr_distance *kind, char **steps, char *reason, size_t size,
                                const lfsr_state *from, const lfsr_state *to, lfsr_error *error)
{
    fmpz_t number, hard;
    fmpz_init(number);
    fmpz_init(hard);
    *steps = NULL;
    if (size > 0)
        reason[0] = '\0';
    lfsr_status status =
        lfsr_residue_distance(kind, number, hard, from->residue, to->residue, &from->states->algebra, error);
    if (status == LFSR_OK && *kind == LFSR_DISTANCE_STEPS) {
        *steps = lfsr_number_text(number);
        status = *steps != NULL ? LFSR_OK : lfsr_fail_memory(error);
    } else if (status == LFSR_OK && (*kind == LFSR_DISTANCE_SAME_CYCLE || *kind == LFSR_DISTANCE_UNKNOWN)) {
        describe_gap(reason, size, hard, from->states);
    }
    fmpz_clear(number);
    fmpz_clear(hard);
    return status;
}

lfsr_status lfsr_state_jump(lfsr_state **out, const lfsr_state *state, const char *steps, lfsr_error *error)
{
    lfsr_states *states = state->states;
    fq_default_poly_t residue;
    fmpz_t number;
    *out = NULL;
    fmpz_init(number);
    size_t digits = strspn(steps + (steps[0] == '-'), "0123456789");
    bool valid =
        digits > 0 && steps[digits + (steps[0] == '-')] == '\0' && fmpz_set_str(number, steps, 10) == 0;
    if (!valid) {
        fmpz_clear(number);
        return lfsr_fail(error, LFSR_BAD_INPUT, "syntax", "expected a number of steps");
    }
    fq_default_poly_init(residue, states->reg.field.context);
    lfsr_status status = lfsr_residue_jump(residue, state->residue, number, &states->algebra)
                             ? lfsr_state_new(out, states, residue, error)
                             : lfsr_fail(error, LFSR_BAD_INPUT, "state",
                                         "the state is transient: no state lies a fixed number of steps "
                                         "before it");
    fq_default_poly_clear(residue, states->reg.field.context);
    fmpz_clear(number);
    return status;
}

lfsr_status lfsr_state_sequence(const lfsr_state *state, uint64_t count,
                                bool (*write)(void *context, const char *text, size_t length), void *context,
                                lfsr_error *error)
{
    return lfsr_symbols_write(state->residue, count, &state->states->algebra, write, context, error);
}
