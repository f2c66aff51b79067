/* A kernel out of an arithmetic and the lane driver. Beside what driver.inc.h asks for, the including
 * file supplies lane_supports(stratum) and lane_row_ns(stratum), nanoseconds for one word of a row, all
 * digits of it. */

/* A source compiled for an instruction set may use it anywhere, in lane_supports as well: the processor is
 * asked first, by code that runs on every one. */
static bool lane_can_run(void)
{
    return lfsr_lane_processor(LANE_BYTES);
}

static bool lane_can(const lfsr_stratum *stratum)
{
    return lane_can_run() && lane_supports(stratum);
}

#include <math.h>

#include "lanes/candidates.inc.h"

typedef struct lane_state {
    lfsr_lane_field field;
    lane_program program;
    lfsr_lane_exact exact;
    bool exact_open;
} lane_state;

static void lane_close(void *state)
{
    lane_state *s = state;
    if (s == NULL)
        return;
    lane_program_close(&s->program);
    lfsr_lane_exact_close(&s->exact);
    lfsr_lane_field_close(&s->field);
    free(s);
}

static lfsr_status lane_open(void **state, const lfsr_stratum *stratum, lfsr_error *error)
{
    const size_t bytes = (sizeof(lane_state) + 63) / 64 * 64; /* a program may hold wide words */
    lane_state *s = aligned_alloc(64, bytes);
    if (s == NULL)
        return lfsr_fail_memory(error);
    memset(s, 0, bytes);
    lfsr_status status = lfsr_lane_field_open(&s->field, stratum, error);
    if (status == LFSR_OK)
        status = lane_program_open(&s->program, &s->field, error);
    if (status != LFSR_OK) {
        lane_close(s);
        return status;
    }
    *state = s;
    return LFSR_OK;
}

/* Several words per row hide latency, but more lanes idle at the end. Several digits per symbol hide latency
 * as well. */
static unsigned lane_groups(unsigned k, double count)
{
    if (count > 6 * LANE_MOST * LANE_COUNT && k == 1)
        return LANE_MOST;
    return count > 4 * LANE_COUNT && k <= 3 ? 2 : 1;
}

#ifndef LANE_BOUNDED
#define LANE_BOUNDED(stratum, bound)                ((void)(stratum), (void)(bound), false)
#define lane_program_watch(program, field, section) ((void)(section))
#endif

static double lane_cost(const lfsr_stratum *stratum, lfsr_section section, double walks)
{
    const unsigned groups = lane_groups(lane_digits(stratum), walks);
    if (section.bound > 0 && !LANE_BOUNDED(stratum, section.bound))
        return HUGE_VAL;
    /* A row of one word waits for the one before, unless it has several digits and other lanes to look at. */
    const double alone = groups > 1 ? 1 : lane_digits(stratum) == 1 ? 2 : walks < 4 * LANE_COUNT ? 1.5 : 1;
    /* NOLINTNEXTLINE(bugprone-integer-division): a number of lanes, whole */
    return lfsr_lane_cost(stratum, section, walks, alone * groups * lane_row_ns(stratum), groups * LANE_COUNT,
                          (double)LANE_PLANES * lane_digits(stratum));
}

static lfsr_status lane_first_return(void *state, lfsr_section section, uint64_t lo, uint64_t count,
                                     uint64_t *next, uint64_t *length, const lfsr_tick *tick,
                                     lfsr_error *error)
{
    lane_state *s = state;
    lfsr_lane_source source;
    lane_walk walk;
    /* NOLINTNEXTLINE(bugprone-integer-division): a number of lanes, whole */
    lfsr_lane_search search = lfsr_lane_search_plan(s->field.q, section, LANE_MOST * LANE_COUNT);
    if (count == 0)
        return LFSR_OK;
    lfsr_status status = lfsr_lane_source_open(&source, &s->field, section, lo, count, next, length, tick,
                                               LANE_MOST * LANE_COUNT, error);
    if (status != LFSR_OK)
        return status;
    status = lane_walk_open(&walk, &s->program, &source, search, error);
    if (status != LFSR_OK)
        goto done;
    lane_program_watch(&s->program, &s->field, section);
    const size_t most = walk.capacity * LANE_MOST;
    unsigned groups = lane_groups(lane_digits(&s->field), (double)count);
    for (; !source.ticker.stopped && lfsr_lane_more(&source); groups = groups > 1 ? groups / 2 : 1) {
        walk.groups = groups;
        walk.stride = lane_row_words(&s->field, groups);
        walk.capacity = most / groups;
        walk.oldest = 0;
        lane_program_bind(&s->program, &s->field, groups);
        lane_drive(&walk);
    }
    status = lfsr_tick_end(&source.ticker, error);
    lane_walk_close(&walk);
done:
    lfsr_lane_source_close(&source);
    return status;
}

