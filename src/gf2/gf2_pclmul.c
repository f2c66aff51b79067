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
    "pclmul",         32,         16384,       word_factor,   word_irreducible, word_gcd_all,
    word_mul,         word_pow_x, word_order,  long_multiply, long_square,      long_apply,
    long_add_shifted, short_mul,  short_square};

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
