/* The GF(2) kernels: one table for each instruction set, and what each costs. */
#include "gf2_kernel.h"

#include <math.h>
#include <stdlib.h>

#include "candidate_cost.h"
#include "gf2_lanes.h"

static bool supports(const lfsr_stratum *stratum)
{
    return stratum->p == 2 && stratum->k == 1 && stratum->degree >= 2 && stratum->degree <= 62;
}

/* What a step costs beside one of two taps. A dense polynomial is walked by a multiple of 5 to 7 taps. */
static double taps_factor(const lfsr_stratum *stratum)
{
    double taps = 0;
    for (unsigned i = 0; i < stratum->degree; i++)
        taps += stratum->poly.codes[i] != 0;
    return fmin(1.8, 1 + 0.16 * fmax(0, taps - 2));
}

/* Nanoseconds a state on the development machine: steps, the look for runs of zeros, work discarded at the
 * end of a call, records, and a fixed cost of each call. */
static double cost(const lfsr_stratum *stratum, lfsr_section section, double walks, double word_ns,
                   unsigned width)
{
    const unsigned zeros = section.zeros;
    if (section.bound > 0)
        return HUGE_VAL;
    double length = ldexp(1, (int)zeros + 1), states = ldexp(1, (int)stratum->degree);
    if (zeros < LFSR_GF2_LANE_ZEROS)
        return 0.13 + 70 / length;
    double step = taps_factor(stratum) * word_ns / width;
    if (zeros < LFSR_GF2_THREE_GROUPS)
        step += 9 * word_ns / width; /* the second pass */
    else if (zeros < LFSR_GF2_FOUR_GROUPS)
        step *= 2.2;
    return step * (1 + fmin(0.5, 0.25 * width / walks)) +
           (zeros < LFSR_GF2_THREE_GROUPS ? 290 : 150) / length + 2e5 / states;
}

static lfsr_status open_state(void **state, const lfsr_stratum *stratum, const lfsr_gf2_lane_ops *ops,
                              lfsr_error *error)
{
    lfsr_gf2_state *out = malloc(sizeof *out);
    if (out == NULL)
        return lfsr_fail_memory(error);
    uint64_t feedback = lfsr_gf2_feedback(stratum);
    out->stratum = stratum;
    out->ops = ops;
    lfsr_gf2_register_init(&out->reg, stratum->degree, feedback);
    out->planned = false;
    *state = out;
    return LFSR_OK;
}

static lfsr_status first_return(void *opened, lfsr_section section, uint64_t lo, uint64_t count,
                                uint64_t *next, uint64_t *length, const lfsr_tick *tick, lfsr_error *error)
{
    lfsr_gf2_state *state = opened;
    const unsigned zeros = section.zeros;
    if (zeros < LFSR_GF2_LANE_ZEROS)
        return lfsr_gf2_walk_scalar(state, zeros, lo, count, next, length, tick, error);
    const lfsr_stratum *stratum = state->stratum;
    const double walked = (double)(stratum->share > 0 ? stratum->share : stratum->states);
    if (!state->planned) { /* not in open: short cycles and few zeros need none */
        lfsr_status status =
            lfsr_gf2_plan_make(&state->plan, state->reg.degree, state->reg.feedback, walked, tick, error);
        if (status != LFSR_OK)
            return status;
    }
    state->planned = true;
    return lfsr_gf2_walk(state, zeros, lo, count, next, length, tick, error);
}

static lfsr_status short_cycles(void *state, uint64_t lo, uint64_t hi, lfsr_partition *found,
                                const lfsr_tick *tick, lfsr_error *error)
{
    return lfsr_gf2_short_cycles(state, lo, hi, found, tick, error);
}

static double short_cost(const lfsr_stratum *stratum, uint64_t period, uint64_t bound, double calls,
                         double width)
{
    const lfsr_candidate_lanes lanes = {.lanes = width,
                                        .step_ns = 27,
                                        .low = log2(width),
                                        .fill_ns = 0.1,
                                        .pool_ns = 8,
                                        .leader_ns = stratum->cofactor_count > 0 ? 2.5 : 1.2,
                                        .idle = 1.5};
    return lfsr_candidate_cost(stratum, &lanes, period, bound, calls);
}

static lfsr_status bitmap(void *state, lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error)
{
    return lfsr_gf2_bitmap(state, found, tick, error);
}

static double bitmap_cost(const lfsr_stratum *stratum)
{
    return 0.45 + 20.0 / (65 - stratum->degree) + 500 / (double)stratum->states;
}

static double sample_cost(const lfsr_stratum *stratum, double states)
{
    (void)stratum;
    return 40 + 0.2 * states;
}

#define KERNEL(set, word_ns, width, processor)                                                               \
    static bool set##_runs(void)                                                                             \
    {                                                                                                        \
        return (processor);                                                                                  \
    }                                                                                                        \
    static bool set##_supports(const lfsr_stratum *stratum)                                                  \
    {                                                                                                        \
        return (processor) && supports(stratum);                                                             \
    }                                                                                                        \
    static double set##_cost(const lfsr_stratum *stratum, lfsr_section section, double walks)                \
    {                                                                                                        \
        return cost(stratum, section, walks, word_ns, width);                                                \
    }                                                                                                        \
    static lfsr_status set##_open(void **state, const lfsr_stratum *stratum, lfsr_error *error)              \
    {                                                                                                        \
        return open_state(state, stratum, &lfsr_gf2_lane_ops_##set, error);                                  \
    }                                                                                                        \
    static double set##_short_cost(const lfsr_stratum *stratum, uint64_t period, uint64_t bound,             \
                                   double calls)                                                             \
    {                                                                                                        \
        return short_cost(stratum, period, bound, calls, width);                                             \
    }                                                                                                        \
    const lfsr_kernel lfsr_kernel_gf2_##set = {                                                              \
        "gf2-" #set, set##_runs,       set##_supports, set##_cost,       set##_open,                         \
        free,        first_return,     short_cycles,   set##_short_cost, bitmap,                             \
        bitmap_cost, lfsr_gf2_samples, sample_cost}

KERNEL(base, 0.75, 128, true);
#if LFSR_LANES_X86
KERNEL(avx2, 1.05, 256,
       __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt"));
KERNEL(avx512, 1.1, 512,
       __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("bmi2") &&
           __builtin_cpu_supports("popcnt"));
#endif
