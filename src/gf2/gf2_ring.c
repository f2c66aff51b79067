/* Residues modulo one polynomial. */
#include "gf2_poly.h"

#include <stdlib.h>
#include <string.h>

#include "bit_length.h"
#include "gf2_ops.h"

/* --- The modulus --- */

/* The exponents of the modulus below its leading term, if they are few and far enough below it. */
static bool find_terms(lfsr_gf2_ring *ring)
{
    ring->terms = 0;
    for (size_t i = lfsr_gf2_words(ring->degree); i-- > 0;)
        for (uint64_t bits = ring->modulus[i]; bits != 0;) {
            unsigned bit = 63 - (unsigned)__builtin_clzll(bits);
            size_t exponent = 64 * i + bit;
            bits ^= UINT64_C(1) << bit;
            if (exponent == ring->degree)
                continue;
            if (ring->terms == LFSR_GF2_SPARSE_TERMS || ring->degree - exponent < 64)
                return false;
            ring->exponents[ring->terms++] = exponent;
        }
    return ring->words > LFSR_GF2_SHORT;
}

/* out (n words) = a (n words) x^shift, shift < 64, cut; out may be a. */
static void shift_left(uint64_t *out, const uint64_t *a, size_t n, unsigned shift)
{
    if (shift == 0) {
        memmove(out, a, n * sizeof *out);
        return;
    }
    for (size_t i = n; i-- > 1;)
        out[i] = a[i] << shift | a[i - 1] >> (64 - shift);
    out[0] = a[0] << shift;
}

/* out (n words) = a / x^shift; out may be a. */
static void shift_right(uint64_t *out, const uint64_t *a, size_t n, unsigned shift)
{
    if (shift == 0) {
        memmove(out, a, n * sizeof *out);
        return;
    }
    for (size_t i = 0; i + 1 < n; i++)
        out[i] = a[i] >> shift | a[i + 1] << (64 - shift);
    out[n - 1] = a[n - 1] >> shift;
}

static uint64_t *product_of(const lfsr_gf2_ring *ring)
{
    return ring->space;
}

static uint64_t *quotient_of(const lfsr_gf2_ring *ring)
{
    return ring->space + 2 * ring->words + 2;
}

static uint64_t *second_of(const lfsr_gf2_ring *ring)
{
    return quotient_of(ring) + ring->words;
}

static uint64_t *scratch_of(const lfsr_gf2_ring *ring)
{
    return second_of(ring) + 2 * ring->words + 2;
}

/* inverse (n words) = x^(128 n) / (x^(64 n) + f) - x^(64 n): Newton's iteration, from the inverse of the
 * upper half of f. Squares and products are floors, and the square of a result that is exact to its last bit
 * is exact to twice as many bits, so every step is exact (docs/mathematics.md, "Polynomials over GF(2)"). */
static void find_inverse(uint64_t *inverse, const uint64_t *f, size_t n, const lfsr_gf2_ring *ring)
{
    const lfsr_gf2_ops *ops = lfsr_gf2_ops_get();
    uint64_t *square = product_of(ring), *product = second_of(ring);
    size_t half = n == 1 ? 1 : (n + 1) / 2;
    if (n == 1)
        inverse[0] = f[0]; /* one bit is exact: six steps */
    else
        find_inverse(inverse + n - half, f + n - half, half, ring);
    memset(inverse, 0, (n - half) * sizeof *inverse);
    for (int step = 0; step < (n == 1 ? 6 : 1); step++) {
        ops->square(square, inverse, n);
        lfsr_gf2_product(product, square + n, n, f, n, scratch_of(ring));
        for (size_t i = 0; i < n; i++)
            inverse[i] = f[i] ^ square[n + i] ^ product[n + i];
    }
}

lfsr_status lfsr_gf2_ring_init(lfsr_gf2_ring *ring, const uint64_t *modulus, size_t degree, lfsr_error *error)
{
    size_t words = (degree + 63) / 64, length = lfsr_gf2_words(degree);
    size_t space = 5 * words + 4 + lfsr_gf2_product_scratch(words);
    *ring = (lfsr_gf2_ring){.degree = degree, .words = words, .raise = (unsigned)(64 * words - degree)};
    ring->modulus = malloc((length + 2 * words + space) * sizeof *ring->modulus);
    if (ring->modulus == NULL)
        return lfsr_fail_memory(error);
    ring->raised = ring->modulus + length;
    ring->inverse = ring->raised + words;
    ring->space = ring->inverse + words;
    memcpy(ring->modulus, modulus, length * sizeof *modulus);
    ring->sparse = find_terms(ring);
    if (!ring->sparse) {
        shift_left(ring->raised, modulus, words, ring->raise);
        find_inverse(ring->inverse, ring->raised, words, ring);
    }
    return LFSR_OK;
}

void lfsr_gf2_ring_clear(lfsr_gf2_ring *ring)
{
    free(ring->modulus);
    ring->modulus = NULL;
}

