/* Products are summed up without reduction; their upper halves are replaced by multiples of the rows, all at
 * once, so that no reduction waits for another. */
#include "short_residue.h"

#include <stdlib.h>
#include <string.h>

enum { MOST = LFSR_SHORT_RESIDUE_DEGREE };

static uint64_t reduced(uint64_t a, const lfsr_short_ring *ring)
{
    uint64_t quotient = (uint64_t)(((unsigned __int128)a * ring->inverse) >> 64); /* or 1 less */
    uint64_t rest = a - quotient * ring->p;
    return rest >= ring->p ? rest - ring->p : rest;
}

bool lfsr_short_ring_fits(uint64_t p, size_t degree)
{
    return p < UINT64_C(1) << 32 && degree >= 1 && degree <= MOST &&
           (p - 1) * (p - 1) <= UINT64_MAX / (2 * degree);
}

/* out = a x */
static void times_x(uint32_t *out, const uint32_t *a, const lfsr_short_ring *ring)
{
    uint64_t top = a[ring->degree - 1];
    for (size_t i = ring->degree - 1; i > 0; i--)
        out[i] = (uint32_t)reduced(a[i - 1] + top * ring->rows[i], ring);
    out[0] = (uint32_t)reduced(top * ring->rows[0], ring);
}

lfsr_status lfsr_short_ring_init(lfsr_short_ring *ring, const uint32_t *modulus, size_t degree, uint64_t p,
                                 lfsr_error *error)
{
    *ring = (lfsr_short_ring){degree, p, UINT64_MAX / p, malloc(degree * degree * sizeof(uint32_t))};
    if (ring->rows == NULL)
        return lfsr_fail_memory(error);
    for (size_t i = 0; i < degree; i++)
        ring->rows[i] = modulus[i] == 0 ? 0 : (uint32_t)(p - modulus[i]);
    for (size_t i = 1; i < degree; i++)
        times_x(ring->rows + i * degree, ring->rows + (i - 1) * degree, ring);
    return LFSR_OK;
}

void lfsr_short_ring_clear(lfsr_short_ring *ring)
{
    free(ring->rows);
    ring->rows = NULL;
}

static void set_one(uint32_t *out, const lfsr_short_ring *ring)
{
    memset(out, 0, ring->degree * sizeof *out);
    out[0] = 1;
}

void lfsr_short_ring_set_x(uint32_t *out, const lfsr_short_ring *ring)
{
    set_one(out, ring);
    times_x(out, out, ring);
}

bool lfsr_short_ring_is_one(const uint32_t *a, const lfsr_short_ring *ring)
{
    uint32_t other = a[0] ^ 1;
    for (size_t i = 1; i < ring->degree; i++)
        other |= a[i];
    return other == 0;
}

static void add_multiple(uint64_t *restrict to, const uint32_t *restrict row, uint32_t factor, size_t n)
{
    for (size_t i = 0; i < n; i++)
        to[i] += (uint64_t)factor * row[i];
}

void lfsr_short_ring_mul(uint32_t *out, const uint32_t *a, const uint32_t *b, const lfsr_short_ring *ring)
{
    uint64_t sum[2 * MOST];
    size_t d = ring->degree;
    memset(sum, 0, 2 * d * sizeof *sum);
    for (size_t i = 0; i < d; i++)
        add_multiple(sum + i, b, a[i], d);
    for (size_t i = 0; i + 1 < d; i++)
        add_multiple(sum, ring->rows + i * d, (uint32_t)reduced(sum[d + i], ring), d);
    for (size_t i = 0; i < d; i++)
        out[i] = (uint32_t)reduced(sum[i], ring);
}

static size_t bit_length(const uint64_t *exponent, size_t n)
{
    while (n > 0 && exponent[n - 1] == 0)
        n--;
    return n == 0 ? 0 : 64 * n - (size_t)__builtin_clzll(exponent[n - 1]);
}

/* x by shifts: one product for each bit. */
static void pow_x(uint32_t *out, const uint64_t *exponent, size_t bits, const lfsr_short_ring *ring)
{
    for (size_t bit = bits; bit-- > 0;) {
        lfsr_short_ring_mul(out, out, out, ring);
        if ((exponent[bit / 64] >> bit % 64 & 1) != 0)
            times_x(out, out, ring);
    }
}

/* The bits of the exponent from `bit` on, `window` of them. */
static size_t digit_at(const uint64_t *exponent, size_t n, size_t bit, size_t window)
{
    uint64_t digit = exponent[bit / 64] >> bit % 64;
    if (bit % 64 + window > 64 && bit / 64 + 1 < n)
        digit |= exponent[bit / 64 + 1] << (64 - bit % 64);
    return (size_t)(digit & ((UINT64_C(1) << window) - 1));
}

void lfsr_short_ring_pow(uint32_t *out, const uint32_t *a, const uint64_t *exponent, size_t n,
                         const lfsr_short_ring *ring)
{
    uint32_t table[16][MOST], x[MOST];
    size_t d = ring->degree, bits = bit_length(exponent, n), window = bits < 20 ? 1 : bits < 120 ? 3 : 4;
    set_one(out, ring);
    lfsr_short_ring_set_x(x, ring);
    if (memcmp(a, x, d * sizeof *a) == 0) {
        pow_x(out, exponent, bits, ring);
        return;
    }
    memcpy(table[1], a, d * sizeof *a);
    for (size_t i = 2; i < (size_t)1 << window; i++)
        lfsr_short_ring_mul(table[i], table[i - 1], a, ring);
    for (size_t at = (bits + window - 1) / window; at-- > 0;) {
        size_t digit = digit_at(exponent, n, at * window, window);
        for (size_t i = 0; i < window; i++)
            lfsr_short_ring_mul(out, out, out, ring);
        if (digit > 0)
            lfsr_short_ring_mul(out, out, table[digit], ring);
    }
}
