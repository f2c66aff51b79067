/* The lane driver: many walks of one stratum side by side, one a lane, for any arithmetic.
 *
 * Rows of wide words are the history, one row a time step, `groups` words side by side in it. Zero runs: see
 * lfsr_lane_search. A lane whose blocks look like a run is looked through symbol by symbol.
 *
 * The arithmetic (the including file) supplies:
 *
 * LANE_BITS, LANE_PLANES: bits of a word that are one lane; words that hold one digit of LANE_COUNT lanes;
 * LANE_WHOLE, where the only digit of a symbol in a row is its code;
 *
 * lane_program: what it needs to compute rows; lane_program_open(program, field, error) makes it from zeros,
 * lane_program_close(program) releases it, lane_program_bind(program, field, groups) sets its offsets;
 *
 * lane_rows(program, row, count, nonzero, groups, shape): compute count rows from `row` on and OR into
 * nonzero[groups] words whose lanes are zero exactly where every symbol was;
 *
 * LANE_SHAPES(X), if at all: X(0) and X(n) for each shape of program that gets a loop of its own, with
 * lane_shape(program) to tell which;
 *
 * LANE_BOUNDED(stratum, bound), if at all: whether it takes the section of the states whose first symbol has
 * a code below bound; then lane_program_watch(program, field, section) makes lane_rows OR into `nonzero` what
 * is zero exactly where every symbol was below the bound (0: where it was zero);
 *
 * LANE_LEAST, if at all: the shape, chosen by lane_program_watch for sections where each symbol alone is
 * looked at, with which lane_rows keeps in `nonzero` the least symbol of each lane instead.
 * lane_least_most(program) is not less than any, lane_least_hit(program, least) has all ones in the lanes
 * where the section was met;
 *
 * lane_zero(word): all ones in the lanes of a word that are zero, zeros elsewhere;
 *
 * lane_get(program, word, groups, lane), lane_put(program, word, groups, lane, digit): one digit, `word` the
 * first one of its group; lane_get_zero(program, word, lane): whether it is zero. */
#include "lane_walk.h"

#define LANE_COUNT (LANE_BYTES * 8 / LANE_BITS) /* lanes of a word */

typedef struct lane_walk {
    const lane_program *program;
    lfsr_lane_source *source;
    unsigned groups;
    size_t stride;         /* words of a row */
    size_t capacity, used; /* rows */
    uint64_t origin;       /* time of row 0 */
    lfsr_lane_search search;
    lane_word *rows;
    lane_word *recent;                           /* the last blocks - 1 blocks' nonzero words, a ring */
    unsigned oldest;                             /* its oldest block */
    lane_word live[LANE_MOST], fired[LANE_MOST]; /* fired: at the last block, to be looked at again */
    uint64_t *started_at, *slot;                 /* a lane: the time of its walk's step 0; its slot */
    size_t live_count;
} lane_walk;

static lane_word *lane_symbol(const lane_walk *w, size_t row, size_t lane)
{
    return w->rows + row * w->stride + lane / LANE_COUNT;
}

LANE_INLINE bool lane_is_zero(const lane_walk *w, const lane_word *at, size_t lane)
{
    for (unsigned d = lane_digits(w->program); d > 0; d--, at += LANE_PLANES * w->groups)
        if (!lane_get_zero(w->program, at, lane))
            return false;
    return true;
}

/* The code of a lane's symbol, `at` the first word of its group; and back. */
static uint64_t lane_code(const lane_walk *w, const lane_word *at, size_t lane)
{
    const lfsr_lane_field *f = w->source->field;
    uint64_t code = 0;
    if (lane_digits(f) == 1)
        return lane_get(w->program, at, w->groups, lane);
    for (unsigned d = lane_digits(f); d-- > 0;)
        code = code * lane_base(f) + lane_get(w->program, at + d * LANE_PLANES * w->groups, w->groups, lane);
    return code;
}

static void lane_set_code(const lane_walk *w, lane_word *at, size_t lane, uint64_t code)
{
    const lfsr_lane_field *f = w->source->field;
    uint32_t rest = (uint32_t)code, p = (uint32_t)lane_base(f); /* q < 2^32 */
    for (unsigned d = 1; d < lane_digits(f); d++, rest /= p, at += LANE_PLANES * w->groups)
        lane_put(w->program, at, w->groups, lane, rest % p);
    lane_put(w->program, at, w->groups, lane, rest);
}

