/* Every cycle of a small stratum over GF(2), 65 - m states at once.
 *
 * A cycle that holds a 1 followed by a 0 holds a state 1 0 f, f the other m - 2 symbols; only these states
 * are marked. The others are the two constant sequences. In ascending order of f the successors 0 f s of
 * these states ascend too, and the leader of a cycle is the least of them: the first f without a mark gives
 * it.
 *
 * Words hold symbols with the earliest as the highest bit, so that a part of a word is a state code. */
#include <stdlib.h>

#include "gf2_lanes.h"
#include "kernel_progress.h"
#include "period_counts.h"

typedef struct bitmap_walk {
    const lfsr_stratum *stratum;
    unsigned degree;
    uint64_t taps;         /* bits of a code whose sum is the next symbol */
    uint64_t ahead[7][16]; /* [j][v]: the 64 symbols after the state v << 4j */
    uint8_t *visited;      /* of each f */
    uint64_t states;       /* 2^m */
    unsigned count;        /* of cofactors */
    uint64_t cofactor[64]; /* bits, bit i the coefficient of x^i */
    lfsr_period_counts counts;
    lfsr_ticker ticker;
} bitmap_walk;

static uint64_t symbols_after(const bitmap_walk *walk, uint64_t code)
{
    uint64_t symbols = 0;
    for (unsigned j = 0; 4 * j < walk->degree; j++)
        symbols ^= walk->ahead[j][code >> (4 * j) & 15];
    return symbols;
}

/* No cofactor annihilates the sequence that begins with this state. */
static bool is_exact(const bitmap_walk *walk, uint64_t code)
{
    const uint64_t symbols = code << (64 - walk->degree);
    for (unsigned i = 0; i < walk->count; i++) {
        uint64_t image = 0;
        for (uint64_t rest = walk->cofactor[i]; rest != 0; rest &= rest - 1)
            image ^= symbols << __builtin_ctzll(rest);
        if (image >> (64 - walk->degree + walk->stratum->cofactors[i].degree) == 0)
            return false;
    }
    return true;
}

static lfsr_status add_cycle(bitmap_walk *walk, uint64_t leader, uint64_t period, lfsr_error *error)
{
    if (!is_exact(walk, leader))
        return LFSR_OK;
    lfsr_status status = LFSR_OK;
    if (walk->counts.found->has_leaders)
        status = lfsr_partition_add_leader(walk->counts.found, leader, period, error);
    return status == LFSR_OK ? lfsr_period_counts_add(&walk->counts, period, 1, error) : status;
}

/* Mark the cycle of the state 1 0 start. *period is 0 if it has more states than there are. False: stopped.
 */
static bool mark_cycle(bitmap_walk *walk, uint64_t start, uint64_t *period)
{
    const unsigned degree = walk->degree, fresh = 65 - degree;
    const uint64_t low = (walk->states >> 2) - 1, code = walk->states >> 1 | start;
    uint8_t *visited = walk->visited;
    uint64_t symbols = code << (64 - degree) | symbols_after(walk, code) >> degree;
    uint64_t hits = ((symbols & ~(symbols << 1)) >> (degree - 1)) ^ UINT64_C(1) << (fresh - 1);
    visited[start] = 1;
    for (uint64_t time = 0; time < walk->states; time += fresh) {
        const uint64_t more = symbols_after(walk, symbols & (walk->states - 1));
        unsigned back = 64;
        for (; hits != 0; hits &= hits - 1) { /* the latest first; after the return they are met again */
            const unsigned at = (unsigned)__builtin_ctzll(hits);
            const uint64_t f = symbols >> at & low;
            visited[f] = 1;
            if (f == start)
                back = at;
        }
        if (back < 64) {
            *period = time + (fresh - 1 - back);
            return lfsr_tick_add(&walk->ticker, (double)*period, 1);
        }
        if (!lfsr_tick_add(&walk->ticker, 0, 1))
            return false;
        symbols = symbols << fresh | more >> (degree - 1);
        hits = (symbols & ~(symbols << 1)) >> (degree - 1);
    }
    *period = 0;
    return true;
}

static lfsr_status add_constants(bitmap_walk *walk, lfsr_error *error)
{
    lfsr_status status = add_cycle(walk, 0, 1, error);
    walk->ticker.states += 1;
    if (status != LFSR_OK || __builtin_parityll(walk->taps) == 0)
        return status;
    walk->ticker.states += 1;
    return add_cycle(walk, walk->states - 1, 1, error);
}

static lfsr_status walk_all(bitmap_walk *walk, lfsr_error *error)
{
    lfsr_status status = add_constants(walk, error);
    for (uint64_t start = 0; start < walk->states >> 2 && status == LFSR_OK; start++) {
        uint64_t period, code = walk->states >> 1 | start;
        if (walk->visited[start])
            continue;
        if (!mark_cycle(walk, start, &period))
            return lfsr_tick_stopped(error);
        if (period == 0)
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "a cycle has more states than there are");
        uint64_t leader = (code << 1 & (walk->states - 1)) | (uint64_t)__builtin_parityll(code & walk->taps);
        status = add_cycle(walk, leader, period, error);
    }
    if (status == LFSR_OK)
        status = lfsr_period_counts_flush(&walk->counts, error);
    return status == LFSR_OK ? lfsr_tick_end(&walk->ticker, error) : status;
}

static void make_tables(bitmap_walk *walk, const lfsr_gf2_register *reg)
{
    walk->taps = gf2_reverse(reg->feedback, reg->degree);
    for (unsigned i = 0; i < reg->degree; i++) {
        const unsigned symbol = reg->degree - 1 - i, bit = 1u << (i & 3);
        const uint64_t unit = gf2_reverse(reg->ahead[symbol / 4][1u << (symbol & 3)], 64);
        uint64_t *row = walk->ahead[i / 4];
        row[0] = 0;
        for (unsigned v = 0; v < bit; v++)
            row[bit + v] = row[v] ^ unit;
    }
    for (unsigned i = 0; i < walk->count; i++)
        walk->cofactor[i] = lfsr_gf2_poly_bits(&walk->stratum->cofactors[i]);
}

lfsr_status lfsr_gf2_bitmap(const lfsr_gf2_state *state, lfsr_partition *found, const lfsr_tick *tick,
                            lfsr_error *error)
{
    bitmap_walk walk; /* the rest is written before it is read */
    walk.stratum = state->stratum;
    walk.degree = state->stratum->degree;
    walk.states = state->stratum->states;
    walk.count = state->stratum->cofactor_count;
    walk.counts.found = found;
    walk.counts.length = 0;
    lfsr_ticker_init(&walk.ticker, tick);
    make_tables(&walk, &state->reg);
    walk.visited = calloc((size_t)(walk.states >> 2), 1);
    if (walk.visited == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = walk_all(&walk, error);
    free(walk.visited);
    return status;
}
