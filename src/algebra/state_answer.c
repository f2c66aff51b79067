/* The place of a state in words: leader, representative, index, and what is too hard (lfsr/state.h). */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lfsr/notation.h"
#include "states.h"
#include "symbols.h"

#define SHORT_PERIOD 64 /* up to here walking the cycle is faster than a logarithm */

char *lfsr_number_text(const fmpz_t n)
{
    char *digits = fmpz_get_str(NULL, 10, n), *copy = strdup(digits);
    flint_free(digits);
    return copy;
}

void lfsr_describe_reason(char *text, size_t size, const fmpz_t hard, const lfsr_states *states)
{
    if (fmpz_is_zero(hard)) {
        snprintf(text, size, "an order is not known: %.90s", states->factorization.reason);
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

/* Does this cycle of an affine register hold every state but one? It is not the zero state that it lacks:
 * that one is the fixed point, which is not zero. */
static bool is_full_affine(const fmpz_t period, const lfsr_states *states)
{
    fmpz_t others;
    fmpz_init(others);
    fmpz_pow_ui(others, states->reg.field.order, (ulong)states->width);
    fmpz_sub(others, others, period);
    bool full = states->affine.active && fmpz_is_one(others);
    fmpz_clear(others);
    return full;
}

/* The leader of a cycle by its representative, and the index from that of the representative: the cycle is
 * walked once for all its states. */
static lfsr_status set_shared_leader(lfsr_state *state, const lfsr_state_place *place, lfsr_error *error)
{
    lfsr_states *states = state->states;
    const lfsr_known_leader *known = lfsr_leader_cache_find(&states->leaders, state->representative);
    slong steps = known != NULL ? known->steps : 0;
    fmpz_t index;
    if (known != NULL) {
        state->leader = strdup(known->leader);
    } else {
        fq_default_poly_t symbols;
        fq_default_poly_init(symbols, states->reg.field.context);
        lfsr_status status = lfsr_find_leader(symbols, &steps, place->representative,
                                              fmpz_get_si(place->period), &states->algebra, error);
        if (status == LFSR_OK) {
            lfsr_state_to_residue(symbols, symbols, &states->algebra);
            state->leader = lfsr_residue_text(symbols, states->form, states);
        }
        fq_default_poly_clear(symbols, states->reg.field.context);
        if (status != LFSR_OK)
            return status;
        if (state->leader != NULL)
            lfsr_leader_cache_add(&states->leaders, state->representative, state->leader, steps);
    }
    fmpz_init(index);
    fmpz_sub_si(index, place->index, steps);
    fmpz_mod(index, index, place->period);
    state->index = lfsr_number_text(index);
    fmpz_clear(index);
    return state->leader != NULL && state->index != NULL ? LFSR_OK : lfsr_fail_memory(error);
}

/* Then the zero state is the leader. */
static lfsr_status set_zero_leader(lfsr_state *state, const lfsr_state_place *place, bool index,
                                   lfsr_error *error)
{
    const lfsr_states *states = state->states;
    const fq_default_ctx_struct *context = states->reg.field.context;
    fq_default_poly_t zero, periodic;
    fmpz_t steps, hard;
    lfsr_distance kind = LFSR_DISTANCE_UNKNOWN;
    lfsr_status status = LFSR_OK;
    fq_default_poly_init(zero, context);
    fq_default_poly_init(periodic, context);
    fmpz_init_set_si(steps, place->tail);
    fmpz_init(hard);
    lfsr_affine_extend(zero, &states->affine);
    lfsr_state_to_residue(zero, zero, &states->algebra);
    (void)lfsr_residue_jump(periodic, state->residue, steps, &states->algebra);
    state->leader = lfsr_residue_text(zero, states->form, states);
    if (index)
        status = lfsr_residue_distance(&kind, steps, hard, zero, periodic, &states->algebra, error);
    if (status == LFSR_OK && kind == LFSR_DISTANCE_STEPS)
        state->index = lfsr_number_text(steps);
    fq_default_poly_clear(zero, context);
    fq_default_poly_clear(periodic, context);
    fmpz_clear(steps);
    fmpz_clear(hard);
    return status;
}

bool lfsr_is_full_period(const fmpz_t period, const lfsr_states *states)
{
    fmpz_t others;
    fmpz_init(others);
    lfsr_register_states(others, &states->reg);
    fmpz_sub(others, others, period);
    bool full = !states->affine.active && fmpz_is_one(others);
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
    if (status == LFSR_OK && leader && place->indexed && state->representative != NULL)
        status = set_shared_leader(state, place, error);
    else if (status == LFSR_OK && leader)
        status = set_leader(state, place, error);
    else if (status == LFSR_OK && is_full_affine(place->period, state->states))
        status = set_zero_leader(state, place, index, error);
    else if (status == LFSR_OK && place->indexed)
        state->index = lfsr_number_text(place->index);
    if (status == LFSR_OK && (!place->located || (index && state->index == NULL)))
        lfsr_describe_reason(state->reason, sizeof state->reason, place->hard, state->states);
    return status;
}

lfsr_status lfsr_state_find_place(lfsr_state *state, bool index, lfsr_error *error)
{
    lfsr_states *states = state->states;
    lfsr_state_place place;
    if (state->minimal != NULL)
        return LFSR_OK;
    lfsr_states_begin_question(states);
    lfsr_state_place_init(&place, &states->algebra);
    lfsr_status status = lfsr_state_locate(&place, state->residue, false, &states->algebra, error);
    bool leader = status == LFSR_OK && !fmpz_is_zero(place.period) &&
                  fmpz_cmp_ui(place.period, states->leader_steps) <= 0 &&
                  fmpz_bits(states->reg.field.order) <= 63;
    bool walked = leader && (!place.located || fmpz_cmp_ui(place.period, SHORT_PERIOD) <= 0);
    if (status == LFSR_OK && index && !walked && !fmpz_is_zero(place.period))
        status = lfsr_state_locate(&place, state->residue, true, &states->algebra, error);
    if (status == LFSR_OK)
        status = set_place(state, &place, leader, index, error);
    lfsr_state_place_clear(&place, &states->algebra);
    return status;
}

lfsr_status lfsr_state_of_index_zero(lfsr_state **zero, const lfsr_state *state, lfsr_error *error)
{
    const char *named = state->leader != NULL ? state->leader : state->representative;
    *zero = NULL;
    if (state->period == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "%s", state->reason);
    if (named == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "logarithm", "%s", state->reason);
    return lfsr_state_parse(zero, state->states, named, strlen(named), error);
}
