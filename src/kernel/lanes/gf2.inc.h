/* The vector operations of the GF(2) lanes, for one instruction set: GF2_WIDTH (128, 256, 512)
 * is the number of lanes in a wide word.
 *
 * A block is eight words; no word of a block depends on another one of it, so the loop is loads, sums and
 * stores. Two 512-bit loads a cycle are the limit: taps / 2 cycles a word. The zero-run watch adds one
 * operation a word (OR of four words, then of four neighbours), which fits beside the loads from three taps
 * on. */
#include "gf2_lanes.h"

#include <string.h>

#define GF2_WIDTH (8 * LANE_BYTES)

#if GF2_WIDTH == 512 || GF2_WIDTH == 256
#include <immintrin.h>
#endif

typedef uint64_t word __attribute__((vector_size(GF2_WIDTH / 8), may_alias));

#define ELEMENTS      (GF2_WIDTH / 64)
#define ALWAYS_INLINE inline __attribute__((always_inline))

#if GF2_WIDTH == 512
#define XOR3(a, b, c) ((word)_mm512_ternarylogic_epi64((__m512i)(a), (__m512i)(b), (__m512i)(c), 0x96))
#define OR3(a, b, c)  ((word)_mm512_ternarylogic_epi64((__m512i)(a), (__m512i)(b), (__m512i)(c), 0xfe))
#else
#define XOR3(a, b, c) ((a) ^ (b) ^ (c))
#define OR3(a, b, c)  ((a) | (b) | (c))
#endif

/* Bit e: element e is not all ones. */
static ALWAYS_INLINE uint8_t elements_with_zero(word x)
{
#if GF2_WIDTH == 512
    return (uint8_t)_mm512_cmpneq_epi64_mask((__m512i)x, _mm512_set1_epi64(-1));
#elif GF2_WIDTH == 256
    return (uint8_t)(~_mm256_movemask_pd((__m256d)_mm256_cmpeq_epi64((__m256i)x, _mm256_set1_epi64x(-1))) &
                     15);
#else
    uint8_t flags = 0;
    for (unsigned e = 0; e < ELEMENTS; e++)
        flags |= (uint8_t)((~x[e] != 0) << e);
    return flags;
#endif
}

/* Bit e: element e is not zero. */
static ALWAYS_INLINE uint8_t elements_set(word x)
{
    return elements_with_zero(~x);
}

/* The sum of word u of every source; taps is known when this is compiled. */
static ALWAYS_INLINE word sum_of(const word *const *source, unsigned u, unsigned taps)
{
    word x = source[0][u];
    if (taps % 2 == 0)
        x ^= source[1][u];
#define PAIR(j)                                                                                              \
    if (taps > (j) + 1)                                                                                      \
    x = XOR3(x, source[j][u], source[(j) + 1][u])
    if (taps % 2 == 0) {
        PAIR(2);
        PAIR(4);
    } else {
        PAIR(1);
        PAIR(3);
        PAIR(5);
    }
#undef PAIR
    return x;
}

/* Groups of four words seen last: z, the group before this block; pair[i], the groups two and three (i = 0),
 * one and two (i = 1) before it. */
typedef struct seen {
    word z, pair[2];
} seen;

static ALWAYS_INLINE uint8_t watch_block(const word x[LFSR_GF2_BLOCK], unsigned groups, seen *before)
{
    word z0 = OR3(x[0], x[1], x[2]) | x[3], z1 = OR3(x[4], x[5], x[6]) | x[7];
    word p0 = before->z | z0, p1 = z0 | z1;
    word all = groups == 4 ? (p0 | before->pair[0]) & (p1 | before->pair[1])
                           : (z0 | before->pair[1]) & (p1 | before->z);
    *before = (seen){z1, {p0, p1}};
    return elements_with_zero(all);
}

#define EACH_WORD(DO) DO(0) DO(1) DO(2) DO(3) DO(4) DO(5) DO(6) DO(7)

static ALWAYS_INLINE unsigned few_taps(const lfsr_gf2_ring *ring, const lfsr_gf2_span *span, unsigned taps,
                                       unsigned groups, seen *before)
{
    word *out = (word *)ring->words + span->start;
    const word *source[7] = {0};
    for (unsigned j = 0; j < taps; j++)
        source[j] = out + span->offset[j];
    uint8_t *flag = ring->flags + span->start / LFSR_GF2_BLOCK;
    unsigned any = 0;
    seen now = *before;
    for (unsigned b = 0; b < span->blocks; b++) {
        word x[LFSR_GF2_BLOCK];
#define SUM(u) x[u] = sum_of(source, u, taps);
        EACH_WORD(SUM)
#undef SUM
#define STORE(u) out[u] = x[u];
        EACH_WORD(STORE)
#undef STORE
        if (groups != 0) {
            uint8_t found = watch_block(x, groups, &now);
            flag[b] = found;
            any |= found;
        }
        out += LFSR_GF2_BLOCK;
        for (unsigned j = 0; j < taps; j++)
            source[j] += LFSR_GF2_BLOCK;
    }
    *before = now;
    return any;
}