static void lane_mark(lane_word *words, size_t lane, bool on)
{
    lane_u64 *at = (lane_u64 *)words + lane * LANE_BITS / 64;
    uint64_t mask =
        (LANE_BITS == 64 ? ~UINT64_C(0) : ((UINT64_C(1) << LANE_BITS % 64) - 1) << lane * LANE_BITS % 64);
    *at = on ? *at | mask : *at & ~mask;
}

/* Put the source's next walk into a lane, its newest symbol in the newest row; or leave the lane idle. */
static void lane_refill(lane_walk *w, size_t lane)
{
    lfsr_lane_source *s = w->source;
    const lfsr_lane_field *f = s->field;
    if (!lfsr_lane_next_walk(s)) {
        lane_mark(w->live, lane, false);
        w->live_count--;
        return;
    }
    const uint64_t *symbols = s->work + s->known - f->depth;
    lane_word *at = lane_symbol(w, w->used - f->depth, lane);
    for (size_t i = 0; i < f->depth; i++, at += w->stride)
        lane_set_code(w, at, lane % LANE_COUNT, symbols[i]);
    w->started_at[lane] = w->origin + w->used - s->known - s->steps;
    w->slot[lane] = s->slot;
    unsigned others = w->search.blocks - 1, newest = others <= 2 ? 0 : (w->oldest + others - 1) % others;
    lane_mark(w->recent + (size_t)newest * w->groups, lane, true);
    lane_mark(w->fired, lane, false);
    s->ticker.work += f->depth; /* a symbol takes about as long as a row */
}

/* The `known` symbols of a lane from row `from` on, as the source's current walk. */
static void lane_export(lane_walk *w, size_t lane, size_t from, size_t known)
{
    lfsr_lane_source *s = w->source;
    s->known = known;
    const lane_word *at = lane_symbol(w, from, lane);
    for (size_t i = 0; i < known; i++, at += w->stride)
        s->work[i] = lane_code(w, at, lane % LANE_COUNT);
    s->slot = w->slot[lane];
    s->steps = w->origin + from - w->started_at[lane];
}

/* Is one of the last `rows` symbols of a lane below the bound? Then *hit is the row of the first one. */
static bool lane_find_symbol(const lane_walk *w, size_t lane, size_t rows, size_t *hit)
{
    const lane_word *at = lane_symbol(w, w->used - rows, lane);
    for (size_t i = w->used - rows; i < w->used; i++, at += w->stride)
        if (lane_code(w, at, lane % LANE_COUNT) < w->source->section.bound) {
            *hit = i;
            return true;
        }
    return false;
}

/* A run of zeros completed in the last `rows` rows of a lane? Then *before is the row before its first zero.
 * Looks at every zeros-th row only, and at others where that one is zero. */
static bool lane_find_run(const lane_walk *w, size_t lane, size_t rows, size_t *before)
{
    const size_t zeros = w->source->section.zeros, stride = w->stride;
    const lane_word *first = lane_symbol(w, 0, lane);
    size_t last = w->used - rows - zeros; /* rows up to here have been looked at */
    for (size_t i = last + zeros; i < w->used; i = last + zeros) {
        const lane_word *at = first + i * stride;
        size_t j = i;
        for (; j > last && lane_is_zero(w, at, lane % LANE_COUNT); j--)
            at -= stride;
        if (j == last) {
            *before = j;
            return true;
        }
        last = j;
    }
    return false;
}

/* A lane reached its section state at row `hit`. */
static void lane_end(lane_walk *w, size_t lane, size_t hit)
{
    const size_t m = w->source->field->degree;
    size_t from = hit + m > w->used ? w->used - m : hit;
    lane_export(w, lane, from, m);
    lfsr_lane_finish(w->source, hit - from);
}

static void lane_check_suspects(lane_walk *w, const lane_word *suspects, size_t rows)
{
    for (unsigned g = 0; g < w->groups; g++) {
        if (!lane_any_alone(&suspects[g]))
            continue;
        const lane_u64 *parts = (const lane_u64 *)(suspects + g);
        for (unsigned i = 0; i < LANE_BYTES / 8; i++)
            for (uint64_t bits = parts[i]; bits != 0;) {
                unsigned bit = (unsigned)__builtin_ctzll(bits);
                size_t hit = 0, lane = g * LANE_COUNT + (i * 64 + bit) / LANE_BITS;
                uint64_t mask = LANE_BITS == 64 ? ~UINT64_C(0) : (UINT64_C(1) << LANE_BITS % 64) - 1;
                bits &= ~(mask << bit);
                w->source->ticker.work++;
                if (w->source->section.bound > 0 ? lane_find_symbol(w, lane, rows, &hit)
                                                 : lane_find_run(w, lane, rows, &hit)) {
                    lane_end(w, lane, hit);
                    lane_refill(w, lane);
                }
            }
    }
}