/* --- Reduction of the product area --- */

/* Whole words from the top: a block no longer than the gap below the leading term is added, shifted, once for
 * each term, and lands below itself. */
static void reduce_sparse(uint64_t *out, const lfsr_gf2_ring *ring)
{
    enum { BLOCK = 1024 };
    const lfsr_gf2_ops *ops = lfsr_gf2_ops_get();
    uint64_t *product = product_of(ring);
    size_t degree = ring->degree, bottom = degree / 64 + 1, top = 2 * ring->words;
    size_t gap = (degree - ring->exponents[0]) / 64, block = gap < BLOCK ? gap : BLOCK;
    while (top > bottom) {
        size_t length = top - bottom < block ? top - bottom : block;
        top -= length;
        for (size_t t = 0; t < ring->terms; t++) {
            size_t shift = 64 * top - degree + ring->exponents[t];
            ops->add_shifted(product + shift / 64, product + top, length, shift % 64);
        }
    }
    /* The word that holds x^degree. */
    unsigned bit = degree % 64;
    uint64_t excess = product[bottom - 1] >> bit;
    product[bottom - 1] ^= excess << bit;
    for (size_t t = 0; t < ring->terms; t++)
        ops->add_shifted(product + ring->exponents[t] / 64, &excess, 1, ring->exponents[t] % 64);
    memmove(out, product, ring->words * sizeof *out);
}

/* Barrett's method: the quotient from the upper half, by the inverse; then the remainder of the lower half.
 */
static void reduce_dense(uint64_t *out, const lfsr_gf2_ring *ring)
{
    uint64_t *product = product_of(ring), *quotient = quotient_of(ring), *second = second_of(ring);
    size_t n = ring->words;
    shift_left(product, product, 2 * n, ring->raise);
    lfsr_gf2_product(second, product + n, n, ring->inverse, n, scratch_of(ring));
    for (size_t i = 0; i < n; i++)
        quotient[i] = product[n + i] ^ second[n + i];
    lfsr_gf2_product(second, quotient, n, ring->raised, n, scratch_of(ring));
    for (size_t i = 0; i < n; i++)
        product[i] ^= second[i];
    shift_right(out, product, n, ring->raise);
}

static void reduce(uint64_t *out, const lfsr_gf2_ring *ring)
{
    if (ring->sparse)
        reduce_sparse(out, ring);
    else
        reduce_dense(out, ring);
}

void lfsr_gf2_ring_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring)
{
    if (ring->words <= LFSR_GF2_SHORT) {
        lfsr_gf2_ops_get()->short_mul(out, a, b, ring);
        return;
    }
    lfsr_gf2_product(product_of(ring), a, ring->words, b, ring->words, scratch_of(ring));
    reduce(out, ring);
}

void lfsr_gf2_ring_mul_each(uint64_t *a, const uint64_t *const *b, size_t count, const lfsr_gf2_ring *ring)
{
    if (ring->words <= LFSR_GF2_SHORT) {
        lfsr_gf2_ops_get()->short_mul_each(a, b, count, ring);
        return;
    }
    for (size_t i = 0; i < count; i++)
        lfsr_gf2_ring_mul(a + i * ring->words, a + i * ring->words, b[i], ring);
}

void lfsr_gf2_ring_square(uint64_t *out, const uint64_t *a, const lfsr_gf2_ring *ring)
{
    const lfsr_gf2_ops *ops = lfsr_gf2_ops_get();
    if (ring->words <= LFSR_GF2_SHORT) {
        ops->short_squares(out, a, 1, ring);
        return;
    }
    ops->square(product_of(ring), a, ring->words);
    reduce(out, ring);
}

/* Horner's rule over pieces of the ring's length: the result so far, times x^(64 words), plus the next piece.
 */
void lfsr_gf2_ring_reduce(uint64_t *out, const uint64_t *a, size_t n, const lfsr_gf2_ring *ring)
{
    uint64_t *product = product_of(ring);
    size_t words = ring->words, at = n / words * words;
    memset(product, 0, 2 * words * sizeof *product);
    memcpy(product, a + at, (n - at) * sizeof *product);
    for (;;) {
        reduce(product, ring);
        if (at == 0)
            break;
        at -= words;
        memmove(product + words, product, words * sizeof *product);
        memcpy(product, a + at, words * sizeof *product);
    }
    memmove(out, product, words * sizeof *out);
}

/* --- Powers --- */

void lfsr_gf2_ring_set_x(uint64_t *out, const lfsr_gf2_ring *ring)
{
    memset(out, 0, ring->words * sizeof *out);
    out[0] = ring->degree > 1 ? 2 : ring->modulus[0] & 1;
}

bool lfsr_gf2_ring_is_one(const uint64_t *a, const lfsr_gf2_ring *ring)
{
    uint64_t other = a[0] ^ 1;
    for (size_t i = 1; i < ring->words; i++)
        other |= a[i];
    return other == 0;
}

