/* Factors of square-free polynomials: blocks of gcds with x^(2^d) - x, then the trace of random elements
 * where several factors have one degree (docs/mathematics.md, "Polynomials over GF(2)").
 *
 * Where the modulus is sparse, squarings are far cheaper than products, and a proof of irreducibility by
 * squarings alone is tried before the bulk of the products. */
#include <stdlib.h>
#include <string.h>

#include "gf2_factor.h"
#include "gf2_ops.h"
#include "split_mix.h"

enum { FIRST_BLOCK = 8, FIRST_SHORT_BLOCK = 20, LONGEST_BLOCK = 96, TRY_IRREDUCIBLE = 64 };

/* --- Equal degrees --- */

/* trace (ring->words words) = a + a^2 + a^4 + ... + a^(2^(d - 1)) of a random a; power is scratch. */
static lfsr_status random_trace(uint64_t *trace, uint64_t *power, size_t d, uint64_t *state,
                                const lfsr_gf2_ring *ring, const lfsr_gf2_check *check, lfsr_error *error)
{
    for (size_t i = 0; i < ring->words; i++)
        power[i] = lfsr_split_mix(state);
    if (ring->degree % 64 != 0)
        power[ring->words - 1] &= (UINT64_C(1) << ring->degree % 64) - 1;
    memcpy(trace, power, ring->words * sizeof *trace);
    lfsr_status status = LFSR_OK;
    for (size_t i = 1; i < d && status == LFSR_OK; i++) {
        status = lfsr_gf2_ring_frobenius(power, 1, ring, check, error);
        for (size_t j = 0; j < ring->words; j++)
            trace[j] ^= power[j];
    }
    return status;
}

/* g is a product of distinct irreducible polynomials of degree d. */
static lfsr_status split_equal_degree(lfsr_gf2_factors *out, uint64_t *g, size_t degree, size_t d,
                                      size_t multiplicity, const lfsr_gf2_check *check, lfsr_error *error)
{
    if (degree <= 64)
        return lfsr_gf2_factor_word(out, g, degree, multiplicity, error);
    if (degree == d)
        return lfsr_gf2_add_factor(out, g, degree, multiplicity, error);
    lfsr_gf2_ring ring;
    lfsr_status status = lfsr_gf2_ring_init(&ring, g, degree, error);
    if (status != LFSR_OK)
        return status;
    size_t length = lfsr_gf2_words(degree), part = 0;
    uint64_t state = d; /* a fixed start: the same polynomial is factored the same way every time */
    uint64_t *trace = malloc(3 * length * sizeof *trace);
    uint64_t *power = trace + length, *common = power + length;
    if (trace == NULL)
        status = lfsr_fail_memory(error);
    while (status == LFSR_OK && (part == 0 || part == degree)) {
        status = random_trace(trace, power, d, &state, &ring, check, error);
        size_t of_trace = lfsr_gf2_degree(trace, ring.words);
        if (status == LFSR_OK && of_trace > 0)
            status = lfsr_gf2_gcd(common, &part, g, degree, trace, of_trace, check, error);
    }
    lfsr_gf2_ring_clear(&ring);
    if (status == LFSR_OK) {
        lfsr_gf2_divide(g, &degree, common, part);
        status = split_equal_degree(out, common, part, d, multiplicity, check, error);
    }
    free(trace);
    return status == LFSR_OK ? split_equal_degree(out, g, degree, d, multiplicity, check, error) : status;
}

/* --- Distinct degrees --- */

/* One square-free h without a factor x, while it is factored. */
typedef struct search {
    lfsr_gf2_factors *out;
    size_t multiplicity;
    const lfsr_gf2_check *check;
    lfsr_error *error;
    uint64_t *h; /* what is left of it */
    size_t degree;
    lfsr_gf2_ring ring; /* its modulus is a multiple of h */
    bool tried;         /* h was found to be reducible by squarings */
    uint64_t *powers;   /* of a block: x^(2^d) for d = first, first + 1, ... */
    size_t first;
    uint64_t *power, *block, *common;
} search;

static uint64_t *power_of(const search *s, size_t d)
{
    return s->powers + (d - s->first) * s->ring.words;
}

