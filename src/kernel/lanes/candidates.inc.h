/* Every cycle with its leader in a range of codes: candidate leaders by lanes.
 *
 * The lowest symbols of a code vary across the lanes, the others are a prenecklace, the same in all of them.
 * A block is walked until it costs more to step its empty lanes than to move the others. These wait in a pool
 * with others that were not dropped for as long, and a full pool is a block again. So lanes are busy, and
 * nothing is stored but the first windows of some blocks. */
#include "lanes/block.inc.h"
#include "lanes/block_move.inc.h"
#include "lanes/low_symbols.inc.h"

#include "block_cost.h"
#include "lane_exact.h"
#include "period_counts.h"
#include "prenecklace.h"

#define LANE_PATTERNS    (1u << 17) /* most bytes of the low symbols of all pieces of a prefix, made once */
#define LANE_CHUNK_STEPS (1u << 16) /* compared between two reports */

/* Candidates that wait, fewer than a block has lanes; for a moment one more block's. */
typedef struct lane_pool {
    size_t count;
    lane_word *rows; /* their first windows, for twice the lanes of a block; NULL: not needed so far */
} lane_pool;

typedef struct lane_candidates {
    lane_block block;
    size_t lanes;
    unsigned low;          /* symbols that vary across the lanes */
    uint64_t size, pieces; /* q^low codes a prefix, in pieces of `lanes` */
    lane_word *pattern;    /* the low symbols of each piece, low rows each; NULL: too many pieces */
    uint64_t piece;        /* whose low symbols are in the rows; UINT64_MAX: none */
    lfsr_prenecklace prefix;
    lfsr_block_moves moves;
    lane_pool pools[LFSR_LEVELS]; /* candidates in pool j were not dropped within lfsr_level_steps(j) steps */
    bool last;                    /* no more candidates come */
    const lfsr_lane_exact *exact;
    lfsr_period_counts counts;
    lfsr_ticker ticker;
    lfsr_error *error;
} lane_candidates;

/* --- Results --- */

static lfsr_status lane_take_leader(lane_candidates *c, uint64_t code, uint64_t *count)
{
    if (!lfsr_lane_is_exact(c->exact, code))
        return LFSR_OK;
    ++*count;
    if (!c->counts.found->has_leaders)
        return LFSR_OK;
    return lfsr_partition_add_leader(c->counts.found, code, c->block.time, c->error);
}

static LANE_NOINLINE lfsr_status lane_take_ended(lane_candidates *c)
{
    uint32_t lanes[LANE_BLOCK_MOST * LANE_COUNT];
    uint64_t count = 0;
    lfsr_status status = LFSR_OK;
    if (c->exact->count == 0 && !c->counts.found->has_leaders) {
        count = lane_block_count(&c->block, c->block.ended);
    } else {
        unsigned ended = lane_list(&c->block, c->block.ended, lanes);
        for (unsigned i = 0; i < ended && status == LFSR_OK; i++)
            status = lane_take_leader(c, lane_block_code(&c->block, lanes[i]), &count);
    }
    if (status != LFSR_OK || count == 0)
        return status;
    return lfsr_period_counts_add(&c->counts, c->block.time, count, c->error);
}

/* --- Blocks and pools --- */

static lfsr_status lane_pool_allocate(lane_candidates *c, lane_pool *pool)
{
    const size_t words = 2 * c->block.field->degree * c->block.stride;
    if (pool->rows != NULL)
        return LFSR_OK;
    pool->rows = aligned_alloc(64, (words * sizeof(lane_word) + 63) / 64 * 64);
    if (pool->rows == NULL)
        return lfsr_fail_memory(c->error);
    memset(pool->rows, 0, words * sizeof(lane_word));
    return LFSR_OK;
}

static lfsr_status lane_run_pool(lane_candidates *c, unsigned level);

/* The lanes alive wait in the pool of this level. The block's rows are not needed again. */
static lfsr_status lane_move_to_pool(lane_candidates *c, unsigned level)
{
    const lane_block *b = &c->block;
    lane_pool *pool = &c->pools[level];
    lfsr_status status = lane_pool_allocate(c, pool);
    if (status != LFSR_OK)
        return status;
    const unsigned count = lane_block_count(b, b->alive);
    lane_block_move(b, pool->rows, pool->count);
    pool->count += count;
    return pool->count < c->lanes ? LFSR_OK : lane_run_pool(c, level);
}

/* A pool's candidates are stepped anew up to its level: with the last of a call that is lost, unless others
 * wait there. */
static bool lane_worth_moving(const lane_candidates *c, unsigned level)
{
    const double steps = (double)(lfsr_level_steps(level + 1) - c->block.time);
    return (!c->last || c->pools[level].count > 0) &&
           lfsr_worth_moving(&c->moves, (double)c->lanes, lane_block_count(&c->block, c->block.alive), steps);
}

