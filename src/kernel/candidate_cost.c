/* What it costs to try the codes below a bound as leaders, in lanes of GF(2) (docs/performance.md,
 * "Candidates"). */
#include "candidate_cost.h"

#include <math.h>

#define FIRST_STEPS 32.0 /* before candidates may leave their block */

double lfsr_candidate_ends(double period, double hits, double calls)
{
    return period * fmin(calls, fmax(1, calls / hits) * (1 + log(fmax(1, hits))));
}

double lfsr_candidate_cost(const lfsr_stratum *stratum, const lfsr_candidate_lanes *lanes, uint64_t period,
                           uint64_t bound, double calls)
{
    const double states = (double)stratum->states, tried = (double)bound;
    const double e = period == 0 ? states : fmin((double)period, states), hits = e * tried / states;
    const double length = fmax(1, stratum->degree - lanes->low + 1);
    /* Of random words below the bound, those no part of which is smaller than what they begin with. */
    const double words = states / (tried * length) * (1 - pow(1 - tried / states, length));
    const double begun = tried * fmin(1, words) + lanes->lanes;
    /* The first steps are those of whole blocks: windows that begin within the symbols that all lanes share
     * are mostly passed over. Later ones go on with candidates that nothing smaller was found for, states / t
     * of them after t steps, and leaders go all the way. */
    const double first = begun * fmin(e, 1 + fmax(0.1 * fmin(e, length), fmin(e, FIRST_STEPS) - length));
    const double pooled = e > FIRST_STEPS ? fmin(begun, states / FIRST_STEPS) * (1 - FIRST_STEPS / e) : 0;
    const double later = e > FIRST_STEPS ? states * (1 + log(fmax(1, fmin(hits, e / FIRST_STEPS)))) : 0;
    const double ends = lfsr_candidate_ends(e, hits, calls) * lanes->lanes;
    return (first + lanes->idle * later + ends) * lanes->step_ns / lanes->lanes + begun * lanes->fill_ns +
           pooled * lanes->pool_ns + states / e * lanes->leader_ns + 2e4 * calls;
}