/* For short residues the check is called once in many squarings. */
static lfsr_status ask(const lfsr_gf2_check *check, size_t i, size_t total, const lfsr_gf2_ring *ring,
                       lfsr_error *error)
{
    return ring->words >= 64 || i % 64 == 63 ? lfsr_gf2_call_check(check, i, total, error) : LFSR_OK;
}

/* a = a^(2^count), the squarings from `done` on of total. */
static lfsr_status square_often(uint64_t *a, size_t count, size_t done, size_t total,
                                const lfsr_gf2_ring *ring, const lfsr_gf2_check *check, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    if (ring->words <= LFSR_GF2_SHORT) {
        lfsr_gf2_ops_get()->short_squares(a, a, count, ring);
        return LFSR_OK;
    }
    for (size_t i = 0; i < count && status == LFSR_OK; i++) {
        lfsr_gf2_ring_square(a, a, ring);
        status = ask(check, done + i, total, ring, error);
    }
    return status;
}

lfsr_status lfsr_gf2_ring_frobenius(uint64_t *a, size_t count, const lfsr_gf2_ring *ring,
                                    const lfsr_gf2_check *check, lfsr_error *error)
{
    return square_often(a, count, 0, count, ring, check, error);
}

static bool bit_of(const uint64_t *exponent, size_t bit)
{
    return (exponent[bit / 64] >> bit % 64 & 1) != 0;
}

static void set_one(uint64_t *out, const lfsr_gf2_ring *ring)
{
    memset(out, 0, ring->words * sizeof *out);
    out[0] = 1;
}

/* a = a x */
static void times_x(uint64_t *a, const lfsr_gf2_ring *ring)
{
    size_t top = (ring->degree - 1) / 64;
    bool over = (a[top] >> (ring->degree - 1) % 64 & 1) != 0;
    shift_left(a, a, ring->words, 1);
    if (over)
        for (size_t i = 0; i < ring->words; i++)
            a[i] ^= ring->modulus[i];
}

lfsr_status lfsr_gf2_ring_pow_x(uint64_t *out, const uint64_t *exponent, size_t n, const lfsr_gf2_ring *ring,
                                const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t bit = lfsr_bit_length(exponent, n), start = 0, total = bit;
    /* The leading bits of the exponent, as long as they name a monomial of low degree. */
    while (bit > 0 && 2 * start + 1 < ring->degree) {
        bit--;
        start = 2 * start + (exponent[bit / 64] >> bit % 64 & 1);
    }
    set_one(out, ring);
    if (start > 0) {
        out[0] = 0;
        out[start / 64] = UINT64_C(1) << start % 64;
    }
    lfsr_status status = LFSR_OK;
    while (bit > 0 && status == LFSR_OK) {
        size_t end = bit - 1; /* of a run of zeros and a one */
        while (end > 0 && !bit_of(exponent, end))
            end--;
        status = square_often(out, bit - end, total - bit, total, ring, check, error);
        if (bit_of(exponent, end))
            times_x(out, ring);
        bit = end;
    }
    return status;
}

/* Windows of up to five bits that begin and end with a one, and a table of odd powers. */
lfsr_status lfsr_gf2_ring_pow(uint64_t *out, const uint64_t *a, const uint64_t *exponent, size_t n,
                              const lfsr_gf2_ring *ring, const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t words = ring->words, total = lfsr_bit_length(exponent, n), bit = total;
    size_t window = total < 16 ? 1 : total < 80 ? 3 : total < 400 ? 4 : 5, odd = (size_t)1 << (window - 1);
    set_one(out, ring);
    if (total == 0)
        return LFSR_OK;
    uint64_t *table = malloc((odd + 1) * words * sizeof *table);
    if (table == NULL)
        return lfsr_fail_memory(error);
    uint64_t *square = table + odd * words;
    memcpy(table, a, words * sizeof *table);
    if (odd > 1)
        lfsr_gf2_ring_square(square, a, ring);
    for (size_t i = 1; i < odd; i++)
        lfsr_gf2_ring_mul(table + i * words, table + (i - 1) * words, square, ring);
    lfsr_status status = LFSR_OK;
    bool first = true;
    while (bit > 0 && status == LFSR_OK) {
        size_t top = bit, end = bit, value = 0;
        while (top > 0 && !bit_of(exponent, top - 1))
            top--;
        if (top > 0) { /* the window of bits from top - 1 down to end */
            end = top > window ? top - window : 0;
            while (!bit_of(exponent, end))
                end++;
            for (size_t i = top; i > end; i--)
                value = 2 * value + bit_of(exponent, i - 1);
        } else {
            end = 0;
        }
        if (first)
            memcpy(out, table + value / 2 * words, words * sizeof *out);
        else
            status = square_often(out, bit - end, total - bit, total, ring, check, error);
        if (!first && value > 0)
            lfsr_gf2_ring_mul(out, out, table + value / 2 * words, ring);
        first = false;
        bit = end;
    }
    free(table);
    return status;
}