/* Walk the block until it is over or few are left; these go to the pool of the level reached. */
static lfsr_status lane_run_block(lane_candidates *c, unsigned level)
{
    lane_block *b = &c->block;
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK) {
        const uint64_t before = b->time, target = level < LFSR_LEVELS ? lfsr_level_steps(level) : UINT64_MAX;
        const uint64_t chunk = before + LANE_CHUNK_STEPS;
        lane_halt halt = lane_block_run(b, target < chunk ? target : chunk);
        if (!lfsr_tick_add(&c->ticker, 0, (b->time - before) * b->groups + 1))
            return lfsr_tick_stopped(c->error);
        if (halt == LANE_OVER)
            break;
        if (halt == LANE_ENDED) {
            status = lane_take_ended(c);
        } else if (b->time >= target && level < LFSR_LEVELS) {
            if (lane_worth_moving(c, level))
                return lane_move_to_pool(c, level);
            level++;
        }
    }
    return status;
}

/* Walk the first candidates of a pool, as many as a block has lanes. */
static lfsr_status lane_run_pool(lane_candidates *c, unsigned level)
{
    lane_block *b = &c->block;
    lane_pool *pool = &c->pools[level];
    const size_t count = pool->count < c->lanes ? pool->count : c->lanes, bytes = b->groups * sizeof *b->rows;
    if (count == 0)
        return LFSR_OK;
    pool->count -= count;
    c->piece = UINT64_MAX;
    for (size_t word = 0; word < b->field->degree * b->stride; word += b->groups) {
        lane_word *from = pool->rows + 2 * word;
        memcpy(b->rows + word, from, bytes);
        if (pool->count > 0)
            memcpy(from, from + b->groups, bytes);
    }
    lane_block_choose(b, 0, count);
    lane_block_begin(b, 0, 0, lfsr_level_steps(level));
    return lane_run_block(c, level + 1);
}

/* --- Prefixes --- */

static void lane_set_low(lane_candidates *c, uint64_t piece)
{
    lane_word *rows = c->block.rows + (c->block.field->degree - c->low) * c->block.stride;
    const size_t words = c->low * c->block.stride;
    if (c->piece == piece)
        return;
    if (c->pattern != NULL)
        memcpy(rows, c->pattern + piece * words, words * sizeof *rows);
    else
        lane_block_write_low(&c->block, rows, c->low, c->lanes, piece);
    c->piece = piece;
}

/* The candidates lo .. hi - 1 with the current prefix, whose first one is base. */
static lfsr_status lane_run_prefix(lane_candidates *c, uint64_t base, uint64_t lo, uint64_t hi,
                                   unsigned changed)
{
    lane_block *b = &c->block;
    const uint64_t least = base + lfsr_prenecklace_least(&c->prefix, c->low);
    const uint64_t borders = lfsr_prenecklace_borders(&c->prefix);
    lfsr_status status = LFSR_OK;
    if (lo < least)
        lo = least;
    if (hi - base > c->size)
        hi = base + c->size;
    for (uint64_t at = lo; at < hi && status == LFSR_OK;) {
        const uint64_t piece = (at - base) / c->lanes, first = base + piece * c->lanes;
        if (c->piece == UINT64_MAX)
            changed = 0;
        for (unsigned i = changed; i < c->prefix.length; i++)
            lane_block_fill(b, b->rows + i * b->stride, c->prefix.digits[i]);
        changed = c->prefix.length;
        lane_set_low(c, piece);
        const uint64_t end = hi - first < c->lanes ? hi - first : c->lanes;
        lane_block_choose(b, at - first, end);
        lane_block_begin(b, c->prefix.length, borders, 0);
        status = lane_run_block(c, 0);
        at = first + end;
    }
    return status;
}

static lfsr_status lane_run_range(lane_candidates *c, uint64_t lo, uint64_t hi)
{
    lfsr_status status = LFSR_OK;
    uint64_t reported = lo;
    unsigned changed = 0, from = 0;
    lfsr_prenecklace_set(&c->prefix, c->block.field->q, c->block.field->degree - c->low, lo / c->size);
    while (status == LFSR_OK) {
        const uint64_t base = lfsr_prenecklace_code(&c->prefix) * c->size;
        if (base >= hi)
            break;
        status = lane_run_prefix(c, base, base < lo ? lo : base, hi, from);
        const uint64_t done = hi - base < c->size ? hi : base + c->size;
        if (status == LFSR_OK && !lfsr_tick_add(&c->ticker, (double)(done - reported), 1))
            status = lfsr_tick_stopped(c->error);
        reported = done;
        if (!lfsr_prenecklace_next(&c->prefix, &changed))
            break;
        from = changed;
    }
    if (status == LFSR_OK)
        c->ticker.states += (double)(hi - reported);
    return status;
}

/* --- The call --- */

/* The speed of a lane in a block of 1, 2, 4, 8 words, to that in a wide one: wide blocks hide the latency of
 * a step (measured, with dense polynomials). */
#if LANE_BITS == 1
static const double lane_width_speed[] = {0.5, 0.9, 1.0, 1.0};
#elif LANE_BITS == 8
static const double lane_width_speed[] = {0.35, 0.65, 1.0, 1.0};
#else
static const double lane_width_speed[] = {0.75, 0.85, 0.93, 1.0};
#endif
#define LANE_LOW_SPEED 0.96 /* with one more low symbol: windows that begin in it are compared */

