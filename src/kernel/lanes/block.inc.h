/* A block of candidate leaders, one a lane: all are stepped together, and each is compared with its own later
 * states. A lane is dropped when a smaller state appears, and ends when the candidate itself does: then the
 * candidate is the leader of its cycle and the time is the period.
 *
 * Beside what driver.inc.h asks for, the arithmetic supplies lane_compare(first, later, below, equal), which
 * compares one word of a digit in the lanes of *equal: lanes where later is smaller are added to *below,
 * lanes where it differs are removed from *equal. Where LANE_KEYS is defined, block_keys.inc.h compares
 * several symbols at once. */

#define LANE_AHEAD 8 /* rows made at once */

/* Words side by side in a row of a block. */
#ifndef LANE_BLOCK_MOST
#define LANE_BLOCK_MOST LANE_MOST
#endif

typedef struct lane_block {
    lane_program *program;
    const lfsr_lane_field *field;
    unsigned groups;
    unsigned sure;           /* symbols after which few blocks have a lane whose windows are still equal */
    size_t stride, capacity; /* words of a row; rows */
    lane_word *rows;         /* 0 .. m - 1: the first windows; then history */
    lane_mask alive[LANE_BLOCK_MOST], ended[LANE_BLOCK_MOST];
    unsigned known;   /* the first `known` symbols are the same in all lanes, and a window that begins at */
    uint64_t borders; /* t < known is greater by them alone unless bit t is set */
    uint64_t time;    /* windows at times <= time are compared */
    uint64_t made;    /* symbols at times < made are in the rows, */
    uint64_t shift;   /* the one at time t >= m in row t - shift */
#ifdef LANE_KEYS
    unsigned key_symbols;
    lane_key first_key[LANE_BLOCK_MOST]; /* of the first windows */
#endif
} lane_block;

typedef enum lane_halt {
    LANE_OVER,  /* no lane is alive */
    LANE_ENDED, /* the lanes in `ended` have period `time` */
    LANE_PAUSE  /* the time is `until` */
} lane_halt;

LANE_INLINE void lane_make_rows(lane_block *b, const unsigned groups)
{
    const uint64_t m = b->field->degree;
    lane_word nonzero[LANE_BLOCK_MOST];
    if (b->made + LANE_AHEAD - b->shift > b->capacity) {
        uint64_t from = b->time < b->made - m ? b->time : b->made - m;
        memmove(b->rows + m * b->stride, b->rows + (from - b->shift) * b->stride,
                (b->made - from) * b->stride * sizeof *b->rows);
        b->shift = from - m;
    }
    for (unsigned g = 0; g < groups; g++)
        nonzero[g] = (lane_word){0};
    lane_rows(b->program, b->rows + (b->made - b->shift) * b->stride, LANE_AHEAD, nonzero, groups, 0);
    b->made += LANE_AHEAD;
}

/* Compare symbol i of the windows at the block's time. */
LANE_INLINE void lane_compare_symbol(const lane_block *b, unsigned i, lane_mask *below, lane_mask *equal,
                                     const unsigned groups)
{
    const unsigned m = b->field->degree;
    const uint64_t row = b->time + i < m ? b->time + i : b->time + i - b->shift;
    const lane_word *first = b->rows + (size_t)i * b->stride, *later = b->rows + row * b->stride;
    for (unsigned d = lane_digits(b->field); d-- > 0;)
        for (unsigned plane = 0; plane < LANE_PLANES; plane++) {
            const size_t at = ((size_t)d * LANE_PLANES + plane) * groups;
            for (unsigned g = 0; g < groups; g++)
                lane_compare(first[at + g], later[at + g], &below[g], &equal[g]);
        }
}

/* Compare the windows at the block's time from symbol `from` on. The lanes still in `equal` at the end have
 * the same window. The first symbols are compared without asking whether any lane is left: a branch that
 * goes either way costs more than they do. */