static lfsr_status lane_short_cycles(void *state, uint64_t lo, uint64_t hi, lfsr_partition *found,
                                     const lfsr_tick *tick, lfsr_error *error)
{
    lane_state *s = state;
    if (lo >= hi)
        return LFSR_OK;
    if (!s->exact_open) {
        lfsr_status status = lfsr_lane_exact_open(&s->exact, s->field.stratum, error);
        if (status != LFSR_OK)
            return status;
        s->exact_open = true;
    }
    return lane_walk_candidates(&s->program, &s->field, &s->exact, lo, hi, found, tick, error);
}

/* To step a block whose words take words_ns; `nearest` steps back is the newest symbol that a row needs. */
#ifndef LANE_STEP_NS
#define LANE_STEP_NS(stratum, nearest, words_ns) ((void)(nearest), 3 + (words_ns))
#endif

/* To compare a digit of a word. */
#ifndef LANE_COMPARE_NS
#define LANE_COMPARE_NS 1.1
#endif

/* Of the low symbols of a block, one plane of a lane. */
#ifdef LANE_BINARY
#define LANE_WRITE_NS 0.05
#else
#define LANE_WRITE_NS (LANE_BITS == 1 ? 2.5 : 1.5)
#endif

/* How many steps back is the newest symbol that the next one needs? */
static unsigned lane_nearest(const lfsr_stratum *stratum)
{
    unsigned back = 1;
    while (back < stratum->degree && stratum->poly.codes[stratum->degree - back] == 0)
        back++;
    return back;
}

/* compared: words of a window that are compared until every lane of a block differs from its first window.
 * That is about log2(lanes) + 1.5 bits in bit planes, and about 1.3 + log_q(lanes) symbols elsewhere. By
 * keys: the digits of one symbol, and a comparison. */
static double lane_short_cost(const lfsr_stratum *stratum, uint64_t period, uint64_t bound, double calls)
{
    lane_candidates shape;
    unsigned groups = 1;
    const size_t row_words = (size_t)LANE_PLANES * lane_digits(stratum);
    lane_candidates_shape(&shape, stratum->q, stratum->degree, bound, row_words, &groups);
    const double symbol = (double)row_words;
#ifdef LANE_KEYS
    const double compared = 1.0 + 0.6 * symbol;
#else
    const double bits = log2((double)shape.lanes) + 1.5;
    const double symbols = fmin(stratum->degree, 1.3 + log((double)shape.lanes) / log((double)stratum->q));
    const double compared =
        LANE_BITS == 1 ? fmin(stratum->degree * symbol, bits * LANE_PLANES / log2((double)lane_base(stratum)))
                       : LANE_COMPARE_NS * symbol * symbols;
#endif
    const double words = lane_words_of_time(groups);
    const double digits = stratum->k > 1 && stratum->p > 2 ? 3.0 * stratum->k : 0;
    const double moved = symbol * stratum->degree;
    /* The low symbols of all pieces are written once a call into fresh memory, or else once a piece. */
    const double all = (double)lane_pattern_bytes(shape.low, shape.pieces, groups * row_words);
    const double write_ns = 1 + LANE_WRITE_NS * symbol * shape.low; /* a lane */
    const bool stored = all <= LANE_PATTERNS;
    const double filled = 64.0 / LANE_BITS * symbol * 2.5; /* a symbol of the prefix, lane by lane */
    const lfsr_block_lanes lanes = {
        .moves = lane_block_moves(stratum, groups),
        .lanes = (double)shape.size / (double)shape.pieces,
        .size = (double)shape.lanes,
        .low = shape.low,
        .piece = 1 / (double)shape.pieces,
        .begin_ns = 50 + (stored ? all / (double)shape.pieces / 32 : (double)shape.lanes * write_ns) +
                    filled / (double)shape.pieces,
        .call_ns = 2e4 + (stored ? (double)shape.size * write_ns + 0.5 * all : 0),
        .step_ns = LANE_STEP_NS(stratum, lane_nearest(stratum), words * (lane_row_ns(stratum) + compared)),
        .pool_ns = 3 + (LANE_MOVE_NS + 2 * LANE_MOVE_WORD_NS / LANE_COUNT) * moved,
        .leader_ns = stratum->cofactor_count == 0
                         ? 0.1 /* counted */
                         : 10 + stratum->cofactor_count * (4 + digits + 0.7 * stratum->degree)};
    return lfsr_block_cost(stratum, &lanes, period, bound, calls);
}

/* The kernel lfsr_kernel_<field>_<isa>, named "<field>-<isa>". */
#define LANE_KERNEL_OF(field, isa)                                                                           \
    const lfsr_kernel lfsr_kernel_##field##_##isa = {.name = #field "-" #isa,                                \
                                                     .runs = lane_can_run,                                   \
                                                     .supports = lane_can,                                   \
                                                     .cost = lane_cost,                                      \
                                                     .open = lane_open,                                      \
                                                     .close = lane_close,                                    \
                                                     .first_return = lane_first_return,                      \
                                                     .short_cycles = lane_short_cycles,                      \
                                                     .short_cost = lane_short_cost}
#define LANE_KERNEL_EXPANDED(field, isa) LANE_KERNEL_OF(field, isa)
#define LANE_KERNEL(field)               LANE_KERNEL_EXPANDED(field, LANE_ISA)
