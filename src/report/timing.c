/* Evaluation of repeated timings. A difference is claimed only where the spreads do not overlap. From eight
 * runs on the spread excludes an eighth at each end, so that one disturbed run does not hide a difference.
 * For two equal engines the spreads are disjoint by chance in 2.9 % of comparisons with four runs, and in at
 * most 1 % with more. (With n runs and c excluded at each end it is the share of the orders of 2n timings in
 * which all but c of one side are below all but c of the other.) */
#include "timing.h"

#include "median.h"

lfsr_timing lfsr_timing_of(double *seconds, unsigned runs)
{
    double median = lfsr_median(seconds, runs);
    unsigned cut = runs >= LFSR_TIMING_MANY ? runs / 8 : 0;
    return (lfsr_timing){.runs = runs,
                         .median = median,
                         .least = seconds[0],
                         .most = seconds[runs - 1],
                         .low = seconds[cut],
                         .high = seconds[runs - 1 - cut]};
}

bool lfsr_timing_within_noise(const lfsr_timing *a, const lfsr_timing *b)
{
    return a->runs < LFSR_TIMING_FEWEST || b->runs < LFSR_TIMING_FEWEST ||
           (a->low <= b->high && b->low <= a->high);
}

double lfsr_comparison_speedup(const lfsr_comparison *comparison, size_t row)
{
    const lfsr_timing *sequential = &comparison->sequential, *parallel = &comparison->parallel[row].timing;
    bool carried = !lfsr_timing_within_noise(sequential, parallel) && parallel->median > 0;
    return carried ? sequential->median / parallel->median : 0;
}

const char *lfsr_start_method_name(lfsr_start_method method)
{
    return method == LFSR_START_FORK ? "fork" : method == LFSR_START_SPAWN ? "spawn" : "mpi";
}

const char *const lfsr_phase_names[LFSR_PHASES] = {"start",   "send",  "walk", "wait",
                                                   "collect", "merge", "reap"};

double *lfsr_phase(lfsr_phases *phases, int phase)
{
    double *const places[LFSR_PHASES] = {&phases->start,   &phases->send,  &phases->walk, &phases->wait,
                                         &phases->collect, &phases->merge, &phases->reap};
    return places[phase];
}
