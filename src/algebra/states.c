/* The public interface to questions about states (lfsr/state.h), implemented with state_algebra.h. */
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "lfsr/notation.h"
#include "lfsr/state.h"
#include "sized_options.h"
#include "states.h"
#include "symbols.h"

#define LOG_SECONDS 120.0 /* the default */

/* The first version of lfsr_states_options ended with form. */
#define LEAST_OPTIONS (offsetof(lfsr_states_options, form) + sizeof(lfsr_form))

void lfsr_states_options_init_sized(lfsr_states_options *options, size_t size)
{
    const lfsr_states_options defaults = {
        .size = size, .prime_bits = lfsr_log_default.prime_bits, .leader_steps = UINT64_C(1) << 20};
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
}

/* The register whose states answer: that of f or, with a constant, of (x - 1) f. */
static lfsr_status init_register(lfsr_states *s, const lfsr_spec *spec, const char *constant,
                                 lfsr_error *error)
{
    lfsr_register base;
    lfsr_status status = lfsr_register_init(&base, spec, error);
    if (status != LFSR_OK)
        return status;
    s->width = base.degree;
    if (constant == NULL) {
        s->reg = base;
        return LFSR_OK;
    }
    status = lfsr_affine_init(&s->affine, constant, &base, error);
    if (status == LFSR_OK && s->form != LFSR_FORM_FIBONACCI)
        status =
            lfsr_fail(error, LFSR_USAGE, "usage", "a register with an added constant has no Galois form");
    if (status == LFSR_OK)
        status = lfsr_register_init(&s->reg, &s->affine.reg.spec, error);
    if (status != LFSR_OK)
        lfsr_affine_clear(&s->affine);
    lfsr_register_clear(&base);
    return status;
}

typedef struct factor_call {
    const lfsr_log_limits *limits;
    bool stopped; /* by the caller */
} factor_call;

static bool on_factoring(void *context, double elapsed)
{
    factor_call *call = context;
    (void)elapsed;
    call->stopped = call->stopped || lfsr_log_limits_check(call->limits, NULL) != LFSR_OK;
    return !call->stopped;
}

static lfsr_status factor(lfsr_states *s, const lfsr_states_options *options, lfsr_error *error)
{
    if (options->factorization != NULL && options->constant == NULL && options->factorization->length > 0)
        return lfsr_factorization_copy(&s->factorization, options->factorization, &s->reg, error);
    factor_call call = {&s->log_limits, false};
    const lfsr_factor_limits limits = {options->factor_seconds, on_factoring, &call};
    lfsr_status status = lfsr_factorization_within(&s->factorization, &s->reg, &limits, error);
    if (!call.stopped)
        return status;
    if (status == LFSR_OK)
        lfsr_factorization_clear(&s->factorization, &s->reg.field);
    return lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
}

lfsr_status lfsr_states_open(lfsr_states **states, const lfsr_spec *spec, const lfsr_states_options *options,
                             lfsr_error *error)
{
    lfsr_states_options own;
    lfsr_status status = LFSR_OK;
    *states = NULL;
    lfsr_states_options_init(&own);
    if (options != NULL)
        status = lfsr_adopt_options(&own, sizeof own, options, LEAST_OPTIONS, error);
    if (status != LFSR_OK)
        return status;
    lfsr_states *s = calloc(1, sizeof *s);
    if (s == NULL)
        return lfsr_fail_memory(error);
    s->log_limits = lfsr_log_default;
    s->log_limits.prime_bits = own.prime_bits;
    s->log_limits.workers = own.workers;
    s->log_limits.proceed = own.proceed;
    s->log_limits.context = own.context;
    s->log_seconds = own.log_seconds > 0 ? own.log_seconds : LOG_SECONDS;
    s->leader_steps = own.leader_steps;
    s->form = own.form;
    status = init_register(s, spec, own.constant, error);
    if (status != LFSR_OK) {
        free(s);
        return status;
    }
    status = factor(s, &own, error);
    if (status == LFSR_OK && !s->factorization.complete) {
        status = lfsr_fail(error, LFSR_UNABLE, "factorization", "%s", s->factorization.reason);
        lfsr_factorization_clear(&s->factorization, &s->reg.field);
    }
    if (status == LFSR_OK) {
        status = lfsr_state_algebra_init(&s->algebra, &s->reg, &s->factorization, &s->log_limits, error);
        if (status != LFSR_OK)
            lfsr_factorization_clear(&s->factorization, &s->reg.field);
    }
    if (status != LFSR_OK) {
        lfsr_affine_clear(&s->affine);
        lfsr_register_clear(&s->reg);
        free(s);
        return status;
    }
    *states = s;
    return LFSR_OK;
}

void lfsr_states_begin_question(lfsr_states *states)
{
    states->log_limits.until = lfsr_now() + states->log_seconds;
}

void lfsr_states_close(lfsr_states *states)
{
    if (states == NULL)
        return;
    lfsr_leader_cache_clear(&states->leaders);
    lfsr_state_algebra_clear(&states->algebra);
    lfsr_factorization_clear(&states->factorization, &states->reg.field);
    lfsr_affine_clear(&states->affine);
    lfsr_register_clear(&states->reg);
    free(states);
}

const char *lfsr_states_lock_up(const lfsr_states *states)
{
    return states->affine.lock_up;
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

/* --- What was found --- */

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

const char *lfsr_state_reason(const lfsr_state *state)
{
    return state->reason[0] != '\0' ? state->reason : NULL;
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
    lfsr_states_begin_question(from->states);
    lfsr_status status =
        lfsr_residue_distance(kind, number, hard, from->residue, to->residue, &from->states->algebra, error);
    if (status == LFSR_OK && *kind == LFSR_DISTANCE_STEPS) {
        *steps = lfsr_number_text(number);
        status = *steps != NULL ? LFSR_OK : lfsr_fail_memory(error);
    } else if (status == LFSR_OK && (*kind == LFSR_DISTANCE_SAME_CYCLE || *kind == LFSR_DISTANCE_UNKNOWN)) {
        lfsr_describe_reason(reason, size, hard, from->states);
    }
    fmpz_clear(number);
    fmpz_clear(hard);
    return status;
}

lfsr_status lfsr_steps_read(fmpz_t steps, const char *text, lfsr_error *error)
{
    const char *digits = text + (text[0] == '-');
    if (digits[0] == '\0' || digits[strspn(digits, "0123456789")] != '\0' ||
        fmpz_set_str(steps, text, 10) != 0)
        return lfsr_fail(error, LFSR_BAD_INPUT, "syntax", "expected a number of steps");
    return LFSR_OK;
}

lfsr_status lfsr_state_jump(lfsr_state **out, const lfsr_state *state, const char *steps, lfsr_error *error)
{
    lfsr_states *states = state->states;
    fq_default_poly_t residue;
    fmpz_t number;
    *out = NULL;
    fmpz_init(number);
    lfsr_status status = lfsr_steps_read(number, steps, error);
    if (status != LFSR_OK) {
        fmpz_clear(number);
        return status;
    }
    fq_default_poly_init(residue, states->reg.field.context);
    status = lfsr_residue_jump(residue, state->residue, number, &states->algebra)
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
