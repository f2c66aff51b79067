/* The first-return map by lanes: each lane walks from one section state to the next, and is then given
 * another.
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
#define TICK_WORDS  600000
#define EXACT_SIZE  256

/* --- One lane, symbol by symbol
 * ---------------------------------------------------------------------------------- */
static uint64_t *lane_word(const gf2_walk *walk, unsigned lane, int position)
{
    return walk->ring.words + (ptrdiff_t)position * (ptrdiff_t)walk->elements + lane / 64;
}

/* The m symbols from this position on, those behind the end of the history included. */
static uint64_t window_at(const gf2_walk *walk, unsigned lane, int position)
{
    unsigned degree = walk->reg->degree, shift = 0;
    int last = (int)(walk->ring.size - degree);
    if (position > last) {
        shift = (unsigned)(position - last);
        position = last;
    }
    const uint64_t *word = lane_word(walk, lane, position);
    uint64_t window = 0;
    for (unsigned i = 0; i < degree; i++, word += walk->elements)
        window |= (*word >> (lane % 64) & 1) << i;
    return shift == 0 ? window : gf2_advance(walk->reg, window, shift);
}

/* The lane goes on with the symbols that begin with this window. */
static void write_lane(const gf2_walk *walk, unsigned lane, const uint64_t *symbols)
{
    unsigned depth = walk->state->plan.depth, bit = lane % 64;
    uint64_t *word = lane_word(walk, lane, (int)(walk->ring.size - depth));
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

static uint64_t start_window(const gf2_walk *walk, uint64_t index)
{
    unsigned zeros = walk->zeros;
    return 1 | gf2_reverse(index, walk->reg->degree - 1 - zeros) << zeros << 1;
}

static void record(gf2_walk *walk, uint64_t owner, uint64_t length, uint64_t window)
{
    if (length < walk->length[owner]) { /* in the drain several lanes walk for one start: the nearest hit */
        walk->length[owner] = length;
        walk->next[owner] = section_index(walk, window);
    }
}

/* A walk that ends within its first `depth` symbols needs no lane. */
static bool ends_at_once(gf2_walk *walk, uint64_t owner, const uint64_t *symbols)
{
    unsigned depth = walk->state->plan.depth, zeros = walk->zeros;
    for (unsigned from = 0; from + zeros < depth; from += 64) {
        const uint64_t *here = symbols + from / 64;
        uint64_t hits = gf2_hits(here[0], here[1], zeros);
        if (from == 0)
            hits &= ~UINT64_C(1);
        if (hits == 0)
            continue;
        unsigned bit = (unsigned)__builtin_ctzll(hits);
        if (from + bit + zeros >= depth)
            return false;
        record(walk, owner, from + bit, gf2_funnel(here[0], here[1], bit) & walk->reg->mask);
        return true;
    }
    return false;
}

/* Give the lane the next start, or leave it idle. */
static void next_start(gf2_walk *walk, unsigned lane)
{
    uint64_t symbols[LFSR_GF2_MAX_DEPTH / 64 + 2];
    gf2_lane *it = &walk->lane[lane];
    it->fresh = walk->base;
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
        symbols[0] = gf2_first_symbols(walk->reg, start_window(walk, walk->lo + owner));
        for (unsigned i = 1; 64 * i < walk->state->plan.depth + 64; i++)
            symbols[i] = gf2_next_symbols(walk->reg, symbols[i - 1]);
        if (ends_at_once(walk, owner, symbols))
            continue;
        write_lane(walk, lane, symbols);
        it->owner = owner;
        it->birth = it->first = walk->base + walk->ring.size - walk->state->plan.depth;
        return;
    }
}

/* A one at this position, the zeros behind it known: the end of a walk, unless it is its beginning. */
static void settle(gf2_walk *walk, unsigned lane, int position)
{
    gf2_lane *it = &walk->lane[lane];
    uint64_t now = walk->base + (uint64_t)(int64_t)position;
    if (it->owner == GF2_NONE || it->fresh == walk->base || now == it->birth ||
        (int64_t)(now - it->first) < 0)
        return;
    uint64_t window = window_at(walk, lane, position), index = section_index(walk, window) - walk->lo;
    record(walk, it->owner, now - it->birth, window);
    if (walk->draining) {
        it->owner = GF2_NONE;
        walk->active--;
    } else if (index < walk->count && walk->length[index] == 0) {
        walk->length[index] = GF2_PENDING;
        it->owner = index;
        it->birth = it->first = now;
    } else {
        next_start(walk, lane);
    }
}

