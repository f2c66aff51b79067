/* The reference engine: walk every state with a visited bitmap, one companion-matrix product in FLINT at a
 * time.
 *
 * Slow and simple. Starts ascend; each walk marks its path until it meets its own path (a new cycle) or an
 * older one (then the path is a tail). Tails are measured afterwards, step by step, with a second bitmap of
 * transient states. */
#include "reference.h"

#include <math.h>
#include <stdlib.h>

#include <flint/nmod_mat.h>

#include "clock.h"

/* The current state: its code, and its symbols in FLINT's form. */
typedef struct reference {
    const lfsr_register *reg;
    const lfsr_options *options;
    bool by_limbs; /* prime field of word size: companion matrix and state as words */
    nmod_mat_t limb_companion;
    ulong *limbs, *next_limbs;
    fq_default_mat_t companion, column, product;
    fq_default_t symbol, constant;
    uint64_t constant_code; /* 0: nothing is added */
    uint64_t q, states, steps;
    double steps_expected;
    uint64_t *visited, *transient;
    double began;
    bool stopped; /* the progress callback returned false */
} reference;

static bool marked(const uint64_t *bits, uint64_t i)
{
    return bits[i / 64] >> i % 64 & 1;
}

static void mark(uint64_t *bits, uint64_t i)
{
    bits[i / 64] |= UINT64_C(1) << i % 64;
}

/* Set the current state. */
static void set_state(reference *r, uint64_t code)
{
    for (slong i = r->reg->degree - 1; i >= 0; i--, code /= r->q) {
        if (r->by_limbs) {
            r->limbs[i] = code % r->q;
            continue;
        }
        lfsr_field_set_code(r->symbol, code % r->q, &r->reg->field);
        fq_default_mat_entry_set(r->column, i, 0, r->symbol, r->reg->field.context);
    }
}

static uint64_t step_limbs(reference *r)
{
    uint64_t code = 0;
    nmod_mat_mul_nmod_vec(r->next_limbs, r->limb_companion, r->limbs, r->reg->degree);
    ulong *swapped = r->limbs;
    r->limbs = r->next_limbs;
    r->next_limbs = swapped;
    ulong *newest = &r->limbs[r->reg->degree - 1];
    *newest = nmod_add(*newest, r->constant_code, r->limb_companion->mod);
    for (slong i = 0; i < r->reg->degree; i++)
        code = code * r->q + r->limbs[i];
    return code;
}

static uint64_t step_elements(reference *r)
{
    const lfsr_field *field = &r->reg->field;
    uint64_t code = 0;
    fq_default_mat_mul(r->product, r->companion, r->column, field->context);
    fq_default_mat_swap(r->product, r->column, field->context);
    if (r->constant_code != 0) {
        slong newest = r->reg->degree - 1;
        fq_default_mat_entry(r->symbol, r->column, newest, 0, field->context);
        fq_default_add(r->symbol, r->symbol, r->constant, field->context);
        fq_default_mat_entry_set(r->column, newest, 0, r->symbol, field->context);
    }
    for (slong i = 0; i < r->reg->degree; i++) {
        fq_default_mat_entry(r->symbol, r->column, i, 0, field->context);
        code = code * r->q + lfsr_field_get_code(r->symbol, field);
    }
    return code;
}

/* Every state is stepped once, those of a path with a tail twice, and tails are measured step by step; so the
 * share of steps is about the share of states. */
static void report_progress(reference *r)
{
    double part = (double)r->steps / r->steps_expected;
    lfsr_progress progress = {.engine = "reference",
                              .states_done = (double)r->states * (part < 1 ? part : 1),
                              .states_total = (double)r->states,
                              .seconds = lfsr_now() - r->began};
    r->stopped = r->stopped || !r->options->progress(r->options->progress_context, &progress);
}

/* One product C s by FLINT; returns the code of the new state. */
static uint64_t step(reference *r)
{
    if (++r->steps % 1024 == 0 && r->options->progress != NULL)
        report_progress(r);
    return r->by_limbs ? step_limbs(r) : step_elements(r);
}

static lfsr_status take_cycle(const reference *r, lfsr_partition *out, uint64_t least, uint64_t period,
                              lfsr_error *error)
{
    lfsr_status status = lfsr_partition_add_cycle(out, least, period, error);
    return status == LFSR_OK ? lfsr_partition_check_leaders(out, r->options->max_leaders, error) : status;
}

/* Walk from start over unvisited states. Where the walk ends at its own start, the whole path is a cycle, and
 * start its smallest state, because starts ascend. Else a second walk along the path, up to where the first
 * one ended, finds whether that state is on it: what comes before is transient, what comes after a cycle. */
