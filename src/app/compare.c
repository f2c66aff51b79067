/* The comparison repeats whole analyses, so that sequential and parallel take turns and a machine that slows
 * down slows both; the engines that are not compared run the first time only. */
#include "compare.h"

#include <stdlib.h>

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static lfsr_timing summary(double *seconds, unsigned runs)
{
    qsort(seconds, runs, sizeof seconds[0], ascending);
    unsigned middle = runs / 2;
    double median = runs % 2 == 1 ? seconds[middle] : (seconds[middle - 1] + seconds[middle]) / 2;
    return (lfsr_timing){.median = median, .least = seconds[0], .most = seconds[runs - 1]};
}

static void note_seconds(double *seconds, unsigned runs, unsigned run, const lfsr_analysis *analysis)
{
    seconds[run] = analysis->outcomes[LFSR_SEQUENTIAL].seconds;
    seconds[runs + run] = analysis->outcomes[LFSR_PARALLEL].seconds;
}

/* Runs 1 .. runs - 1. A disagreement takes the place of the first analysis: it is what has to be seen. */
static lfsr_status repeat(lfsr_analysis *analysis, double *seconds, const lfsr_spec *spec,
                          const lfsr_options *options, unsigned runs, struct lfsr_pool **pool,
                          lfsr_error *error)
{
    lfsr_options again = *options;
    again.run[LFSR_ALGEBRAIC] = again.run[LFSR_REFERENCE] = false;
    for (unsigned run = 1; run < runs; run++) {
        lfsr_analysis other;
        lfsr_status status = lfsr_analyze(&other, spec, &again, pool, error);
        if (status == LFSR_DISAGREE) {
            lfsr_analysis_clear(analysis);
            *analysis = other;
        } else if (status != LFSR_OK) {
            lfsr_analysis_clear(analysis);
        } else {
            note_seconds(seconds, runs, run, &other);
            lfsr_analysis_clear(&other);
        }
        if (status != LFSR_OK)
            return status;
    }
    return LFSR_OK;
}

lfsr_status lfsr_compare_timings(lfsr_analysis *analysis, lfsr_comparison *comparison, bool *timed,
                                 const lfsr_spec *spec, const lfsr_options *options, unsigned runs,
                                 struct lfsr_pool **pool, lfsr_error *error)
{
    *timed = false;
    lfsr_options once = *options;
    once.repeat = 1;
    double *seconds = malloc(2 * (size_t)runs * sizeof seconds[0]);
    if (seconds == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = lfsr_analyze(analysis, spec, &once, pool, error);
    lfsr_outcome *sequential = &analysis->outcomes[LFSR_SEQUENTIAL],
                 *parallel = &analysis->outcomes[LFSR_PARALLEL];
    if (status == LFSR_OK && sequential->ran && parallel->ran) {
        note_seconds(seconds, runs, 0, analysis);
        status = repeat(analysis, seconds, spec, &once, runs, pool, error);
        if (status == LFSR_OK) {
            comparison->runs = runs;
            comparison->sequential = summary(seconds, runs);
            comparison->parallel = summary(seconds + runs, runs);
            sequential->seconds = comparison->sequential.median;
            parallel->seconds = comparison->parallel.median;
            *timed = true;
        }
    }
    free(seconds);
    return status;
}
