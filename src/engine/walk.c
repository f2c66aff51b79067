/* The walking engine: supplies the plan's tasks and takes their results, in this process or through a pool.
 */
#include "walk.h"

#include <math.h>
#include <stdlib.h>

#include "checkpoint.h"
#include "clock.h"
#include "number_format.h"
#include "walk_state.h"

#define SAVE_SHARE 20 /* saves take at most a twentieth of the time */

/* --- Supplying tasks --- */

static bool next_task(void *self, lfsr_task *task)
{
    lfsr_walk_state *w = self;
    for (; w->open < w->plan.length; w->open++) {
        const lfsr_stratum_plan *s = &w->plan.strata[w->open];
        lfsr_collection *g = &w->collections[w->open];
        uint64_t tasks = g->complete ? 0 : lfsr_stratum_plan_tasks(s);
        while (g->cursor < tasks && (g->done[g->cursor / 64] >> g->cursor % 64 & 1))
            g->cursor++;
        if (g->cursor >= tasks)
            continue;
        uint64_t done = g->cursor++ * s->per_task, left = s->indices - done;
        *task = (lfsr_task){.stratum = (uint32_t)w->open,
                            .method = s->method,
                            .section = s->section,
                            .period = s->period,
                            .known = s->method == LFSR_BY_SAMPLES ? s->first : 0,
                            .want_leaders = w->options->list,
                            .lo = s->first + done,
                            .count = left < s->per_task ? left : s->per_task};
        return true;
    }
    return false;
}

static lfsr_status copy_stratum(void *self, uint32_t index, lfsr_stratum *out, lfsr_error *error)
{
    const lfsr_walk_state *w = self;
    lfsr_status status = lfsr_stratum_copy(out, &w->plan.strata[index].stratum, error);
    if (status == LFSR_OK && w->options->workers > 1)
        out->share = out->states / w->options->workers + 1;
    return status;
}

static lfsr_status accept_result(void *self, const lfsr_task *task, lfsr_task_result *result,
                                 lfsr_error *error)
{
    lfsr_walk_state *w = self;
    lfsr_status status = lfsr_walk_take(w, task, result, error);
    if (status != LFSR_OK || w->options->checkpoint == NULL)
        return status;
    double least = w->options->checkpoint_seconds; /* 0: after every task, however long a save takes */
    if (least > 0)
        least = fmax(least, SAVE_SHARE * w->save_seconds);
    return lfsr_now() - w->saved >= least ? lfsr_checkpoint_save(w, error) : LFSR_OK;
}

/* States of finished strata and tasks, including work for certificates that fell short. */
static double finished_states(const lfsr_walk_state *w)
{
    double finished = 0;
    for (size_t i = 0; i < w->plan.length; i++) {
        const lfsr_stratum_plan *s = &w->plan.strata[i];
        const lfsr_collection *g = &w->collections[i];
        double states = (double)s->stratum.states, part = states * (double)g->back / (double)s->indices;
        if (s->method == LFSR_BY_SECTION)
            part = fmin(g->steps, states); /* the first records may be far shorter than the others */
        finished += g->extended * states + (g->complete ? states : part);
    }
    return finished;
}

static bool all_done(void *self)
{
    const lfsr_walk_state *w = self;
    return w->completed == w->plan.length;
}

bool lfsr_walk_progress(void *self, double states)
{
    lfsr_walk_state *w = self;
    w->report->states += states;
    if (w->options->progress == NULL)
        return true;
    lfsr_progress progress = {.engine = w->options->engine,
                              .states_done = fmin(w->before + w->report->states, w->total),
                              .states_total = w->total,
                              .states_before = w->before,
                              .seconds = lfsr_now() - w->began,
                              .workers = w->options->workers};
    w->stopped = w->stopped || !w->options->progress(w->options->progress_context, &progress);
    return !w->stopped;
}

/* --- The engine --- */

/* Storage for the results of the plan. */
static lfsr_status prepare_collections(lfsr_walk_state *w, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    w->total = w->plan.states;
    w->collections = calloc(w->plan.length + 1, sizeof *w->collections);
    if (w->collections == NULL)
        return lfsr_fail_memory(error);
    for (size_t i = 0; i < w->plan.length && status == LFSR_OK; i++)
        status = lfsr_collection_reset(&w->collections[i], &w->plan.strata[i], w->options->list, error);
    return status;
}

static lfsr_status walk_state_init(lfsr_walk_state *w, lfsr_error *error)
{
    w->tuning = lfsr_plan_tuning_for(w->options->tuning, w->options->list);
    lfsr_status status = w->options->plan != NULL
                             ? lfsr_plan_copy(&w->plan, w->options->plan, error)
                             : lfsr_plan_init(&w->plan, w->reg, w->factorization, &w->tuning, error);
    if (status == LFSR_OK && w->plan.workers != w->tuning.workers)
        lfsr_plan_recut(&w->plan, &w->tuning);
    if (status == LFSR_OK)
        status = prepare_collections(w, error);
    /* The zero state is a cycle of its own; in a plan of strata no stratum holds it.
     * NOLINTNEXTLINE(clang-analyzer-core.NullDereference): a plan has a stratum */
    if (status == LFSR_OK && !w->tuning.affine && w->plan.strata[0].stratum.cofactor_count > 0)
        status = lfsr_partition_add_cycle(w->out, 0, 1, error);
    return status;
}

