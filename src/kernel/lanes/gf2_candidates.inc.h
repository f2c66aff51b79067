/* Candidate leaders by lanes, for one instruction set; included after gf2.inc.h. */
#include "gf2_candidates.h"

#if GF2_WIDTH == 512
/* below | (equal & first & ~later); equal & ~(first ^ later) */
#define BELOW(below, equal, first, later)                                                                    \
    ((below) | (word)_mm512_ternarylogic_epi64((__m512i)(equal), (__m512i)(first), (__m512i)(later), 0x40))
#define EQUAL(equal, first, later)                                                                           \
    ((word)_mm512_ternarylogic_epi64((__m512i)(equal), (__m512i)(first), (__m512i)(later), 0x90))
#else
#define BELOW(below, equal, first, later) ((below) | ((equal) & (first) & ~(later)))
#define EQUAL(equal, first, later)        ((equal) & ~((first) ^ (later)))
#endif

static ALWAYS_INLINE bool is_zero(word x)
{
#if GF2_WIDTH == 512
    return _mm512_test_epi64_mask((__m512i)x, (__m512i)x) == 0;
#elif GF2_WIDTH == 256
    return _mm256_testz_si256((__m256i)x, (__m256i)x);
#else
    return (x[0] | x[1]) == 0;
#endif
}

/* `count` symbols at out; taps is known when this is compiled, or rule->taps. */
static ALWAYS_INLINE void add_taps(word *out, unsigned count, const lfsr_gf2_rule *rule, unsigned taps)
{
    for (word *end = out + count; out != end; out++) {
        word sum = *(out - rule->distance[0]);
        for (unsigned j = 1; j < taps; j++)
            sum ^= *(out - rule->distance[j]);
        *out = sum;
    }
}

static ALWAYS_INLINE void make_by_rule(word *out, unsigned count, const lfsr_gf2_rule *rule)
{
    switch (rule->taps) {
#define CASE(n)                                                                                              \
    case n:                                                                                                  \
        add_taps(out, count, rule, n);                                                                       \
        break;
        CASE(1)
        CASE(2)
        CASE(3)
        CASE(4)
#undef CASE
    default:
        add_taps(out, count, rule, rule->taps);
    }
}

/* Symbols up to time `made` + LFSR_GF2_BLOCK_AHEAD. */
static void make_symbols(lfsr_gf2_block *block)
{
    word *symbols = (word *)block->symbols;
    const uint64_t made = block->made;
    if (made + LFSR_GF2_BLOCK_AHEAD - block->shift > LFSR_GF2_BLOCK_SYMBOLS) {
        uint64_t back = made - block->light.from, from = block->time < back ? block->time : back;
        memmove(symbols + block->degree, symbols + (from - block->shift), (made - from) * sizeof(word));
        block->shift = from - block->degree;
    }
    word *out = symbols + (made - block->shift);
    unsigned own = 0;
    if (made < block->light.from) {
        own = block->light.from - (unsigned)made;
        own = own < LFSR_GF2_BLOCK_AHEAD ? own : LFSR_GF2_BLOCK_AHEAD;
        make_by_rule(out, own, &block->own);
    }
    if (own < LFSR_GF2_BLOCK_AHEAD)
        make_by_rule(out + own, LFSR_GF2_BLOCK_AHEAD - own, &block->light);
    block->made = made + LFSR_GF2_BLOCK_AHEAD;
}

/* After this many symbols few blocks have a lane whose windows are still equal. They are compared without
 * asking whether any lane is left: a branch that goes either way costs more than they do. */
#define SURE_SYMBOLS 10

/* The time of the window to be compared after that at `time`. */
static ALWAYS_INLINE uint64_t next_time(const lfsr_gf2_block *block, uint64_t time)
{
    time++;
    if (time >= block->known)
        return time;
    uint64_t rest = block->compare >> time;
    return rest == 0 ? block->known : time + (unsigned)__builtin_ctzll(rest);
}

/* The lanes of equal whose symbols begin .. end - 1 are smaller in the later window join *below, those where
 * they differ leave *equal. */
