/* Factoring of any polynomial: f = g^2 h with h square-free by one gcd of half the degree
 * (docs/mathematics.md, "Polynomials over GF(2)"). Parts of degree at most 64 go to the word-sized routines.
 */
#include "gf2_poly.h"

#include <stdlib.h>
#include <string.h>

#include "gf2_factor.h"

/* The even bits of v, side by side. */
static uint64_t even_bits(uint64_t v)
{
    v &= UINT64_C(0x5555555555555555);
    v = (v | v >> 1) & UINT64_C(0x3333333333333333);
    v = (v | v >> 2) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    v = (v | v >> 4) & UINT64_C(0x00ff00ff00ff00ff);
    v = (v | v >> 8) & UINT64_C(0x0000ffff0000ffff);
    return (v | v >> 16) & UINT64_C(0x00000000ffffffff);
}

/* f = a^2 + x b^2; a and b have half of f's words, rounded up. */
static void square_parts(uint64_t *a, uint64_t *b, const uint64_t *f, size_t n)
{
    for (size_t i = 0; i < n; i += 2) {
        uint64_t high = i + 1 < n ? f[i + 1] : 0;
        a[i / 2] = even_bits(f[i]) | even_bits(high) << 32;
        b[i / 2] = even_bits(f[i] >> 1) | even_bits(high >> 1) << 32;
    }
}

/* g = gcd(a, b), so that f / g^2 is square-free (an irreducible square divides f if and only if its root
 * divides f and f' = b^2). */
static lfsr_status square_root_part(uint64_t *g, size_t *degree, const uint64_t *f, size_t of_f,
                                    const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t n = lfsr_gf2_words(of_f), half = (n + 1) / 2;
    uint64_t *parts = malloc(2 * half * sizeof *parts);
    if (parts == NULL)
        return lfsr_fail_memory(error);
    square_parts(parts, parts + half, f, n);
    size_t of_a = lfsr_gf2_degree(parts, half), of_b = lfsr_gf2_degree(parts + half, half);
    bool no_b = of_b == 0 && parts[half] == 0;
    lfsr_status status = LFSR_OK;
    *degree = of_a;
    if (no_b) /* f is a square */
        memcpy(g, parts, half * sizeof *g);
    else
        status = lfsr_gf2_gcd(g, degree, parts, of_a, parts + half, of_b, check, error);
    free(parts);
    return status;
}

/* f, of degree over 64, without a factor x. */
static lfsr_status factor_long(lfsr_gf2_factors *out, const uint64_t *f, size_t degree, size_t multiplicity,
                               const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t n = lfsr_gf2_words(degree), of_g = 0, of_h = degree;
    uint64_t *g = malloc(2 * n * sizeof *g), *h = g + n;
    if (g == NULL)
        return lfsr_fail_memory(error);
    memcpy(h, f, n * sizeof *h);
    lfsr_status status = square_root_part(g, &of_g, f, degree, check, error);
    if (status == LFSR_OK && of_g > 0) {
        lfsr_gf2_divide(h, &of_h, g, of_g);
        lfsr_gf2_divide(h, &of_h, g, of_g);
        status = of_g <= 64 ? lfsr_gf2_factor_word(out, g, of_g, 2 * multiplicity, error)
                            : factor_long(out, g, of_g, 2 * multiplicity, check, error);
    }
    if (status == LFSR_OK && of_h > 64)
        status = lfsr_gf2_factor_square_free(out, h, of_h, multiplicity, f, degree, check, error);
    else if (status == LFSR_OK && of_h > 0)
        status = lfsr_gf2_factor_word(out, h, of_h, multiplicity, error);
    free(g);
    return status;
}

