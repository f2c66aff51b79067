/* The reference engine: walk every state with a visited bitmap, one companion-matrix product in FLINT at a time.
 *
 * Slow and obvious. Starts ascend, each walk marks its path, and meets either its own path (a new cycle) or an older one
 * (then it was a tail). The tails are measured afterwards, step by step, against a second bitmap of periodic states. */
#include "reference.h"

#include <inttypes.h>
#include <math.h>
#include <stdlib.h>

#include "clock.h"

typedef struct reference {
    const lfsr_register *reg;
    const lfsr_options *options;
    fq_default_mat_t companion, column, product;
    fq_default_t symbol;
    uint64_t q, states, steps;
    double steps_expected;
    uint64_t *visited, *periodic;
    double began;
} reference;

static bool marked(const uint64_t *bits, uint64_t i)
{
    return bits[i / 64] >> i % 64 & 1;
}

static void mark(uint64_t *bits, uint64_t i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

/* Every state is walked once, those on cycles a second time, and tails are measured step by step: the share of the
 * steps that this makes about is the share of the states. */
static void say_progress(const reference *r)
{
    double part = (double)r->steps / r->steps_expected;
    lfsr_progress progress = {.engine = "reference",
                              .states_done = (double)r->states * (part < 1 ? part : 1),
                              .states_total = (double)r->states,
                              .seconds = lfsr_now() - r->began,
                              .workers = 1};
    r->options->progress(r->options->progress_context, &progress);
}

/* C s, by FLINT. */
static uint64_t step(reference *r, uint64_t code)
{
    const lfsr_field *field = &r->reg->field;
    uint64_t result = 0;
    for (slong i = r->reg->degree - 1; i >= 0; i--, code /= r->q) {
        lfsr_field_set_code(r->symbol, code % r->q, field);
        fq_default_mat_entry_set(r->column, i, 0, r->symbol, field->context);
    }
    fq_default_mat_mul(r->product, r->companion, r->column, field->context);
    for (slong i = 0; i < r->reg->degree; i++) {
        fq_default_mat_entry(r->symbol, r->product, i, 0, field->context);
        result = result * r->q + lfsr_field_get_code(r->symbol, field);
    }
    if (++r->steps % 1024 == 0 && r->options->progress != NULL)
        say_progress(r);
    return result;
}

/* A cycle through `on` was found: mark it periodic, find its period and its smallest state. */
static lfsr_status take_cycle(reference *r, lfsr_partition *out, uint64_t on, lfsr_error *error)
{
    uint64_t at = on, period = 0, least = on;
    do {
        mark(r->periodic, at);
        least = at < least ? at : least;
        at = step(r, at);
        period++;
    } while (at != on);
    lfsr_status status = lfsr_partition_add_ui(out, period, 1, error);
    if (status == LFSR_OK && out->has_leaders)
        status = lfsr_partition_add_leader(out, least, period, error);
    if (status == LFSR_OK && out->leader_count > r->options->max_leaders)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "more than %" PRIu64 " cycles to list",
                         r->options->max_leaders);
    return status;
}

/* Walk from start over unvisited states. The walk ends at a visited state; it closed a cycle exactly if that state is on
 * its own path, which a second walk along the path from start decides. */
static lfsr_status walk_from(reference *r, lfsr_partition *out, uint64_t start, lfsr_error *error)
{
    uint64_t at = start, length = 0;
    while (!marked(r->visited, at)) {
        mark(r->visited, at);
        at = step(r, at);
        length++;
    }
    if (at == start)
        return take_cycle(r, out, at, error);
    uint64_t again = start;
    for (uint64_t i = 0; i < length; i++, again = step(r, again))
        if (again == at)
            return take_cycle(r, out, at, error);
    return LFSR_OK;
}

/* The most steps any state needs to reach a periodic one. */
static slong longest_tail(reference *r)
{
    slong longest = 0;
    for (uint64_t start = 0; start < r->states; start++) {
        slong tail = 0;
        for (uint64_t at = start; !marked(r->periodic, at); at = step(r, at))
            tail++;
        longest = tail > longest ? tail : longest;
    }
    return longest;
}

static lfsr_status reference_init(reference *r, const lfsr_register *reg, lfsr_error *error)
{
    const fq_default_ctx_struct *context = reg->field.context;
    uint64_t words = r->states / 64 + 1;
    r->visited = calloc(words, sizeof *r->visited);
    r->periodic = calloc(words, sizeof *r->periodic);
    if (r->visited == NULL || r->periodic == NULL) {
        free(r->visited);
        free(r->periodic);
        return lfsr_fail_memory(error);
    }
    lfsr_companion_init(r->companion, reg);
    fq_default_mat_init(r->column, reg->degree, 1, context);
    fq_default_mat_init(r->product, reg->degree, 1, context);
    fq_default_init(r->symbol, context);
    return LFSR_OK;
}

static void reference_clear(reference *r)
{
    const fq_default_ctx_struct *context = r->reg->field.context;
    fq_default_mat_clear(r->companion, context);
    fq_default_mat_clear(r->column, context);
    fq_default_mat_clear(r->product, context);
    fq_default_clear(r->symbol, context);
    free(r->visited);
    free(r->periodic);
}

lfsr_status lfsr_reference(lfsr_partition *out, const lfsr_register *reg, const lfsr_options *options,
                           lfsr_error *error)
{
    reference r = {.reg = reg, .options = options, .began = lfsr_now()};
    if (!lfsr_register_states_u64(&r.states, reg) || r.states > LFSR_REFERENCE_STATES)
        return lfsr_fail(error, LFSR_UNABLE, "too-large",
                         "the reference engine walks at most 2^32 states; the algebraic engine can answer "
                         "(--engine algebraic)");
    r.q = fmpz_get_ui(reg->field.order);
    double periodic = (double)r.states / pow((double)r.q, (double)reg->tail);
    r.steps_expected = (double)r.states + periodic + ((double)r.states - periodic) * (double)reg->tail;
    lfsr_status status = reference_init(&r, reg, error);
    if (status != LFSR_OK)
        return status;
    out->has_leaders = options->list;
    fmpz_set_ui(out->states, r.states);
    for (uint64_t start = 0; start < r.states && status == LFSR_OK; start++)
        if (!marked(r.visited, start))
            status = walk_from(&r, out, start, error);
    if (status == LFSR_OK) {
        lfsr_partition_finish(out);
        fmpz_sub(out->transient, out->states, out->periodic);
        out->max_tail = longest_tail(&r);
    }
    reference_clear(&r);
    return status;
}
