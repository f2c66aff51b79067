/* GF(2)[x] modulo h, packed. FLINT spends a word on each coefficient; at the degrees of generators (1024,
 * 2048) bits in words are some twenty times faster. Squaring spreads bits by table, multiplication is a
 * left-to-right comb with windows of four bits, reduction clears a byte at a time from the top with a table
 * of the 256 multiples of x^degree. */
#include "gf2_residue.h"

#include <stdlib.h>
#include <string.h>

#define WINDOW_BITS 4
#define WINDOW      (1 << WINDOW_BITS)

/* The parts of ring->space. */
static uint64_t *product_of(const lfsr_gf2_ring *ring)
{
    return ring->space;
}

static uint64_t *multiples_of(const lfsr_gf2_ring *ring)
{
    return ring->space + 2 * ring->words + 2;
}

static uint64_t *window_of(const lfsr_gf2_ring *ring)
{
    return multiples_of(ring) + WINDOW * (ring->words + 1);
}

/* to ^= from x^shift; to must reach one word past the last it changes. */
static void xor_shifted(uint64_t *restrict to, const uint64_t *restrict from, size_t words, size_t shift)
{
    to += shift / 64;
    unsigned s = shift % 64;
    if (s == 0) {
        for (size_t i = 0; i < words; i++)
            to[i] ^= from[i];
        return;
    }
    to[0] ^= from[0] << s;
    for (size_t i = 1; i < words; i++)
        to[i] ^= from[i] << s | from[i - 1] >> (64 - s);
    to[words] ^= from[words - 1] >> (64 - s);
}

/* The product area, bits below 2 degree + 7, modulo h. A byte at bit degree + 8 i is replaced by its residue
 * times x^(8 i), which lies below that byte. */
static void reduce(uint64_t *out, const lfsr_gf2_ring *ring)
{
    uint64_t *product = product_of(ring);
    size_t degree = (size_t)ring->degree, words = ring->words;
    for (size_t i = degree / 8 + 1; i-- > 0;) {
        size_t at = degree + 8 * i, word = at / 64;
        unsigned s = at % 64;
        uint64_t byte = product[word] >> s;
        if (s > 56)
            byte |= product[word + 1] << (64 - s);
        byte &= 255;
        if (byte == 0)
            continue;
        product[word] &= ~(UINT64_C(255) << s);
        if (s > 56)
            product[word + 1] &= ~(UINT64_C(255) >> (64 - s));
        xor_shifted(product, ring->chunks + byte * words, words, 8 * i);
    }
    memcpy(out, product, words * sizeof *out);
}

static void clear_product(const lfsr_gf2_ring *ring)
{
    memset(product_of(ring), 0, (2 * ring->words + 2) * sizeof(uint64_t));
}

