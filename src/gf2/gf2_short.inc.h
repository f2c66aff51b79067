/* Residues of up to LFSR_GF2_SHORT words; compiled once for each instruction set and, within it, for each
 * length, so that loops are unrolled and everything stays in pairs of words: a squaring waits for the one
 * before it, and moves between registers of different kinds would double the wait. The reduction is
 * Barrett's, of which only the words that matter are computed: the upper half of the product by the inverse,
 * the lower half of the product by the modulus. */

#define UNROLLED static inline __attribute__((always_inline))

enum { SHORT_PAIRS = (LFSR_GF2_SHORT + 1) / 2 };

/* n words in (n + 1) / 2 pairs; where n is odd, the last high half is 0. */
UNROLLED void short_load(pair *out, const uint64_t *a, unsigned n)
{
    for (unsigned i = 0; i < n; i += 2)
        out[i / 2] = i + 1 < n ? pair_load(a + i) : pair_of(a[i], 0);
}

UNROLLED void short_store(uint64_t *out, const pair *a, unsigned n)
{
    for (unsigned i = 0; i < n; i += 2)
        if (i + 1 < n)
            pair_store(out + i, a[i / 2]);
        else
            out[i] = low_of(a[i / 2]);
}

/* The product of word i of a and word j of b. */
UNROLLED pair word_product(const pair *a, unsigned i, const pair *b, unsigned j)
{
    if (i % 2 == 0)
        return j % 2 == 0 ? mul_ll(a[i / 2], b[j / 2]) : mul_hl(b[j / 2], a[i / 2]);
    return j % 2 == 0 ? mul_hl(a[i / 2], b[j / 2]) : mul_hh(a[i / 2], b[j / 2]);
}

/* The sum of the products of words i and c - i: it belongs to the words c and c + 1 of the product. */
UNROLLED pair short_column(const pair *a, const pair *b, unsigned c, unsigned n)
{
    unsigned first = c < n ? 0 : c - n + 1, last = c < n ? c : n - 1;
    pair sum = word_product(a, first, b, c - first);
    for (unsigned i = first + 1; i <= last; i++)
        sum = pair_xor(sum, word_product(a, i, b, c - i));
    return sum;
}

/* Add the words c and c + 1 of a b, made of the columns first to last. */
UNROLLED pair short_add(pair to, const pair *a, const pair *b, unsigned c, unsigned first, unsigned last,
                        unsigned n)
{
    if (c <= last)
        to = pair_xor(to, short_column(a, b, c, n));
    if (c + 1 <= last)
        to = pair_xor(to, pair_up(short_column(a, b, c + 1, n)));
    if (c > first)
        to = pair_xor(to, pair_down(short_column(a, b, c - 1, n)));
    return to;
}

typedef struct short_ring {
    pair modulus[SHORT_PAIRS], inverse[SHORT_PAIRS], mask; /* of the last pair: the bits below the degree */
    unsigned raise;
} short_ring;

UNROLLED short_ring short_ring_of(const lfsr_gf2_ring *ring, unsigned n)
{
    short_ring result;
    uint64_t top = UINT64_MAX >> ring->raise;
    short_load(result.modulus, ring->modulus, n);
    short_load(result.inverse, ring->inverse, n);
    result.mask = n % 2 == 0 ? pair_of(UINT64_MAX, top) : pair_of(top, 0);
    result.raise = ring->raise;
    return result;
}

