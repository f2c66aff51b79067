/* Berlekamp and Massey's algorithm (J. L. Massey 1969). With c the current connection polynomial, b the one
 * before its length last grew, d_b the discrepancy at which that happened and m the steps since: a
 * discrepancy d is corrected by c - (d / d_b) x^m b. */
#include "berlekamp_massey.h"

#include <stdlib.h>
#include <string.h>

static uint64_t negative(uint64_t a, lfsr_code_field *codes)
{
    return codes->p == 2 ? a : lfsr_code_mul(a, codes->p - 1, codes);
}

/* a^(q-2). */
static uint64_t inverse(uint64_t a, lfsr_code_field *codes)
{
    uint64_t power = 1;
    for (uint64_t e = codes->q - 2; e > 0; e >>= 1, a = lfsr_code_mul(a, a, codes))
        if ((e & 1) != 0)
            power = lfsr_code_mul(power, a, codes);
    return power;
}

lfsr_status lfsr_berlekamp_massey_codes(uint64_t *connection, size_t *complexity, const uint64_t *symbols,
                                        size_t count, lfsr_code_field *codes, lfsr_error *error)
{
    uint64_t *before = calloc(2 * (count + 1), sizeof *before), *saved = before + count + 1;
    size_t length = 0, m = 1;
    uint64_t factor_before = 1; /* 1 / d_b */
    if (before == NULL)
        return lfsr_fail_memory(error);
    connection[0] = before[0] = 1;
    for (size_t i = 0; i < count; i++, m++) {
        uint64_t d = symbols[i];
        for (size_t j = 1; j <= length; j++)
            d = lfsr_code_add(d, lfsr_code_mul(connection[j], symbols[i - j], codes), codes);
        if (d == 0)
            continue;
        bool grows = 2 * length <= i;
        uint64_t factor = negative(lfsr_code_mul(d, factor_before, codes), codes);
        if (grows)
            memcpy(saved, connection, (count + 1) * sizeof *saved);
        for (size_t j = 0; j + m <= count; j++)
            if (before[j] != 0)
                connection[j + m] =
                    lfsr_code_add(connection[j + m], lfsr_code_mul(factor, before[j], codes), codes);
        if (grows) {
            memcpy(before, saved, (count + 1) * sizeof *saved);
            length = i + 1 - length;
            factor_before = inverse(d, codes);
            m = 0;
        }
    }
    *complexity = length;
    free(before);
    return LFSR_OK;
}

/* Bit `at` of a is the lowest bit of the word. */
static inline uint64_t word_at(const uint64_t *a, size_t at)
{
    size_t shift = at % 64;
    return shift == 0 ? a[at / 64] : a[at / 64] >> shift | a[at / 64 + 1] << (64 - shift);
}

/* The sum of c_j s_(i-j), j <= length. reversed: bit k is s_(count-1-k), so s_(i-j) is bit count-1-i+j. */
static bool discrepancy(const uint64_t *c, const uint64_t *reversed, size_t start, size_t length)
{
    uint64_t sum = 0;
    for (size_t w = 0; w <= length / 64; w++)
        sum ^= c[w] & word_at(reversed, start + 64 * w);
    return __builtin_parityll(sum) != 0;
}

/* c += x^m b, b of n words. */
static void add_shifted(uint64_t *c, const uint64_t *b, size_t n, size_t m)
{
    size_t words = m / 64, shift = m % 64;
    c += words;
    if (shift == 0) {
        for (size_t w = 0; w < n; w++)
            c[w] ^= b[w];
        return;
    }
    c[0] ^= b[0] << shift;
    for (size_t w = 1; w < n; w++)
        c[w] ^= b[w] << shift | b[w - 1] >> (64 - shift);
    c[n] ^= b[n - 1] >> (64 - shift);
}

lfsr_status lfsr_berlekamp_massey_gf2(uint64_t *connection, size_t *complexity, const uint64_t *symbols,
                                      size_t count, lfsr_error *error)
{
    size_t words = count / 64 + 3;
    uint64_t *c = calloc(4 * words, sizeof *c), *b = c + words, *saved = b + words, *reversed = saved + words;
    size_t length = 0, m = 1, before_words = 1;
    if (c == NULL)
        return lfsr_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        reversed[(count - 1 - i) / 64] |= symbols[i] << ((count - 1 - i) % 64);
    c[0] = b[0] = 1;
    for (size_t i = 0; i < count; i++, m++) {
        if (!discrepancy(c, reversed, count - 1 - i, length))
            continue;
        bool grows = 2 * length <= i;
        size_t used = length / 64 + 1;
        if (grows)
            memcpy(saved, c, used * sizeof *saved);
        add_shifted(c, b, before_words, m);
        if (grows) {
            uint64_t *swap = b;
            b = saved;
            saved = swap;
            before_words = used;
            length = i + 1 - length;
            m = 0;
        }
    }
    for (size_t j = 0; j <= length; j++)
        connection[j] = c[j / 64] >> (j % 64) & 1;
    *complexity = length;
    free(c);
    return LFSR_OK;
}

lfsr_status lfsr_berlekamp_massey(uint64_t *connection, size_t *complexity, const uint64_t *symbols,
                                  size_t count, lfsr_code_field *codes, lfsr_error *error)
{
    return codes->q == 2 ? lfsr_berlekamp_massey_gf2(connection, complexity, symbols, count, error)
                         : lfsr_berlekamp_massey_codes(connection, complexity, symbols, count, codes, error);
}
