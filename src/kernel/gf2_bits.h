/* Scalar pieces of the GF(2) lane kernels: a register's window and the symbols after it, 64 at a time.
 *
 * A window is m <= 63 symbols in time order, bit i = s_i: the reverse of a state code, in which s_0 is the
 * most significant digit. The next 64 symbols are linear in the window, so one look-up per four symbols gives
 * them. */
#ifndef LFSR_GF2_BITS_H
#define LFSR_GF2_BITS_H

#include <stdint.h>

typedef struct lfsr_gf2_register {
    unsigned degree;
    uint64_t feedback;      /* bit i = c_i: s_m = sum c_i s_i */
    uint64_t mask;          /* degree ones */
    uint64_t ahead[16][16]; /* [j][v]: s_m .. s_{m+63} of the window v << 4j */
} lfsr_gf2_register;

void lfsr_gf2_register_init(lfsr_gf2_register *reg, unsigned degree, uint64_t feedback);

/* x^steps modulo the characteristic polynomial: s_{t+steps} = sum a_i s_{t+i} over its bits a_i. */
uint64_t lfsr_gf2_register_power(const lfsr_gf2_register *reg, uint64_t steps);
/* a b modulo the characteristic polynomial. */
uint64_t lfsr_gf2_register_multiply(const lfsr_gf2_register *reg, uint64_t a, uint64_t b);
/* Windows, one a lane, to wide words of `elements` uint64_t, one a symbol, and back. */
void lfsr_gf2_slice(uint64_t *words, const uint64_t *windows, unsigned degree, unsigned elements);
void lfsr_gf2_unslice(uint64_t *windows, const uint64_t *words, unsigned degree, unsigned elements);

/* s_m .. s_{m+63}. */
static inline uint64_t gf2_ahead(const lfsr_gf2_register *reg, uint64_t window)
{
    uint64_t symbols = 0;
    for (unsigned j = 0; 4 * j < reg->degree; j++)
        symbols ^= reg->ahead[j][window >> (4 * j) & 15];
    return symbols;
}

/* s_0 .. s_63. */
static inline uint64_t gf2_first_symbols(const lfsr_gf2_register *reg, uint64_t window)
{
    return window | gf2_ahead(reg, window) << reg->degree;
}

/* The 64 symbols after these 64. */
static inline uint64_t gf2_next_symbols(const lfsr_gf2_register *reg, uint64_t symbols)
{
    return gf2_ahead(reg, symbols >> (64 - reg->degree)); /* NOLINT(clang-analyzer-core.*): degree >= 1 */
}

/* 64 bits from bit `shift` (0 .. 63) of low, high. */
static inline uint64_t gf2_funnel(uint64_t low, uint64_t high, unsigned shift)
{
    return shift == 0 ? low : low >> shift | high << (64 - shift);
}

/* The window `shift` (0 .. 63) steps on. */
static inline uint64_t gf2_advance(const lfsr_gf2_register *reg, uint64_t window, unsigned shift)
{
    uint64_t first = gf2_first_symbols(reg, window);
    return gf2_funnel(first, gf2_next_symbols(reg, first), shift) & reg->mask;
}

/* Bits i of low with s_i .. s_{i+zeros-1} = 0, 1 <= zeros <= 63. *above: those of high, as far as high shows
 * it: the lowest is right. */
static inline uint64_t gf2_runs(uint64_t low, uint64_t high, unsigned zeros, uint64_t *above)
{
    uint64_t run = ~low; /* bit i: `length` zeros from i on */
    unsigned length = 1;
    *above = ~high;
    while (length < zeros) {
        unsigned more = 2 * length <= zeros ? length : zeros - length;
        run &= gf2_funnel(run, *above, more);
        *above &= *above >> more;
        length += more;
    }
    return run;
}

/* Bits i of low with s_i = 1 and s_{i+1} .. s_{i+zeros} = 0, zeros <= 62. */
static inline uint64_t gf2_hits(uint64_t low, uint64_t high, unsigned zeros)
{
    if (zeros == 0)
        return low;
    uint64_t above, run = gf2_runs(low, high, zeros, &above);
    return low & gf2_funnel(run, above, 1);
}

/* The lowest `count` bits in the opposite order: window to code and back. */
static inline uint64_t gf2_reverse(uint64_t bits, unsigned count)
{
    if (count == 0)
        return 0;
    bits = (bits >> 1 & UINT64_C(0x5555555555555555)) | (bits & UINT64_C(0x5555555555555555)) << 1;
    bits = (bits >> 2 & UINT64_C(0x3333333333333333)) | (bits & UINT64_C(0x3333333333333333)) << 2;
    bits = (bits >> 4 & UINT64_C(0x0f0f0f0f0f0f0f0f)) | (bits & UINT64_C(0x0f0f0f0f0f0f0f0f)) << 4;
    return __builtin_bswap64(bits) >> (64 - count);
}

#endif
