/* Products: columns of words for short factors, Karatsuba's method for longer ones, libgf2x for the longest;
 * where each begins to pay was measured (docs/performance.md) and depends on the instruction set. */
#include "gf2_poly.h"

#include <gf2x.h>
#include <string.h>

#include "gf2_ops.h"

static void add(uint64_t *restrict to, const uint64_t *restrict from, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] ^= from[i];
}

size_t lfsr_gf2_product_scratch(size_t n)
{
    return 5 * n + 256;
}

/* out (2 n words) = a b. Uses 2 (n + n / 2 + n / 4 ...) words of scratch, the halves rounded up. */
static void karatsuba(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t n, uint64_t *scratch,
                      const lfsr_gf2_ops *ops)
{
    if (n < ops->karatsuba) {
        ops->multiply(out, a, n, b, n);
        return;
    }
    size_t low = (n + 1) / 2, high = n - low;
    memcpy(out, a, low * sizeof *out);
    add(out, a + low, high);
    memcpy(out + low, b, low * sizeof *out);
    add(out + low, b + low, high);
    uint64_t *middle = scratch;
    karatsuba(middle, out, out + low, low, scratch + 2 * low, ops);
    karatsuba(out, a, b, low, scratch + 2 * low, ops);
    karatsuba(out + 2 * low, a + low, b + low, high, scratch + 2 * low, ops);
    add(middle, out, 2 * low);
    add(middle, out + 2 * low, 2 * high);
    add(out + low, middle, 2 * low < n + high ? 2 * low : n + high);
}

static void balanced(uint64_t *out, const uint64_t *a, const uint64_t *b, size_t n, uint64_t *scratch,
                     const lfsr_gf2_ops *ops)
{
    if (n >= ops->library && gf2x_mul(out, a, n, b, n) == 0)
        return;
    karatsuba(out, a, b, n, scratch, ops);
}

void lfsr_gf2_product(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb,
                      uint64_t *scratch)
{
    const lfsr_gf2_ops *ops = lfsr_gf2_ops_get();
    if (na < nb) {
        const uint64_t *c = a;
        size_t n = na;
        a = b;
        na = nb;
        b = c;
        nb = n;
    }
    if (na <= LFSR_GF2_BASECASE && nb < ops->karatsuba) {
        ops->multiply(out, a, na, b, nb);
        return;
    }
    if (na == nb) {
        balanced(out, a, b, na, scratch, ops);
        return;
    }
    /* Pieces of the longer factor as long as the shorter one, or as the short products take. */
    size_t piece = nb < ops->karatsuba ? LFSR_GF2_BASECASE : nb;
    uint64_t *part = scratch, *padded = part + 2 * nb + LFSR_GF2_BASECASE;
    scratch = padded + nb;
    memset(out, 0, (na + nb) * sizeof *out);
    for (size_t at = 0; at < na; at += piece) {
        size_t length = na - at < piece ? na - at : piece;
        if (nb < ops->karatsuba) {
            ops->multiply(part, a + at, length, b, nb);
        } else if (length == nb) {
            balanced(part, a + at, b, nb, scratch, ops);
        } else { /* the last piece, as long as the others */
            memset(padded, 0, nb * sizeof *padded);
            memcpy(padded, a + at, length * sizeof *padded);
            balanced(part, padded, b, nb, scratch, ops);
        }
        add(out + at, part, length + nb);
    }
}

size_t lfsr_gf2_degree(const uint64_t *a, size_t n)
{
    while (n > 1 && a[n - 1] == 0)
        n--;
    return a[n - 1] == 0 ? 0 : 64 * n - 1 - (size_t)__builtin_clzll(a[n - 1]);
}

static uint64_t reverse_word(uint64_t v)
{
    v = (v >> 1 & UINT64_C(0x5555555555555555)) | (v & UINT64_C(0x5555555555555555)) << 1;
    v = (v >> 2 & UINT64_C(0x3333333333333333)) | (v & UINT64_C(0x3333333333333333)) << 2;
    v = (v >> 4 & UINT64_C(0x0f0f0f0f0f0f0f0f)) | (v & UINT64_C(0x0f0f0f0f0f0f0f0f)) << 4;
    return __builtin_bswap64(v);
}

void lfsr_gf2_reverse(uint64_t *out, const uint64_t *a, size_t degree)
{
    size_t words = lfsr_gf2_words(degree);
    unsigned shift = 63 - (unsigned)(degree % 64);
    for (size_t i = 0; i < words; i++) {
        uint64_t low = reverse_word(a[words - 1 - i]) >> shift;
        uint64_t high = i + 1 < words && shift > 0 ? reverse_word(a[words - 2 - i]) << (64 - shift) : 0;
        out[i] = low | high;
    }
}