static uint64_t spread(uint64_t half)
{
    half = (half | half << 16) & UINT64_C(0x0000ffff0000ffff);
    half = (half | half << 8) & UINT64_C(0x00ff00ff00ff00ff);
    half = (half | half << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    half = (half | half << 2) & UINT64_C(0x3333333333333333);
    return (half | half << 1) & UINT64_C(0x5555555555555555);
}

static void square(uint64_t *out, const uint64_t *a, const lfsr_gf2_ring *ring)
{
    uint64_t *product = product_of(ring);
    clear_product(ring);
    for (size_t i = 0; i < ring->words; i++) {
        product[2 * i] = spread(a[i] & UINT64_C(0xffffffff));
        product[2 * i + 1] = spread(a[i] >> 32);
    }
    reduce(out, ring);
}

void lfsr_gf2_mul(uint64_t *out, const uint64_t *a, const uint64_t *b, const lfsr_gf2_ring *ring)
{
    uint64_t *product = product_of(ring), *multiples = multiples_of(ring);
    size_t words = ring->words, length = words + 1;
    memset(multiples, 0, 2 * length * sizeof *multiples);
    memcpy(multiples + length, a, words * sizeof *a);
    for (size_t v = 2; v < WINDOW; v++) {
        uint64_t *multiple = multiples + v * length;
        const uint64_t *half = multiples + v / 2 * length;
        for (size_t i = 0; i < length; i++)
            multiple[i] = half[i] << 1 | (i > 0 ? half[i - 1] >> 63 : 0);
        for (size_t i = 0; v % 2 == 1 && i < words; i++)
            multiple[i] ^= a[i];
    }
    clear_product(ring);
    for (unsigned nibble = 64 / WINDOW_BITS; nibble-- > 0;) {
        for (size_t j = 0; j < words; j++) {
            const uint64_t *multiple = multiples + (b[j] >> (WINDOW_BITS * nibble) & (WINDOW - 1)) * length;
            for (size_t i = 0; i < length; i++)
                product[j + i] ^= multiple[i];
        }
        for (size_t i = 2 * words + 1; nibble > 0 && i > 0; i--)
            product[i] = product[i] << WINDOW_BITS | product[i - 1] >> (64 - WINDOW_BITS);
        if (nibble > 0)
            product[0] <<= WINDOW_BITS;
    }
    reduce(out, ring);
}

static unsigned exponent_digit(const fmpz_t exponent, size_t digit)
{
    unsigned value = 0;
    for (size_t bit = WINDOW_BITS; bit-- > 0;)
        value = 2 * value + (unsigned)fmpz_tstbit(exponent, digit * WINDOW_BITS + bit);
    return value;
}

void lfsr_gf2_pow(uint64_t *out, const uint64_t *a, const fmpz_t exponent, const lfsr_gf2_ring *ring)
{
    size_t words = ring->words;
    uint64_t *window = window_of(ring); /* a^0 .. a^15 */
    memset(window, 0, words * sizeof *window);
    window[0] = 1;
    memcpy(window + words, a, words * sizeof *a);
    bool wide = fmpz_bits(exponent) > 2 * WINDOW; /* else the window would cost more than it saves */
    for (size_t v = 2; v < WINDOW && wide; v++)
        lfsr_gf2_mul(window + v * words, window + (v - 1) * words, window + words, ring);
    memcpy(out, window, words * sizeof *out);
    size_t digits = (fmpz_bits(exponent) + WINDOW_BITS - 1) / WINDOW_BITS;
    for (size_t digit = digits; digit-- > 0;) {
        unsigned value = exponent_digit(exponent, digit);
        for (unsigned bit = WINDOW_BITS; bit-- > 0;) {
            square(out, out, ring);
            if (!wide && (value >> bit & 1) != 0)
                lfsr_gf2_mul(out, out, window + words, ring);
        }
        if (wide && value != 0)
            lfsr_gf2_mul(out, out, window + value * words, ring);
    }
}

void lfsr_gf2_set_x(uint64_t *out, const lfsr_gf2_ring *ring)
{
    /* For degree 1 that is x mod h, which the byte 1 of the table is. */
    memset(out, 0, ring->words * sizeof *out);
    if (ring->degree > 1)
        out[0] = 2;
    else
        memcpy(out, ring->chunks + ring->words, ring->words * sizeof *out);
}

bool lfsr_gf2_is_one(const uint64_t *a, const lfsr_gf2_ring *ring)
{
    for (size_t i = 1; i < ring->words; i++)
        if (a[i] != 0)
            return false;
    return a[0] == 1;
}

/* chunks[2^i] = x^(degree + i) mod h, by shifting; the other bytes are sums of these. */
static void fill_chunks(lfsr_gf2_ring *ring, const uint64_t *modulus)
{
    size_t words = ring->words, top = (size_t)ring->degree;
    uint64_t *chunks = ring->chunks;
    memset(chunks, 0, words * sizeof *chunks);
    uint64_t *low = chunks + words; /* h without its leading term */
    memcpy(low, modulus, words * sizeof *low);
    low[top / 64] &= ~(UINT64_C(1) << top % 64);
    for (size_t v = 2; v < 256; v++) {
        uint64_t *chunk = chunks + v * words;
        if ((v & (v - 1)) != 0) {
            const uint64_t *one = chunks + (v & (v - 1)) * words, *other = chunks + (v & -v) * words;
            for (size_t i = 0; i < words; i++)
                chunk[i] = one[i] ^ other[i];
            continue;
        }
        const uint64_t *half = chunks + v / 2 * words;
        for (size_t i = 0; i < words; i++)
            chunk[i] = half[i] << 1 | (i > 0 ? half[i - 1] >> 63 : 0);
        if ((chunk[top / 64] >> top % 64 & 1) != 0)
            for (size_t i = 0; i < words; i++)
                chunk[i] ^= modulus[i];
    }
}

bool lfsr_gf2_ring_init(lfsr_gf2_ring *ring, const uint64_t *modulus, slong degree)
{
    ring->degree = degree;
    ring->words = (size_t)degree / 64 + 1;
    ring->chunks = malloc(256 * ring->words * sizeof *ring->chunks);
    ring->space = malloc((2 * ring->words + 2 + WINDOW * (2 * ring->words + 1)) * sizeof *ring->space);
    if (ring->chunks == NULL || ring->space == NULL) {
        lfsr_gf2_ring_clear(ring);
        return false;
    }
    fill_chunks(ring, modulus);
    return true;
}

void lfsr_gf2_ring_clear(lfsr_gf2_ring *ring)
{
    free(ring->chunks);
    free(ring->space);
    ring->chunks = ring->space = NULL;
}
