/* Collecting: results into records, records into cycles, cycles into the answer once the certificate holds.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "kernel_progress.h"
#include "walk_state.h"

/* --- Storage of records --- */

lfsr_status lfsr_collection_allocate(lfsr_collection *g, const lfsr_stratum_plan *stratum_plan,
                                     lfsr_error *error)
{
    if (g->map == NULL)
        g->map = malloc(stratum_plan->indices * sizeof *g->map);
    return g->map == NULL ? lfsr_fail_memory(error) : LFSR_OK;
}

void lfsr_collection_clear(lfsr_collection *g)
{
    free(g->done);
    free(g->map);
    lfsr_partition_clear(&g->found);
    *g = (lfsr_collection){.extended = g->extended};
}

/* Begin a method: no task assigned, no result received. */
static lfsr_status begin_method(lfsr_collection *g, const lfsr_stratum_plan *stratum_plan, lfsr_error *error)
{
    if (lfsr_stratum_plan_tasks(stratum_plan) > LFSR_STRATUM_TASKS)
        return lfsr_fail(error, LFSR_UNABLE, "too-large",
                         "a stratum of %" PRIu64
                         " states has too many short cycles to walk; the algebraic engine can "
                         "answer",
                         stratum_plan->stratum.states);
    free(g->done);
    free(g->map);
    g->map = NULL;
    g->cursor = g->back = 0;
    g->steps = 0;
    g->done = calloc((size_t)(lfsr_stratum_plan_tasks(stratum_plan) / 64 + 1), sizeof *g->done);
    return g->done == NULL ? lfsr_fail_memory(error) : LFSR_OK;
}

lfsr_status lfsr_collection_reset(lfsr_collection *g, const lfsr_stratum_plan *stratum_plan, bool list,
                                  lfsr_error *error)
{
    lfsr_collection_clear(g);
    lfsr_partition_init(&g->found);
    g->found.has_leaders = list;
    return begin_method(g, stratum_plan, error);
}

/* --- Completing a stratum --- */

static void note_extended(const lfsr_walk_state *w, const lfsr_stratum_plan *s, uint64_t found)
{
    char line[192];
    if (w->options->note == NULL)
        return;
    snprintf(line, sizeof line,
             "%s: stratum of degree %u: %" PRIu64 " of %" PRIu64 " states found; trying %" PRIu64 " %s",
             w->options->engine, s->stratum.degree, found, s->expected, s->indices,
             s->method == LFSR_BY_SAMPLES ? "samples" : "more codes as leaders");
    w->options->note(w->options->note_context, line);
}

/* The leaders of a stratum, as states of f. Nothing is changed if it is stopped. */
static lfsr_status extend_leaders(lfsr_partition *found, const lfsr_stratum *stratum,
                                  const lfsr_scalar *scalar, unsigned extend, const lfsr_tick *tick,
                                  lfsr_error *error)
{
    uint64_t scale = 1;
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    for (unsigned i = 0; i < extend; i++)
        scale *= stratum->q;
    for (size_t i = 0; i < found->leader_count; i++) {
        if (!lfsr_tick_add(&ticker, 0, extend + 1)) {
            while (i-- > 0)
                found->leaders[i].state /= scale;
            return lfsr_tick_stopped(error);
        }
        found->leaders[i].state = lfsr_extend_code(stratum, scalar, found->leaders[i].state, extend);
    }
    return LFSR_OK;
}

/* Add what was found in one stratum to the answer. */
static lfsr_status move_found(lfsr_walk_state *w, const lfsr_stratum_plan *s, const lfsr_scalar *scalar,
                              lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error)
{
    unsigned extend = (unsigned)w->reg->degree - s->stratum.degree;
    lfsr_status status = extend_leaders(found, &s->stratum, scalar, extend, tick, error);
    if (status == LFSR_OK)
        status = lfsr_partition_join(w->out, found, error);
    return status == LFSR_OK ? lfsr_partition_check_leaders(w->out, w->options->max_leaders, error) : status;
}

static int by_leader(const void *a, const void *b)
{
    const lfsr_leader *x = a, *y = b;
    return x->state < y->state ? -1 : x->state > y->state;
}

/* The cycles that samples were on, each once: *count of them, to be freed. */
static lfsr_leader *distinct_cycles(const lfsr_stratum_plan *s, const lfsr_collection *g, size_t *count)
{
    size_t records = 0;
    *count = 0;
    lfsr_leader *cycles = malloc((size_t)s->indices * sizeof *cycles);
    if (cycles == NULL)
        return NULL;
    for (uint64_t i = 0; i < s->indices; i++)
        if (g->map[i].length > 0)
            cycles[records++] = (lfsr_leader){.state = g->map[i].next, .period = g->map[i].length};
    qsort(cycles, records, sizeof *cycles, by_leader);
    for (size_t i = 0; i < records; i++)
        if (*count == 0 || cycles[i].state != cycles[*count - 1].state)
            cycles[(*count)++] = cycles[i];
    return cycles;
}

/* Add the cycles that samples were on if they are all that was missing. Otherwise they are dropped: the
 * candidates that are tried then would find them again. */
