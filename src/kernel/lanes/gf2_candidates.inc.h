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

/* Symbols up to time `made` + LFSR_GF2_BLOCK_AHEAD. */
static void make_symbols(lfsr_gf2_block *block)
{
    word *symbols = (word *)block->symbols;
    uint64_t end = block->made + LFSR_GF2_BLOCK_AHEAD;
    if (end - block->shift > LFSR_GF2_BLOCK_SYMBOLS) {
        uint64_t back = block->made - block->light.from, from = block->time < back ? block->time : back;
        memmove(symbols + block->degree, symbols + (from - block->shift),
                (block->made - from) * sizeof(word));
        block->shift = from - block->degree;
    }
    for (uint64_t t = block->made; t < end; t++) {
        const lfsr_gf2_rule *rule = t < block->light.from ? &block->own : &block->light;
        word *out = symbols + (t - block->shift), sum = *(out - rule->distance[0]);
        for (unsigned j = 1; j < rule->taps; j++)
            sum ^= *(out - rule->distance[j]);
        *out = sum;
    }
    block->made = end;
}

/* After this many symbols few blocks have a lane whose windows are still equal. They are compared without
 * asking whether any lane is left: a branch that goes either way costs more than they do. */
#if GF2_WIDTH == 512
#define SURE_SYMBOLS 12
#elif GF2_WIDTH == 256
#define SURE_SYMBOLS 12
#else
#define SURE_SYMBOLS 11
#endif

/* The lanes of alive whose window at block->time is smaller (result), or the same (*same). */
static ALWAYS_INLINE word compare_windows(lfsr_gf2_block *block, word alive, word *same)
{
    const word *first = (const word *)block->symbols;
    unsigned i = block->time < block->known ? block->known - (unsigned)block->time : 0,
             degree = block->degree;
    word equal = alive, below = {0};
    if (i + SURE_SYMBOLS <= degree) {
        while (block->time + i + SURE_SYMBOLS > block->made)
            make_symbols(block);
        const word *early = first + i, *later = early + (block->time - block->shift);
        for (size_t j = 0; j < SURE_SYMBOLS; j++) {
            below = BELOW(below, equal, early[j], later[j]);
            equal = EQUAL(equal, early[j], later[j]);
        }
        i += SURE_SYMBOLS;
        if (is_zero(equal)) {
            *same = equal;
            return below;
        }
    }
    for (; i + 4 <= degree; i += 4) {
        while (block->time + i + 4 > block->made)
            make_symbols(block);
        const word *later = first + (block->time - block->shift);
        for (unsigned j = i; j < i + 4; j++) {
            below = BELOW(below, equal, first[j], later[j]);
            equal = EQUAL(equal, first[j], later[j]);
        }
        if (is_zero(equal)) {
            *same = equal;
            return below;
        }
    }
    for (; i < degree; i++) {
        while (block->time + i >= block->made)
            make_symbols(block);
        const word *later = first + (block->time - block->shift);
        below = BELOW(below, equal, first[i], later[i]);
        equal = EQUAL(equal, first[i], later[i]);
    }
    *same = equal;
    return below;
}

static lfsr_gf2_halt compare_block(lfsr_gf2_block *block, uint64_t until)
{
    word alive, same;
    memcpy(&alive, block->alive, sizeof alive);
    lfsr_gf2_halt halt = LFSR_GF2_OVER;
    if (block->made == 0)
        block->made = block->degree;
    while (!is_zero(alive)) {
        if (block->time >= until) {
            halt = LFSR_GF2_PAUSE;
            break;
        }
        block->time++;
        if (block->time < block->known) {
            uint64_t rest = block->compare >> block->time;
            block->time = rest == 0 ? block->known : block->time + (unsigned)__builtin_ctzll(rest);
        }
        word below = compare_windows(block, alive, &same);
        alive &= ~(below | same);
        if (!is_zero(same)) {
            memcpy(block->ended, &same, sizeof same);
            halt = LFSR_GF2_ENDED;
            break;
        }
    }
    memcpy(block->alive, &alive, sizeof alive);
    return halt;
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