static ALWAYS_INLINE void compare_symbols(word *below, word *equal, const word *first, const word *later,
                                          size_t begin, size_t end)
{
    for (size_t i = begin; i < end; i++) {
        *below = BELOW(*below, *equal, first[i], later[i]);
        *equal = EQUAL(*equal, first[i], later[i]);
    }
}

/* Compare windows while their symbols are there. *need: where it stopped for want of symbols, how many; else
 * 0. No calls are made from here, so that words stay in registers. */
static lfsr_gf2_halt compare_made(lfsr_gf2_block *block, uint64_t until, uint64_t *need)
{
    const word *first = (const word *)block->symbols;
    const uint64_t made = block->made, shift = block->shift;
    const size_t degree = block->degree;
    uint64_t time = block->time;
    lfsr_gf2_halt halt = LFSR_GF2_OVER;
    word alive;
    memcpy(&alive, block->alive, sizeof alive);
    *need = 0;
    while (!is_zero(alive)) {
        halt = LFSR_GF2_PAUSE;
        if (time >= until)
            break;
        const uint64_t t = next_time(block, time);
        const word *later = first + (t - shift);
        size_t i = t < block->known ? block->known - t : 0;
        word equal = alive, below = {0};
        if (i + SURE_SYMBOLS <= degree) {
            *need = t + i + SURE_SYMBOLS;
            if (*need > made)
                break;
            compare_symbols(&below, &equal, first + i, later + i, 0, SURE_SYMBOLS);
            i += SURE_SYMBOLS;
        }
        if (!is_zero(equal)) {
            *need = t + degree;
            if (*need > made)
                break;
            for (; i + 4 <= degree && !is_zero(equal); i += 4)
                compare_symbols(&below, &equal, first + i, later + i, 0, 4);
            compare_symbols(&below, &equal, first, later, i, is_zero(equal) ? i : degree);
        }
        *need = 0;
        time = t;
        alive &= ~(below | equal);
        if (!is_zero(equal)) {
            memcpy(block->ended, &equal, sizeof equal);
            halt = LFSR_GF2_ENDED;
            break;
        }
        halt = LFSR_GF2_OVER;
    }
    memcpy(block->alive, &alive, sizeof alive);
    block->time = time;
    return halt;
}

static lfsr_gf2_halt compare_block(lfsr_gf2_block *block, uint64_t until)
{
    if (block->made == 0)
        block->made = block->degree;
    for (;;) {
        uint64_t need;
        const lfsr_gf2_halt halt = compare_made(block, until, &need);
        if (need == 0)
            return halt;
        while (block->made < need)
            make_symbols(block);
    }
}

static unsigned count_lanes(const uint64_t *lanes)
{
    unsigned count = 0;
    for (unsigned e = 0; e < GF2_WIDTH / 64; e++)
        count += (unsigned)__builtin_popcountll(lanes[e]);
    return count;
}

/* The bits of x that are set in mask, side by side. */
static ALWAYS_INLINE uint64_t extract_bits(uint64_t x, uint64_t mask)
{
#if GF2_WIDTH > 128
    return _pext_u64(x, mask);
#else
    uint64_t bits = 0;
    for (unsigned i = 0; mask != 0; mask &= mask - 1, i++)
        bits |= (x >> __builtin_ctzll(mask) & 1) << i;
    return bits;
#endif
}

static void compress(uint64_t *out, unsigned at, const uint64_t *in, const uint64_t *mask, unsigned count)
{
    unsigned place[GF2_WIDTH / 64];
    for (unsigned e = 0; e < GF2_WIDTH / 64; e++) {
        place[e] = at;
        at += (unsigned)__builtin_popcountll(mask[e]);
    }
    for (; count > 0; count--, in += GF2_WIDTH / 64, out += GF2_WIDTH / 64)
        for (unsigned e = 0; e < GF2_WIDTH / 64; e++) {
            const uint64_t bits = extract_bits(in[e], mask[e]);
            const unsigned bit = place[e] % 64;
            if (mask[e] == 0)
                continue;
            out[place[e] / 64] |= bits << bit;
            if (bit > 0 && bits >> (64 - bit) != 0)
                out[place[e] / 64 + 1] |= bits >> (64 - bit);
        }
}