LANE_INLINE void lane_compare_windows(lane_block *b, unsigned from, lane_mask *below, lane_mask *equal,
                                      const unsigned groups)
{
    const unsigned m = b->field->degree;
    const unsigned sure = from + b->sure < m ? from + b->sure : m;
    unsigned i = from;
    while (b->time + sure > b->made)
        lane_make_rows(b, groups);
    for (; i < sure; i++)
        lane_compare_symbol(b, i, below, equal, groups);
    for (; i < m; i++) {
        lane_mask any = equal[0];
        for (unsigned g = 1; g < groups; g++)
            any |= equal[g];
        if (!lane_some(any))
            return;
        while (b->time + i >= b->made)
            lane_make_rows(b, groups);
        lane_compare_symbol(b, i, below, equal, groups);
    }
}

/* On to the next event. */
LANE_INLINE lane_halt lane_block_walk(lane_block *b, uint64_t until, const unsigned groups)
{
    lane_mask alive[LANE_BLOCK_MOST], below[LANE_BLOCK_MOST], equal[LANE_BLOCK_MOST], any = {0}, same = {0};
    for (unsigned g = 0; g < groups; g++)
        any |= alive[g] = b->alive[g];
    while (lane_some(any)) {
        if (b->time >= until)
            return LANE_PAUSE;
        b->time++;
        if (b->time < b->known) {
            uint64_t rest = b->borders >> b->time;
            b->time = rest == 0 ? b->known : b->time + (unsigned)__builtin_ctzll(rest);
        }
        for (unsigned g = 0; g < groups; g++) {
            below[g] = (lane_mask){0};
            equal[g] = alive[g];
        }
        lane_compare_windows(b, b->time < b->known ? b->known - (unsigned)b->time : 0, below, equal, groups);
        any = same = (lane_mask){0};
        for (unsigned g = 0; g < groups; g++) {
            alive[g] &= ~(below[g] | equal[g]);
            b->alive[g] = alive[g];
            any |= alive[g];
            same |= equal[g];
        }
        if (lane_some(same)) {
            for (unsigned g = 0; g < groups; g++)
                b->ended[g] = equal[g];
            return LANE_ENDED;
        }
    }
    return LANE_OVER;
}

#ifdef LANE_KEYS
#include "lanes/block_keys.inc.h"
#define lane_block_walk lane_block_walk_keys
#endif

static LANE_NOINLINE lane_halt lane_block_walk_1(lane_block *b, uint64_t until)
{
    return lane_block_walk(b, until, 1);
}

static LANE_NOINLINE lane_halt lane_block_walk_2(lane_block *b, uint64_t until)
{
    return lane_block_walk(b, until, 2);
}

static LANE_NOINLINE lane_halt lane_block_walk_4(lane_block *b, uint64_t until)
{
    return lane_block_walk(b, until, 4);
}

#if LANE_BLOCK_MOST > 4
static LANE_NOINLINE lane_halt lane_block_walk_8(lane_block *b, uint64_t until)
{
    return lane_block_walk(b, until, 8);
}
#endif

static lane_halt lane_block_run(lane_block *b, uint64_t until)
{
#if LANE_BLOCK_MOST > 4
    if (b->groups == 8)
        return lane_block_walk_8(b, until);
#endif
    return b->groups == 4   ? lane_block_walk_4(b, until)
           : b->groups == 2 ? lane_block_walk_2(b, until)
                            : lane_block_walk_1(b, until);
}

/* The first windows are in the rows: begin. Windows at times <= time are known to be greater. */
static void lane_block_begin(lane_block *b, unsigned known, uint64_t borders, uint64_t time)
{
    b->known = known;
    b->borders = borders;
    b->time = time;
    b->made = b->field->degree;
    b->shift = 0;
#ifdef LANE_KEYS
    lane_block_first_keys(b);
#endif
}

static void lane_block_close(lane_block *b)
{
    free(b->rows);
}

static lfsr_status lane_block_open(lane_block *b, lane_program *program, const lfsr_lane_field *field,
                                   unsigned groups, lfsr_error *error)
{
    const size_t stride = lane_row_words(field, groups), row_bytes = stride * sizeof(lane_word);
    const size_t least = 4 * (size_t)field->degree + 4 * LANE_AHEAD;
    *b = (lane_block){.program = program, .field = field, .groups = groups, .stride = stride};
    for (double left = (double)groups * LANE_COUNT; left > 0.5 && b->sure < field->degree; b->sure++)
        left /= (double)field->q;
    b->capacity = 24576 / row_bytes > least ? 24576 / row_bytes : least;
    b->rows = aligned_alloc(64, (b->capacity * row_bytes + 63) / 64 * 64);
    if (b->rows == NULL)
        return lfsr_fail_memory(error);
    memset(b->rows, 0, b->capacity * row_bytes);
    lane_program_bind(program, field, groups);
#ifdef LANE_KEYS
    b->key_symbols = lane_key_symbols(field->q, field->degree);
#endif
    return LFSR_OK;
}