/* part = gcd(g, product of x^(2^d) - x, d = first to last); 0 for the constant 1. */
static lfsr_status common_part(const search *s, uint64_t *part, size_t *of_part, const uint64_t *g,
                               size_t degree, size_t first, size_t last)
{
    lfsr_gf2_ring ring;
    lfsr_status status = lfsr_gf2_ring_init(&ring, g, degree, s->error);
    if (status != LFSR_OK)
        return status;
    uint64_t *residue = malloc(2 * ring.words * sizeof *residue), *product = residue + ring.words;
    if (residue == NULL) {
        lfsr_gf2_ring_clear(&ring);
        return lfsr_fail_memory(s->error);
    }
    for (size_t d = first; d <= last; d++) {
        uint64_t *to = d == first ? product : residue;
        lfsr_gf2_ring_reduce(to, power_of(s, d), s->ring.words, &ring);
        to[0] ^= 2;
        if (d > first)
            lfsr_gf2_ring_mul(product, product, residue, &ring);
    }
    size_t of_product = lfsr_gf2_degree(product, ring.words);
    *of_part = 0;
    if (of_product > 0) {
        status = lfsr_gf2_gcd(part, of_part, g, degree, product, of_product, s->check, s->error);
    } else if (product[0] == 0) { /* a multiple of g */
        memcpy(part, g, lfsr_gf2_words(degree) * sizeof *part);
        *of_part = degree;
    }
    free(residue);
    lfsr_gf2_ring_clear(&ring);
    return status;
}

/* g divides h and has the factors of degree first to last, once each, by halves of the range. Destroys g. */
static lfsr_status split_block(search *s, uint64_t *g, size_t degree, size_t first, size_t last)
{
    if (degree <= 64)
        return lfsr_gf2_factor_word(s->out, g, degree, s->multiplicity, s->error);
    if (degree < 2 * first)
        return lfsr_gf2_add_factor(s->out, g, degree, s->multiplicity, s->error);
    if (first == last)
        return split_equal_degree(s->out, g, degree, first, s->multiplicity, s->check, s->error);
    size_t middle = first + (last - first) / 2, of_part;
    uint64_t *part = malloc(lfsr_gf2_words(degree) * sizeof *part);
    if (part == NULL)
        return lfsr_fail_memory(s->error);
    lfsr_status status = common_part(s, part, &of_part, g, degree, first, middle);
    if (status == LFSR_OK && of_part > 0) {
        lfsr_gf2_divide(g, &degree, part, of_part);
        status = split_block(s, part, of_part, first, middle);
    }
    free(part);
    if (status != LFSR_OK || degree == 0)
        return status;
    return split_block(s, g, degree, middle + 1, last);
}

/* h became shorter: work modulo h itself where that is cheaper. A product by a sparse modulus costs one long
 * product, a step by a dense one five, and long products grow like the power 1.6 of their length. */
static lfsr_status shorten_ring(search *s)
{
    if (s->degree <= 64 || (s->ring.sparse && s->degree > s->ring.degree / 3) ||
        (!s->ring.sparse && lfsr_gf2_words(s->degree) == lfsr_gf2_words(s->ring.degree)))
        return LFSR_OK;
    lfsr_gf2_ring ring;
    lfsr_status status = lfsr_gf2_ring_init(&ring, s->h, s->degree, s->error);
    if (status != LFSR_OK)
        return status;
    lfsr_gf2_ring_reduce(s->power, s->power, s->ring.words, &ring);
    lfsr_gf2_ring_clear(&s->ring);
    s->ring = ring;
    return LFSR_OK;
}

