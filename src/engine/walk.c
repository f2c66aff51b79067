/* The walking engine: hands out the plan's tasks, gathers their records, contracts each stratum when its last record is
 * in, and believes a stratum only when its certificate adds up. */
#include "walk.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "clock.h"
#include "contract.h"

/* Records of one unit while they come in. */
typedef struct gathering {
    uint64_t given, back; /* indices given out, and those whose result is in */
    uint64_t *next, *length; /* LFSR_BY_SECTION */
    lfsr_partition found; /* the other methods */
    bool complete;
} gathering;

typedef struct walk {
    const lfsr_walk_options *options;
    const lfsr_register *reg;
    lfsr_plan plan;
    gathering *units;
    size_t open; /* units before this one are given out */
    size_t completed;
    lfsr_partition *out;
    lfsr_walk_report *report;
    double total, began;
} walk;

/* --- Giving out --- */

static bool next_task(void *self, lfsr_task *task)
{
    walk *w = self;
    for (; w->open < w->plan.length; w->open++) {
        const lfsr_unit *u = &w->plan.units[w->open];
        gathering *g = &w->units[w->open];
        if (g->given == u->indices)
            continue;
        uint64_t left = u->indices - g->given;
        *task = (lfsr_task){(uint32_t)w->open, u->method,  u->zeros,
                            w->options->list,  g->given, left < u->per_task ? left : u->per_task};
        g->given += task->count;
        return true;
    }
    return false;
}

static lfsr_status copy_stratum(void *self, uint32_t unit, lfsr_stratum *out, lfsr_error *error)
{
    return lfsr_stratum_copy(out, &((walk *)self)->plan.units[unit].stratum, error);
}

/* --- Completing a unit --- */

static void note_lowered(const walk *w, const lfsr_unit *u, uint64_t found)
{
    char line[192];
    if (w->options->note == NULL)
        return;
    snprintf(line, sizeof line,
             "%s: stratum of degree %u: %" PRIu64 " of %" PRIu64 " states met the section with %u zeros; lowering",
             w->options->engine, u->stratum.degree, found, u->expected, u->zeros);
    w->options->note(w->options->note_context, line);
}

static void drop_records(gathering *g)
{
    free(g->next);
    free(g->length);
    g->next = g->length = NULL;
}

/* Add what was found in one stratum to the answer; leaders as states of f. */
static lfsr_status move_found(walk *w, const lfsr_unit *u, void *scalar, const lfsr_partition *found,
                              lfsr_error *error)
{
    unsigned extend = (unsigned)w->reg->degree - u->stratum.degree;
    lfsr_status status = LFSR_OK;
    for (size_t i = 0; i < found->length && status == LFSR_OK; i++)
        status = lfsr_partition_add(w->out, found->classes[i].period, found->classes[i].count, error);
    for (size_t i = 0; i < found->leader_count && status == LFSR_OK; i++)
        status = lfsr_partition_add_leader(w->out,
                                           lfsr_extend_code(&u->stratum, scalar, found->leaders[i].state, extend),
                                           found->leaders[i].period, error);
    if (status == LFSR_OK && w->out->leader_count > w->options->max_leaders)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "more than %" PRIu64 " cycles to list",
                         w->options->max_leaders);
    return status;
}

/* The certificate: the states on the cycles that were kept are all the states of the stratum. */
static lfsr_status certify(walk *w, size_t unit, void *scalar, bool *complete, lfsr_error *error)
{
    lfsr_unit *u = &w->plan.units[unit];
    gathering *g = &w->units[unit];
    uint64_t found = 0;
    if (u->method == LFSR_BY_SECTION) {
        lfsr_contraction c = {.out = &g->found};
        lfsr_status status = lfsr_contract(&c, &u->stratum, scalar, u->zeros, u->indices, g->next, g->length, error);
        drop_records(g);
        if (status != LFSR_OK)
            return status;
        found = c.found;
    } else {
        lfsr_partition_finish(&g->found);
        if (fmpz_abs_fits_ui(g->found.periodic))
            found = fmpz_get_ui(g->found.periodic);
    }
    *complete = found == u->expected;
    if (*complete)
        return move_found(w, u, scalar, &g->found, error);
    if (found > u->expected || !lfsr_unit_lower(u, w->options->tuning))
        return lfsr_fail(error, LFSR_SYSTEM, "internal",
                         "%s: %" PRIu64 " states found in a stratum of %" PRIu64, w->options->engine, found,
                         u->expected);
    note_lowered(w, u, found);
    return LFSR_OK;
}

static void reset_found(walk *w, gathering *g)
{
    lfsr_partition_clear(&g->found);
    lfsr_partition_init(&g->found);
    g->found.has_leaders = w->options->list;
}

static lfsr_status complete_unit(walk *w, size_t unit, lfsr_error *error)
{
    lfsr_unit *u = &w->plan.units[unit];
    gathering *g = &w->units[unit];
    void *scalar = NULL;
    lfsr_status status = lfsr_kernel_scalar.open(&scalar, &u->stratum, error);
    if (status == LFSR_OK)
        status = certify(w, unit, scalar, &g->complete, error);
    lfsr_kernel_scalar.close(scalar);
    reset_found(w, g);
    if (status != LFSR_OK)
        return status;
    if (g->complete) {
        w->completed++;
    } else { /* once more, with the method lowered */
        g->given = g->back = 0;
        w->open = unit < w->open ? unit : w->open;
        w->total += (double)u->stratum.states;
        w->report->redone++;
    }
    return LFSR_OK;
}

