/* Analysis: run the engines that were chosen, time them, compare them. */
#include "analysis_data.h"

#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agreement.h"
#include "checkpoint.h"
#include "children.h"
#include "choose.h"
#include "clock.h"
#include "cycle_set.h"
#include "factorization.h"
#include "integer_factor.h"
#include "reference.h"
#include "sized_options.h"
#include "walk.h"

const char *lfsr_engine_name(lfsr_engine engine)
{
    static const char *const names[LFSR_ENGINES] = {"algebraic", "sequential", "parallel", "reference"};
    return names[engine];
}

/* The first version of lfsr_options ended with note_context. */
#define LEAST_OPTIONS (offsetof(lfsr_options, note_context) + sizeof(void *))

/* size comes from the caller's header, which may be older than this, or newer: what this version does not
 * know is zero. */
void lfsr_options_init_sized(lfsr_options *options, size_t size)
{
    const lfsr_options defaults = {.size = size,
                                   .run = {true, true, true, false},
                                   .automatic = true,
                                   .max_states = UINT64_C(1) << 40,
                                   .max_leaders = UINT64_C(1) << 24,
                                   .checkpoint_seconds = 10,
                                   .repeat = 1};
    memset(options, 0, size);
    memcpy(options, &defaults, size < sizeof defaults ? size : sizeof defaults);
}

/* One analysis under way. */
typedef struct job {
    lfsr_analysis *analysis;
    const lfsr_options *options;
    lfsr_pool **kept;              /* the caller's pool, or NULL */
    lfsr_affine_question question; /* active where a constant is added */
    lfsr_choice choice;
    double factor_seconds; /* time for factoring */
    bool stopped;          /* the progress callback returned false while factoring */
    lfsr_status status;    /* LFSR_UNABLE if something requested is not answered, */
    lfsr_error
        unanswered; /* the first such thing; LFSR_SYSTEM where an engine failed, until another one answers */
} job;

/* --- Running one engine --- */

static lfsr_status run_algebraic(job *j, lfsr_outcome *outcome, lfsr_error *error)
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

static lfsr_status run_reference(job *j, lfsr_outcome *outcome, lfsr_error *error)
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

