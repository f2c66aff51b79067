/* Analysis: run the engines that were chosen, time them, compare them. */
#include "lfsr/analysis.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "agreement.h"
#include "checkpoint.h"
#include "choose.h"
#include "clock.h"
#include "cycle_set.h"
#include "factorization.h"
#include "children.h"
#include "reference.h"
#include "walk.h"

const char *lfsr_engine_name(lfsr_engine engine)
{
    static const char *const names[LFSR_ENGINES] = {"algebraic", "sequential", "parallel", "reference"};
    return names[engine];
}

void lfsr_options_init(lfsr_options *options)
{
    *options = (lfsr_options){.run = {true, true, true, false},
                              .automatic = true,
                              .max_states = UINT64_C(1) << 40,
                              .max_leaders = UINT64_C(1) << 24,
                              .checkpoint_seconds = 10,
                              .repeat = 1};
}

/* One analysis under way. */
typedef struct job {
    lfsr_analysis *analysis;
    const lfsr_options *options;
    lfsr_pool **kept; /* the caller's pool, or NULL */
    bool run[LFSR_ENGINES];
    double factor_seconds;
} job;

/* --- Running one engine --- */

static lfsr_status run_algebraic(job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    double began = lfsr_now();
    lfsr_status status =
        lfsr_cycle_structure(&outcome->partition, &j->analysis->reg, &j->analysis->factorization, error);
    outcome->seconds = lfsr_now() - began + j->factor_seconds;
    return status;
}

static lfsr_status run_reference(job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    double began = lfsr_now();
    lfsr_status status = lfsr_reference(&outcome->partition, &j->analysis->reg, j->options, error);
    outcome->seconds = lfsr_now() - began;
    outcome->states_walked = fmpz_get_d(outcome->partition.states);
    return status;
}

static lfsr_status walk_with(job *j, lfsr_engine e, lfsr_pool *pool, lfsr_outcome *outcome, lfsr_error *error)
{
    lfsr_walk_report report;
    lfsr_walk_options options = {
        .engine = lfsr_engine_name(e),
        .list = j->options->list,
        .max_leaders = j->options->max_leaders,
        .tuning = &lfsr_plan_default,
        .pool = pool,
        .workers = pool != NULL ? outcome->workers : 1,
        .checkpoint = j->options->checkpoint,
        .checkpoint_seconds = j->options->checkpoint_seconds,
        .progress = j->options->progress,
        .progress_context = j->options->progress_context,
        .note = j->options->note,
        .note_context = j->options->note_context,
    };
    lfsr_status status = lfsr_walk(&outcome->partition, &report, &j->analysis->reg,
                                   &j->analysis->factorization, &options, error);
    outcome->states_walked = report.states;
    outcome->kernel = report.kernel;
    return status;
}

static lfsr_status run_sequential(job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    double began = lfsr_now();
    lfsr_status status = walk_with(j, LFSR_SEQUENTIAL, NULL, outcome, error);
    outcome->seconds = lfsr_now() - began;
    return status;
}

/* The time of parallel is honest: starting and ending workers is part of it, unless they are kept. */
static lfsr_status run_parallel(job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    lfsr_pool *own = NULL, **pool = j->kept != NULL ? j->kept : &own;
    lfsr_pool_options options = {.workers = j->options->workers > 0 ? j->options->workers : lfsr_processors(),
                                 .method = j->options->start_method,
                                 .program = j->options->worker_program,
                                 .timeout = j->options->timeout};
    double began = lfsr_now();
    lfsr_status status = LFSR_OK;
    outcome->workers = options.workers;
    double started = began, walked;
    if (!lfsr_pool_matches(*pool, &options)) {
        lfsr_pool_end(pool);
        status = lfsr_pool_start(pool, &options, error);
        started = lfsr_now();
    }
    if (status == LFSR_OK) {
        outcome->start_method = lfsr_pool_method(*pool);
        status = walk_with(j, LFSR_PARALLEL, *pool, outcome, error);
        outcome->phases = lfsr_pool_phases(*pool);
    }
    walked = lfsr_now();
    if (j->kept == NULL || status != LFSR_OK)
        lfsr_pool_end(pool);
    outcome->phases.start = started - began;
    outcome->phases.reap = lfsr_now() - walked;
    outcome->seconds = lfsr_now() - began;
    return status;
}