/* Words of a wide block that take as long as a block of `groups` words. */
static double lane_words_of_time(unsigned groups)
{
    return groups / lane_width_speed[__builtin_ctz(groups)];
}

static size_t lane_pattern_bytes(unsigned low, uint64_t pieces, size_t stride)
{
    return (size_t)pieces * low * stride * sizeof(lane_word);
}

/* Groups and low symbols that leave few lanes without a candidate. row_words: of a row for one group. */
static void lane_candidates_shape(lane_candidates *c, uint64_t q, unsigned degree, uint64_t count,
                                  size_t row_words, unsigned *groups)
{
    double best = 0;
    for (unsigned g = 1; g <= LANE_BLOCK_MOST; g *= 2) {
        const uint64_t lanes = (uint64_t)g * LANE_COUNT;
        uint64_t size = q;
        unsigned low = 1;
        double speed = lane_width_speed[__builtin_ctz(g)];
        for (; size < lanes && low < degree; low++)
            size *= q;
        if (g > 1 && count < 4 * lanes)
            break;
        for (unsigned more = 0; more < 3 && low <= degree;
             more++, low++, size *= q, speed *= LANE_LOW_SPEED) {
            const uint64_t pieces = (size + lanes - 1) / lanes;
            const double used = speed * (double)size / (double)(pieces * lanes);
            if (more > 0 && lane_pattern_bytes(low, pieces, g * row_words) > LANE_PATTERNS)
                break;
            if (used > best) {
                best = used;
                *groups = g;
                c->low = low;
                c->size = size;
                c->pieces = pieces;
                c->lanes = lanes;
            }
        }
    }
}

static lfsr_block_moves lane_block_moves(const lfsr_stratum *stratum, unsigned groups)
{
    const double words = (double)LANE_PLANES * lane_digits(stratum) * stratum->degree;
    /* NOLINTBEGIN(bugprone-integer-division): a number of lanes, whole */
    return (lfsr_block_moves){.empty_ns = 1.5 * lane_row_ns(stratum) / LANE_COUNT,
                              .lane_ns = LANE_MOVE_NS * words + 120.0 / (double)(groups * LANE_COUNT),
                              .block_ns = LANE_MOVE_WORD_NS * words * groups};
    /* NOLINTEND(bugprone-integer-division) */
}

static void lane_candidates_close(lane_candidates *c)
{
    lane_block_close(&c->block);
    free(c->pattern);
    for (unsigned level = 0; level < LFSR_LEVELS; level++)
        free(c->pools[level].rows);
}

static lfsr_status lane_candidates_open(lane_candidates *c, lane_program *program,
                                        const lfsr_lane_field *field, uint64_t count, lfsr_error *error)
{
    unsigned groups = 1;
    lane_candidates_shape(c, field->q, field->degree, count, (size_t)LANE_PLANES * lane_digits(field),
                          &groups);
    lfsr_status status = lane_block_open(&c->block, program, field, groups, error);
    if (status != LFSR_OK)
        return status;
    c->piece = UINT64_MAX;
    c->moves = lane_block_moves(field->stratum, groups);
    const size_t words = c->low * c->block.stride;
    const size_t bytes = lane_pattern_bytes(c->low, c->pieces, c->block.stride);
    bool stored = bytes <= LANE_PATTERNS;
    if (stored)
        c->pattern = aligned_alloc(64, (bytes + 63) / 64 * 64);
    if (stored && c->pattern == NULL) {
        lane_candidates_close(c);
        return lfsr_fail_memory(error);
    }
    if (stored)
        memset(c->pattern, 0, bytes);
    for (uint64_t piece = 0; stored && piece < c->pieces; piece++)
        lane_block_write_low(&c->block, c->pattern + piece * words, c->low, c->lanes, piece);
    return LFSR_OK;
}

static lfsr_status lane_walk_candidates(lane_program *program, const lfsr_lane_field *field,
                                        const lfsr_lane_exact *exact, uint64_t lo, uint64_t hi,
                                        lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error)
{
    lane_candidates *c = aligned_alloc(64, (sizeof *c + 63) / 64 * 64);
    if (c == NULL)
        return lfsr_fail_memory(error);
    memset(c, 0, sizeof *c);
    c->exact = exact;
    c->counts.found = found;
    c->error = error;
    lfsr_ticker_init(&c->ticker, tick);
    lfsr_status status = lane_candidates_open(c, program, field, hi - lo, error);
    if (status != LFSR_OK)
        goto done;
    status = lane_run_range(c, lo, hi);
    c->last = true;
    for (unsigned level = 0; level < LFSR_LEVELS && status == LFSR_OK; level++)
        status = lane_run_pool(c, level);
    if (status == LFSR_OK)
        status = lfsr_period_counts_flush(&c->counts, error);
    if (status == LFSR_OK)
        status = lfsr_tick_end(&c->ticker, error);
    lane_candidates_close(c);
done:
    free(c);
    return status;
}
