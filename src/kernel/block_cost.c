/* What it costs to try the codes below a bound as leaders, in blocks of lanes (docs/performance.md,
 * "Candidates"). */
#include "block_cost.h"

#include <flint/ulong_extras.h>
#include <math.h>

#include "candidate_cost.h"

/* Candidates that nothing smaller was found for in that many steps. */
static double alive_after(double states, double tried, double steps)
{
    return states / steps * (1 - pow(1 - tried / states, steps));
}

/* The share of windows whose first symbols are the same in all lanes of a block, at any time. A polynomial in
 * x^d takes every d-th symbol from every d-th one before: only `low` of these sequences vary across the
 * lanes. */
static double shared_windows(const lfsr_stratum *stratum, double low)
{
    unsigned d = stratum->degree;
    for (unsigned i = 1; i < stratum->degree; i++)
        if (stratum->poly.codes[i] != 0)
            d = (unsigned)n_gcd(d, i);
    return fmax(0, d - low) / d;
}

#define LOW_CODES_STAY 1.25 /* low codes are dropped later than words without a pattern (measured) */

/* Blocks in their walk: how many, at what time, and steps of all of them so far. */
typedef struct block_walk {
    double states, tried; /* as below */
    double shared;        /* of the windows: there the lanes of a block are dropped together */
    double blocks, time, steps;
} block_walk;

static void walk_to(block_walk *w, double time)
{
    if (time <= w->time)
        return;
    const double apart = log(time / w->time);
    const double left = alive_after(w->states, w->tried, time) / alive_after(w->states, w->tried, w->time);
    const double rate = -w->shared * log(left) / apart; /* blocks fall as time^-rate */
    w->steps +=
        w->blocks * w->time * (fabs(1 - rate) < 1e-3 ? apart : expm1((1 - rate) * apart) / (1 - rate));
    w->blocks *= pow(left, w->shared);
    w->time = time;
}

/* Blocks are walked from level to level as the kernel does it. */
double lfsr_block_cost(const lfsr_stratum *stratum, const lfsr_block_lanes *lanes, uint64_t period,
                       uint64_t bound, double calls)
{
    const double q = (double)stratum->q, states = (double)stratum->states, tried = (double)bound;
    const double e = period == 0 ? states : fmin((double)period, states), hits = e * tried / states;
    const double known = fmax(0, stratum->degree - lanes->low);
    /* Prenecklaces; the low symbols of a piece count in part. Many die within their own first symbols. */
    const double length = fmax(1, known + 1 - lanes->piece);
    const double begun = fmin(tried, q / (q - 1) * alive_after(states, tried, length)) + lanes->lanes;
    const double left = fmin(begun, alive_after(states, tried, known + 1) + lanes->lanes);
    block_walk w = {states,         tried, shared_windows(stratum, lanes->low), left / lanes->lanes,
                    fmax(1, known), 0};
    double moved = 0;
    for (unsigned level = 0; level < LFSR_LEVELS && (double)lfsr_level_steps(level) < e; level++) {
        const double now = (double)lfsr_level_steps(level), next = (double)lfsr_level_steps(level + 1);
        if (now <= known)
            continue;
        walk_to(&w, now);
        const double alive = fmin(lanes->lanes, alive_after(states, tried, now) / w.blocks);
        if (!lfsr_worth_moving(&lanes->moves, lanes->size, alive, next - now))
            continue;
        moved += w.blocks * alive;
        w.blocks *= alive / lanes->size;
    }
    walk_to(&w, e); /* leaders */
    if (tried < states)
        w.steps *= LOW_CODES_STAY;
    /* Windows that begin within the symbols that all lanes share are mostly passed over. */
    w.steps += (0.1 * fmin(known, e) + 2) * begun / lanes->lanes + lfsr_candidate_ends(e, hits, calls);
    return w.steps * lanes->step_ns + begun / lanes->lanes * lanes->begin_ns + moved * lanes->pool_ns +
           states / e * lanes->leader_ns + calls * lanes->call_ns;
}
