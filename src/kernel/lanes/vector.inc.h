/* Wide words for one instruction set: LANE_BYTES is 64 (AVX-512), 32 (AVX2) or 16 (any machine). GCC vector
 * types carry the arithmetic; intrinsics only where a compiler would not find the instruction. */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <immintrin.h>
#endif

#define LANE_INLINE   static inline __attribute__((always_inline))
#define LANE_NOINLINE __attribute__((noinline)) /* not inlined into code that runs before the CPU check */
#define LANE_MOST     4                         /* words side by side in a row */

typedef uint64_t lane_word __attribute__((vector_size(LANE_BYTES), may_alias));
typedef uint64_t lane_u64 __attribute__((may_alias));
typedef uint8_t lane_bytes __attribute__((vector_size(LANE_BYTES), may_alias));

/* Keep a loaded word in a register: compilers would rather load it again than copy it for vpternlog to
 * overwrite. */
#if LANE_BYTES == 64
#define LANE_KEEP(x) __asm__("" : "+v"(x))
#else
#define LANE_KEEP(x) (void)0
#endif

/* Bit planes: lanes of *equal where later is smaller into *below, those that differ out of *equal. */
LANE_INLINE void lane_compare_bits(lane_word first, lane_word later, lane_word *below, lane_word *equal)
{
#if LANE_BYTES == 64
    *below |= (lane_word)_mm512_ternarylogic_epi64((__m512i)*equal, (__m512i)first, (__m512i)later, 0x40);
    *equal = (lane_word)_mm512_ternarylogic_epi64((__m512i)*equal, (__m512i)first, (__m512i)later, 0x90);
#else
    *below |= *equal & first & ~later;
    *equal &= ~(first ^ later);
#endif
}

/* Any bit of x? */
LANE_INLINE bool lane_any(lane_word x)
{
#if LANE_BYTES == 64
    return _mm512_test_epi64_mask((__m512i)x, (__m512i)x) != 0;
#elif LANE_BYTES == 32
    return !_mm256_testz_si256((__m256i)x, (__m256i)x);
#else
    return (x[0] | x[1]) != 0;
#endif
}

/* The same where code without vectors follows, which is slow while the upper parts of registers are in use:
 * not every compiler clears them before it. */
LANE_INLINE bool lane_any_alone(const lane_word *x)
{
    const bool any = lane_any(*x);
#if LANE_BYTES > 16
    _mm256_zeroupper();
#endif
    return any;
}

/* A set of lanes of a word: all bits of the lanes in it. One bit a lane where comparing bytes gives that. */
#if LANE_BYTES == 64 && LANE_BITS == 8
#define LANE_MASK_BITS 1
typedef uint64_t lane_mask;
#define lane_some(mask) ((mask) != 0)
#else
#define LANE_MASK_BITS  LANE_BITS
typedef lane_word lane_mask;
#define lane_some(mask) lane_any(mask)
#endif
