/* Greatest common divisors by division steps at the low end (D. J. Bernstein and B.-Y. Yang, "Fast
 * constant-time gcd computation and modular inversion", 2019): 63 steps on one word of each polynomial make a
 * matrix, four products by words apply it. The steps have no branch to mispredict, and up to degree 10^6 the
 * quadratic method stays below the cost of a few long products, so that a half-gcd with long products does
 * not pay. */
#include "gf2_poly.h"

#include <stdlib.h>
#include <string.h>

#include "gf2_ops.h"

/* LFSR_GF2_STEPS steps for the low words f and g, f odd. delta bounds the difference of the degrees. A step
 * divides an even g by x; an odd one it adds to f first, the two being exchanged where delta > 0. The
 * divisions between two additions are one shift. */
static lfsr_gf2_matrix division_steps(int64_t *delta, uint64_t f, uint64_t g)
{
    uint64_t u = 1, v = 0, q = 0, r = 1;
    int64_t d = *delta;
    for (unsigned left = LFSR_GF2_STEPS;;) {
        unsigned even = (unsigned)__builtin_ctzll(g | UINT64_C(1) << left);
        g >>= even;
        u <<= even;
        v <<= even;
        d += even;
        left -= even;
        if (left == 0)
            break;
        uint64_t swap = -(uint64_t)(d > 0);
        uint64_t t = (f ^ g) & swap, tu = (u ^ q) & swap, tv = (v ^ r) & swap;
        f ^= t;
        g ^= f ^ t;
        u ^= tu;
        q ^= u ^ tu;
        v ^= tv;
        r ^= v ^ tv;
        d = (d ^ (int64_t)swap) - (int64_t)swap;
    }
    *delta = d;
    return (lfsr_gf2_matrix){u, v, q, r};
}

static size_t trimmed(const uint64_t *a, size_t n)
{
    while (n > 0 && a[n - 1] == 0)
        n--;
    return n;
}

/* The power of x that divides a != 0. */
static size_t tail_of(const uint64_t *a)
{
    size_t i = 0;
    while (a[i] == 0)
        i++;
    return 64 * i + (size_t)__builtin_ctzll(a[i]);
}

/* out (n words) = a (n words) / x^shift */
static void drop_tail(uint64_t *out, const uint64_t *a, size_t n, size_t shift)
{
    size_t word = shift / 64;
    unsigned bit = shift % 64;
    for (size_t i = 0; i < n; i++) {
        uint64_t low = i + word < n ? a[i + word] >> bit : 0;
        uint64_t high = bit > 0 && i + word + 1 < n ? a[i + word + 1] << (64 - bit) : 0;
        out[i] = low | high;
    }
}

/* f, g of n words: f odd and of higher degree than g. f becomes the gcd. */
static lfsr_status reduce_pair(uint64_t *f, uint64_t *g, size_t n, const lfsr_gf2_check *check,
                               lfsr_error *error)
{
    const lfsr_gf2_ops *ops = lfsr_gf2_ops_get();
    int64_t delta = 1;
    size_t total = n;
    lfsr_status status = LFSR_OK;
    for (size_t round = 0; status == LFSR_OK; round++) {
        size_t nf = trimmed(f, n), ng = trimmed(g, n);
        if (ng == 0)
            break;
        n = nf > ng ? nf : ng;
        if (n == 1) {
            lfsr_gf2_word w = {f[0] ^ UINT64_C(1) << (63 - __builtin_clzll(f[0])),
                               63 - (unsigned)__builtin_clzll(f[0])};
            w = ops->gcd(w, g[0]);
            f[0] = w.low | UINT64_C(1) << w.degree;
            break;
        }
        lfsr_gf2_matrix matrix = division_steps(&delta, f[0], g[0]);
        ops->apply(f, g, n, &matrix);
        if (n >= 64 && round % 256 == 255)
            status = lfsr_gf2_call_check(check, total - n, total, error);
    }
    return status;
}

lfsr_status lfsr_gf2_gcd(uint64_t *out, size_t *degree, const uint64_t *a, size_t da, const uint64_t *b,
                         size_t db, const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t na = lfsr_gf2_words(da), nb = lfsr_gf2_words(db), n = na > nb ? na : nb;
    uint64_t local[64], *space = 2 * n + 2 <= 64 ? local : malloc((2 * n + 2) * sizeof *space);
    if (space == NULL)
        return lfsr_fail_memory(error);
    size_t ta = tail_of(a), tb = tail_of(b), common = ta < tb ? ta : tb;
    uint64_t *f = space, *g = space + n + 1;
    memset(space, 0, (2 * n + 2) * sizeof *space);
    drop_tail(f, a, na, ta);
    drop_tail(g, b, nb, tb);
    da -= ta;
    db -= tb;
    if (da < db) {
        uint64_t *t = f;
        f = g;
        g = t;
    } else if (da == db) {
        for (size_t i = 0; i < n; i++)
            g[i] ^= f[i];
    }
    lfsr_status status = reduce_pair(f, g, n, check, error);
    if (status == LFSR_OK) {
        size_t word = common / 64, length = trimmed(f, n), longest = n;
        unsigned bit = common % 64;
        *degree = lfsr_gf2_degree(f, length) + common;
        memset(out, 0, longest * sizeof *out);
        for (size_t i = 0; i < length; i++) {
            out[i + word] ^= f[i] << bit;
            if (bit > 0 && f[i] >> (64 - bit) != 0)
                out[i + word + 1] ^= f[i] >> (64 - bit);
        }
    }
    if (space != local)
        free(space);
    return status;
}

/* From the low end: the lowest words determine the next word of the quotient. */
void lfsr_gf2_divide(uint64_t *a, size_t *da, const uint64_t *b, size_t db)
{
    const lfsr_gf2_ops *ops = lfsr_gf2_ops_get();
    size_t nb = lfsr_gf2_words(db), na = lfsr_gf2_words(*da), quotient = lfsr_gf2_words(*da - db);
    uint64_t inverse = 1, part[LFSR_GF2_BASECASE + 1];
    for (int i = 0; i < 6; i++) {
        ops->multiply(part, &inverse, 1, &inverse, 1);
        ops->multiply(part, part, 1, b, 1);
        inverse = part[0];
    }
    for (size_t i = 0; i < quotient; i++) {
        ops->multiply(part, a + i, 1, &inverse, 1);
        uint64_t word = part[0];
        for (size_t at = 0; at < nb && i + at < na; at += LFSR_GF2_BASECASE) {
            size_t length = nb - at < LFSR_GF2_BASECASE ? nb - at : LFSR_GF2_BASECASE;
            ops->multiply(part, b + at, length, &word, 1);
            for (size_t j = 0; j <= length && i + at + j < na; j++)
                a[i + at + j] ^= part[j];
        }
        a[i] = word;
    }
    for (size_t i = quotient; i < na; i++)
        a[i] = 0;
    *da -= db;
}
