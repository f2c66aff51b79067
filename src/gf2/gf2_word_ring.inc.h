/* Arithmetic of word-sized polynomials; compiled once for each instruction set. A residue modulo f of degree d
 * is stored "raised", times x^(64 - d), in the low half of a pair: then f is of degree 64, and Barrett's
 * reduction of a product is two more products by halves. Bits of a pair's high half are scratch unless a comment
 * says otherwise. */
#include "gf2_ops.h"

typedef struct word_ring {
    pair f, mu; /* low halves: x^64 + f = the raised modulus, x^64 + mu = x^128 divided by it */
    unsigned degree, raise;
} word_ring;

static inline uint64_t low_product(uint64_t a, uint64_t b)
{
    return low_of(mul_ll(pair_of(a, 0), pair_of(b, 0)));
}

static inline uint64_t high_product(uint64_t a, uint64_t b)
{
    return high_of(mul_ll(pair_of(a, 0), pair_of(b, 0)));
}

/* The low 64 bits of f. */
static inline uint64_t word_bits(lfsr_gf2_word f)
{
    return f.degree < 64 ? f.low | UINT64_C(1) << f.degree : f.low;
}

/* bits != 0 */
static inline lfsr_gf2_word word_of(uint64_t bits)
{
    unsigned degree = 63 - (unsigned)__builtin_clzll(bits);
    return (lfsr_gf2_word){bits ^ UINT64_C(1) << degree, degree};
}

/* Newton's iteration for x^128 / (x^64 + f), squares and products being floors of Laurent series: k exact
 * leading coefficients become 2 k in the next step; 65 are needed. */
static inline uint64_t word_inverse(uint64_t f)
{
    uint64_t mu = f;
    for (int i = 0; i < 6; i++) {
        uint64_t square = high_product(mu, mu);
        mu = f ^ square ^ high_product(square, f);
    }
    return mu;
}

/* Degree at least 1. */
static inline word_ring word_ring_of(lfsr_gf2_word f)
{
    unsigned raise = 64 - f.degree;
    uint64_t raised = raise < 64 ? f.low << raise : 0;
    return (word_ring){pair_of(raised, 0), pair_of(word_inverse(raised), 0), f.degree, raise};
}

/* A product, both halves, times x^raise once: its raised residue. */
static inline pair word_reduce(pair product_, const word_ring *ring)
{
    pair quotient = pair_xor(product_, mul_hl(product_, ring->mu)); /* in the high half */
    return pair_xor(product_, mul_hl(quotient, ring->f));
}

static inline pair ring_mul(pair raised, uint64_t plain, const word_ring *ring)
{
    return word_reduce(mul_ll(raised, pair_of(plain, 0)), ring);
}

static inline pair ring_square(pair raised, const word_ring *ring)
{
    return word_reduce(mul_ll(raised, halves_right(raised, ring->raise)), ring);
}

static inline pair ring_raise(uint64_t plain, const word_ring *ring)
{
    return pair_of(plain << ring->raise, 0);
}

static inline uint64_t ring_lower(pair raised, const word_ring *ring)
{
    return low_of(raised) >> ring->raise;
}

static uint64_t word_mul(uint64_t a, uint64_t b, lfsr_gf2_word f)
{
    word_ring ring = word_ring_of(f);
    return ring_lower(ring_mul(ring_raise(a, &ring), b, &ring), &ring);
}

/* raised^exponent */
static pair ring_pow(pair raised, uint64_t exponent, const word_ring *ring)
{
    uint64_t plain = ring_lower(raised, ring);
    pair power = ring_raise(1, ring);
    if (exponent == 0)
        return power;
    power = raised;
    for (int bit = 62 - __builtin_clzll(exponent); bit >= 0; bit--) {
        power = ring_square(power, ring);
        if ((exponent >> bit & 1) != 0)
            power = ring_mul(power, plain, ring);
    }
    return power;
}

/* Degree at least 1. */
static uint64_t x_mod(lfsr_gf2_word f)
{
    return f.degree > 1 ? 2 : f.low;
}

static uint64_t word_pow_x(uint64_t exponent, lfsr_gf2_word f)
{
    word_ring ring = word_ring_of(f);
    return ring_lower(ring_pow(ring_raise(x_mod(f), &ring), exponent, &ring), &ring);
}

/* gcd(f, a) without its factors x, a of degree below 64: add the smaller to the larger, divide by x. */
static lfsr_gf2_word word_gcd(lfsr_gf2_word f, uint64_t a)
{
    if (a == 0)
        return f;
    unsigned tail = 0;
    uint64_t b = word_bits(f);
    a >>= __builtin_ctzll(a);
    if (b == 0)
        return (lfsr_gf2_word){0, 0}; /* f = x^64 */
    if ((b & 1) == 0) {
        tail = (unsigned)__builtin_ctzll(b);
        b >>= tail; /* of degree 64: the leading term moves into the word */
        if (f.degree == 64)
            b |= UINT64_C(1) << (64 - tail);
    } else if (f.degree == 64) {
        b = (b ^ a) >> 1 | UINT64_C(1) << 63;
        b >>= __builtin_ctzll(b);
    }
    while (a != b) {
        uint64_t larger = a > b ? a : b;
        b = a > b ? b : a;
        a = larger ^ b;
        a >>= __builtin_ctzll(a);
    }
    return word_of(a);
}

/* The common powers of x as well. */
static lfsr_gf2_word word_gcd_all(lfsr_gf2_word f, uint64_t a)
{
    if (a == 0)
        return f;
    uint64_t bits = word_bits(f);
    unsigned x_of_a = (unsigned)__builtin_ctzll(a), x_of_f = bits != 0 ? (unsigned)__builtin_ctzll(bits) : 64;
    unsigned common = x_of_a < x_of_f ? x_of_a : x_of_f;
    lfsr_gf2_word rest = word_gcd(f, a);
    return (lfsr_gf2_word){word_bits(rest) << common & ~(UINT64_C(1) << (rest.degree + common)),
                           rest.degree + common};
}

/* 1 / g mod x^64; g has a constant term. */
static inline uint64_t series_inverse(uint64_t g)
{
    uint64_t inverse = 1;
    for (int i = 0; i < 6; i++)
        inverse = low_product(low_product(inverse, inverse), g);
    return inverse;
}

/* f / g where the division is exact; g, not 1, has a constant term. */
static inline lfsr_gf2_word divide_exactly(lfsr_gf2_word f, lfsr_gf2_word g)
{
    if (f.degree == g.degree)
        return (lfsr_gf2_word){0, 0};
    return word_of(low_product(word_bits(f), series_inverse(word_bits(g))));
}

/* f = f / g if g, of degree 1 to 63, with a constant term, divides f. */
static bool divide_if_divisible(lfsr_gf2_word *f, lfsr_gf2_word g)
{
    if (f->degree < g.degree)
        return false;
    uint64_t quotient = low_product(word_bits(*f), series_inverse(word_bits(g)));
    pair back = mul_ll(pair_of(quotient, 0), pair_of(word_bits(g), 0));
    if (low_of(back) != word_bits(*f) || high_of(back) != (f->degree == 64 ? 1 : 0))
        return false;
    *f = word_of(quotient);
    return true;
}