static void walk_state_clear(lfsr_walk_state *w)
{
    for (size_t i = 0; w->collections != NULL && i < w->plan.length; i++)
        lfsr_collection_clear(&w->collections[i]);
    free(w->collections);
    w->collections = NULL;
    lfsr_plan_clear(&w->plan);
}

lfsr_status lfsr_walk_replan(lfsr_walk_state *w, const lfsr_plan_tuning *tuning, lfsr_error *error)
{
    walk_state_clear(w);
    lfsr_status status = lfsr_plan_init(&w->plan, w->reg, w->factorization, tuning, error);
    return status == LFSR_OK ? prepare_collections(w, error) : status;
}

/* "4.10 T of 8.80 T states" that are finished. */
static void add_finished(lfsr_string *text, const lfsr_walk_state *w)
{
    lfsr_string_add_count(text, finished_states(w));
    lfsr_string_add(text, " of ");
    lfsr_string_add_count(text, w->total);
    lfsr_string_add(text, " states");
}

/* The walk was stopped by the callback: save what is finished. */
static lfsr_status stop(lfsr_walk_state *w, lfsr_error *error)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    if (w->options->checkpoint != NULL) {
        lfsr_status status = lfsr_checkpoint_save(w, error);
        if (status != LFSR_OK)
            return status;
        add_finished(&text, w);
        lfsr_string_addf(&text, " are saved in %.200s", w->options->checkpoint);
    }
    (void)lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped%s%s", text.data != NULL ? ": " : "",
                    text.data != NULL ? text.data : "");
    lfsr_string_clear(&text);
    return LFSR_SYSTEM;
}

static void note_resumed(const lfsr_walk_state *w)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    if (!w->report->resumed || w->options->notice == NULL)
        return;
    lfsr_string_addf(&text, "%s resumes from %.200s: ", w->options->engine, w->options->checkpoint);
    add_finished(&text, w);
    lfsr_string_add(&text, " are done");
    if (lfsr_string_ok(&text))
        w->options->notice(w->options->note_context, text.data);
    lfsr_string_clear(&text);
}

static lfsr_status run_plan(lfsr_walk_state *w, lfsr_error *error)
{
    const lfsr_work work = {w, next_task, copy_stratum, accept_result, all_done, lfsr_walk_progress};
    lfsr_status status = walk_state_init(w, error);
    if (status == LFSR_OK && w->options->checkpoint != NULL)
        status = lfsr_checkpoint_begin(w, error);
    if (status != LFSR_OK)
        return status;
    w->before = finished_states(w);
    note_resumed(w);
    status = lfsr_walk_complete_resumed(w, error);
    if (status == LFSR_OK)
        status = w->options->pool != NULL ? lfsr_pool_run(w->options->pool, &work, error)
                                          : lfsr_work_inline(&work, error);
    return w->stopped && status != LFSR_OK ? stop(w, error) : status;
}

/* Save the complete walk, until the answer is delivered. If this save fails, the file still holds an earlier
 * state of the same walk, and the answer is still right. */
static void save_complete(lfsr_walk_state *w)
{
    lfsr_error trouble = {0};
    if (lfsr_checkpoint_save(w, &trouble) != LFSR_OK && w->options->notice != NULL)
        w->options->notice(w->options->note_context, trouble.message);
    w->report->checkpointed = true;
}

/* The sum over everything: what was resumed included. */
static lfsr_status check_total(const lfsr_partition *out, const lfsr_register *reg, bool affine,
                               lfsr_error *error)
{
    fmpz_t expected, below;
    fmpz_init(expected);
    fmpz_init(below);
    fmpz_pow_ui(expected, reg->field.order, (ulong)(reg->degree - reg->tail));
    if (affine) { /* those that f does not annihilate */
        fmpz_divexact(below, expected, reg->field.order);
        fmpz_sub(expected, expected, below);
    }
    fmpz_clear(below);
    bool whole = fmpz_equal(out->periodic, expected);
    fmpz_clear(expected);
    return whole ? LFSR_OK
                 : lfsr_fail(error, LFSR_SYSTEM, "internal",
                             "the cycles found do not add up to the periodic states");
}

lfsr_status lfsr_walk(lfsr_partition *out, lfsr_walk_report *report, const lfsr_register *reg,
                      const lfsr_factorization *factorization, const lfsr_walk_options *options,
                      lfsr_error *error)
{
    lfsr_walk_state w = {.options = options,
                         .reg = reg,
                         .factorization = factorization,
                         .out = out,
                         .report = report,
                         .began = lfsr_now()};
    *report = (lfsr_walk_report){0};
    out->has_leaders = options->list;
    out->max_tail = reg->tail;
    lfsr_register_states(out->states, reg);
    lfsr_status status = LFSR_OK;
    if (reg->tail == reg->degree)
        status = lfsr_partition_add_cycle(out, 0, 1, error);
    else
        status = run_plan(&w, error);
    if (status == LFSR_OK) {
        lfsr_partition_finish(out);
        fmpz_sub(out->transient, out->states, out->periodic);
        status = check_total(out, reg, options->tuning->affine, error);
    }
    if (status == LFSR_OK && options->checkpoint != NULL && reg->tail < reg->degree)
        save_complete(&w);
    walk_state_clear(&w);
    return status;
}