lfsr_status lfsr_gf2_square_free_parts(lfsr_gf2_factors *out, const uint64_t *f, size_t degree,
                                       lfsr_error *error)
{
    size_t n = lfsr_gf2_words(degree), multiplicity = 1;
    lfsr_status status = LFSR_OK;
    *out = (lfsr_gf2_factors){0};
    uint64_t *g = malloc(2 * n * sizeof *g), *h = g + n;
    if (g == NULL)
        return lfsr_fail_memory(error);
    memcpy(h, f, n * sizeof *h);
    while (status == LFSR_OK && degree > 0) { /* h = g^2 times a square-free part */
        size_t of_g, of_h = degree;
        status = square_root_part(g, &of_g, h, degree, NULL, error);
        if (status != LFSR_OK)
            break;
        if (of_g > 0) {
            lfsr_gf2_divide(h, &of_h, g, of_g);
            lfsr_gf2_divide(h, &of_h, g, of_g);
        }
        if (of_h > 0)
            status = lfsr_gf2_add_factor(out, h, of_h, multiplicity, error);
        memcpy(h, g, lfsr_gf2_words(of_g) * sizeof *h);
        degree = of_g;
        multiplicity *= 2;
    }
    free(g);
    if (status != LFSR_OK)
        lfsr_gf2_factors_clear(out);
    return status;
}

/* Compare the gaps below the leading terms of f and of its reciprocal. */
bool lfsr_gf2_better_reversed(const uint64_t *f, size_t degree)
{
    size_t n = lfsr_gf2_words(degree), terms = 0, second = 0, lowest = degree;
    for (size_t i = 0; i < n && terms <= LFSR_GF2_SPARSE_TERMS + 1; i++)
        for (uint64_t bits = f[i]; bits != 0; bits &= bits - 1) {
            size_t exponent = 64 * i + (size_t)__builtin_ctzll(bits);
            terms++;
            if (exponent > 0 && exponent < lowest)
                lowest = exponent;
            if (exponent < degree)
                second = exponent;
        }
    return terms <= LFSR_GF2_SPARSE_TERMS + 1 && terms > 2 && lowest > degree - second;
}

static lfsr_status factor_reversed(lfsr_gf2_factors *out, const uint64_t *f, size_t degree,
                                   const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t n = lfsr_gf2_words(degree);
    uint64_t *reversed = malloc(n * sizeof *reversed);
    if (reversed == NULL)
        return lfsr_fail_memory(error);
    lfsr_gf2_reverse(reversed, f, degree);
    out->reversed = true;
    lfsr_status status = factor_long(out, reversed, degree, 1, check, error);
    out->reversed = false;
    free(reversed);
    return status;
}

lfsr_status lfsr_gf2_factor_all(lfsr_gf2_factors *out, const uint64_t *f, size_t degree,
                                const lfsr_gf2_check *check, lfsr_error *error)
{
    *out = (lfsr_gf2_factors){0};
    size_t tail = 0, n = lfsr_gf2_words(degree);
    lfsr_status status = LFSR_OK;
    uint64_t *rest = NULL;
    if (degree <= 64) {
        status = lfsr_gf2_factor_word(out, f, degree, 1, error);
        goto done;
    }
    while ((f[tail / 64] >> tail % 64 & 1) == 0)
        tail++;
    rest = calloc(n, sizeof *rest);
    if (rest == NULL) {
        status = lfsr_fail_memory(error);
        goto done;
    }
    for (size_t i = tail / 64; i < n; i++) {
        rest[i - tail / 64] |= f[i] >> tail % 64;
        if (tail % 64 > 0 && i > tail / 64)
            rest[i - tail / 64 - 1] |= f[i] << (64 - tail % 64);
    }
    degree -= tail;
    if (degree > 0 && degree <= 64)
        status = lfsr_gf2_factor_word(out, rest, degree, 1, error);
    else if (degree > 0 && lfsr_gf2_better_reversed(rest, degree))
        status = factor_reversed(out, rest, degree, check, error);
    else if (degree > 0)
        status = factor_long(out, rest, degree, 1, check, error);
    if (status == LFSR_OK && tail > 0) {
        const uint64_t x = 2;
        status = lfsr_gf2_add_factor(out, &x, 1, tail, error);
    }
done:
    free(rest);
    if (status == LFSR_OK)
        lfsr_gf2_sort_factors(out);
    else
        lfsr_gf2_factors_clear(out);
    return status;
}
