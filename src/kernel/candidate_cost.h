/* What it costs to try the codes below a bound as leaders, in lanes of GF(2); other fields: block_cost.h. */
#ifndef LFSR_CANDIDATE_COST_H
#define LFSR_CANDIDATE_COST_H

#include "kernel.h"

typedef struct lfsr_candidate_lanes {
    double lanes;     /* of a block that have a candidate */
    double step_ns;   /* to step a block and compare its windows */
    double low;       /* symbols that vary across the lanes */
    double fill_ns;   /* to write the first windows, a lane */
    double pool_ns;   /* to write a candidate from a pool into a lane */
    double leader_ns; /* for a leader */
    double idle;      /* steps of lanes in pools for each that a candidate needs */
} lfsr_candidate_lanes;

/* Steps of blocks for pools that are not full at the end of a call, in that many calls: to the end where the
 * codes of the call are low enough for a leader among them. hits: candidates on a cycle. */
double lfsr_candidate_ends(double period, double hits, double calls);

/* Nanoseconds for the codes below `bound` in that many calls, with no period over `period` (0: unknown). */
double lfsr_candidate_cost(const lfsr_stratum *stratum, const lfsr_candidate_lanes *lanes, uint64_t period,
                           uint64_t bound, double calls);

#endif
