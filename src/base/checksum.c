/* CRC-32: by zlib, or by carry-less multiplication where the processor has it, about ten times as fast.
 *
 * Bytes are the coefficients of a polynomial m over GF(2), in which the first ones are the highest; the
 * checksum is about m mod P. Four sums of 128 bits hold something congruent to what was read. Each is moved
 * 512 bits up by two products of 64 with 33 bits: with x^544 mod P for its high half, x^480 for its low one
 * (the distance, and 32 bits more or less, because a constant of 32 bits stands at the end of its word). At
 * the end the sums are one, and zlib takes that as 16 bytes. */
#include "checksum.h"

#include <zlib.h>

#if defined(__x86_64__)
#include <immintrin.h>

#define LEAST 128 /* bytes; fewer are left to zlib */

#define FAST static __attribute__((target("sse4.1,pclmul")))

/* Move a sum up and add what comes there. high: x^(distance + 32) mod P in the lower half of the constants.
 */
FAST inline __m128i fold(__m128i sum, __m128i constants, __m128i next)
{
    const __m128i high = _mm_clmulepi64_si128(sum, constants, 0x00);
    const __m128i low = _mm_clmulepi64_si128(sum, constants, 0x11);
    return _mm_xor_si128(_mm_xor_si128(high, low), next);
}

/* length >= LEAST. */
FAST uint32_t crc32_folded(uint32_t before, const unsigned char *bytes, size_t length)
{
    /* x^n mod P, coefficient of x^31 first, shifted by one bit: the product of two reflected words is so. */
    const __m128i by_512 = _mm_set_epi64x(0x1c6e41596, 0x154442bd4); /* n = 480, 544 */
    const __m128i by_128 = _mm_set_epi64x(0x0ccaa009e, 0x1751997d0); /* n = 96, 160 */
    const __m128i *at = (const __m128i *)(const void *)bytes;
    __m128i sum[4];
    unsigned char rest[16];
    for (int i = 0; i < 4; i++)
        sum[i] = _mm_loadu_si128(at + i);
    sum[0] = _mm_xor_si128(sum[0], _mm_cvtsi32_si128((int)~before));
    for (at += 4, length -= 64; length >= 64; at += 4, length -= 64)
        for (int i = 0; i < 4; i++)
            sum[i] = fold(sum[i], by_512, _mm_loadu_si128(at + i));
    for (int i = 1; i < 4; i++)
        sum[i] = fold(sum[i - 1], by_128, sum[i]);
    for (; length >= 16; at++, length -= 16)
        sum[3] = fold(sum[3], by_128, _mm_loadu_si128(at));
    _mm_storeu_si128((__m128i *)(void *)rest, sum[3]);
    uint32_t checksum = (uint32_t)crc32_z(UINT32_MAX, rest, sizeof rest); /* from a register of zeros */
    return (uint32_t)crc32_z(checksum, (const unsigned char *)at, length);
}

#endif

uint32_t lfsr_crc32(uint32_t before, const void *bytes, size_t length)
{
#if defined(__x86_64__)
    if (length >= LEAST && __builtin_cpu_supports("pclmul") && __builtin_cpu_supports("sse4.1"))
        return crc32_folded(before, bytes, length);
#endif
    return length == 0 ? before : (uint32_t)crc32_z(before, bytes, length);
}
