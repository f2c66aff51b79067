/* Samples over GF(2): 64 states at a time up to the first known code; a cycle without one is walked again
 * state by state. */
#include "gf2_lanes.h"
#include "kernel_progress.h"
#include "scalar.h"

typedef struct sample_walk {
    const lfsr_gf2_register *reg;
    uint64_t known;
    unsigned zeros; /* symbols that are 0 at the beginning of every known code */
    uint64_t period;
    lfsr_ticker ticker;
} sample_walk;

/* The states that begin with symbol 0 .. 63 of low, high: is one of them known? */
static bool has_known(const sample_walk *walk, uint64_t low, uint64_t high)
{
    const lfsr_gf2_register *reg = walk->reg;
    uint64_t above, runs = walk->zeros > 0 ? gf2_runs(low, high, walk->zeros, &above) : ~UINT64_C(0);
    for (; runs != 0; runs &= runs - 1) {
        uint64_t window = gf2_funnel(low, high, (unsigned)__builtin_ctzll(runs)) & reg->mask;
        if (gf2_reverse(window, reg->degree) < walk->known)
            return true;
    }
    return false;
}

/* Is a known state among the first `period` states from this window on? True also where it was stopped. */
static bool meets_known(sample_walk *walk, uint64_t window)
{
    uint64_t low = gf2_first_symbols(walk->reg, window);
    for (uint64_t steps = 0; steps < walk->period; steps += 64) {
        uint64_t high = gf2_next_symbols(walk->reg, low);
        if (has_known(walk, low, high) || !lfsr_tick_add(&walk->ticker, 0, 1))
            return true;
        low = high;
    }
    return false;
}

/* State by state: leader and period of the cycle, if no state of it is known. */
static void walk_cycle(sample_walk *walk, uint64_t start, uint64_t *leader, uint64_t *period)
{
    const lfsr_gf2_register *reg = walk->reg;
    uint64_t window = gf2_reverse(start, reg->degree), code = start, least = start, steps = 0;
    while (lfsr_tick_add(&walk->ticker, 0, 16)) {
        const uint64_t symbols = gf2_ahead(reg, window);
        for (unsigned i = 0; i < 64; i++) {
            code = (code << 1 & reg->mask) | (symbols >> i & 1);
            least = code < least ? code : least;
            steps++;
            if (code != start)
                continue;
            if (least >= walk->known) {
                *leader = least;
                *period = steps;
            }
            return;
        }
        if (least < walk->known)
            return;
        window = symbols >> (64 - reg->degree); /* NOLINT(clang-analyzer-core.*): degree >= 2 */
    }
}

lfsr_status lfsr_gf2_samples(void *state, const lfsr_samples *samples, uint64_t *leader, uint64_t *period,
                             const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_gf2_state *gf2 = state;
    const unsigned degree = gf2->reg.degree;
    const uint64_t known = samples->known;
    sample_walk walk = {.reg = &gf2->reg,
                        .known = known,
                        .zeros = degree - (known > 1 ? 64 - (unsigned)__builtin_clzll(known - 1) : 0),
                        .period = samples->period};
    lfsr_ticker_init(&walk.ticker, tick);
    for (uint64_t i = 0; i < samples->count; i++) {
        uint64_t start = lfsr_sample_state(gf2->stratum, samples->lo + i);
        leader[i] = period[i] = 0;
        if (start >= known && !meets_known(&walk, gf2_reverse(start, degree)))
            walk_cycle(&walk, start, leader + i, period + i);
        if (walk.ticker.stopped)
            return lfsr_tick_stopped(error);
    }
    return lfsr_tick_end(&walk.ticker, error);
}
