/* The first-return map by lanes: each lane walks from one section state to the next, and then gets another.
 *
 * The vector loop only says where some lane may have a long zero run; everything exact is done here, a lane
 * at a time, from the history: find the one before the run and its length, read the window behind it, note
 * the record. The lane then goes on from that section state if it is a start of this chunk not yet taken
 * (nothing to be written: in a chunk of the whole section most hits are of this kind), or takes the next
 * start. */
#include "gf2_walk.h"

#include <stdlib.h>
#include <string.h>

#define L1_WORDS    640 /* history that stays in the first-level cache, for 512 lanes */
#define FUSED_FRONT 160 /* a longer depth is read in place rather than copied */
#define EXACT_SIZE  256

/* --- All lanes --- */
/* A flagged block: some lane is zero in `groups` groups of four words, the last one its first or its
 * second. */
static void examine_block(gf2_walk *walk, unsigned block)
{
    int position = (int)(block * LFSR_GF2_BLOCK), from = position + 8 - 4 * (int)walk->groups;
    for (unsigned flags = walk->ring.flags[block]; flags != 0; flags &= flags - 1) {
        unsigned element = (unsigned)__builtin_ctz(flags);
        uint64_t both = 0, first = 0, second = 0;
        for (int i = 0; i < 4; i++) {
            first |= *gf2_lane_word(walk, 64 * element, from - 4 + i);
            second |= *gf2_lane_word(walk, 64 * element, position + 4 + i);
        }
        for (int i = from; i < position + 4; i++)
            both |= *gf2_lane_word(walk, 64 * element, i);
        for (uint64_t rest = ~(both | (first & second)); rest != 0; rest &= rest - 1)
            lfsr_gf2_examine(walk, 64 * element + (unsigned)__builtin_ctzll(rest), from, position + 3);
    }
}

/* The next i >= from, below count (a multiple of 8), with a flag; count if there is none. */
static unsigned next_flag(const uint8_t *flags, unsigned from, unsigned count)
{
    uint64_t eight = 0;
    for (; from % 8 != 0; from++)
        if (flags[from] != 0)
            return from;
    for (; from < count; from += 8) {
        memcpy(&eight, flags + from, sizeof eight);
        if (eight != 0)
            break;
    }
    while (from < count && flags[from] == 0)
        from++;
    return from;
}

static void end_walks_at_runs(gf2_walk *walk, int from, unsigned count)
{
    const uint64_t *start = walk->ring.words + (ptrdiff_t)from * (ptrdiff_t)walk->elements;
    const uint8_t *flags = walk->ring.flags;
    if (!walk->state->ops->runs(walk->hits, walk->ring.flags, start, count, walk->zeros))
        return;
    unsigned end = (count + 7) / 8 * 8;
    for (unsigned i = next_flag(flags, 0, end); i < end; i = next_flag(flags, i + 1, end)) {
        for (unsigned rest = flags[i]; rest != 0; rest &= rest - 1) {
            unsigned e = (unsigned)__builtin_ctz(rest);
            for (uint64_t hits = walk->hits[i * walk->elements + e]; hits != 0; hits &= hits - 1)
                lfsr_gf2_end_walk(walk, 64 * e + (unsigned)__builtin_ctzll(hits), from + (int)i);
        }
    }
}

bool lfsr_gf2_revolution(gf2_walk *walk)
{
    lfsr_gf2_ring *ring = &walk->ring;
    double counted = walk->counted;
    walk->base += ring->size;
    bool any = walk->state->ops->revolve(ring, walk->groups);
    unsigned blocks = ring->size / LFSR_GF2_BLOCK;
    if (walk->groups == 0)
        end_walks_at_runs(walk, -(int)walk->zeros, ring->size);
    else if (any)
        for (unsigned b = next_flag(ring->flags, 0, blocks); b < blocks;
             b = next_flag(ring->flags, b + 1, blocks))
            examine_block(walk, b);
    return lfsr_tick_add(&walk->ticker, walk->counted - counted, ring->size);
}

/* The stepping loop sees a run by its groups of four words, the last of them new. Runs whose last group is
 * the last old one, in lanes just filled, are looked at here. */
static void check_last_groups(gf2_walk *walk)
{
    int size = (int)walk->ring.size, from = size - 4 * (int)walk->groups;
    for (unsigned e = 0; e < walk->elements && walk->groups != 0; e++) {
        uint64_t any = 0;
        for (int i = from; i < size; i++)
            any |= *gf2_lane_word(walk, 64 * e, i);
        for (uint64_t rest = ~any; rest != 0; rest &= rest - 1)
            lfsr_gf2_examine(walk, 64 * e + (unsigned)__builtin_ctzll(rest), from, size - 1);
    }
}

void lfsr_gf2_fill(gf2_walk *walk)
{
    unsigned depth = walk->state->plan.depth, degree = walk->reg->degree;
    int start = (int)(walk->ring.size - depth);
    uint64_t *words = walk->ring.words + (size_t)start * walk->elements;
    walk->base = 0;
    lfsr_gf2_slice(words, walk->window, degree, walk->elements);
    walk->state->ops->combine(words + (size_t)degree * walk->elements, words, walk->reg->feedback,
                              depth - degree);
    walk->active = 0;
    for (unsigned l = 0; l < walk->width; l++) {
        walk->lane[l].refilled_at = GF2_NONE;
        walk->lane[l].first = (uint64_t)start;
        walk->active += walk->lane[l].owner != GF2_NONE;
    }
    if (depth > walk->zeros)
        end_walks_at_runs(walk, start, depth - walk->zeros);
    check_last_groups(walk);
}

