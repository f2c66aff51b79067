/* Rabin's test: x^(2^n) = x modulo f, and x^(2^(n/r)) - x is prime to f for every prime r of n; after a
 * search for factors of small degree. */
#include "gf2_poly.h"

#include <stdlib.h>
#include <string.h>

#include "gf2_factor.h"
#include "gf2_word.h"

enum { MAX_PRIMES = 8 }; /* a degree up to 10^6 has at most 7 prime divisors */

/* n / r for the primes r of n, ascending; returns how many. */
static size_t cuts_of(size_t cuts[MAX_PRIMES], size_t n)
{
    size_t count = 0;
    for (size_t r = 2, rest = n; rest > 1 && count < MAX_PRIMES; r++) {
        if (r * r > rest)
            r = rest;
        if (rest % r != 0)
            continue;
        while (rest % r == 0)
            rest /= r;
        for (size_t i = count++; i > 0; i--)
            cuts[i] = cuts[i - 1];
        cuts[0] = n / r;
    }
    return count;
}

/* Does h divide a, of n words? gcd tells where the ring's modulus is not h. */
static lfsr_status degree_of_gcd(size_t *degree, uint64_t *space, const uint64_t *h, size_t of_h,
                                 const uint64_t *a, size_t n, const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t of_a = lfsr_gf2_degree(a, n);
    *degree = of_a == 0 && a[0] == 0 ? of_h : 0;
    return of_a == 0 ? LFSR_OK : lfsr_gf2_gcd(space, degree, h, of_h, a, of_a, check, error);
}

/* The chain of squarings: power = x^(2^degree) and, at the cuts, copies. */
static lfsr_status run_chain(uint64_t *power, uint64_t *copies, size_t degree, const size_t *cuts,
                             size_t count, const lfsr_gf2_ring *ring, const lfsr_gf2_check *check,
                             lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    size_t done = 0, words = ring->words;
    lfsr_gf2_ring_set_x(power, ring);
    for (size_t i = 0; i <= count && status == LFSR_OK; i++) {
        size_t end = i < count ? cuts[i] : degree;
        for (; done < end && status == LFSR_OK; done++) {
            lfsr_gf2_ring_square(power, power, ring);
            if (words >= 64 || done % 64 == 63)
                status = lfsr_gf2_call_check(check, done, degree, error);
        }
        if (i < count)
            memcpy(copies + i * words, power, words * sizeof *power);
    }
    return status;
}

lfsr_status lfsr_gf2_rabin(bool *irreducible, const uint64_t *h, size_t degree, const lfsr_gf2_ring *ring,
                           const lfsr_gf2_check *check, lfsr_error *error)
{
    size_t cuts[MAX_PRIMES], count = cuts_of(cuts, degree), words = ring->words, common = 0;
    uint64_t *power = malloc((count + 2) * (words + 1) * sizeof *power);
    if (power == NULL)
        return lfsr_fail_memory(error);
    uint64_t *copies = power + words, *space = copies + count * words;
    lfsr_status status = run_chain(power, copies, degree, cuts, count, ring, check, error);
    power[0] ^= 2;
    if (status == LFSR_OK)
        status = degree_of_gcd(&common, space, h, degree, power, words, check, error);
    *irreducible = common == degree;
    for (size_t i = 0; i < count && status == LFSR_OK && *irreducible; i++) {
        copies[i * words] ^= 2;
        status = degree_of_gcd(&common, space, h, degree, copies + i * words, words, check, error);
        *irreducible = common == 0;
    }
    free(power);
    return status;
}

/* gcd(f, product of x^(2^i - 1) - 1, i = 1 to 8) = 1: no factor of degree up to 8. The product is free of x
 * and has degree 502; f is reduced modulo it in one pass. */
