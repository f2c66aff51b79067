/* Short cycles: every cycle found by its leader, many candidates a time.
 *
 * A leader is not greater than any later window, so its first symbols are a prenecklace: no part of them is
 * smaller than what they begin with. Those prefixes are few (about 2^(k+1) / k of length k) and come in
 * order, each from the last in a few operations (Duval 1988). The low bits of the code, 7 to 9 of them, vary
 * across the lanes: one prefix is one block of candidates, and windows that the prefix alone shows to be
 * greater are passed over. Where it is cheaper than to step the empty lanes of a block, the
 * others move to a pool of candidates that were not dropped for as long, and a full pool is a block again. */
#include <stdlib.h>
#include <string.h>

#include "gf2_lanes.h"
#include "kernel_progress.h"
#include "period_counts.h"
#include "prenecklace.h"
#include "scalar.h"

#define LEVELS        24
#define LEVEL_STEPS   32 /* candidates in pool j were not dropped within 32 2^j steps */
#define FIRST_WINDOWS 16 /* of a block, beyond its prefix, before its candidates may move */
#define REPORT_STEPS  (1u << 17)

/* Nanoseconds to step one lane, to move a block's candidates to a pool, and each of them. */
#define STEP_NS  0.04
#define BLOCK_NS 400.0
#define MOVE_NS  1.5

/* Candidates that wait. While a full pool is walked, the next ones are put into its other half. */
typedef struct candidate_pool {
    unsigned count, half;                 /* candidates, and the half that they are in */
    uint64_t code[2][LFSR_GF2_MAX_WIDTH]; /* of each */
    uint64_t *windows;                    /* two halves of `degree` wide words; NULL: not needed so far */
} candidate_pool;

typedef struct candidate_walk {
    const lfsr_gf2_state *state;
    unsigned width, elements, low; /* low: bits of a code that the lanes vary */
    unsigned prefix_length;
    lfsr_gf2_block block;
    uint64_t *image;   /* degree wide words */
    uint64_t exact[8]; /* lanes with the minimal polynomial looked for */
    bool exact_known;
    uint64_t cofactor[64], factor_degree[64];
    uint64_t code[LFSR_GF2_MAX_WIDTH]; /* of each lane, when a pool is walked */
    candidate_pool pools[LEVELS];
    uint64_t numbers[9 * LFSR_GF2_MAX_WIDTH / 64]; /* the low symbols of a block */
    lfsr_period_counts counts;
    bool last;    /* no more candidates come */
    bool rewrite; /* the lane numbers: a pool has used their words */
    lfsr_ticker ticker;
    uint64_t done, reported; /* codes dealt with; those reported */
    lfsr_error *error;
} candidate_walk;

static lfsr_status report(candidate_walk *walk, uint64_t comparisons)
{
    double states = (double)(walk->done - walk->reported);
    walk->reported = walk->done;
    return lfsr_tick_add(&walk->ticker, states, comparisons) ? LFSR_OK : lfsr_tick_stopped(walk->error);
}

/* --- Results --- */

/* A lane is exact where no cofactor annihilates its symbols. */
static void find_exact(candidate_walk *walk)
{
    memset(walk->exact, 0xff, sizeof walk->exact);
    for (unsigned i = 0; i < walk->state->stratum->cofactor_count; i++) {
        uint64_t left[8] = {0};
        unsigned rows = (unsigned)walk->factor_degree[i];
        walk->state->ops->combine(walk->image, walk->block.symbols, walk->cofactor[i], rows);
        for (unsigned r = 0; r < rows; r++)
            for (unsigned e = 0; e < walk->elements; e++)
                left[e] |= walk->image[r * walk->elements + e];
        for (unsigned e = 0; e < walk->elements; e++)
            walk->exact[e] &= left[e];
    }
    walk->exact_known = true;
}

