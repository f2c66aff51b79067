/* Running one engine and timing it. */
#include "job.h"

#include <stdlib.h>

#include "agreement.h"
#include "clock.h"
#include "cycle_set.h"
#include "median.h"
#include "reference.h"
#include "walk.h"

static lfsr_status run_algebraic(lfsr_job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    double began = lfsr_now();
    const lfsr_register *reg = &j->analysis->reg;
    const lfsr_factorization *factors = &j->analysis->factorization;
    lfsr_status status = j->question.affine.active
                             ? lfsr_affine_cycle_structure(&outcome->partition, reg, factors, false, error)
                             : lfsr_cycle_structure(&outcome->partition, reg, factors, error);
    outcome->seconds = lfsr_now() - began + j->factor_seconds;
    return status;
}

static lfsr_status run_reference(lfsr_job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    double began = lfsr_now();
    lfsr_options options = *j->options;
    options.list = j->choice.list;
    lfsr_status status =
        lfsr_reference(&outcome->partition, &j->analysis->reg, j->question.affine.digits, &options, error);
    outcome->seconds = lfsr_now() - began;
    outcome->states_walked = fmpz_get_d(outcome->partition.states);
    return status;
}

static lfsr_status walk_with(lfsr_job *j, lfsr_engine e, lfsr_pool *pool, lfsr_outcome *outcome,
                             lfsr_error *error)
{
    const lfsr_affine *affine = &j->question.affine;
    lfsr_plan_tuning tuning = lfsr_plan_default;
    lfsr_walk_report report;
    tuning.affine = affine->active;
    tuning.workers = pool != NULL ? outcome->workers : 1;
    lfsr_walk_options options = {
        .engine = lfsr_engine_name(e),
        .list = j->choice.list,
        .max_leaders = j->options->max_leaders,
        .tuning = &tuning,
        .plan = j->choice.planned ? &j->choice.plan : NULL,
        .pool = pool,
        .workers = pool != NULL ? outcome->workers : 0,
        .checkpoint = j->options->checkpoint,
        .checkpoint_seconds = j->options->checkpoint_seconds,
        .progress = j->options->progress,
        .progress_context = j->options->progress_context,
        .note = j->options->note,
        .notice = j->options->notice,
        .note_context = j->options->note_context,
    };
    lfsr_status status = affine->active ? lfsr_walk(&outcome->partition, &report, &affine->reg,
                                                    &j->question.factorization, &options, error)
                                        : lfsr_walk(&outcome->partition, &report, &j->analysis->reg,
                                                    &j->analysis->factorization, &options, error);
    if (status == LFSR_OK && affine->active)
        status = lfsr_affine_select(&outcome->partition, affine, error);
    outcome->states_walked = report.states;
    outcome->kernel = report.kernel;
    outcome->checkpointed = report.checkpointed;
    return status;
}

static lfsr_status run_sequential(lfsr_job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    double began = lfsr_now();
    lfsr_status status = walk_with(j, LFSR_SEQUENTIAL, NULL, outcome, error);
    outcome->seconds = lfsr_now() - began;
    return status;
}

/* The time of parallel includes starting and ending workers, unless the pool is the caller's. */
static lfsr_status run_parallel(lfsr_job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    lfsr_pool *own = NULL, **pool = j->caller_pool != NULL ? j->caller_pool : &own;
    lfsr_pool_options options = {.size = sizeof options,
                                 .workers = lfsr_workers_of(j->options),
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
    if (j->caller_pool == NULL || status != LFSR_OK)
        lfsr_pool_end(pool);
    outcome->phases.start = started - began;
    outcome->phases.reap = lfsr_now() - walked;
    outcome->seconds = lfsr_now() - began;
    return status;
}

static lfsr_status run_once(lfsr_job *j, lfsr_engine e, lfsr_error *error)
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

lfsr_status lfsr_run_engine(lfsr_job *j, lfsr_engine e, lfsr_error *error)
{
    unsigned repeat = j->options->repeat > 0 ? j->options->repeat : 1;
    double once, *seconds = repeat > 1 ? calloc(repeat, sizeof *seconds) : &once;
    if (seconds == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < repeat && status == LFSR_OK; i++) {
        status = run_once(j, e, error);
        seconds[i] = j->analysis->outcomes[e].seconds;
    }
    if (status == LFSR_OK) {
        j->analysis->outcomes[e].seconds = lfsr_median(seconds, repeat);
        j->analysis->outcomes[e].ran = true;
        if (lfsr_outcome_hook != NULL)
            lfsr_outcome_hook(e, &j->analysis->outcomes[e].partition);
    }
    if (seconds != &once)
        free(seconds);
    return status;
}