static lfsr_status run_once(job *j, lfsr_engine e, lfsr_error *error)
{
    lfsr_outcome *outcome = &j->analysis->outcomes[e];
    lfsr_partition_clear(&outcome->partition);
    lfsr_partition_init(&outcome->partition);
    switch (e) {
    case LFSR_ALGEBRAIC:
        return run_algebraic(j, outcome, error);
    case LFSR_SEQUENTIAL:
        return run_sequential(j, outcome, error);
    case LFSR_PARALLEL:
        return run_parallel(j, outcome, error);
    default:
        return run_reference(j, outcome, error);
    }
}

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

/* Run it as often as was asked for; the last partition is kept, the median time reported. */
static lfsr_status run_engine(job *j, lfsr_engine e, lfsr_error *error)
{
    unsigned repeat = j->options->repeat > 0 ? j->options->repeat : 1;
    double *seconds = calloc(repeat, sizeof *seconds);
    if (seconds == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < repeat && status == LFSR_OK; i++) {
        status = run_once(j, e, error);
        seconds[i] = j->analysis->outcomes[e].seconds;
    }
    if (status == LFSR_OK) {
        qsort(seconds, repeat, sizeof *seconds, by_value);
        j->analysis->outcomes[e].seconds = (seconds[(repeat - 1) / 2] + seconds[repeat / 2]) / 2;
        j->analysis->outcomes[e].ran = true;
        if (lfsr_outcome_hook != NULL)
            lfsr_outcome_hook(e, &j->analysis->outcomes[e].partition);
    }
    free(seconds);
    return status;
}

/* --- The whole --- */

static lfsr_status run_all(job *j, lfsr_error *error)
{
    if (j->options->checkpoint != NULL && j->options->run[LFSR_SEQUENTIAL] == j->options->run[LFSR_PARALLEL])
        return lfsr_fail(error, LFSR_USAGE, "usage",
                         "a checkpoint needs exactly one of the engines sequential and parallel");
    lfsr_status status = lfsr_choose_engines(j->run, j->analysis, j->options, error);
    for (lfsr_engine e = 0; e < LFSR_ENGINES && status == LFSR_OK; e++)
        if (j->run[e])
            status = run_engine(j, e, error);
    return status == LFSR_OK ? lfsr_check_agreement(j->analysis, error) : status;
}

lfsr_status lfsr_analyze(lfsr_analysis *analysis, const lfsr_spec *spec, const lfsr_options *options,
                         lfsr_pool **pool, lfsr_error *error)
{
    job j = {.analysis = analysis, .options = options, .kept = pool};
    *analysis = (lfsr_analysis){0};
    lfsr_status status = lfsr_register_init(&analysis->reg, spec, error);
    if (status != LFSR_OK)
        return status;
    double began = lfsr_now();
    status =
        lfsr_factorization_init(&analysis->factorization, &analysis->reg, options->factor_seconds, error);
    j.factor_seconds = lfsr_now() - began;
    if (status != LFSR_OK) {
        lfsr_register_clear(&analysis->reg);
        return status;
    }
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        lfsr_partition_init(&analysis->outcomes[e].partition);
    status = run_all(&j, error);
    if (status != LFSR_OK && status != LFSR_DISAGREE)
        lfsr_analysis_clear(analysis);
    return status;
}

void lfsr_analysis_clear(lfsr_analysis *analysis)
{
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        lfsr_partition_clear(&analysis->outcomes[e].partition);
    lfsr_factorization_clear(&analysis->factorization, &analysis->reg.field);
    lfsr_register_clear(&analysis->reg);
}

const lfsr_partition *lfsr_analysis_partition(const lfsr_analysis *analysis)
{
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        if (analysis->outcomes[e].ran)
            return &analysis->outcomes[e].partition;
    return NULL;
}

void lfsr_abandon(void)
{
    lfsr_children_kill();
    lfsr_checkpoint_abandon();
}
