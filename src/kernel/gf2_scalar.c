/* The first-return map one walk at a time, 64 symbols by sixteen look-ups: about 0.1 ns a state, and the best
 * there is where walks are shorter than the history of a lane. */
#include "gf2_lanes.h"

#define TICK_STEPS (UINT64_C(1) << 24)

typedef struct progress {
    const lfsr_tick *tick;
    uint64_t since;
} progress;

static bool tell(progress *done)
{
    uint64_t news = done->since;
    done->since = 0;
    return done->tick == NULL || done->tick->fn(done->tick->context, (double)news);
}

/* Steps from the section state with this window to the next one, whose window replaces it; 0: stopped. */
static uint64_t one_walk(const lfsr_gf2_register *reg, uint64_t *window, unsigned zeros, progress *done)
{
    uint64_t low = gf2_first_symbols(reg, *window), high = gf2_next_symbols(reg, low);
    uint64_t hits = gf2_hits(low, high, zeros) & ~UINT64_C(1), length = 0;
    while (hits == 0) {
        low = high;
        high = gf2_next_symbols(reg, low);
        length += 64;
        done->since += 64;
        hits = gf2_hits(low, high, zeros);
        if (done->since >= TICK_STEPS && !tell(done))
            return 0;
    }
    unsigned bit = (unsigned)__builtin_ctzll(hits);
    *window = gf2_funnel(low, high, bit) & reg->mask;
    done->since += bit;
    return length + bit;
}

lfsr_status lfsr_gf2_walk_scalar(lfsr_gf2_state *state, unsigned zeros, uint64_t lo, uint64_t count,
                                 uint64_t *next, uint64_t *length, const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_gf2_register *reg = &state->reg;
    unsigned free_symbols = reg->degree - 1 - zeros;
    progress done = {tick, 0};
    for (uint64_t i = 0; i < count; i++) {
        uint64_t window = 1 | gf2_reverse(lo + i, free_symbols) << zeros << 1;
        length[i] = one_walk(reg, &window, zeros, &done);
        if (length[i] == 0)
            return lfsr_fail(error, LFSR_UNABLE, "stopped", "stopped");
        next[i] = gf2_reverse(window >> zeros >> 1, free_symbols);
    }
    return tell(&done) ? LFSR_OK : lfsr_fail(error, LFSR_UNABLE, "stopped", "stopped");
}