/* --- Taking results --- */

static lfsr_status take_records(gathering *g, const lfsr_unit *u, const lfsr_task *task, lfsr_task_result *result,
                                lfsr_error *error)
{
    if (g->next == NULL && task->count == u->indices) { /* the whole section in one task */
        g->next = result->next;
        g->length = result->length;
        result->next = result->length = NULL;
        return LFSR_OK;
    }
    if (g->next == NULL) {
        g->next = malloc(u->indices * sizeof *g->next);
        g->length = malloc(u->indices * sizeof *g->length);
    }
    if (g->next == NULL || g->length == NULL)
        return lfsr_fail_memory(error);
    for (uint64_t i = 0; i < task->count; i++) {
        g->next[task->lo + i] = result->next[i];
        g->length[task->lo + i] = result->length[i];
    }
    return LFSR_OK;
}

static lfsr_status take_tally(walk *w, gathering *g, const lfsr_partition *found, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    for (size_t i = 0; i < found->length && status == LFSR_OK; i++)
        status = lfsr_partition_add(&g->found, found->classes[i].period, found->classes[i].count, error);
    for (size_t i = 0; i < found->leader_count && status == LFSR_OK; i++)
        status = lfsr_partition_add_leader(&g->found, found->leaders[i].state, found->leaders[i].period, error);
    if (status == LFSR_OK && g->found.leader_count > w->options->max_leaders)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "more than %" PRIu64 " cycles to list",
                         w->options->max_leaders);
    return status;
}

static lfsr_status accept_result(void *self, const lfsr_task *task, lfsr_task_result *result, lfsr_error *error)
{
    walk *w = self;
    const lfsr_unit *u = &w->plan.units[task->unit];
    gathering *g = &w->units[task->unit];
    if (task->unit == 0 || w->report->kernel == NULL)
        w->report->kernel = result->kernel;
    lfsr_status status = u->method == LFSR_BY_SECTION ? take_records(g, u, task, result, error)
                                                      : take_tally(w, g, &result->tally.found, error);
    if (status != LFSR_OK)
        return status;
    g->back += task->count;
    return g->back == u->indices ? complete_unit(w, task->unit, error) : LFSR_OK;
}

static bool all_done(void *self)
{
    const walk *w = self;
    return w->completed == w->plan.length;
}

static void on_walked(void *self, double states)
{
    walk *w = self;
    w->report->states += states;
    if (w->options->progress == NULL)
        return;
    lfsr_progress progress = {w->options->engine, w->report->states, w->total, lfsr_now() - w->began,
                              w->options->workers};
    w->options->progress(w->options->progress_context, &progress);
}

/* --- The engine --- */

/* The zero state is a cycle of its own; in a plan of strata no stratum holds it. */
static lfsr_status add_zero_state(lfsr_partition *out, lfsr_error *error)
{
    lfsr_status status = lfsr_partition_add_ui(out, 1, 1, error);
    if (status == LFSR_OK && out->has_leaders)
        status = lfsr_partition_add_leader(out, 0, 1, error);
    return status;
}

static lfsr_status run_plan(walk *w, const lfsr_factorization *factorization, lfsr_error *error)
{
    lfsr_work work = {w, next_task, copy_stratum, accept_result, all_done, on_walked};
    lfsr_status status = lfsr_plan_init(&w->plan, w->reg, factorization, w->options->tuning, error);
    if (status != LFSR_OK)
        return status;
    w->total = w->plan.states;
    w->units = calloc(w->plan.length, sizeof *w->units);
    if (w->units == NULL)
        status = lfsr_fail_memory(error);
    for (size_t i = 0; w->units != NULL && i < w->plan.length; i++)
        reset_found(w, &w->units[i]);
    if (status == LFSR_OK && w->plan.units[0].stratum.cofactor_count > 0)
        status = add_zero_state(w->out, error);
    if (status == LFSR_OK)
        status = w->options->pool != NULL ? lfsr_pool_run(w->options->pool, &work, error)
                                          : lfsr_work_inline(&work, error);
    for (size_t i = 0; w->units != NULL && i < w->plan.length; i++) {
        drop_records(&w->units[i]);
        lfsr_partition_clear(&w->units[i].found);
    }
    free(w->units);
    lfsr_plan_clear(&w->plan);
    return status;
}

lfsr_status lfsr_walk(lfsr_partition *out, lfsr_walk_report *report, const lfsr_register *reg,
                      const lfsr_factorization *factorization, const lfsr_walk_options *options, lfsr_error *error)
{
    walk w = {.options = options, .reg = reg, .out = out, .report = report, .began = lfsr_now()};
    *report = (lfsr_walk_report){0};
    out->has_leaders = options->list;
    out->max_tail = reg->tail;
    lfsr_register_states(out->states, reg);
    lfsr_status status = LFSR_OK;
    if (reg->tail == reg->degree)
        status = add_zero_state(out, error);
    else
        status = run_plan(&w, factorization, error);
    if (status != LFSR_OK)
        return status;
    lfsr_partition_finish(out);
    fmpz_sub(out->transient, out->states, out->periodic);
    return LFSR_OK;
}