/* The factors of degree first to last; power is x^(2^(first - 1)) before and x^(2^last) after. */
static lfsr_status search_block(search *s, size_t first, size_t last)
{
    size_t words = s->ring.words, of_common = 0;
    lfsr_status status = LFSR_OK;
    s->first = first;
    for (size_t d = first; d <= last && status == LFSR_OK; d++) {
        uint64_t *stored = power_of(s, d);
        lfsr_gf2_ring_square(stored, d == first ? s->power : stored - words, &s->ring);
        stored[0] ^= 2;
        if (d == first)
            memcpy(s->block, stored, words * sizeof *stored);
        else
            lfsr_gf2_ring_mul(s->block, s->block, stored, &s->ring);
        stored[0] ^= 2;
        if (words >= 64 || d == last)
            status = lfsr_gf2_call_check(s->check, d, s->degree / 2, s->error);
    }
    memcpy(s->power, power_of(s, last), words * sizeof *s->power);
    if (status != LFSR_OK)
        return status;
    size_t of_block = lfsr_gf2_degree(s->block, words);
    if (of_block == 0 && s->block[0] == 0) { /* a multiple of h */
        of_common = s->degree;
        memcpy(s->common, s->h, lfsr_gf2_words(s->degree) * sizeof *s->h);
    } else if (of_block > 0) {
        status = lfsr_gf2_gcd(s->common, &of_common, s->h, s->degree, s->block, of_block, s->check, s->error);
    }
    if (status != LFSR_OK || of_common == 0)
        return status;
    lfsr_gf2_divide(s->h, &s->degree, s->common, of_common);
    s->tried = false;
    status = split_block(s, s->common, of_common, first, last);
    return status == LFSR_OK ? shorten_ring(s) : status;
}

/* Powers in a block: at most LONGEST_BLOCK, fewer where they would take more than some megabytes. */
static size_t longest_block(size_t words)
{
    size_t fit = ((size_t)4 << 20) / 8 / words;
    return fit > LONGEST_BLOCK ? LONGEST_BLOCK : fit < FIRST_BLOCK ? FIRST_BLOCK : fit;
}

/* The length of the block that begins with d. Where products are short, a gcd costs as much as twenty
 * steps. */
static size_t next_block(const search *s, size_t d)
{
    if (s->ring.words <= LFSR_GF2_SHORT)
        return d < FIRST_SHORT_BLOCK ? FIRST_SHORT_BLOCK : d + d / 2;
    return d < FIRST_BLOCK ? FIRST_BLOCK : d;
}

static lfsr_status search_degrees(search *s)
{
    lfsr_status status = LFSR_OK;
    size_t longest = longest_block(s->ring.words);
    for (size_t d = 1; status == LFSR_OK && s->degree >= 2 * d && s->degree > 64;) {
        size_t length = next_block(s, d);
        if (s->ring.sparse && !s->tried && d > TRY_IRREDUCIBLE) {
            bool irreducible;
            status = lfsr_gf2_rabin(&irreducible, s->h, s->degree, &s->ring, s->check, s->error);
            s->tried = true;
            if (status == LFSR_OK && irreducible)
                break;
        }
        size_t last = d - 1 + (length < longest ? length : longest);
        if (last > s->degree / 2)
            last = s->degree / 2;
        if (status == LFSR_OK)
            status = search_block(s, d, last);
        d = last + 1;
    }
    if (status != LFSR_OK || s->degree == 0)
        return status;
    if (s->degree <= 64)
        return lfsr_gf2_factor_word(s->out, s->h, s->degree, s->multiplicity, s->error);
    return lfsr_gf2_add_factor(s->out, s->h, s->degree, s->multiplicity, s->error);
}

lfsr_status lfsr_gf2_factor_square_free(lfsr_gf2_factors *out, uint64_t *h, size_t degree,
                                        size_t multiplicity, const uint64_t *modulus, size_t of_modulus,
                                        const lfsr_gf2_check *check, lfsr_error *error)
{
    search s = {
        .out = out, .multiplicity = multiplicity, .check = check, .error = error, .h = h, .degree = degree};
    lfsr_status status = lfsr_gf2_ring_init(&s.ring, modulus, of_modulus, error);
    if (status == LFSR_OK && !s.ring.sparse && degree < of_modulus) {
        lfsr_gf2_ring_clear(&s.ring);
        status = lfsr_gf2_ring_init(&s.ring, h, degree, error);
    }
    if (status != LFSR_OK)
        return status;
    size_t words = s.ring.words;
    s.powers = malloc((longest_block(words) + 3) * (words + 1) * sizeof *s.powers);
    if (s.powers == NULL) {
        lfsr_gf2_ring_clear(&s.ring);
        return lfsr_fail_memory(error);
    }
    s.power = s.powers + longest_block(words) * words;
    s.block = s.power + words + 1;
    s.common = s.block + words + 1;
    lfsr_gf2_ring_set_x(s.power, &s.ring);
    status = search_degrees(&s);
    free(s.powers);
    lfsr_gf2_ring_clear(&s.ring);
    return status;
}
