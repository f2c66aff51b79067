/* Choosing: which of the engines asked for run, and what is said of the others. */
#include "choose.h"

#include <inttypes.h>
#include <stdio.h>

#include "plan.h"

#define QUICK_SECONDS   2.0   /* what auto still walks */
#define FORK_SECONDS    0.004 /* a walk shorter than this gains nothing from workers (docs/parallel.md) */
#define QUICK_REFERENCE (UINT64_C(1) << 22)

typedef struct choice {
    lfsr_analysis *analysis;
    const lfsr_options *options;
    bool *run;
} choice;

static bool walks(lfsr_engine e)
{
    return e != LFSR_ALGEBRAIC;
}

/* States that the engine would walk; false if more than 2^63, or a state does not fit. */
static bool states_of(const choice *c, lfsr_engine e, uint64_t *states)
{
    const lfsr_register *reg = &c->analysis->reg;
    if (!lfsr_register_states_u64(states, reg))
        return false;
    if (e != LFSR_REFERENCE)
        for (slong i = 0; i < reg->tail; i++)
            *states /= fmpz_get_ui(reg->field.order);
    return true;
}

/* An engine that was asked for by name cannot run: the whole question fails, and says what could answer. */
static lfsr_status too_large(const choice *c, lfsr_engine e, bool fits, uint64_t states, lfsr_error *error)
{
    const lfsr_register *reg = &c->analysis->reg;
    char size[64];
    if (fits)
        snprintf(size, sizeof size, "%" PRIu64, states);
    else if (fmpz_bits(reg->field.order) <= 64)
        snprintf(size, sizeof size, "%" PRIu64 "^%ld", (uint64_t)fmpz_get_ui(reg->field.order),
                 (long)reg->degree);
    else
        snprintf(size, sizeof size, "q^%ld", (long)reg->degree);
    return lfsr_fail(error, LFSR_UNABLE, "too-large",
                     "%s will not walk %s states (%s %" PRIu64 "); the algebraic engine can still answer "
                     "(--engine algebraic)",
                     lfsr_engine_name(e), size,
                     fits ? "--max-states is" : "the most is 2^63, and --max-states is",
                     c->options->max_states);
}

/* hint: the option that would have it run; NULL where it is the engine's name. */
static void leave_out(choice *c, lfsr_engine e, const char *why, const char *hint)
{
    lfsr_outcome *outcome = &c->analysis->outcomes[e];
    c->run[e] = false;
    if (hint != NULL)
        snprintf(outcome->left_out, sizeof outcome->left_out, "%s%s", why, hint);
    else
        snprintf(outcome->left_out, sizeof outcome->left_out, "%s (--engine %s)", why, lfsr_engine_name(e));
}

/* Seconds that the walk should take on one core. */
static lfsr_status estimate(const choice *c, double *seconds, lfsr_error *error)
{
    lfsr_plan plan;
    *seconds = 0;
    if (c->analysis->reg.tail == c->analysis->reg.degree)
        return LFSR_OK;
    lfsr_status status =
        lfsr_plan_init(&plan, &c->analysis->reg, &c->analysis->factorization, &lfsr_plan_default, error);
    if (status != LFSR_OK)
        return status;
    *seconds = lfsr_plan_seconds(&plan);
    lfsr_plan_clear(&plan);
    return LFSR_OK;
}

/* auto: of the engines offered, those that are quick. */
static lfsr_status choose_quick(choice *c, lfsr_error *error)
{
    double seconds = 0;
    if (c->run[LFSR_SEQUENTIAL] || c->run[LFSR_PARALLEL]) {
        lfsr_status status = estimate(c, &seconds, error);
        if (status != LFSR_OK)
            return status;
    }
    char why[96];
    snprintf(why, sizeof why, "the walk should take %.2g s", seconds);
    for (lfsr_engine e = LFSR_SEQUENTIAL; e <= LFSR_PARALLEL; e++)
        if (c->run[e] && seconds > QUICK_SECONDS)
            leave_out(c, e, why, NULL);
    if (c->run[LFSR_PARALLEL] && seconds < FORK_SECONDS)
        leave_out(c, LFSR_PARALLEL, "starting workers would cost more than the whole walk", NULL);
    return LFSR_OK;
}

lfsr_status lfsr_choose_engines(bool run[LFSR_ENGINES], lfsr_analysis *analysis, const lfsr_options *options,
                                lfsr_error *error)
{
    choice choosing = {analysis, options, run}, *c = &choosing;
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++) {
        uint64_t states = 0;
        c->run[e] = options->run[e];
        if (!c->run[e] || !walks(e))
            continue;
        bool fits = states_of(c, e, &states);
        if (e == LFSR_REFERENCE && !options->reference_named && (!fits || states > QUICK_REFERENCE))
            leave_out(c, e, "more than 2^22 states", NULL);
        else if (fits && states <= options->max_states)
            continue;
        else if (options->automatic)
            leave_out(c, e, fits ? "more states than are walked unasked" : "no walk reaches so many states",
                      fits ? " (--max-states)" : "");
        else
            return too_large(c, e, fits, states, error);
    }
    return options->automatic ? choose_quick(c, error) : LFSR_OK;
}
