/* Analysis: run the engines that were chosen, time them, compare them. */
#include "job.h"

#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "agreement.h"
#include "checkpoint.h"
#include "children.h"
#include "factorization.h"
#include "integer_factor.h"
#include "sized_options.h"

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

/* --- What is not answered --- */

/* Record that something requested is not answered; the first reason becomes the message. */
static void remember(lfsr_job *j, lfsr_status status, const char *code, const char *what, const char *why)
{
    if (j->status == LFSR_OK || (j->status == LFSR_SYSTEM && status == LFSR_UNABLE))
        j->status = lfsr_fail(&j->unanswered, status, code, "%s%s", what, why);
}

static void remember_engine(lfsr_job *j, lfsr_status status, const char *code, lfsr_engine e)
{
    char what[48];
    snprintf(what, sizeof what, "%s left out: ", lfsr_engine_name(e));
    remember(j, status, code, e == LFSR_ALGEBRAIC ? "" : what, j->analysis->outcomes[e].left_out);
}

/* An engine that cannot answer is left out and the others run; with automatic engines this also holds for a
 * walk that fails for want of memory, descriptors or processes. */
static lfsr_status run_or_leave_out(lfsr_job *j, lfsr_engine e, lfsr_error *error)
{
    lfsr_error trouble = {0};
    lfsr_status status = lfsr_run_engine(j, e, &trouble);
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
static void note_omissions(lfsr_job *j)
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

/* --- The analysis --- */

static lfsr_status run_all(lfsr_job *j, lfsr_error *error)
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

/* The affine register, where a constant is added. */
static lfsr_status prepare_constant(lfsr_job *j, lfsr_error *error)
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
static lfsr_status prepare(lfsr_job *j, const lfsr_spec *spec, lfsr_error *error)
{
    lfsr_status status = lfsr_register_init(&j->analysis->reg, spec, error);
    if (status != LFSR_OK)
        return status;
    status = lfsr_job_factor(j, error);
    if (status != LFSR_OK) {
        lfsr_register_clear(&j->analysis->reg);
        return status;
    }
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        lfsr_partition_init(&j->analysis->outcomes[e].partition);
    return LFSR_OK;
}

/* The memory of the last analysis that was freed: a list frees and allocates one for each line. */
static lfsr_analysis *spare;

static lfsr_analysis *new_analysis(void)
{
    lfsr_analysis *analysis = spare != NULL ? spare : malloc(sizeof *analysis);
    spare = NULL;
    if (analysis != NULL)
        memset(analysis, 0, sizeof *analysis);
    return analysis;
}

static void drop(lfsr_analysis *analysis)
{
    free(spare);
    spare = analysis;
}

lfsr_status lfsr_analyze(lfsr_analysis **analysis, const lfsr_spec *spec, const lfsr_options *options,
                         lfsr_pool **pool, lfsr_error *error)
{
    lfsr_options own;
    lfsr_job j = {.options = &own, .caller_pool = pool};
    *analysis = NULL;
    lfsr_options_init(&own);
    lfsr_status status = lfsr_adopt_options(&own, sizeof own, options, LEAST_OPTIONS, error);
    if (status != LFSR_OK)
        return status;
    j.analysis = new_analysis();
    if (j.analysis == NULL)
        return lfsr_fail_memory(error);
    status = prepare(&j, spec, error);
    if (status != LFSR_OK) {
        drop(j.analysis);
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
    drop(analysis);
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
    drop(NULL);
    lfsr_factor_cache_clear();
    lfsr_field_forget();
    flint_cleanup();
}

void lfsr_emergency_cleanup(void)
{
    lfsr_children_kill();
    lfsr_checkpoint_discard();
}