/* The lanes in block.ended are leaders. base: code of lane 0 of a block; NULL: the pool. */
static lfsr_status take_ended(candidate_walk *walk, const uint64_t *base)
{
    lfsr_status status = LFSR_OK;
    if (!walk->exact_known)
        find_exact(walk);
    for (unsigned e = 0; e < walk->elements; e++)
        walk->block.ended[e] &= walk->exact[e];
    const unsigned count = walk->state->ops->count(walk->block.ended);
    for (unsigned e = 0; walk->counts.found->has_leaders && e < walk->elements; e++) {
        for (uint64_t lanes = walk->block.ended[e]; lanes != 0 && status == LFSR_OK; lanes &= lanes - 1) {
            unsigned lane = 64 * e + (unsigned)__builtin_ctzll(lanes);
            uint64_t code = base != NULL ? *base + lane : walk->code[lane];
            status = lfsr_partition_add_leader(walk->counts.found, code, walk->block.time, walk->error);
        }
    }
    if (status != LFSR_OK || count == 0)
        return status;
    return lfsr_period_counts_add(&walk->counts, walk->block.time, count, walk->error);
}

/* --- Candidates --- */

static void begin_block(candidate_walk *walk, unsigned known, uint64_t compare)
{
    walk->block.known = known;
    walk->block.compare = compare;
    walk->block.time = walk->block.made = walk->block.shift = 0;
    walk->exact_known = false;
}

static uint64_t level_steps(unsigned level)
{
    return (uint64_t)LEVEL_STEPS << level;
}

static lfsr_status run_pool(candidate_walk *walk, unsigned level);

static uint64_t *pool_windows(const candidate_walk *walk, const candidate_pool *pool, unsigned half)
{
    return pool->windows + (size_t)half * walk->block.degree * walk->elements;
}

static lfsr_status allocate_windows(candidate_walk *walk, candidate_pool *pool)
{
    const size_t bytes = 2 * (size_t)walk->block.degree * walk->elements * sizeof(uint64_t);
    if (pool->windows == NULL)
        pool->windows =
            aligned_alloc(LFSR_GF2_ALIGN, (bytes + LFSR_GF2_ALIGN - 1) & ~(size_t)(LFSR_GF2_ALIGN - 1));
    return pool->windows == NULL ? lfsr_fail_memory(walk->error) : LFSR_OK;
}

/* The lanes alive wait in the pool of a level. This block's words are not needed again. */
static lfsr_status move_to_pool(candidate_walk *walk, unsigned level, unsigned count, const uint64_t *base)
{
    candidate_pool *pool = &walk->pools[level];
    const unsigned degree = walk->block.degree;
    const bool full = pool->count + count > walk->width;
    const unsigned half = full ? 1 - pool->half : pool->half, from = full ? 0 : pool->count;
    uint64_t *code = pool->code[half] + from;
    lfsr_status status = allocate_windows(walk, pool);
    if (status != LFSR_OK)
        return status;
    for (unsigned e = 0; e < walk->elements; e++)
        for (uint64_t lanes = walk->block.alive[e]; lanes != 0; lanes &= lanes - 1) {
            unsigned lane = 64 * e + (unsigned)__builtin_ctzll(lanes);
            *code++ = base != NULL ? *base + lane : walk->code[lane];
        }
    uint64_t *windows = pool_windows(walk, pool, half);
    if (from == 0)
        memset(windows, 0, (size_t)degree * walk->elements * sizeof *windows);
    walk->state->ops->compress(windows, from, walk->block.symbols, walk->block.alive, degree);
    if (full)
        status = run_pool(walk, level);
    pool->half = half;
    pool->count = from + count;
    return status;
}

/* Is it cheaper to move the lanes alive than to step the others as far again? A pool's candidates are stepped
 * anew up to its level: with the last of a call that is lost, unless others wait there. */
static bool worth_moving(const candidate_walk *walk, unsigned level, unsigned alive)
{
    if (walk->last)
        return walk->pools[level].count > 0 && 4 * alive <= 3 * walk->width;
    const double empty = (double)walk->width - alive;
    return 4 * alive <= 3 * walk->width &&
           empty * (double)walk->block.time * STEP_NS > BLOCK_NS + MOVE_NS * alive;
}

/* When to ask that. The windows that begin in a block's prefix are mostly passed over and say little. */
static uint64_t pause_at(const candidate_walk *walk, unsigned level)
{
    if (level >= LEVELS)
        return UINT64_MAX;
    const uint64_t steps = level_steps(level), least = walk->block.known + FIRST_WINDOWS;
    return walk->block.known > 0 && steps < least ? least : steps;
}

