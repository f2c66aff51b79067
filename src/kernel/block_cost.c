/* What it costs to try the codes below a bound as leaders, in blocks of lanes (docs/performance.md,
 * "Candidates"). */
#include "block_cost.h"

#include <math.h>

/* Candidates that nothing smaller was found for in that many steps. */
static double alive_after(double states, double tried, double steps)
{
    return states / steps * (1 - pow(1 - tried / states, steps));
}

/* x^n - c: after n steps a state is multiplied by a constant, so that all lanes of a block, whose first
 * symbols are the same, are dropped as soon as one of its multiples is smaller. */
static double life_of_block(const lfsr_stratum *stratum, double e, double share)
{
    for (unsigned i = 1; i < stratum->degree; i++)
        if (stratum->poly.codes[i] != 0)
            return e;
    const double constants = fmax(1, e / stratum->degree);
    return stratum->degree * fmin(constants, (1 + log(fmax(1, share * constants))) / share);
}

/* Blocks are walked from level to level as the kernel does it. */
double lfsr_block_cost(const lfsr_stratum *stratum, const lfsr_block_lanes *lanes, uint64_t period,
                       uint64_t bound, double calls)
{
    const double q = (double)stratum->q, states = (double)stratum->states, tried = (double)bound;
    const double e = period == 0 ? states : fmin((double)period, states), hits = e * tried / states;
    const double known = fmax(0, stratum->degree - lanes->low),
                 life = life_of_block(stratum, e, tried / states);
    /* Prenecklaces; the low symbols of a piece count in part. Many die within their own first symbols. */
    const double length = fmax(1, known + 1 - lanes->piece);
    const double begun = fmin(tried, q / (q - 1) * alive_after(states, tried, length)) + lanes->lanes;
    const double left = fmin(begun, alive_after(states, tried, known + 1) + lanes->lanes);
    double blocks = left / lanes->lanes, time = fmin(known, life), moved = 0;
    /* Windows that begin within the symbols that all lanes share are mostly passed over. */
    double steps = (0.1 * time + 2) * begun / lanes->lanes;
    for (unsigned level = 0; level < LFSR_LEVELS && (double)lfsr_level_steps(level) < life; level++) {
        const double now = (double)lfsr_level_steps(level), next = (double)lfsr_level_steps(level + 1);
        const double alive = fmin(left, alive_after(states, tried, now)) / blocks;
        if (now <= time || !lfsr_worth_moving(&lanes->moves, lanes->size, alive, next - now))
            continue;
        steps += blocks * (now - time);
        moved += blocks * alive;
        blocks *= alive / lanes->size;
        time = now;
    }
    /* The last ones are leaders, or go to the end in blocks that are not full; low codes go furthest. */
    steps += blocks * (life - time);
    const double ends = e * fmin(calls, fmax(1, calls / hits) * (1 + log(fmax(1, hits))));
    return (steps + ends) * lanes->step_ns + begun / lanes->lanes * lanes->begin_ns + moved * lanes->pool_ns +
           states / e * lanes->leader_ns + calls * lanes->call_ns;
}