/* OR the last blocks' words into fire and remember this one's. Up to three blocks (the usual case) are
 * in registers, newest first; more in a ring. */
LANE_INLINE void lane_remember(lane_walk *w, lane_word *fire, lane_word *newest, lane_word *older,
                               const unsigned groups)
{
    const unsigned others = w->search.blocks - 1;
    if (others <= 2) {
        const lane_word one = (lane_word){0} - (others >= 1), two = (lane_word){0} - (others >= 2);
        for (unsigned g = 0; g < groups; g++) {
            lane_word now = fire[g];
            fire[g] |= newest[g] & one;
            fire[g] |= older[g] & two;
            older[g] = newest[g];
            newest[g] = now;
        }
        return;
    }
    lane_word *old = w->recent + w->oldest * groups, *ring = w->recent;
    for (unsigned g = 0; g < groups; g++) {
        newest[g] = old[g];
        old[g] = fire[g];
        fire[g] |= newest[g];
    }
    for (unsigned o = others; o > 0; o--, ring += groups)
        for (unsigned g = 0; g < groups; g++)
            fire[g] |= ring[g];
    w->oldest = w->oldest + 1 == others ? 0 : w->oldest + 1;
}

#ifdef LANE_LEAST
/* The same where each symbol alone is looked at. */
LANE_INLINE void lane_batch_least(lane_walk *w, lane_word *row, lane_word *suspects, const unsigned groups)
{
    lane_word least[LANE_MOST];
    for (unsigned g = 0; g < groups; g++)
        least[g] = lane_least_most(w->program);
    lane_rows(w->program, row, w->search.rows * w->search.batch, least, groups, LANE_LEAST);
    for (unsigned g = 0; g < groups; g++)
        suspects[g] = lane_least_hit(w->program, least[g]) & w->live[g];
}
#else
#define LANE_LEAST                                    (~0u) /* no shape */
#define lane_batch_least(walk, row, suspects, groups) ((void)0)
#endif

/* One batch of blocks; the lanes it leaves in suspects may hold a run. */
LANE_INLINE void lane_batch(lane_walk *w, lane_word *row, lane_word *suspects, const unsigned groups,
                            const unsigned shape)
{
    lane_word any[LANE_MOST], fire[LANE_MOST], newest[LANE_MOST], older[LANE_MOST];
    const unsigned rows = w->search.rows, batch = w->search.batch;
    const bool few = w->search.blocks <= 3;
    const size_t block_words = rows * w->stride;
    for (unsigned g = 0; g < groups; g++) {
        any[g] = w->fired[g];
        fire[g] = (lane_word){0};
        newest[g] = w->recent[g];
        older[g] = w->recent[groups + g];
    }
    for (unsigned b = 0; b < batch; b++, row += block_words) {
        for (unsigned g = 0; g < groups; g++)
            fire[g] = (lane_word){0};
        lane_rows(w->program, row, rows, fire, groups, shape);
        lane_remember(w, fire, newest, older, groups);
        for (unsigned g = 0; g < groups; g++) {
            fire[g] = lane_zero(fire[g]);
            any[g] |= fire[g];
        }
    }
    for (unsigned g = 0; g < groups; g++) {
        if (few) {
            w->recent[g] = newest[g];
            w->recent[groups + g] = older[g];
        }
        w->fired[g] = fire[g];
        suspects[g] = any[g] & w->live[g];
    }
}

/* Batches until some lane is suspect or the rows are used up. false: none is. */
LANE_INLINE bool lane_run(lane_walk *w, lane_word *suspects, const unsigned groups, const unsigned shape)
{
    const size_t rows = (size_t)w->search.rows * w->search.batch;
    size_t used = w->used;
    bool found = false;
    for (; !found && used + rows <= w->capacity; used += rows) {
        if (shape == LANE_LEAST)
            lane_batch_least(w, w->rows + used * w->stride, suspects, groups);
        else
            lane_batch(w, w->rows + used * w->stride, suspects, groups, shape);
        lane_word all = suspects[0];
        for (unsigned g = 1; g < groups; g++)
            all |= suspects[g];
        found = lane_any(all);
    }
    w->used = used;
    return found;
}

/* A loop of its own for each shape of program worth it, and each number of groups. */
#define LANE_RUN(groups, shape)                                                                              \
    static __attribute__((noinline)) bool lane_run_##groups##_##shape(lane_walk *w, lane_word *suspects)     \
    {                                                                                                        \
        return lane_run(w, suspects, groups, shape);                                                         \
    }
