/* The comparison. Rounds in which every variant (sequential, parallel with 1, 2, 4, ... workers) walks once,
 * in alternating order, so that a change of the machine's speed affects all alike. The first analysis, with
 * every requested engine, is not timed: it warms up. Workers are started anew for each walk, so that its time
 * includes starting and ending them. */
#include "compare.h"

#include <stdlib.h>

#include "options.h"

typedef struct comparing {
    lfsr_analysis *analysis;
    lfsr_comparison *comparison;
    const lfsr_spec *spec;
    const lfsr_options *options;
    unsigned runs;
    double *seconds;     /* [variant][run]; variant 0 is sequential, then the rows */
    lfsr_phases *phases; /* [row][run] */
} comparing;

/* 1, 2, 4, ... below the number asked for, and that number. */
static void set_rows(lfsr_comparison *comparison, unsigned most)
{
    comparison->rows = 0;
    for (unsigned workers = 1; workers < most && workers != 0; workers *= 2)
        comparison->parallel[comparison->rows++].workers = workers;
    comparison->parallel[comparison->rows++].workers = most;
}

/* One timed walk. Its answer takes the place of that engine's in the analysis and must agree with the
 * others. */
static lfsr_status walk_once(comparing *c, size_t variant, unsigned run, lfsr_error *error)
{
    lfsr_engine engine = variant == 0 ? LFSR_SEQUENTIAL : LFSR_PARALLEL;
    lfsr_options once = *c->options;
    lfsr_analysis *other;
    for (int e = 0; e < LFSR_ENGINES; e++)
        once.run[e] = e == (int)engine;
    once.automatic = false;
    once.repeat = 1;
    if (variant > 0)
        once.workers = c->comparison->parallel[variant - 1].workers;
    lfsr_status status = lfsr_analyze(&other, c->spec, &once, NULL, error);
    if (status != LFSR_OK) {
        lfsr_analysis_free(other);
        return status;
    }
    const lfsr_outcome *outcome = lfsr_analysis_outcome(other, engine);
    c->seconds[variant * c->runs + run] = lfsr_outcome_seconds(outcome);
    if (variant > 0) {
        c->phases[(variant - 1) * c->runs + run] = *lfsr_outcome_phases(outcome);
        c->comparison->parallel[variant - 1].start_method = lfsr_outcome_start_method(outcome);
    }
    status = lfsr_analysis_replace(c->analysis, engine, other, error);
    lfsr_analysis_free(other);
    return status;
}

static lfsr_status walk_rounds(comparing *c, lfsr_error *error)
{
    size_t variants = c->comparison->rows + 1;
    lfsr_status status = LFSR_OK;
    for (unsigned run = 0; run < c->runs; run++)
        for (size_t i = 0; i < variants && status == LFSR_OK; i++)
            status = walk_once(c, run % 2 == 0 ? i : variants - 1 - i, run, error);
    return status;
}

static void summarize(comparing *c)
{
    lfsr_comparison *comparison = c->comparison;
    comparison->runs = c->runs;
    comparison->sequential = lfsr_timing_of(c->seconds, c->runs);
    for (size_t row = 0; row < comparison->rows; row++) {
        lfsr_parallel_timing *parallel = &comparison->parallel[row];
        parallel->timing = lfsr_timing_of(c->seconds + (row + 1) * c->runs, c->runs);
        for (int phase = 0; phase < LFSR_PHASES; phase++) {
            double *values = c->seconds; /* no longer needed: sequential is evaluated */
            for (unsigned run = 0; run < c->runs; run++)
                values[run] = *lfsr_phase(&c->phases[row * c->runs + run], phase);
            *lfsr_phase(&parallel->phases, phase) = lfsr_timing_of(values, c->runs).median;
        }
    }
    lfsr_analysis_set_seconds(c->analysis, LFSR_SEQUENTIAL, comparison->sequential.median);
    lfsr_analysis_set_seconds(c->analysis, LFSR_PARALLEL,
                              comparison->parallel[comparison->rows - 1].timing.median);
}

lfsr_status lfsr_compare_timings(lfsr_analysis **analysis, lfsr_comparison *comparison, bool *timed,
                                 const lfsr_spec *spec, const lfsr_options *options, unsigned runs,
                                 lfsr_error *error)
{
    comparing c = {NULL, comparison, spec, options, runs, NULL, NULL};
    lfsr_options first = *options;
    first.repeat = 1;
    *analysis = NULL;
    *timed = false;
    set_rows(comparison, lfsr_cli_workers(options->workers));
    c.seconds = calloc((comparison->rows + 1) * runs, sizeof *c.seconds);
    c.phases = calloc(comparison->rows * runs, sizeof *c.phases);
    lfsr_status status = LFSR_OK;
    if (c.seconds == NULL || c.phases == NULL)
        status = lfsr_fail_memory(error);
    else
        status = lfsr_analyze(analysis, spec, &first, NULL, error);
    if (status == LFSR_OK && lfsr_outcome_ran(lfsr_analysis_outcome(*analysis, LFSR_SEQUENTIAL)) &&
        lfsr_outcome_ran(lfsr_analysis_outcome(*analysis, LFSR_PARALLEL))) {
        c.analysis = *analysis;
        status = walk_rounds(&c, error);
        if (status == LFSR_OK)
            summarize(&c);
        else if (status != LFSR_DISAGREE) {
            lfsr_analysis_free(*analysis);
            *analysis = NULL;
        }
        *timed = status == LFSR_OK;
    }
    free(c.seconds);
    free(c.phases);
    return status;
}