void lfsr_gf2_read_windows(gf2_walk *walk)
{
    unsigned start = walk->ring.size - walk->reg->degree;
    lfsr_gf2_unslice(walk->window, walk->ring.words + (size_t)start * walk->elements, walk->reg->degree,
                     walk->elements);
}

/* --- The call --- */
static unsigned round_up(unsigned n, unsigned step)
{
    return (n + step - 1) / step * step;
}

/* Where the sources of a word stand changes once a revolution for each distance beyond the front. */
static void lay_spans(gf2_walk *walk)
{
    lfsr_gf2_ring *ring = &walk->ring;
    const lfsr_gf2_plan *plan = &walk->state->plan;
    unsigned at = 0;
    ring->taps = plan->taps;
    ring->span_count = 0;
    while (at < ring->size) {
        lfsr_gf2_span *span = &ring->span[ring->span_count++];
        unsigned end = ring->size;
        span->start = at;
        for (unsigned j = 0; j < plan->taps; j++) {
            bool behind = plan->distance[j] <= at + ring->front;
            span->offset[j] = (ptrdiff_t)(behind ? 0 : ring->size) - (ptrdiff_t)plan->distance[j];
            unsigned turn = behind ? end : round_up(plan->distance[j] - ring->front, LFSR_GF2_BLOCK);
            end = turn < end ? turn : end;
        }
        span->blocks = (end - at) / LFSR_GF2_BLOCK;
        at = end;
    }
}

static lfsr_status open_walk(gf2_walk *walk, lfsr_error *error)
{
    lfsr_gf2_ring *ring = &walk->ring;
    unsigned depth = walk->state->plan.depth, degree = walk->reg->degree;
    ring->front = round_up(degree + 16, LFSR_GF2_BLOCK);
    if (depth > ring->front && depth <= FUSED_FRONT)
        ring->front = round_up(depth, LFSR_GF2_BLOCK);
    unsigned positions = walk->groups != 0 ? L1_WORDS - ring->front : EXACT_SIZE;
    ring->size = round_up(positions > depth ? positions : depth, 64);
    lay_spans(walk);
    size_t words = ring->front + ring->size + ring->size + 64;
    size_t bytes = words * walk->width / 8 + ring->size + walk->width * (sizeof *walk->lane + 8);
    walk->memory = aligned_alloc(LFSR_GF2_ALIGN, (bytes + LFSR_GF2_ALIGN) / LFSR_GF2_ALIGN * LFSR_GF2_ALIGN);
    if (walk->memory == NULL)
        return lfsr_fail_memory(error);
    memset(walk->memory, 0, bytes);
    ring->words = (uint64_t *)walk->memory + (size_t)ring->front * walk->elements;
    walk->hits = ring->words + (size_t)ring->size * walk->elements;
    walk->window = walk->hits + (size_t)(ring->size + 64) * walk->elements;
    walk->lane = (gf2_lane *)(walk->window + walk->width);
    ring->flags = (uint8_t *)(walk->lane + walk->width);
    return LFSR_OK;
}

lfsr_status lfsr_gf2_walk(lfsr_gf2_state *state, unsigned zeros, uint64_t lo, uint64_t count, uint64_t *next,
                          uint64_t *length, const lfsr_tick *tick, lfsr_error *error)
{
    gf2_walk walk = {.state = state,
                     .reg = &state->reg,
                     .elements = state->ops->width / 64,
                     .width = state->ops->width,
                     .zeros = zeros,
                     .lo = lo,
                     .count = count,
                     .next = next,
                     .length = length};
    lfsr_ticker_init(&walk.ticker, tick);
    walk.groups = zeros >= LFSR_GF2_FOUR_GROUPS ? 4 : zeros >= LFSR_GF2_THREE_GROUPS ? 3 : 0;
    lfsr_status status = open_walk(&walk, error);
    if (status != LFSR_OK)
        return status;
    memset(length, 0, count * sizeof *length);
    for (unsigned l = 0; l < walk.width; l++) {
        bool used = walk.cursor < count;
        walk.lane[l].owner = used ? walk.cursor : GF2_NONE;
        walk.lane[l].started_at = walk.ring.size - state->plan.depth;
        walk.window[l] = used ? lfsr_gf2_start_window(&walk, lo + walk.cursor) : 1; /* never all zero */
        if (used)
            length[walk.cursor++] = GF2_PENDING;
    }
    lfsr_gf2_fill(&walk);
    bool going = lfsr_tick_add(&walk.ticker, walk.counted, 0);
    while (going && (walk.cursor < count || walk.active > walk.width - walk.width / 8))
        going = lfsr_gf2_revolution(&walk);
    going = going && lfsr_gf2_tail(&walk);
    double total = 0, reported = walk.counted;
    for (uint64_t i = 0; going && i < count; i++)
        total += (double)length[i];
    walk.ticker.states += total - reported;
    free(walk.memory);
    return going ? lfsr_tick_end(&walk.ticker, error) : lfsr_tick_stopped(error);
}