/* --- Symbols and lanes --- */

/* Write the symbol with this code into a lane of a row. */
static void lane_block_put(const lane_block *b, lane_word *row, size_t lane, uint64_t code)
{
    const lfsr_lane_field *f = b->field;
#ifdef LANE_BINARY
    const uint32_t p = 2;
#else
    const uint32_t p = (uint32_t)lane_base(f);
#endif
    uint32_t rest = (uint32_t)code; /* q < 2^32 */
    row += lane / LANE_COUNT;
    for (unsigned d = 1; d < lane_digits(f); d++, rest /= p, row += LANE_PLANES * b->groups)
        lane_put(b->program, row, b->groups, lane % LANE_COUNT, rest % p);
    lane_put(b->program, row, b->groups, lane % LANE_COUNT, rest);
}

/* The code of a lane's first window. */
static uint64_t lane_block_code(const lane_block *b, size_t lane)
{
    const lfsr_lane_field *f = b->field;
    const lane_word *row = b->rows + lane / LANE_COUNT;
    uint64_t code = 0;
    for (unsigned i = 0; i < f->degree; i++, row += b->stride) {
        uint64_t symbol = 0;
        for (unsigned d = lane_digits(f); d-- > 0;)
            symbol = symbol * lane_base(f) + lane_get(b->program, row + (size_t)d * LANE_PLANES * b->groups,
                                                      b->groups, lane % LANE_COUNT);
        code = code * f->q + symbol;
    }
    return code;
}

/* The same symbol in every lane of a row. */
static void lane_block_fill(const lane_block *b, lane_word *row, uint64_t code)
{
    for (size_t lane = 0; lane < 64 / LANE_BITS; lane++)
        lane_block_put(b, row, lane, code);
    for (size_t word = 0; word < b->stride; word += b->groups) {
        const lane_word all = *(const lane_u64 *)(row + word) - (lane_word){0};
        for (unsigned g = 0; g < b->groups; g++)
            row[word + g] = all;
    }
}

/* Alive: the lanes from .. to - 1. */
static void lane_block_choose(lane_block *b, size_t from, size_t to)
{
    lane_u64 *words = (lane_u64 *)b->alive;
    const size_t lo = from * LANE_MASK_BITS, hi = to * LANE_MASK_BITS;
    for (size_t i = 0; i < sizeof b->alive / 8; i++) {
        uint64_t mask = ~UINT64_C(0);
        if (64 * i + 64 <= lo || 64 * i >= hi)
            mask = 0;
        else if (64 * i < lo)
            mask <<= lo - 64 * i;
        if (mask != 0 && hi - 64 * i < 64)
            mask &= (UINT64_C(1) << (hi - 64 * i)) - 1;
        words[i] = mask;
    }
}

static unsigned lane_block_count(const lane_block *b, const lane_mask *lanes)
{
    const lane_u64 *words = (const lane_u64 *)lanes;
    unsigned bits = 0;
    for (size_t i = 0; i < b->groups * sizeof *lanes / 8; i++)
        bits += (unsigned)__builtin_popcountll(words[i]);
    return bits / LANE_MASK_BITS;
}

/* The lanes set in a mask, in ascending order. Returns how many. */
static unsigned lane_list(const lane_block *b, const lane_mask *mask, uint32_t *lanes)
{
    const lane_u64 *words = (const lane_u64 *)mask;
    const uint64_t one = LANE_MASK_BITS == 64 ? ~UINT64_C(0) : (UINT64_C(1) << LANE_MASK_BITS % 64) - 1;
    unsigned count = 0;
    for (size_t i = 0; i < b->groups * sizeof *mask / 8; i++)
        for (uint64_t bits = words[i]; bits != 0;) {
            unsigned bit = (unsigned)__builtin_ctzll(bits);
            lanes[count++] = (uint32_t)((i * 64 + bit) / LANE_MASK_BITS);
            bits &= ~(one << bit);
        }
    return count;
}