/* The lane is zero at the positions `from` .. `to`. */
static void examine(gf2_walk *walk, unsigned lane, int from, int to)
{
    const gf2_lane *it = &walk->lane[lane];
    if (it->owner == GF2_NONE || it->fresh == walk->base)
        return;
    int first = (int64_t)(it->first - walk->base) < -(int64_t)walk->ring.front
                    ? -(int)walk->ring.front
                    : (int)(int64_t)(it->first - walk->base);
    unsigned bit = lane % 64;
    int one = from - 1, zeros = (int)walk->zeros, size = (int)walk->ring.size;
    while (one >= first && (*lane_word(walk, lane, one) >> bit & 1) == 0)
        one--;
    if (one < first)
        return;
    int end = to + 1;
    while (end < size && end - one <= zeros && (*lane_word(walk, lane, end) >> bit & 1) == 0)
        end++;
    if (end == size && end - one <= zeros) {
        uint64_t ahead = gf2_ahead(walk->reg, window_at(walk, lane, size - (int)walk->reg->degree));
        end += ahead == 0 ? 64 : __builtin_ctzll(ahead);
    }
    if (end - one > zeros)
        settle(walk, lane, one);
}

/* --- All lanes
 * --------------------------------------------------------------------------------------------------- */
/* A flagged block: its first four words, and the eight before it, are zero in a lane; or in nearly all of
 * them. */
static void examine_block(gf2_walk *walk, unsigned block)
{
    int position = (int)(block * LFSR_GF2_BLOCK);
    for (unsigned flags = walk->ring.flags[block]; flags != 0; flags &= flags - 1) {
        unsigned element = (unsigned)__builtin_ctz(flags);
        uint64_t any = 0;
        for (int i = position - 8; i < position + 4; i++)
            any |= *lane_word(walk, 64 * element, i);
        for (uint64_t rest = ~any; rest != 0; rest &= rest - 1)
            examine(walk, 64 * element + (unsigned)__builtin_ctzll(rest), position - 8, position + 3);
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

static void settle_runs(gf2_walk *walk, int from, unsigned count)
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
                settle(walk, 64 * e + (unsigned)__builtin_ctzll(hits), from + (int)i);
        }
    }
}

void lfsr_gf2_revolution(gf2_walk *walk)
{
    lfsr_gf2_ring *ring = &walk->ring;
    bool fused = walk->zeros >= LFSR_GF2_FUSED_ZEROS;
    walk->base += ring->size;
    walk->since_tick += ring->size;
    walk->walked += (double)ring->size * walk->active;
    bool any = walk->state->ops->revolve(ring, fused);
    unsigned blocks = ring->size / LFSR_GF2_BLOCK;
    if (!fused)
        settle_runs(walk, -(int)walk->zeros, ring->size);
    else if (any)
        for (unsigned b = next_flag(ring->flags, 0, blocks); b < blocks;
             b = next_flag(ring->flags, b + 1, blocks))
            examine_block(walk, b);
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
        walk->lane[l].fresh = GF2_NONE;
        walk->lane[l].first = (uint64_t)start;
        walk->active += walk->lane[l].owner != GF2_NONE;
    }
    if (depth > walk->zeros)
        settle_runs(walk, start, depth - walk->zeros);
}

void lfsr_gf2_collect(gf2_walk *walk)
{
    unsigned start = walk->ring.size - walk->reg->degree;
    lfsr_gf2_unslice(walk->window, walk->ring.words + (size_t)start * walk->elements, walk->reg->degree,
                     walk->elements);
}

bool lfsr_gf2_told(gf2_walk *walk)
{
    if (walk->since_tick < TICK_WORDS)
        return true;
    walk->since_tick = 0;
    double news = walk->walked - walk->told;
    walk->told = walk->walked;
    return walk->tick == NULL || walk->tick->fn(walk->tick->context, news);
}

/* --- The call
 * ---------------------------------------------------------------------------------------------------- */
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
    unsigned room = walk->zeros >= LFSR_GF2_FUSED_ZEROS ? L1_WORDS - ring->front : EXACT_SIZE;
    ring->size = round_up(room > depth ? room : depth, 64);
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
                     .length = length,
                     .tick = tick};
    lfsr_status status = open_walk(&walk, error);
    if (status != LFSR_OK)
        return status;
    memset(length, 0, count * sizeof *length);
    for (unsigned l = 0; l < walk.width; l++) {
        bool used = walk.cursor < count;
        walk.lane[l].owner = used ? walk.cursor : GF2_NONE;
        walk.lane[l].birth = walk.ring.size - state->plan.depth;
        walk.window[l] = used ? start_window(&walk, lo + walk.cursor) : 1; /* never all zero */
        if (used)
            length[walk.cursor++] = GF2_PENDING;
    }
    lfsr_gf2_fill(&walk);
    bool going = true;
    while (going && (walk.cursor < count || walk.active > walk.width - walk.width / 8)) {
        lfsr_gf2_revolution(&walk);
        going = lfsr_gf2_told(&walk);
    }
    going = going && lfsr_gf2_drain(&walk);
    double total = 0;
    for (uint64_t i = 0; going && i < count; i++)
        total += (double)length[i];
    if (going && tick != NULL && total > walk.told)
        going = tick->fn(tick->context, total - walk.told);
    free(walk.memory);
    return going ? LFSR_OK : lfsr_fail(error, LFSR_UNABLE, "stopped", "stopped");
}