#define LANE_RUN_GROUPS(shape) LANE_RUN(1, shape) LANE_RUN(2, shape) LANE_RUN(4, shape)
#ifndef LANE_SHAPES
#define LANE_SHAPES(X)      X(0)
#define lane_shape(program) 0
#endif
LANE_SHAPES(LANE_RUN_GROUPS)
#define LANE_RUN_ENTRY(shape) [shape] = {lane_run_1_##shape, lane_run_2_##shape, lane_run_4_##shape},
static bool (*const lane_runs[][3])(lane_walk *, lane_word *) = {LANE_SHAPES(LANE_RUN_ENTRY)};

/* Begin again at the front of the rows. */
static void lane_wrap(lane_walk *w)
{
    const size_t keep = w->source->field->depth;
    if (w->used + (size_t)w->search.rows * w->search.batch <= w->capacity)
        return;
    memmove(w->rows, w->rows + (w->used - keep) * w->stride, keep * w->stride * sizeof *w->rows);
    w->origin += w->used - keep;
    w->used = keep;
}

static void lane_fill(lane_walk *w)
{
    const size_t lanes = (size_t)w->groups * LANE_COUNT;
    w->used = w->source->field->depth;
    memset(w->rows, 0, w->used * w->stride * sizeof *w->rows);
    memset(w->recent, 0xff, (size_t)(w->search.blocks + 1) * w->groups * sizeof *w->recent);
    memset(w->live, 0xff, sizeof w->live);
    memset(w->fired, 0, sizeof w->fired);
    w->live_count = lanes;
    for (size_t lane = 0; lane < lanes; lane++)
        lane_refill(w, lane);
}

/* Walk until no lane is left, or, where fewer groups would do for the rest, until half the lanes are. */
static void lane_drive(lane_walk *w)
{
    const size_t lanes = (size_t)w->groups * LANE_COUNT, enough = w->groups > 1 ? lanes / 2 : 0;
    const size_t m = w->source->field->degree;
    bool (*const run)(lane_walk *, lane_word *) = lane_runs[lane_shape(w->program)][w->groups / 2];
    lane_word suspects[LANE_MOST];
    lane_fill(w);
    while (w->live_count > 0 && (w->live_count > enough || lfsr_lane_more(w->source))) {
        lane_wrap(w);
        size_t before = w->used;
        if (run(w, suspects))
            lane_check_suspects(w, suspects, (size_t)w->search.rows * w->search.batch);
        if (!lfsr_tick_add(&w->source->ticker, 0, (w->used - before) * w->groups))
            return;
    }
    for (size_t lane = 0; lane < lanes && w->live_count > 0; lane++)
        if (((const lane_u64 *)w->live)[lane * LANE_BITS / 64] >> lane * LANE_BITS % 64 & 1) {
            lane_export(w, lane, w->used - m, m);
            lfsr_lane_put_back(w->source);
        }
}

static void lane_walk_close(lane_walk *w)
{
    free(w->rows);
    free(w->recent);
    free(w->started_at);
    free(w->slot);
}

/* Memory for the rows: within the first-level cache, if the depth allows it. */
static lfsr_status lane_walk_open(lane_walk *w, const lane_program *program, lfsr_lane_source *source,
                                  lfsr_lane_search search, lfsr_error *error)
{
    const lfsr_lane_field *f = source->field;
    const size_t lanes = LANE_MOST * LANE_COUNT, stride = lane_row_words(f, LANE_MOST);
    *w = (lane_walk){.program = program, .source = source, .search = search};
    size_t batch = (size_t)search.rows * search.batch, least = f->depth + 4 * batch;
    size_t bytes = 40960, row_bytes = stride * sizeof *w->rows;
    if (bytes < 4 * f->depth * row_bytes)
        bytes = 4 * f->depth * row_bytes;
    if (bytes < least * row_bytes)
        bytes = least * row_bytes;
    w->capacity = bytes / row_bytes; /* with LANE_MOST groups; more with fewer */
    w->rows = aligned_alloc(64, (bytes + 63) / 64 * 64);
    w->recent =
        aligned_alloc(64, ((size_t)(search.blocks + 1) * LANE_MOST * sizeof *w->recent + 63) / 64 * 64);
    w->started_at = malloc(lanes * sizeof *w->started_at);
    w->slot = malloc(lanes * sizeof *w->slot);
    if (w->rows == NULL || w->recent == NULL || w->started_at == NULL || w->slot == NULL) {
        lane_walk_close(w);
        return lfsr_fail_memory(error);
    }
    return LFSR_OK;
}
