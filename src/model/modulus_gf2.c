/* Rabin's test on packed words: squaring spreads the bits, and the reduction by a sparse modulus of low tail
 * is a few shifts, so x^(2^k) costs k passes over k / 64 words instead of k general multiplications. */
#include "flint_compat.h"

#include "modulus_gf2.h"

#include <stdlib.h>
#include <string.h>

#include <flint/nmod_poly.h>
#include <flint/ulong_extras.h>

/* Residues mod x^k + tail: words limbs, bit i of the whole the coefficient of x^i. */
typedef struct residue {
    slong k, words;
    uint64_t tail;
    uint64_t *value;  /* words + 1 */
    uint64_t *square; /* 2 * words + 2 */
} residue;

/* Bit i of the low half to bit 2i. */
static uint64_t spread(uint64_t v)
{
    v &= UINT64_C(0xffffffff);
    v = (v | v << 16) & UINT64_C(0x0000ffff0000ffff);
    v = (v | v << 8) & UINT64_C(0x00ff00ff00ff00ff);
    v = (v | v << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    v = (v | v << 2) & UINT64_C(0x3333333333333333);
    return (v | v << 1) & UINT64_C(0x5555555555555555);
}

/* into ^= from * x^shift, from of count words, shift < 64. */
static void add_shifted(uint64_t *into, const uint64_t *from, slong count, int shift)
{
    uint64_t carry = 0;
    for (slong i = 0; i < count; i++) {
        into[i] ^= from[i] << shift | carry;
        carry = shift > 0 ? from[i] >> (64 - shift) : 0;
    }
    into[count] ^= carry;
}

/* Cut value (words + 1 limbs, degree below k + 64) at x^k and return what lay above it. */
static uint64_t take_excess(residue *r)
{
    slong word = r->k / 64;
    int bit = (int)(r->k % 64);
    uint64_t excess = r->value[word] >> bit;
    if (bit > 0) {
        if (word + 1 <= r->words)
            excess |= r->value[word + 1] << (64 - bit);
        r->value[word] &= (UINT64_C(1) << bit) - 1;
    } else {
        r->value[word] = 0;
    }
    for (slong i = word + 1; i <= r->words; i++)
        r->value[i] = 0;
    return excess;
}

static void square(residue *r)
{
    slong word = r->k / 64;
    int bit = (int)(r->k % 64);
    for (slong i = 0; i < r->words; i++) {
        r->square[2 * i] = spread(r->value[i]);
        r->square[2 * i + 1] = spread(r->value[i] >> 32);
    }
    /* The part below x^k stays, the part above is brought down to x^0 in place. */
    memcpy(r->value, r->square, (size_t)(word + 1) * sizeof *r->value);
    if (r->words > word)
        r->value[word] &= (UINT64_C(1) << bit) - 1;
    else
        r->value[word] = 0;
    r->value[r->words] = 0;
    uint64_t *high = r->square;
    for (slong i = 0; i < r->words; i++)
        high[i] = r->square[word + i] >> bit | (bit > 0 ? r->square[word + i + 1] << (64 - bit) : 0);
    for (uint64_t rest = r->tail; rest != 0; rest &= rest - 1)
        add_shifted(r->value, high, r->words, __builtin_ctzll(rest));
    uint64_t excess = take_excess(r);
    for (uint64_t rest = r->tail; excess != 0 && rest != 0; rest &= rest - 1) {
        int shift = __builtin_ctzll(rest);
        r->value[0] ^= excess << shift;
        r->value[1] ^= shift > 0 ? excess >> (64 - shift) : 0;
    }
}

/* value = x^(2^count) */
static void frobenius(residue *r, slong count)
{
    memset(r->value, 0, (size_t)(r->words + 1) * sizeof *r->value);
    r->value[0] = 2;
    for (slong i = 0; i < count; i++)
        square(r);
}

static bool is_x(const residue *r)
{
    uint64_t other = r->value[0] ^ 2;
    for (slong i = 1; i <= r->words; i++)
        other |= r->value[i];
    return other == 0;
}

/* gcd(value - x, x^k + tail) = 1 */
static bool prime_to_modulus(const residue *r)
{
    nmod_poly_t f, g;
    nmod_poly_init(f, 2);
    nmod_poly_init(g, 2);
    nmod_poly_set_coeff_ui(f, r->k, 1);
    for (slong i = 0; i < 64; i++)
        nmod_poly_set_coeff_ui(f, i, r->tail >> i & 1);
    for (slong i = r->k - 1; i >= 0; i--)
        nmod_poly_set_coeff_ui(g, i, (r->value[i / 64] >> (i % 64) & 1) ^ (i == 1 ? 1 : 0));
    nmod_poly_gcd(g, g, f);
    bool one = nmod_poly_is_one(g);
    nmod_poly_clear(f);
    nmod_poly_clear(g);
    return one;
}

static lfsr_status residue_init(residue *r, slong k, lfsr_error *error)
{
    r->k = k;
    r->words = (k + 63) / 64;
    r->value = calloc((size_t)r->words + 1, sizeof *r->value);
    r->square = calloc(2 * (size_t)r->words + 2, sizeof *r->square);
    if (r->value != NULL && r->square != NULL)
        return LFSR_OK;
    free(r->value);
    free(r->square);
    return lfsr_fail_memory(error);
}

static void residue_clear(residue *r)
{
    free(r->value);
    free(r->square);
}

static bool is_irreducible(residue *r)
{
    frobenius(r, r->k);
    if (!is_x(r))
        return false;
    n_factor_t primes;
    n_factor_init(&primes);
    n_factor(&primes, (ulong)r->k, 1);
    for (int i = 0; i < primes.num; i++) {
        frobenius(r, r->k / (slong)primes.p[i]);
        if (!prime_to_modulus(r))
            return false;
    }
    return true;
}

lfsr_status lfsr_gf2_irreducible(bool *irreducible, slong k, uint64_t tail, lfsr_error *error)
{
    residue r;
    lfsr_status status = residue_init(&r, k, error);
    if (status != LFSR_OK)
        return status;
    r.tail = tail;
    *irreducible = is_irreducible(&r);
    residue_clear(&r);
    return LFSR_OK;
}

enum { DIVISORS = 512 }; /* trial divisors: degree up to 8 */

/* v mod g, both as bits. */
static unsigned reduce(uint64_t v, unsigned g)
{
    int degree = 31 - __builtin_clz(g);
    while (v >> degree != 0)
        v ^= (uint64_t)g << (63 - __builtin_clzll(v) - degree);
    return (unsigned)v;
}

lfsr_status lfsr_gf2_first_tail(uint64_t *tail, slong k, lfsr_error *error)
{
    residue r;
    unsigned power[DIVISORS]; /* x^k mod g */
    lfsr_status status = residue_init(&r, k, error);
    if (status != LFSR_OK)
        return status;
    for (unsigned g = 3; g < DIVISORS; g += 2) {
        power[g] = 1;
        for (slong i = 0; i < k; i++)
            power[g] = reduce((uint64_t)power[g] << 1, g);
    }
    *tail = 0;
    for (r.tail = 1; *tail == 0 && r.tail < UINT64_C(1) << 30; r.tail += 2) {
        bool divisible = false;
        for (unsigned g = 3; g < DIVISORS && !divisible; g += 2)
            divisible = reduce(r.tail, g) == power[g];
        if (!divisible && is_irreducible(&r))
            *tail = r.tail;
    }
    residue_clear(&r);
    return LFSR_OK;
}
