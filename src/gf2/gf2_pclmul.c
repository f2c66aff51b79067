/* Carry-less multiplication by PCLMULQDQ. CMake compiles this file for processors that have AVX2 and BMI2 as
 * well; lfsr_gf2_ops_pclmul asks the processor. */
#include "gf2_ops.h"

#if defined(__PCLMUL__) && defined(__AVX2__) && defined(__BMI2__) && defined(__LZCNT__)
#include <immintrin.h>

typedef __m128i pair;

static inline pair pair_of(uint64_t lo, uint64_t hi)
{
    return _mm_set_epi64x((long long)hi, (long long)lo);
}

static inline uint64_t low_of(pair a)
{
    return (uint64_t)_mm_cvtsi128_si64(a);
}

static inline uint64_t high_of(pair a)
{
    return (uint64_t)_mm_extract_epi64(a, 1);
}

static inline pair pair_xor(pair a, pair b)
{
    return _mm_xor_si128(a, b);
}

static inline pair halves_right(pair a, unsigned count)
{
    return _mm_srl_epi64(a, _mm_cvtsi32_si128((int)count));
}

static inline pair halves_left(pair a, unsigned count)
{
    return _mm_sll_epi64(a, _mm_cvtsi32_si128((int)count));
}

/* Shifted right by 64 - count; a shift by 64 gives 0. */
static inline pair halves_right_64(pair a, unsigned count)
{
    return _mm_srl_epi64(a, _mm_cvtsi32_si128(64 - (int)count));
}

static inline pair pair_and(pair a, pair b)
{
    return _mm_and_si128(a, b);
}

static inline pair pair_up(pair a)
{
    return _mm_slli_si128(a, 8);
}

static inline pair pair_down(pair a)
{
    return _mm_srli_si128(a, 8);
}

static inline pair pair_middle(pair a, pair b)
{
    return _mm_alignr_epi8(b, a, 8);
}

static inline pair pair_load(const uint64_t *from)
{
    return _mm_loadu_si128((const __m128i *)(const void *)from);
}

static inline void pair_store(uint64_t *to, pair a)
{
    _mm_storeu_si128((__m128i *)(void *)to, a);
}

static inline pair mul_ll(pair a, pair b)
{
    return _mm_clmulepi64_si128(a, b, 0x00);
}

static inline pair mul_hh(pair a, pair b)
{
    return _mm_clmulepi64_si128(a, b, 0x11);
}

static inline pair mul_hl(pair a, pair b)
{
    return _mm_clmulepi64_si128(a, b, 0x01);
}

#include "gf2_word.inc.h"
#include "gf2_long.inc.h"
#include "gf2_short.inc.h"

static const lfsr_gf2_ops ops = {
    "pclmul",         32,         16384,          word_factor,   word_irreducible, word_gcd_all,
    word_mul,         word_pow_x, word_order,     long_multiply, long_square,      long_apply,
    long_add_shifted, short_mul,  short_mul_each, short_squares};

const lfsr_gf2_ops *lfsr_gf2_ops_pclmul(void)
{
    return __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("avx2") &&
                   __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2")
               ? &ops
               : NULL;
}
#else
const lfsr_gf2_ops *lfsr_gf2_ops_pclmul(void)
{
    return NULL;
}
#endif