static ALWAYS_INLINE unsigned many_taps(const lfsr_gf2_ring *ring, const lfsr_gf2_span *span, unsigned groups,
                                        seen *before)
{
    word *out = (word *)ring->words + span->start;
    uint8_t *flag = ring->flags + span->start / LFSR_GF2_BLOCK;
    unsigned any = 0;
    for (unsigned b = 0; b < span->blocks; b++, out += LFSR_GF2_BLOCK) {
        const word *first = out + span->offset[0];
        word x[LFSR_GF2_BLOCK];
#define FIRST(u) x[u] = first[u];
        EACH_WORD(FIRST)
#undef FIRST
        unsigned j = 1;
        for (; j + 1 < ring->taps; j += 2) {
            const word *left = out + span->offset[j], *right = out + span->offset[j + 1];
#define ADD(u) x[u] = XOR3(x[u], left[u], right[u]);
            EACH_WORD(ADD)
#undef ADD
        }
        if (j < ring->taps) {
            const word *rest = out + span->offset[j];
#define ADD(u) x[u] ^= rest[u];
            EACH_WORD(ADD)
#undef ADD
        }
#define STORE(u) out[u] = x[u];
        EACH_WORD(STORE)
#undef STORE
        if (groups != 0) {
            uint8_t found = watch_block(x, groups, before);
            flag[b] = found;
            any |= found;
        }
    }
    return any;
}

static ALWAYS_INLINE unsigned one_span(const lfsr_gf2_ring *ring, const lfsr_gf2_span *span, unsigned groups,
                                       seen *before)
{
    switch (ring->taps) {
#define CASE(n)                                                                                              \
    case n:                                                                                                  \
        return few_taps(ring, span, n, groups, before);
        CASE(1)
        CASE(2)
        CASE(3)
        CASE(4)
        CASE(5)
        CASE(6)
        CASE(7)
#undef CASE
    default:
        return many_taps(ring, span, groups, before);
    }
}

static seen seen_before(const word *start)
{
    word group[3];
    for (int g = 0; g < 3; g++) {
        const word *x = start + 4 * (g - 3);
        group[g] = OR3(x[0], x[1], x[2]) | x[3];
    }
    return (seen){group[2], {group[0] | group[1], group[1] | group[2]}};
}

static bool revolve(lfsr_gf2_ring *ring, unsigned groups)
{
    word *words = (word *)ring->words;
    memcpy(words - ring->front, words + ring->size - ring->front, ring->front * sizeof(word));
    seen before = seen_before(words);
    unsigned any = 0;
    for (unsigned i = 0; i < ring->span_count; i++) {
        if (groups == 4)
            any |= one_span(ring, &ring->span[i], 4, &before);
        else if (groups == 3)
            any |= one_span(ring, &ring->span[i], 3, &before);
        else
            any |= one_span(ring, &ring->span[i], 0, &before);
    }
    return any != 0;
}

static void combine(uint64_t *out_words, const uint64_t *in_words, uint64_t mask, unsigned count)
{
    word *out = (word *)out_words;
    const word *in = (const word *)in_words;
    unsigned bits = 0;
    uint8_t bit[64];
    for (uint64_t rest = mask; rest != 0; rest &= rest - 1)
        bit[bits++] = (uint8_t)__builtin_ctzll(rest);
    for (unsigned r = 0; r < count; r++) {
        word sum = {0};
        for (unsigned j = 0; j < bits; j++)
            sum ^= in[r + bit[j]];
        out[r] = sum;
    }
}

static bool runs(uint64_t *hits, uint8_t *flags, const uint64_t *in_words, unsigned count, unsigned zeros)
{
    word *run = (word *)hits; /* run[i]: OR of in[i + 1 .. i + length], for i + length < count + zeros */
    const word *in = (const word *)in_words;
    if (zeros == 0)
        memcpy(hits, in_words, count * sizeof(word));
    else
        memcpy(hits, in + 1, (count + zeros - 1) * sizeof(word));
    for (unsigned length = 1; length < zeros;) {
        unsigned more = 2 * length <= zeros ? length : zeros - length;
        for (unsigned i = 0; i < count + zeros - length - more; i++)
            run[i] |= run[i + more];
        length += more;
    }
    unsigned any = 0;
    for (unsigned i = 0; i < count; i++) {
        if (zeros != 0)
            run[i] = in[i] & ~run[i];
        flags[i] = elements_set(run[i]);
        any |= flags[i];
    }
    for (unsigned i = count; i % 8 != 0; i++)
        flags[i] = 0;
    return any != 0;
}

#include "lanes/gf2_candidates.inc.h"

#define GF2_OPS_OF(isa)       lfsr_gf2_lane_ops_##isa
#define GF2_OPS_EXPANDED(isa) GF2_OPS_OF(isa)
const lfsr_gf2_lane_ops GF2_OPS_EXPANDED(LANE_ISA) = {GF2_WIDTH,     revolve,     combine, runs,
                                                      compare_block, count_lanes, compress};