static lfsr_status no_small_factor(bool *none, const uint64_t *f, size_t degree, lfsr_error *error)
{
    enum { DEGREE = 502, WORDS = DEGREE / 64 + 1 };
    uint64_t product[WORDS] = {1}, residue[WORDS + 1], space[WORDS + 1];
    for (unsigned i = 1; i <= 8; i++) {
        unsigned shift = (1u << i) - 1;
        for (size_t w = WORDS; w-- > shift / 64;) {
            size_t from = w - shift / 64;
            product[w] ^= product[from] << shift % 64;
            if (shift % 64 > 0 && from > 0)
                product[w] ^= product[from - 1] >> (64 - shift % 64);
        }
    }
    lfsr_gf2_ring ring;
    lfsr_status status = lfsr_gf2_ring_init(&ring, product, DEGREE, error);
    if (status != LFSR_OK)
        return status;
    lfsr_gf2_ring_reduce(residue, f, lfsr_gf2_words(degree), &ring);
    size_t common = 0;
    status = degree_of_gcd(&common, space, product, DEGREE, residue, ring.words, NULL, error);
    *none = common == 0;
    lfsr_gf2_ring_clear(&ring);
    return status;
}

/* From this degree on factors of middle degree are looked for before the whole chain. */
enum { MIDDLE_FROM = 512, MIDDLE_MOST = 32 };

/* h has no factor of degree up to 8. Has it none up to D = 8 + sqrt(degree) / 2 either, at most 40? One gcd
 * with the product of x^(2^i) - x. Of random polynomials about 8 in D go on; the products cost an irreducible
 * one little beside the chain. */
static lfsr_status no_middle_factor(bool *none, const uint64_t *h, size_t degree, const lfsr_gf2_ring *ring,
                                    const lfsr_gf2_check *check, lfsr_error *error)
{
    const size_t words = ring->words;
    size_t last = 8, common = 0;
    while (last < 8 + MIDDLE_MOST && 4 * (last - 8) * (last - 8) < degree)
        last++;
    uint64_t *power = malloc(3 * (words + 1) * sizeof *power);
    if (power == NULL)
        return lfsr_fail_memory(error);
    uint64_t *product = power + words, *space = product + words;
    lfsr_gf2_ring_set_x(power, ring);
    memset(product, 0, words * sizeof *product);
    product[0] = 1;
    lfsr_status status = LFSR_OK;
    for (size_t i = 1; i <= last && status == LFSR_OK; i++) {
        lfsr_gf2_ring_square(power, power, ring);
        if (i <= 8)
            continue;
        power[0] ^= 2; /* x^(2^i) - x */
        lfsr_gf2_ring_mul(product, product, power, ring);
        power[0] ^= 2;
        status = lfsr_gf2_call_check(check, 0, degree, error);
    }
    if (status == LFSR_OK)
        status = degree_of_gcd(&common, space, h, degree, product, words, check, error);
    *none = common == 0;
    free(power);
    return status;
}

lfsr_status lfsr_gf2_is_irreducible(bool *irreducible, const uint64_t *f, size_t degree,
                                    const lfsr_gf2_check *check, lfsr_error *error)
{
    if (degree <= 64) {
        uint64_t top = degree < 64 ? UINT64_C(1) << degree : 0;
        *irreducible = lfsr_gf2_word_irreducible((lfsr_gf2_word){f[0] ^ top, (unsigned)degree});
        return LFSR_OK;
    }
    *irreducible = false;
    if ((f[0] & 1) == 0)
        return LFSR_OK;
    bool none = false;
    lfsr_status status = no_small_factor(&none, f, degree, error);
    if (status != LFSR_OK || !none)
        return status;
    /* A polynomial and its reciprocal are irreducible together. */
    size_t n = lfsr_gf2_words(degree);
    uint64_t *chosen = malloc(n * sizeof *chosen);
    if (chosen == NULL)
        return lfsr_fail_memory(error);
    if (lfsr_gf2_better_reversed(f, degree))
        lfsr_gf2_reverse(chosen, f, degree);
    else
        memcpy(chosen, f, n * sizeof *chosen);
    lfsr_gf2_ring ring;
    status = lfsr_gf2_ring_init(&ring, chosen, degree, error);
    if (status == LFSR_OK) {
        if (degree >= MIDDLE_FROM)
            status = no_middle_factor(&none, chosen, degree, &ring, check, error);
        if (status == LFSR_OK && none)
            status = lfsr_gf2_rabin(irreducible, chosen, degree, &ring, check, error);
        lfsr_gf2_ring_clear(&ring);
    }
    free(chosen);
    return status;
}
