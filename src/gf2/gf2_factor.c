/* Factoring: f = g^2 h with h square-free by one gcd of half the degree, then blocks of gcds with x^(2^d) -
 * x, then the trace of random elements where several factors have one degree (docs/mathematics.md,
 * "Polynomials over GF(2)"). Parts of degree at most 64 go to the word-sized routines.
 *
 * Where the modulus is sparse, squarings are far cheaper than products, and a proof of irreducibility by
 * squarings alone is tried before the bulk of the products. */
#include "gf2_poly.h"

#include <stdlib.h>
#include <string.h>

#include "gf2_factor.h"
#include "gf2_ops.h"
#include "split_mix.h"

enum { FIRST_BLOCK = 8, FIRST_SHORT_BLOCK = 20, LONGEST_BLOCK = 96, TRY_IRREDUCIBLE = 64 };

/* --- The list of factors --- */

static lfsr_status add_factor(lfsr_gf2_factors *out, const uint64_t *bits, size_t degree, size_t multiplicity,
                              lfsr_error *error)
{
    if (out->length == out->capacity) {
        size_t capacity = out->capacity == 0 ? 16 : 2 * out->capacity;
        lfsr_gf2_factor *list = realloc(out->list, capacity * sizeof *list);
        if (list == NULL)
            return lfsr_fail_memory(error);
        out->list = list;
        out->capacity = capacity;
    }
    size_t size = lfsr_gf2_words(degree) * sizeof *bits;
    uint64_t *copy = malloc(size);
    if (copy == NULL)
        return lfsr_fail_memory(error);
    if (out->reversed)
        lfsr_gf2_reverse(copy, bits, degree);
    else
        memcpy(copy, bits, size);
    out->list[out->length++] = (lfsr_gf2_factor){copy, degree, multiplicity};
    return LFSR_OK;
}

void lfsr_gf2_factors_clear(lfsr_gf2_factors *factors)
{
    for (size_t i = 0; i < factors->length; i++)
        free(factors->list[i].bits);
    free(factors->list);
    *factors = (lfsr_gf2_factors){0};
}

static int compare(const void *a, const void *b)
{
    const lfsr_gf2_factor *x = a, *y = b;
    if (x->degree != y->degree)
        return x->degree < y->degree ? -1 : 1;
    for (size_t i = lfsr_gf2_words(x->degree); i-- > 0;)
        if (x->bits[i] != y->bits[i])
            return x->bits[i] < y->bits[i] ? -1 : 1;
    return 0;
}

static void sort_and_merge(lfsr_gf2_factors *out)
{
    if (out->length == 0)
        return;
    qsort(out->list, out->length, sizeof *out->list, compare);
    size_t last = 0;
    for (size_t i = 1; i < out->length; i++) {
        if (compare(&out->list[last], &out->list[i]) == 0) {
            out->list[last].multiplicity += out->list[i].multiplicity;
            free(out->list[i].bits);
        } else {
            out->list[++last] = out->list[i];
        }
    }
    out->length = last + 1;
}

/* All factors of f, of degree 1 to 64. */
static lfsr_status factor_word(lfsr_gf2_factors *out, const uint64_t *f, size_t degree, size_t multiplicity,
                               lfsr_error *error)
{
    lfsr_gf2_word_factor list[LFSR_GF2_WORD_FACTORS];
    uint64_t top = degree < 64 ? UINT64_C(1) << degree : 0;
    unsigned length = lfsr_gf2_word_factor_all(list, (lfsr_gf2_word){f[0] ^ top, (unsigned)degree});
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < length && status == LFSR_OK; i++) {
        unsigned d = list[i].poly.degree;
        uint64_t bits[2] = {list[i].poly.low | (d < 64 ? UINT64_C(1) << d : 0), d == 64};
        status = add_factor(out, bits, d, multiplicity * list[i].multiplicity, error);
    }
    return status;
}

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
        return factor_word(out, g, degree, multiplicity, error);
    if (degree == d)
        return add_factor(out, g, degree, multiplicity, error);
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
        return factor_word(s->out, g, degree, s->multiplicity, s->error);
    if (degree < 2 * first)
        return add_factor(s->out, g, degree, s->multiplicity, s->error);
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
        if (s->check != NULL && s->check->call != NULL && (words >= 64 || d == last))
            status = s->check->call(s->check->context, (double)d, (double)(s->degree / 2), s->error);
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
        return factor_word(s->out, s->h, s->degree, s->multiplicity, s->error);
    return add_factor(s->out, s->h, s->degree, s->multiplicity, s->error);
}

/* h is square-free, without a factor x, of degree over 64; modulus is a multiple of it. Destroys h. */
static lfsr_status factor_square_free(lfsr_gf2_factors *out, uint64_t *h, size_t degree, size_t multiplicity,
                                      const uint64_t *modulus, size_t of_modulus, const lfsr_gf2_check *check,
                                      lfsr_error *error)
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

/* --- Any polynomial --- */

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
        status = of_g <= 64 ? factor_word(out, g, of_g, 2 * multiplicity, error)
                            : factor_long(out, g, of_g, 2 * multiplicity, check, error);
    }
    if (status == LFSR_OK && of_h > 64)
        status = factor_square_free(out, h, of_h, multiplicity, f, degree, check, error);
    else if (status == LFSR_OK && of_h > 0)
        status = factor_word(out, h, of_h, multiplicity, error);
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
            status = add_factor(out, h, of_h, multiplicity, error);
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
        status = factor_word(out, f, degree, 1, error);
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
        status = factor_word(out, rest, degree, 1, error);
    else if (degree > 0 && lfsr_gf2_better_reversed(rest, degree))
        status = factor_reversed(out, rest, degree, check, error);
    else if (degree > 0)
        status = factor_long(out, rest, degree, 1, check, error);
    if (status == LFSR_OK && tail > 0) {
        const uint64_t x = 2;
        status = add_factor(out, &x, 1, tail, error);
    }
done:
    free(rest);
    if (status == LFSR_OK)
        sort_and_merge(out);
    else
        lfsr_gf2_factors_clear(out);
    return status;
}
