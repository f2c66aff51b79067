/* Residues of up to LFSR_GF2_SHORT words; compiled once for each instruction set and, within it, for each
 * length, so that loops are unrolled and words stay in registers. The reduction is Barrett's, of which only
 * the words that matter are computed: the upper half of the product by the inverse, the lower half of the
 * product by the modulus. */

#define UNROLLED static inline __attribute__((always_inline))

/* The coefficient of x^(64 c) of a b, as a pair: words c and c + 1 of the product take its halves. */
UNROLLED pair short_column(const uint64_t *a, const uint64_t *b, unsigned c, unsigned n)
{
    unsigned first = c < n ? 0 : c - n + 1, last = c < n ? c : n - 1;
    pair sum = mul_ll(pair_of(a[first], 0), pair_of(b[c - first], 0));
    for (unsigned i = first + 1; i <= last; i++)
        sum = pair_xor(sum, mul_ll(pair_of(a[i], 0), pair_of(b[c - i], 0)));
    return sum;
}

/* out (n words) = product (2 n words) mod the modulus. */
UNROLLED void short_reduce(uint64_t *out, const uint64_t *product_, const lfsr_gf2_ring *ring, unsigned n)
{
    uint64_t high[LFSR_GF2_SHORT], quotient[LFSR_GF2_SHORT];
    unsigned raise = ring->raise;
    for (unsigned i = 0; i < n; i++) /* two shifts: raise may be 0 */
        high[i] = product_[n + i] << raise | product_[n + i - 1] >> 1 >> (63 - raise);
    uint64_t carry = high_of(short_column(high, ring->inverse, n - 1, n));
    for (unsigned i = 0; i < n; i++) {
        quotient[i] = high[i] ^ carry;
        if (i + 1 < n) {
            pair column = short_column(high, ring->inverse, n + i, n);
            quotient[i] ^= low_of(column);
            carry = high_of(column);
        }
    }
    carry = 0;
    for (unsigned i = 0; i < n; i++) {
        pair column = short_column(quotient, ring->modulus, i, n);
        out[i] = product_[i] ^ low_of(column) ^ carry;
        carry = high_of(column);
    }
    out[n - 1] &= UINT64_MAX >> raise;
}

UNROLLED void short_mul_n(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring,
                          unsigned n)
{
    uint64_t product_[2 * LFSR_GF2_SHORT], carry = 0;
    for (unsigned c = 0; c + 1 < 2 * n; c++) {
        pair column = short_column(a, b, c, n);
        product_[c] = low_of(column) ^ carry;
        carry = high_of(column);
    }
    product_[2 * n - 1] = carry;
    short_reduce(out, product_, ring, n);
}

UNROLLED void short_square_n(uint64_t *out, const uint64_t *a, const lfsr_gf2_ring *ring, unsigned n)
{
    uint64_t product_[2 * LFSR_GF2_SHORT];
    for (unsigned i = 0; i < n; i++) {
        pair word = pair_of(a[i], 0), square = mul_ll(word, word);
        product_[2 * i] = low_of(square);
        product_[2 * i + 1] = high_of(square);
    }
    short_reduce(out, product_, ring, n);
}

static void short_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring)
{
    switch (ring->words) {
    case 1:
        short_mul_n(out, a, b, ring, 1);
        break;
    case 2:
        short_mul_n(out, a, b, ring, 2);
        break;
    case 3:
        short_mul_n(out, a, b, ring, 3);
        break;
    default:
        short_mul_n(out, a, b, ring, 4);
        break;
    }
}

static void short_square(uint64_t *out, const uint64_t *a, const lfsr_gf2_ring *ring)
{
    switch (ring->words) {
    case 1:
        short_square_n(out, a, ring, 1);
        break;
    case 2:
        short_square_n(out, a, ring, 2);
        break;
    case 3:
        short_square_n(out, a, ring, 3);
        break;
    default:
        short_square_n(out, a, ring, 4);
        break;
    }
}