static lfsr_status walk_with(job *j, lfsr_engine e, lfsr_pool *pool, lfsr_outcome *outcome, lfsr_error *error)
{
    const lfsr_affine *affine = &j->question.affine;
    lfsr_plan_tuning tuning = lfsr_plan_default;
    lfsr_walk_report report;
    tuning.affine = affine->active;
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

static lfsr_status run_sequential(job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    double began = lfsr_now();
    lfsr_status status = walk_with(j, LFSR_SEQUENTIAL, NULL, outcome, error);
    outcome->seconds = lfsr_now() - began;
    return status;
}

/* The time of parallel includes starting and ending workers, unless the pool is kept. */
static lfsr_status run_parallel(job *j, lfsr_outcome *outcome, lfsr_error *error)
{
    lfsr_pool *own = NULL, **pool = j->kept != NULL ? j->kept : &own;
    lfsr_pool_options options = {.size = sizeof options,
                                 .workers = j->options->workers > 0 ? j->options->workers : lfsr_processors(),
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

/* Run an engine options.repeat times; the result is the last partition and the median time. */
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

/* Record that something requested is not answered; the first reason becomes the message. */
static void remember(job *j, lfsr_status status, const char *code, const char *what, const char *why)
{
    if (j->status == LFSR_OK || (j->status == LFSR_SYSTEM && status == LFSR_UNABLE))
        j->status = lfsr_fail(&j->unanswered, status, code, "%s%s", what, why);
}

static void remember_engine(job *j, lfsr_status status, const char *code, lfsr_engine e)
{
    char what[48];
    snprintf(what, sizeof what, "%s left out: ", lfsr_engine_name(e));
    remember(j, status, code, e == LFSR_ALGEBRAIC ? "" : what, j->analysis->outcomes[e].left_out);
}

/* An engine that cannot answer is left out and the others run; with automatic engines this also holds for a
 * walk that fails for want of memory, descriptors or processes. */
static lfsr_status run_or_leave_out(job *j, lfsr_engine e, lfsr_error *error)
{
    lfsr_error trouble = {0};
    lfsr_status status = run_engine(j, e, &trouble);
    bool lacking = j->options->automatic && e != LFSR_ALGEBRAIC && status == LFSR_SYSTEM &&
                   (strcmp(trouble.code, "worker") == 0 || strcmp(trouble.code, "memory") == 0);
    if (status != LFSR_UNABLE && !lacking) {
        if (status != LFSR_OK && error != NULL)
            *error = trouble;
        return status;
    }
    lfsr_outcome *outcome = &j->analysis->outcomes[e];
    lfsr_partition_clear(&outcome->partition);
    lfsr_partition_init(&outcome->partition);
    lfsr_leave_out(outcome, LFSR_OMITTED_FAILURE, "%s", trouble.message);
    if (!(j->options->automatic && e != LFSR_ALGEBRAIC && lfsr_analysis_partition(j->analysis) != NULL))
        remember_engine(j, status, trouble.code, e);
    return LFSR_OK;
}

/* Record named engines that cannot run, and leaders that cannot be listed. */
static void note_omissions(job *j)
{
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++) {
        const lfsr_outcome *outcome = &j->analysis->outcomes[e];
        bool too_large = outcome->omission == LFSR_OMITTED_STATES || outcome->omission == LFSR_OMITTED_SIZE;
        if (too_large && !j->options->automatic)
            remember_engine(j, LFSR_UNABLE, "too-large", e);
    }
    if (j->analysis->no_leaders[0] != '\0' && !j->options->leaders_optional)
        remember(j, LFSR_UNABLE, "too-large", "leaders are not listed: ", j->analysis->no_leaders);
}

static lfsr_status run_all(job *j, lfsr_error *error)
{
    if (j->options->checkpoint != NULL && j->options->run[LFSR_SEQUENTIAL] == j->options->run[LFSR_PARALLEL])
        return lfsr_fail(error, LFSR_USAGE, "usage",
                         "a checkpoint needs exactly one of the engines sequential and parallel");
    lfsr_status status = LFSR_OK;
    if (j->options->run[LFSR_ALGEBRAIC])
        status = run_or_leave_out(j, LFSR_ALGEBRAIC, error);
    if (status != LFSR_OK)
        return status;
    status = lfsr_choose(&j->choice, j->analysis, &j->question, j->options, error);
    if (status == LFSR_OK)
        note_omissions(j);
    for (lfsr_engine e = LFSR_SEQUENTIAL; e < LFSR_ENGINES && status == LFSR_OK; e++)
        if (j->choice.run[e])
            status = run_or_leave_out(j, e, error);
    lfsr_choice_clear(&j->choice);
    if (status == LFSR_OK)
        status = lfsr_check_agreement(j->analysis, error);
    if (status != LFSR_OK || j->status == LFSR_OK)
        return status;
    if (j->status == LFSR_SYSTEM && lfsr_analysis_partition(j->analysis) != NULL)
        return LFSR_OK;
    if (error != NULL)
        *error = j->unanswered;
    return j->status;
}

/* --- Factoring --- */

static bool show_factoring(void *context, double elapsed)
{
    job *j = context;
    const lfsr_options *options = j->options;
    const lfsr_progress progress = {.activity = LFSR_FACTORING,
                                    .engine = lfsr_engine_name(LFSR_ALGEBRAIC),
                                    .seconds = elapsed,
                                    .seconds_limit = options->factor_seconds > 0 ? options->factor_seconds
                                                                                 : LFSR_FACTOR_SECONDS,
                                    .workers = 0};
    if (options->progress != NULL)
        j->stopped = j->stopped || !options->progress(options->progress_context, &progress);
    return !j->stopped;
}

static lfsr_status factor_once(job *j, lfsr_error *error)
{
    const lfsr_factor_limits limits = {j->options->factor_seconds, show_factoring, j};
    double began = lfsr_now();
    lfsr_status status =
        lfsr_factorization_within(&j->analysis->factorization, &j->analysis->reg, &limits, error);
    j->factor_seconds = lfsr_now() - began;
    if (!j->stopped)
        return status;
    if (status == LFSR_OK)
        lfsr_factorization_clear(&j->analysis->factorization, &j->analysis->reg.field);
    return lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
}

/* The first factorization of a process includes loading code and FLINT's tables. Where that is most of its
 * time, the factorization is repeated from scratch and timed again. */
static lfsr_status factor(job *j, lfsr_error *error)
{
    static bool warm;
    lfsr_status status = factor_once(j, error);
    if (status != LFSR_OK || warm || j->factor_seconds > 0.05)
        return status;
    lfsr_partition structure;
    lfsr_partition_init(&structure);
    warm = true;
    status = lfsr_cycle_structure(&structure, &j->analysis->reg, &j->analysis->factorization, NULL);
    lfsr_partition_clear(&structure);
    lfsr_factorization_clear(&j->analysis->factorization, &j->analysis->reg.field);
    lfsr_factor_cache_clear();
    return factor_once(j, error);
}

/* The affine register, where a constant is added. */
static lfsr_status prepare_constant(job *j, lfsr_error *error)
{
    const lfsr_affine *affine = &j->question.affine;
    if (j->options->constant != NULL && j->options->checkpoint != NULL)
        return lfsr_fail(error, LFSR_USAGE, "usage", "a walk with an added constant has no checkpoint");
    lfsr_status status = lfsr_affine_question_init(&j->question, j->options->constant, &j->analysis->reg,
                                                   j->options->factor_seconds, error);
    if (status != LFSR_OK || !affine->active)
        return status;
    j->analysis->constant = strdup(affine->constant_text);
    j->analysis->lock_up = affine->lock_up != NULL ? strdup(affine->lock_up) : NULL;
    bool made = j->analysis->constant != NULL && (affine->lock_up == NULL || j->analysis->lock_up != NULL);
    return made ? LFSR_OK : lfsr_fail_memory(error);
}

/* Into an analysis that is all zero. LFSR_OK: the register and its factors are known. */
static lfsr_status prepare(job *j, const lfsr_spec *spec, lfsr_error *error)
{
    lfsr_status status = lfsr_register_init(&j->analysis->reg, spec, error);
    if (status != LFSR_OK)
        return status;
    status = factor(j, error);
    if (status != LFSR_OK) {
        lfsr_register_clear(&j->analysis->reg);
        return status;
    }
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        lfsr_partition_init(&j->analysis->outcomes[e].partition);
    return LFSR_OK;
}

lfsr_status lfsr_analyze(lfsr_analysis **analysis, const lfsr_spec *spec, const lfsr_options *options,
                         lfsr_pool **pool, lfsr_error *error)
{
    lfsr_options own;
    job j = {.options = &own, .kept = pool};
    *analysis = NULL;
    lfsr_options_init(&own);
    lfsr_status status = lfsr_adopt_options(&own, sizeof own, options, LEAST_OPTIONS, error);
    if (status != LFSR_OK)
        return status;
    j.analysis = calloc(1, sizeof *j.analysis);
    if (j.analysis == NULL)
        return lfsr_fail_memory(error);
    status = prepare(&j, spec, error);
    if (status != LFSR_OK) {
        free(j.analysis);
        return status;
    }
    status = prepare_constant(&j, error);
    if (status == LFSR_OK)
        status = run_all(&j, error);
    lfsr_affine_question_clear(&j.question);
    if (status == LFSR_OK || status == LFSR_DISAGREE || status == LFSR_UNABLE)
        *analysis = j.analysis;
    else
        lfsr_analysis_free(j.analysis);
    return status;
}

void lfsr_analysis_free(lfsr_analysis *analysis)
{
    if (analysis == NULL)
        return;
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        lfsr_partition_clear(&analysis->outcomes[e].partition);
    lfsr_factorization_clear(&analysis->factorization, &analysis->reg.field);
    lfsr_register_clear(&analysis->reg);
    free(analysis->constant);
    free(analysis->lock_up);
    free(analysis);
}

lfsr_status lfsr_analysis_replace(lfsr_analysis *analysis, lfsr_engine engine, lfsr_analysis *other,
                                  lfsr_error *error)
{
    lfsr_partition answer = other->outcomes[engine].partition;
    other->outcomes[engine].partition = analysis->outcomes[engine].partition;
    analysis->outcomes[engine].partition = answer;
    return lfsr_check_agreement(analysis, error);
}

void lfsr_cleanup(void)
{
    lfsr_factor_cache_clear();
    flint_cleanup();
}

void lfsr_abandon(void)
{
    lfsr_children_kill();
    lfsr_checkpoint_discard();
}