/* Walk the block, whose symbols are there and whose lanes are alive, until it is over or few are left. base:
 * the code of lane 0; NULL: a pool. */
static lfsr_status run_block(candidate_walk *walk, unsigned level, const uint64_t *base)
{
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK) {
        uint64_t before = walk->block.time, until = pause_at(walk, level);
        lfsr_gf2_halt halt = walk->state->ops->compare(
            &walk->block, until < before + REPORT_STEPS ? until : before + REPORT_STEPS);
        status = report(walk, walk->block.time - before);
        if (halt == LFSR_GF2_OVER || status != LFSR_OK)
            break;
        if (halt == LFSR_GF2_ENDED) {
            status = take_ended(walk, base);
        } else if (walk->block.time >= until) {
            const unsigned alive = walk->state->ops->count(walk->block.alive);
            if (worth_moving(walk, level, alive))
                return move_to_pool(walk, level, alive, base);
            level++;
        }
    }
    return status;
}

static lfsr_status run_pool(candidate_walk *walk, unsigned level)
{
    candidate_pool *pool = &walk->pools[level];
    const unsigned count = pool->count, degree = walk->block.degree;
    pool->count = 0;
    if (count == 0)
        return LFSR_OK;
    walk->rewrite = true;
    memcpy(walk->code, pool->code[pool->half], count * sizeof *walk->code);
    memcpy(walk->block.symbols, pool_windows(walk, pool, pool->half),
           (size_t)degree * walk->elements * sizeof *walk->block.symbols);
    for (unsigned e = 0; e < walk->elements; e++)
        walk->block.alive[e] = count >= 64 * (e + 1) ? UINT64_MAX
                               : count <= 64 * e     ? 0
                                                     : (UINT64_C(1) << (count - 64 * e)) - 1;
    begin_block(walk, 0, 0);
    walk->block.time = level_steps(level);
    return run_block(walk, level + 1, NULL);
}

static void write_prefix(candidate_walk *walk, uint64_t prefix, uint64_t changed)
{
    unsigned length = walk->prefix_length;
    for (unsigned bit = 0; bit < length && changed >> bit != 0; bit++)
        memset(walk->block.symbols + (size_t)(length - 1 - bit) * walk->elements,
               prefix >> bit & 1 ? 0xff : 0, walk->elements * sizeof(uint64_t));
}

/* Symbol degree - 1 - j of lane l is bit j of l. */
static void make_lane_numbers(candidate_walk *walk)
{
    uint64_t window[LFSR_GF2_MAX_WIDTH];
    for (unsigned l = 0; l < walk->width; l++)
        window[l] = gf2_reverse(l, walk->low);
    lfsr_gf2_slice(walk->numbers, window, walk->low, walk->elements);
}

static void write_lane_numbers(candidate_walk *walk)
{
    memcpy(walk->block.symbols + (size_t)walk->prefix_length * walk->elements, walk->numbers,
           (size_t)walk->low * walk->elements * sizeof(uint64_t));
}

static void choose_lanes(candidate_walk *walk, uint64_t base, uint64_t lo, uint64_t hi)
{
    for (unsigned e = 0; e < walk->elements; e++) {
        uint64_t from = base + 64 * e, lanes = UINT64_MAX;
        if (from + 64 <= lo || from >= hi)
            lanes = 0;
        else if (from < lo)
            lanes &= UINT64_MAX << (lo - from);
        if (lanes != 0 && hi - from < 64)
            lanes &= (UINT64_C(1) << (hi - from)) - 1;
        walk->block.alive[e] = lanes;
    }
}

