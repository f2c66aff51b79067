/* Copy the first windows of the lanes alive into the lanes from `at` on of rows of twice as many lanes. With
 * AVX-512 a whole word's lanes are moved at once, or 64 bits at once; else lane by lane.
 *
 * LANE_MOVE_NS: nanoseconds for a plane of a lane; LANE_MOVE_WORD_NS: for a word of the block. */
#if LANE_BYTES == 64 && LANE_BITS > 1
#define LANE_MOVE_NS      0.05
#define LANE_MOVE_WORD_NS 1.5

#if LANE_BITS == 8
typedef __mmask64 lane_bits;
#define lane_bits_of(mask)                (mask)
#define lane_pack(bits, word)             _mm512_maskz_compress_epi8(bits, (__m512i)(word))
#define lane_store_some(to, bits, packed) _mm512_mask_storeu_epi8(to, bits, packed)
#elif LANE_BITS == 32
typedef __mmask16 lane_bits;
#define lane_bits_of(word)                _mm512_movepi32_mask((__m512i)(word))
#define lane_pack(bits, word)             _mm512_maskz_compress_epi32(bits, (__m512i)(word))
#define lane_store_some(to, bits, packed) _mm512_mask_storeu_epi32(to, bits, packed)
#else
typedef __mmask8 lane_bits;
#define lane_bits_of(word)                _mm512_movepi64_mask((__m512i)(word))
#define lane_pack(bits, word)             _mm512_maskz_compress_epi64(bits, (__m512i)(word))
#define lane_store_some(to, bits, packed) _mm512_mask_storeu_epi64(to, bits, packed)
#endif

static void lane_block_move(const lane_block *b, lane_word *to, size_t at)
{
    lane_bits alive[LANE_BLOCK_MOST], stored[LANE_BLOCK_MOST];
    size_t place[LANE_BLOCK_MOST]; /* in bytes */
    for (unsigned g = 0; g < b->groups; g++) {
        alive[g] = lane_bits_of(b->alive[g]);
        const unsigned count = (unsigned)__builtin_popcountll(alive[g]);
        stored[g] = (lane_bits)_bzhi_u64(~UINT64_C(0), count);
        place[g] = at * LANE_BITS / 8;
        at += count;
    }
    for (size_t word = 0; word < b->field->degree * b->stride; word += b->groups)
        for (unsigned g = 0; g < b->groups; g++)
            lane_store_some((char *)(to + 2 * word) + place[g], stored[g],
                            lane_pack(alive[g], b->rows[word + g]));
}
#elif LANE_BYTES == 64
#define LANE_MOVE_NS      0.05
#define LANE_MOVE_WORD_NS 15.0

/* The first bits of `to` from `at` on are to be written; those after them may be. */
static void lane_block_move(const lane_block *b, lane_word *to, size_t at)
{
    const lane_u64 *alive = (const lane_u64 *)b->alive;
    const size_t parts = (size_t)b->groups * LANE_BYTES / 8;
    for (size_t word = 0; word < b->field->degree * b->stride; word += b->groups) {
        const lane_u64 *from = (const lane_u64 *)(b->rows + word);
        lane_u64 *out = (lane_u64 *)(to + 2 * word) + at / 64;
        unsigned used = at % 64;
        uint64_t bits = used > 0 ? *out & ((UINT64_C(1) << used) - 1) : 0; /* to be written, `used` of them */
        for (size_t i = 0; i < parts; i++) {
            const uint64_t more = _pext_u64(from[i], alive[i]);
            const unsigned count = (unsigned)__builtin_popcountll(alive[i]);
            bits |= more << used;
            if (used + count >= 64) {
                *out++ = bits;
                bits = used > 0 ? more >> (64 - used) : 0;
                used -= 64;
            }
            used += count;
        }
        if (used > 0)
            *out = bits;
    }
}
#else
#define LANE_MOVE_NS      (LANE_BITS == 1 ? 2.0 : 0.8)
#define LANE_MOVE_WORD_NS 0.0

/* One lane of a plane's words, from one row to another. */
LANE_INLINE void lane_copy(lane_word *to, size_t at, const lane_word *from, size_t lane)
{
#if LANE_BITS == 1
    lane_u64 *word = (lane_u64 *)to + at / 64;
    const uint64_t bit = ((const lane_u64 *)from)[lane / 64] >> lane % 64 & 1;
    *word = (*word & ~(UINT64_C(1) << at % 64)) | bit << at % 64;
#elif LANE_BITS == 8
    ((uint8_t *)to)[at] = ((const uint8_t *)from)[lane];
#else
    ((lane_pattern *)to)[at] = ((const lane_pattern *)from)[lane];
#endif
}

static void lane_block_move(const lane_block *b, lane_word *to, size_t at)
{
    uint32_t lanes[LANE_BLOCK_MOST * LANE_COUNT];
    const unsigned count = lane_list(b, b->alive, lanes);
    for (size_t word = 0; word < b->field->degree * b->stride; word += b->groups)
        for (unsigned i = 0; i < count; i++)
            lane_copy(to + 2 * word, at + i, b->rows + word, lanes[i]);
}
#endif