static lfsr_status walk_from(reference *r, lfsr_partition *out, uint64_t start, lfsr_error *error)
{
    uint64_t at = start, length = 0, tail = 0, least;
    set_state(r, start);
    while (!marked(r->visited, at) && !r->stopped) {
        mark(r->visited, at);
        at = step(r);
        length++;
    }
    if (r->stopped)
        return lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
    if (at == start)
        return take_cycle(r, out, start, length, error);
    uint64_t end = at;
    set_state(r, start);
    for (at = start; tail < length && at != end; tail++, at = step(r))
        mark(r->transient, at);
    if (tail == length)
        return LFSR_OK;
    least = end;
    for (uint64_t i = tail; i < length; i++, at = step(r))
        least = at < least ? at : least;
    return take_cycle(r, out, least, length - tail, error);
}

/* The most steps any state needs to reach a periodic one. */
static slong longest_tail(reference *r)
{
    slong longest = 0;
    for (uint64_t start = 0; start < r->states && !r->stopped; start++) {
        slong tail = 0;
        if (marked(r->transient, start))
            set_state(r, start);
        for (uint64_t at = start; marked(r->transient, at); at = step(r))
            tail++;
        longest = tail > longest ? tail : longest;
    }
    return longest;
}

/* The companion matrix entry by entry as words. */
static void init_limbs(reference *r)
{
    const lfsr_field *field = &r->reg->field;
    slong n = r->reg->degree;
    nmod_mat_init(r->limb_companion, n, n, r->q);
    for (slong i = 0; i < n; i++)
        for (slong j = 0; j < n; j++) {
            fq_default_mat_entry(r->symbol, r->companion, i, j, field->context);
            nmod_mat_entry(r->limb_companion, i, j) = lfsr_field_get_code(r->symbol, field);
        }
}

static lfsr_status reference_init(reference *r, const lfsr_register *reg, const fmpz *constant,
                                  lfsr_error *error)
{
    const fq_default_ctx_struct *context = reg->field.context;
    uint64_t words = r->states / 64 + 1;
    r->visited = calloc(words, sizeof *r->visited);
    r->transient = calloc(words, sizeof *r->transient);
    r->limbs = calloc((size_t)reg->degree, sizeof *r->limbs);
    r->next_limbs = calloc((size_t)reg->degree, sizeof *r->next_limbs);
    if (r->visited == NULL || r->transient == NULL || r->limbs == NULL || r->next_limbs == NULL)
        return lfsr_fail_memory(error);
    lfsr_companion_init(r->companion, reg);
    fq_default_mat_init(r->column, reg->degree, 1, context);
    fq_default_mat_init(r->product, reg->degree, 1, context);
    fq_default_init(r->symbol, context);
    fq_default_init(r->constant, context);
    if (constant != NULL)
        lfsr_field_set_digits(r->constant, constant, &reg->field);
    r->constant_code = lfsr_field_get_code(r->constant, &reg->field);
    r->by_limbs = reg->field.spec.k == 1;
    if (r->by_limbs)
        init_limbs(r);
    return LFSR_OK;
}

/* inited: reference_init succeeded. */
static void reference_clear(reference *r, bool inited)
{
    const fq_default_ctx_struct *context = r->reg->field.context;
    if (inited) {
        if (r->by_limbs)
            nmod_mat_clear(r->limb_companion);
        fq_default_mat_clear(r->companion, context);
        fq_default_mat_clear(r->column, context);
        fq_default_mat_clear(r->product, context);
        fq_default_clear(r->symbol, context);
        fq_default_clear(r->constant, context);
    }
    free(r->visited);
    free(r->transient);
    free(r->limbs);
    free(r->next_limbs);
}

lfsr_status lfsr_reference(lfsr_partition *out, const lfsr_register *reg, const fmpz *constant,
                           const lfsr_options *options, lfsr_error *error)
{
    reference r = {.reg = reg, .options = options, .began = lfsr_now()};
    if (!lfsr_register_states_u64(&r.states, reg) || r.states > LFSR_REFERENCE_STATES)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "the reference engine walks at most 2^32 states");
    r.q = fmpz_get_ui(reg->field.order);
    double transient = (double)r.states - (double)r.states / pow((double)r.q, (double)reg->tail);
    r.steps_expected = (double)r.states + transient * (1 + (double)reg->tail);
    lfsr_status status = reference_init(&r, reg, constant, error);
    bool inited = status == LFSR_OK;
    out->has_leaders = options->list;
    fmpz_set_ui(out->states, r.states);
    for (uint64_t start = 0; start < r.states && status == LFSR_OK; start++)
        if (!marked(r.visited, start))
            status = walk_from(&r, out, start, error);
    if (status == LFSR_OK) {
        lfsr_partition_finish(out);
        fmpz_sub(out->transient, out->states, out->periodic);
        out->max_tail = longest_tail(&r);
        if (r.stopped)
            status = lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
    }
    reference_clear(&r, inited);
    return status;
}
