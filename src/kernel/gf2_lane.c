/* One lane, symbol by symbol: its window, the end of its walk, its next start. A few tens of nanoseconds
 * each, and needed once a walk and once a false alarm. */
#include "gf2_walk.h"

/* --- One lane, symbol by symbol --- */
/* The m symbols from this position on, those behind the end of the history included. */
static uint64_t window_at(const gf2_walk *walk, unsigned lane, int position)
{
    unsigned degree = walk->reg->degree, shift = 0;
    int last = (int)(walk->ring.size - degree);
    if (position > last) {
        shift = (unsigned)(position - last);
        position = last;
    }
    const uint64_t *word = gf2_lane_word(walk, lane, position);
    uint64_t window = 0;
    for (unsigned i = 0; i < degree; i++, word += walk->elements)
        window |= (*word >> (lane % 64) & 1) << i;
    return shift == 0 ? window : gf2_advance(walk->reg, window, shift);
}

/* The lane goes on with the symbols that begin with this window. */
static void write_lane(const gf2_walk *walk, unsigned lane, const uint64_t *symbols)
{
    unsigned depth = walk->state->plan.depth, bit = lane % 64;
    uint64_t *word = gf2_lane_word(walk, lane, (int)(walk->ring.size - depth));
    uint64_t keep = ~(UINT64_C(1) << bit);
    for (unsigned from = 0; from < depth; from += 64) {
        uint64_t some = symbols[from / 64];
        unsigned count = depth - from < 64 ? depth - from : 64;
        for (unsigned i = 0; i < count; i++, some >>= 1, word += walk->elements)
            *word = (*word & keep) | (some & 1) << bit;
    }
}

static uint64_t section_index(const gf2_walk *walk, uint64_t window)
{
    unsigned zeros = walk->zeros;
    return gf2_reverse(window >> zeros >> 1, walk->reg->degree - 1 - zeros);
}

uint64_t lfsr_gf2_start_window(const gf2_walk *walk, uint64_t index)
{
    unsigned zeros = walk->zeros;
    return 1 | gf2_reverse(index, walk->reg->degree - 1 - zeros) << zeros << 1;
}

static void record(gf2_walk *walk, uint64_t owner, uint64_t length, uint64_t window)
{
    if (!walk->in_tail)
        walk->counted += (double)length;
    if (length <
        walk->length[owner]) { /* in the tail phase several lanes walk for one start: the nearest hit */
        walk->length[owner] = length;
        walk->next[owner] = section_index(walk, window);
    }
}

/* A walk that ends about within its first `depth` symbols needs no lane. It must end here if the zeros of its
 * hit are among them, or end less than four symbols behind: the stepping loop does not see those. */
static bool ends_at_once(gf2_walk *walk, uint64_t owner, const uint64_t *symbols)
{
    for (unsigned from = 0; from < walk->state->plan.depth; from += 64) {
        const uint64_t *here = symbols + from / 64;
        /* NOLINTNEXTLINE(clang-analyzer-core.*): the caller has made as many symbols as the depth asks for */
        uint64_t hits = gf2_hits(here[0], here[1], walk->zeros);
        if (from == 0)
            hits &= ~UINT64_C(1);
        if (hits == 0)
            continue;
        unsigned bit = (unsigned)__builtin_ctzll(hits);
        record(walk, owner, from + bit, gf2_funnel(here[0], here[1], bit) & walk->reg->mask);
        return true;
    }
    return false;
}

/* Assign the next start to the lane, or leave it idle. */
static void next_start(gf2_walk *walk, unsigned lane)
{
    uint64_t symbols[LFSR_GF2_MAX_DEPTH / 64 + 2];
    gf2_lane *it = &walk->lane[lane];
    it->refilled_at = walk->base;
    for (;;) {
        while (walk->cursor < walk->count && walk->length[walk->cursor] != 0)
            walk->cursor++;
        if (walk->cursor == walk->count) {
            it->owner = GF2_NONE;
            walk->active--;
            return;
        }
        uint64_t owner = walk->cursor++;
        walk->length[owner] = GF2_PENDING;
        symbols[0] = gf2_first_symbols(walk->reg, lfsr_gf2_start_window(walk, walk->lo + owner));
        for (unsigned i = 1; 64 * i < walk->state->plan.depth + 64; i++)
            symbols[i] = gf2_next_symbols(walk->reg, symbols[i - 1]);
        if (ends_at_once(walk, owner, symbols))
            continue;
        write_lane(walk, lane, symbols);
        it->owner = owner;
        it->started_at = it->first = walk->base + walk->ring.size - walk->state->plan.depth;
        return;
    }
}

void lfsr_gf2_end_walk(gf2_walk *walk, unsigned lane, int position)
{
    gf2_lane *it = &walk->lane[lane];
    uint64_t now = walk->base + (uint64_t)(int64_t)position;
    if (it->owner == GF2_NONE || it->refilled_at == walk->base || now == it->started_at ||
        (int64_t)(now - it->first) < 0)
        return;
    uint64_t window = window_at(walk, lane, position), index = section_index(walk, window) - walk->lo;
    record(walk, it->owner, now - it->started_at, window);
    if (index < walk->count && walk->length[index] == 0) {
        walk->length[index] = GF2_PENDING;
        it->owner = index;
        it->started_at = it->first = now;
    } else {
        next_start(walk, lane);
    }
}

void lfsr_gf2_examine(gf2_walk *walk, unsigned lane, int from, int to)
{
    const gf2_lane *it = &walk->lane[lane];
    if (it->owner == GF2_NONE || it->refilled_at == walk->base)
        return;
    int first = (int64_t)(it->first - walk->base) < -(int64_t)walk->ring.front
                    ? -(int)walk->ring.front
                    : (int)(int64_t)(it->first - walk->base);
    unsigned bit = lane % 64;
    int one = from - 1, zeros = (int)walk->zeros, size = (int)walk->ring.size;
    while (one >= first && (*gf2_lane_word(walk, lane, one) >> bit & 1) == 0)
        one--;
    if (one < first)
        return;
    int end = to + 1;
    while (end < size && end - one <= zeros && (*gf2_lane_word(walk, lane, end) >> bit & 1) == 0)
        end++;
    if (end == size && end - one <= zeros) {
        uint64_t ahead = gf2_ahead(walk->reg, window_at(walk, lane, size - (int)walk->reg->degree));
        end += ahead == 0 ? 64 : __builtin_ctzll(ahead);
    }
    if (end - one > zeros)
        lfsr_gf2_end_walk(walk, lane, one);
}