/* product: 2 n words in n pairs. */
UNROLLED void short_reduce(pair *out, const pair *product_, const short_ring *ring, unsigned n)
{
    pair raised[LFSR_GF2_SHORT], high[SHORT_PAIRS], quotient[SHORT_PAIRS];
    for (unsigned k = n / 2; k < n; k++) { /* times x^raise, the upper n words */
        pair before = k > 0 ? pair_middle(product_[k - 1], product_[k]) : pair_up(product_[k]);
        raised[k] = pair_xor(halves_left(product_[k], ring->raise), halves_right_64(before, ring->raise));
    }
    for (unsigned k = 0; k < (n + 1) / 2; k++) {
        unsigned at = (n + 2 * k) / 2;
        if (n % 2 == 0)
            high[k] = raised[at];
        else
            high[k] = at + 1 < n ? pair_middle(raised[at], raised[at + 1]) : pair_down(raised[at]);
    }
    for (unsigned k = 0; k < (n + 1) / 2; k++)
        quotient[k] = short_add(high[k], high, ring->inverse, n + 2 * k, n - 1, 2 * n - 2, n);
    for (unsigned k = 0; k < (n + 1) / 2; k++)
        out[k] = short_add(product_[k], quotient, ring->modulus, 2 * k, 0, n - 1, n);
    out[(n - 1) / 2] = pair_and(out[(n - 1) / 2], ring->mask);
}

UNROLLED void short_product(uint64_t *out, const uint64_t *a, const uint64_t *b, const short_ring *ring,
                            unsigned n)
{
    pair left[SHORT_PAIRS], right[SHORT_PAIRS], product_[LFSR_GF2_SHORT], columns[2 * LFSR_GF2_SHORT];
    short_load(left, a, n);
    short_load(right, b, n);
    for (unsigned c = 0; c + 1 < 2 * n; c++)
        columns[c] = short_column(left, right, c, n);
    for (unsigned k = 0; k < n; k++) {
        product_[k] = columns[2 * k];
        if (2 * k + 2 < 2 * n)
            product_[k] = pair_xor(product_[k], pair_up(columns[2 * k + 1]));
        if (k > 0)
            product_[k] = pair_xor(product_[k], pair_down(columns[2 * k - 1]));
    }
    short_reduce(left, product_, ring, n);
    short_store(out, left, n);
}

UNROLLED void short_mul_n(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring,
                          unsigned n)
{
    const short_ring r = short_ring_of(ring, n);
    short_product(out, a, b, &r, n);
}

UNROLLED void short_mul_each_n(uint64_t *a, const uint64_t *const *b, size_t count, const lfsr_gf2_ring *ring,
                               unsigned n)
{
    const short_ring r = short_ring_of(ring, n);
    for (size_t i = 0; i < count; i++)
        short_product(a + i * n, a + i * n, b[i], &r, n);
}

UNROLLED void short_squares_n(uint64_t *out, const uint64_t *a, size_t count, const lfsr_gf2_ring *ring,
                              unsigned n)
{
    const short_ring r = short_ring_of(ring, n);
    pair power[SHORT_PAIRS], product_[LFSR_GF2_SHORT];
    short_load(power, a, n);
    for (; count > 0; count--) {
        for (unsigned k = 0; k < n; k++)
            product_[k] = word_product(power, k, power, k);
        short_reduce(power, product_, &r, n);
    }
    short_store(out, power, n);
}

/* function(..., n) with the number of words as a constant. */
#define SHORT_BY_WORDS(words, function, ...)                                                                 \
    switch (words) {                                                                                         \
    case 1:                                                                                                  \
        function(__VA_ARGS__, 1);                                                                            \
        break;                                                                                               \
    case 2:                                                                                                  \
        function(__VA_ARGS__, 2);                                                                            \
        break;                                                                                               \
    case 3:                                                                                                  \
        function(__VA_ARGS__, 3);                                                                            \
        break;                                                                                               \
    default:                                                                                                 \
        function(__VA_ARGS__, 4);                                                                            \
        break;                                                                                               \
    }

static void short_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring)
{
    SHORT_BY_WORDS(ring->words, short_mul_n, out, a, b, ring)
}

static void short_mul_each(uint64_t *a, const uint64_t *const *b, size_t count, const lfsr_gf2_ring *ring)
{
    SHORT_BY_WORDS(ring->words, short_mul_each_n, a, b, count, ring)
}

static void short_squares(uint64_t *out, const uint64_t *a, size_t count, const lfsr_gf2_ring *ring)
{
    SHORT_BY_WORDS(ring->words, short_squares_n, out, a, count, ring)
}