static lfsr_status add_sampled(lfsr_walk_state *w, const lfsr_stratum_plan *s, const lfsr_scalar *scalar,
                               lfsr_collection *g, lfsr_error *error)
{
    size_t count, kept = 0;
    uint64_t missing = s->expected - fmpz_get_ui(g->found.periodic);
    lfsr_leader *cycles = distinct_cycles(s, g, &count);
    if (cycles == NULL)
        return lfsr_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        if (lfsr_scalar_is_exact(scalar, cycles[i].state)) {
            missing -= cycles[i].period; /* wraps where there are too many, which the certificate refuses */
            cycles[kept++] = cycles[i];
        }
    lfsr_status status = LFSR_OK;
    for (size_t i = 0; missing == 0 && i < kept && status == LFSR_OK; i++)
        status = lfsr_partition_add_cycle(&g->found, cycles[i].state, cycles[i].period, error);
    free(cycles);
    return status == LFSR_OK ? lfsr_partition_check_leaders(&g->found, w->options->max_leaders, error)
                             : status;
}

/* The certificate: the states on the cycles found are all states of the stratum. Where they are fewer, a
 * method is chosen that finds the other cycles. */
static lfsr_status certify(lfsr_walk_state *w, size_t index, const lfsr_scalar *scalar, bool *complete,
                           lfsr_error *error)
{
    lfsr_stratum_plan *s = &w->plan.strata[index];
    lfsr_collection *g = &w->collections[index];
    const lfsr_tick tick = {lfsr_walk_progress, w};
    uint64_t found = UINT64_MAX;
    if (s->method == LFSR_BY_SECTION) {
        lfsr_status status =
            lfsr_contract(&g->found, &s->stratum, scalar, s->section, s->indices, g->map, &tick, error);
        if (status != LFSR_OK)
            return status;
    }
    if (s->method == LFSR_BY_SAMPLES) {
        lfsr_status status = add_sampled(w, s, scalar, g, error);
        if (status != LFSR_OK)
            return status;
    }
    lfsr_partition_finish(&g->found);
    if (fmpz_abs_fits_ui(g->found.periodic))
        found = fmpz_get_ui(g->found.periodic);
    *complete = found == s->expected;
    if (*complete)
        return move_found(w, s, scalar, &g->found, &tick, error);
    if (found > s->expected || !lfsr_stratum_plan_extend(s, s->expected - found, &w->tuning))
        return lfsr_fail(error, LFSR_SYSTEM, "internal",
                         "%s: %" PRIu64 " states found in a stratum of %" PRIu64, w->options->engine, found,
                         s->expected);
    note_extended(w, s, found);
    return LFSR_OK;
}

static lfsr_status complete_stratum(lfsr_walk_state *w, size_t index, lfsr_error *error)
{
    lfsr_stratum_plan *s = &w->plan.strata[index];
    lfsr_collection *g = &w->collections[index];
    lfsr_scalar *scalar = NULL;
    lfsr_status status = lfsr_scalar_open(&scalar, &s->stratum, error);
    if (status == LFSR_OK)
        status = certify(w, index, scalar, &g->complete, error);
    lfsr_scalar_close(scalar);
    if (status != LFSR_OK)
        return status;
    if (g->complete) {
        lfsr_collection_clear(g);
        g->complete = true;
        w->completed++;
        return LFSR_OK;
    }
    w->open = index < w->open ? index : w->open;
    w->total += (double)s->stratum.states;
    w->report->redone++;
    g->extended++;
    return begin_method(g, s, error);
}

lfsr_status lfsr_walk_complete_resumed(lfsr_walk_state *w, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    for (size_t i = 0; i < w->plan.length && status == LFSR_OK; i++)
        if (!w->collections[i].complete && w->collections[i].back == w->plan.strata[i].indices)
            status = complete_stratum(w, i, error);
    return status;
}

/* --- Taking results --- */

static lfsr_status take_records(lfsr_collection *g, const lfsr_stratum_plan *s, const lfsr_task *task,
                                const lfsr_task_result *result, lfsr_error *error)
{
    lfsr_status status = lfsr_collection_allocate(g, s, error);
    if (status != LFSR_OK)
        return status;
    const uint64_t at = task->lo - s->first;
    for (uint64_t i = 0; i < task->count; i++) {
        g->map[at + i] = (lfsr_record){result->next[i], result->length[i]};
        if (s->method == LFSR_BY_SECTION)
            g->steps += (double)result->length[i];
    }
    return LFSR_OK;
}

static lfsr_status take_cycles(lfsr_walk_state *w, lfsr_collection *g, const lfsr_partition *found,
                               lfsr_error *error)
{
    lfsr_status status = lfsr_partition_join(&g->found, found, error);
    return status == LFSR_OK ? lfsr_partition_check_leaders(&g->found, w->options->max_leaders, error)
                             : status;
}

lfsr_status lfsr_walk_take(lfsr_walk_state *w, const lfsr_task *task, lfsr_task_result *result,
                           lfsr_error *error)
{
    const lfsr_stratum_plan *s = &w->plan.strata[task->stratum];
    lfsr_collection *g = &w->collections[task->stratum];
    uint64_t number = (task->lo - s->first) / s->per_task;
    if (s->method != LFSR_BY_SAMPLES && (task->stratum == 0 || w->report->kernel == NULL))
        w->report->kernel = result->kernel;
    lfsr_status status = lfsr_method_has_records(s->method) ? take_records(g, s, task, result, error)
                                                            : take_cycles(w, g, &result->found, error);
    if (status != LFSR_OK)
        return status;
    g->done[number / 64] |= UINT64_C(1) << number % 64;
    g->back += task->count;
    return g->back == s->indices ? complete_stratum(w, task->stratum, error) : LFSR_OK;
}