static lfsr_status walk_blocks(candidate_walk *walk, uint64_t lo, uint64_t hi)
{
    unsigned length = walk->prefix_length;
    uint64_t end = ((hi - 1) >> walk->low) + 1, changed = UINT64_MAX;
    lfsr_status status = LFSR_OK;
    lfsr_prenecklace first;
    walk->rewrite = true;
    lfsr_prenecklace_set(&first, 2, length, lo >> walk->low);
    for (uint64_t prefix = lfsr_prenecklace_code(&first); prefix < end && status == LFSR_OK;) {
        uint64_t base = prefix << walk->low;
        bool rewrite = walk->rewrite;
        walk->rewrite = false;
        if (rewrite)
            write_lane_numbers(walk);
        write_prefix(walk, prefix, rewrite ? UINT64_MAX : changed);
        choose_lanes(walk, base, lo, hi);
        begin_block(walk, length, lfsr_gf2_prenecklace_borders(prefix, length));
        status = run_block(walk, 0, &base);
        uint64_t next = lfsr_gf2_prenecklace_next(prefix, length);
        changed = next ^ prefix;
        prefix = next;
        walk->done = (prefix < end ? prefix << walk->low : hi) - lo;
    }
    walk->done = hi - lo;
    return status;
}

/* --- The call --- */

/* Few states: one candidate after the other. */
static lfsr_status scalar_short_cycles(const lfsr_stratum *stratum, uint64_t lo, uint64_t hi,
                                       lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error)
{
    lfsr_scalar *scalar;
    lfsr_status status = lfsr_scalar_open(&scalar, stratum, error);
    if (status == LFSR_OK)
        status = lfsr_kernel_scalar.short_cycles(scalar, lo, hi, found, tick, error);
    lfsr_scalar_close(scalar);
    return status;
}

static lfsr_status walk_init(candidate_walk *walk, const lfsr_gf2_state *state, lfsr_error *error)
{
    const lfsr_stratum *stratum = state->stratum;
    unsigned degree = stratum->degree, width = state->ops->width;
    size_t words = LFSR_GF2_BLOCK_SYMBOLS + degree + LFSR_GF2_BLOCK_AHEAD;
    uint64_t poly = lfsr_gf2_poly_bits(&stratum->poly);
    walk->state = state;
    walk->width = width;
    walk->elements = width / 64;
    walk->low = (unsigned)__builtin_ctz(width);
    walk->error = error;
    walk->prefix_length = degree - walk->low;
    walk->block.degree = degree;
    walk->block.symbols = aligned_alloc(LFSR_GF2_ALIGN, words * LFSR_GF2_MAX_WIDTH / 8);
    if (walk->block.symbols == NULL)
        return lfsr_fail_memory(error);
    walk->image = walk->block.symbols + LFSR_GF2_BLOCK_SYMBOLS * walk->elements;
    lfsr_gf2_rule_init(&walk->block.own, poly);
    lfsr_gf2_rule_init(&walk->block.light, lfsr_gf2_light_multiple(poly, degree));
    for (unsigned i = 0; i < stratum->cofactor_count; i++) {
        walk->cofactor[i] = lfsr_gf2_poly_bits(&stratum->cofactors[i]);
        walk->factor_degree[i] = degree - stratum->cofactors[i].degree;
    }
    make_lane_numbers(walk);
    return LFSR_OK;
}

static void walk_clear(candidate_walk *walk)
{
    for (unsigned level = 0; level < LEVELS; level++)
        free(walk->pools[level].windows);
    free(walk->block.symbols);
}

lfsr_status lfsr_gf2_short_cycles(lfsr_gf2_state *state, uint64_t lo, uint64_t hi, lfsr_partition *found,
                                  const lfsr_tick *tick, lfsr_error *error)
{
    if (lo >= hi)
        return LFSR_OK;
    if (state->stratum->states < 8 * (uint64_t)state->ops->width)
        return scalar_short_cycles(state->stratum, lo, hi, found, tick, error);
    candidate_walk *walk = calloc(1, sizeof *walk);
    if (walk == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = walk_init(walk, state, error);
    walk->counts.found = found;
    lfsr_ticker_init(&walk->ticker, tick);
    if (status == LFSR_OK)
        status = walk_blocks(walk, lo, hi);
    walk->last = true;
    for (unsigned level = 0; level < LEVELS && status == LFSR_OK; level++)
        status = run_pool(walk, level);
    if (status == LFSR_OK)
        status = lfsr_period_counts_flush(&walk->counts, error);
    if (status == LFSR_OK)
        status = report(walk, 0);
    if (status == LFSR_OK)
        status = lfsr_tick_end(&walk->ticker, error);
    walk_clear(walk);
    free(walk);
    return status;
}
