/* Inner loops over words; compiled once for each instruction set. */
#include <string.h>

/* Columns of two words. A column adds up its products in registers; the middle products are by Karatsuba's
 * method. */
static void long_multiply(uint64_t *out, const uint64_t *a, size_t na, const uint64_t *b, size_t nb)
{
    enum { PAIRS = LFSR_GF2_BASECASE / 2 };
    pair left[PAIRS], right[PAIRS], left_sum[PAIRS], right_sum[PAIRS];
    size_t la = (na + 1) / 2, lb = (nb + 1) / 2, length = na + nb;
    for (size_t i = 0; i < la; i++) {
        uint64_t high = 2 * i + 1 < na ? a[2 * i + 1] : 0;
        left[i] = pair_of(a[2 * i], high);
        left_sum[i] = pair_of(a[2 * i] ^ high, 0);
    }
    for (size_t i = 0; i < lb; i++) {
        uint64_t high = 2 * i + 1 < nb ? b[2 * i + 1] : 0;
        right[i] = pair_of(b[2 * i], high);
        right_sum[i] = pair_of(b[2 * i] ^ high, 0);
    }
    uint64_t carry0 = 0, carry1 = 0;
    for (size_t c = 0; c + 1 < la + lb; c++) {
        pair low = pair_of(0, 0), middle = low, high = low;
        size_t first = c >= lb ? c - lb + 1 : 0, last = c < la ? c : la - 1;
        for (size_t i = first; i <= last; i++) {
            low = pair_xor(low, mul_ll(left[i], right[c - i]));
            high = pair_xor(high, mul_hh(left[i], right[c - i]));
            middle = pair_xor(middle, mul_ll(left_sum[i], right_sum[c - i]));
        }
        middle = pair_xor(middle, pair_xor(low, high));
        out[2 * c] = low_of(low) ^ carry0;
        if (2 * c + 1 < length)
            out[2 * c + 1] = high_of(low) ^ low_of(middle) ^ carry1;
        carry0 = low_of(high) ^ high_of(middle);
        carry1 = high_of(high);
    }
    size_t end = 2 * (la + lb - 1);
    if (end < length)
        out[end] = carry0;
    if (end + 1 < length)
        out[end + 1] = carry1;
}

static void long_square(uint64_t *out, const uint64_t *a, size_t n)
{
    for (size_t i = n; i-- > 0;) {
        pair word = pair_of(a[i], 0), square = mul_ll(word, word);
        out[2 * i] = low_of(square);
        out[2 * i + 1] = high_of(square);
    }
}

static void long_apply(uint64_t *a, uint64_t *b, size_t n, const lfsr_gf2_matrix *matrix)
{
    pair uq0 = pair_of(matrix->u, 0), vr0 = pair_of(matrix->v, 0);
    pair uq1 = pair_of(matrix->q, 0), vr1 = pair_of(matrix->r, 0);
    uint64_t last_a = 0, last_b = 0, carry_a = 0, carry_b = 0;
    for (size_t i = 0; i < n; i++) {
        pair x = pair_of(a[i], 0), y = pair_of(b[i], 0);
        pair new_a = pair_xor(mul_ll(x, uq0), mul_ll(y, vr0));
        pair new_b = pair_xor(mul_ll(x, uq1), mul_ll(y, vr1));
        uint64_t now_a = low_of(new_a) ^ carry_a, now_b = low_of(new_b) ^ carry_b;
        carry_a = high_of(new_a);
        carry_b = high_of(new_b);
        if (i > 0) {
            a[i - 1] = last_a >> LFSR_GF2_STEPS | now_a << (64 - LFSR_GF2_STEPS);
            b[i - 1] = last_b >> LFSR_GF2_STEPS | now_b << (64 - LFSR_GF2_STEPS);
        }
        last_a = now_a;
        last_b = now_b;
    }
    a[n - 1] = last_a >> LFSR_GF2_STEPS | carry_a << (64 - LFSR_GF2_STEPS);
    b[n - 1] = last_b >> LFSR_GF2_STEPS | carry_b << (64 - LFSR_GF2_STEPS);
}

static void long_add_shifted(uint64_t *restrict to, const uint64_t *restrict from, size_t n, unsigned shift)
{
    if (n == 0)
        return;
    if (shift == 0) {
        for (size_t i = 0; i < n; i++)
            to[i] ^= from[i];
        return;
    }
    to[0] ^= from[0] << shift;
    for (size_t i = 1; i < n; i++)
        to[i] ^= from[i] << shift | from[i - 1] >> (64 - shift);
    to[n] ^= from[n - 1] >> (64 - shift);
}
