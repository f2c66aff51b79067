/* Tables and polynomial arithmetic over GF(2) for one register of degree at most 63. */
#include "gf2_bits.h"

#include <string.h>

static uint64_t symbols_by_steps(unsigned degree, uint64_t feedback, uint64_t window)
{
    uint64_t symbols = 0;
    for (unsigned i = 0; i < 64; i++) {
        uint64_t symbol = (uint64_t)__builtin_parityll(window & feedback);
        symbols |= symbol << i;
        window = window >> 1 | symbol << (degree - 1);
    }
    return symbols;
}

/* One step takes the window of s_i alone to that of s_{i-1} plus, where c_i = 1, that of s_{m-1}. */
void lfsr_gf2_register_init(lfsr_gf2_register *reg, unsigned degree, uint64_t feedback)
{
    *reg = (lfsr_gf2_register){.degree = degree, .feedback = feedback, .mask = (UINT64_C(1) << degree) - 1};
    const uint64_t last = symbols_by_steps(degree, feedback, UINT64_C(1) << (degree - 1));
    uint64_t unit = 0; /* s_m .. s_{m+63} of the window of s_i alone */
    for (unsigned i = 0; i < degree; i++) {
        const uint64_t tapped = feedback >> i & 1;
        const unsigned bit = 1u << (i & 3);
        unit = (unit ^ (-tapped & last)) << 1 | tapped;
        for (unsigned v = 0; v < bit; v++)
            reg->ahead[i / 4][bit + v] = reg->ahead[i / 4][v] ^ unit;
    }
}

uint64_t lfsr_gf2_register_multiply(const lfsr_gf2_register *reg, uint64_t a, uint64_t b)
{
    uint64_t product = 0;
    for (unsigned i = reg->degree; i-- > 0;) {
        uint64_t carry = product >> (reg->degree - 1) & 1;
        product = (product << 1 & reg->mask) ^ (-carry & reg->feedback) ^ (-(b >> i & 1) & a);
    }
    return product;
}

uint64_t lfsr_gf2_register_power(const lfsr_gf2_register *reg, uint64_t steps)
{
    uint64_t power = 1;
    for (int i = 63; i >= 0; i--) {
        power = lfsr_gf2_register_multiply(reg, power, power);
        if (steps >> i & 1) {
            /* NOLINTNEXTLINE(clang-analyzer-core.*): 1 <= degree <= 63 */
            uint64_t carry = power >> (reg->degree - 1) & 1;
            power = (power << 1 & reg->mask) ^ (-carry & reg->feedback);
        }
    }
    return power;
}

/* Rows to columns of a 64 by 64 bit matrix. */
static void transpose(uint64_t rows[64])
{
    uint64_t mask = UINT64_C(0x00000000ffffffff);
    for (unsigned width = 32; width != 0; width >>= 1, mask ^= mask << width) {
        for (unsigned block = 0; block < 64; block += 2 * width) {
            for (unsigned i = block; i < block + width; i++) {
                uint64_t swap = (rows[i] >> width ^ rows[i + width]) & mask;
                rows[i] ^= swap << width;
                rows[i + width] ^= swap;
            }
        }
    }
}

void lfsr_gf2_slice(uint64_t *words, const uint64_t *windows, unsigned degree, unsigned elements)
{
    for (unsigned e = 0; e < elements; e++) {
        uint64_t rows[64];
        memcpy(rows, windows + 64 * e, sizeof rows);
        transpose(rows);
        for (unsigned i = 0; i < degree; i++)
            words[i * elements + e] = rows[i];
    }
}

void lfsr_gf2_unslice(uint64_t *windows, const uint64_t *words, unsigned degree, unsigned elements)
{
    for (unsigned e = 0; e < elements; e++) {
        uint64_t *rows = windows + 64 * e;
        for (unsigned i = 0; i < 64; i++)
            rows[i] = i < degree ? words[i * elements + e] : 0;
        transpose(rows);
    }
}
