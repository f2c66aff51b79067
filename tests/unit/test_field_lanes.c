/* Every lane kernel this processor has, against a scalar walk that knows nothing of tables or lanes: one
 * symbol at a time, products by shift and reduce. Every (next, length) must agree: all kinds of fields,
 * random polynomials (reducible ones, repeated factors), every number of zeros, bounds of the first symbol,
 * random ranges. */
#include "test_support.h"

#include <math.h>
#include <string.h>

#include "kernel.h"
#include "lane_kernels.h"

static const lfsr_kernel *const kernels[] = {LFSR_LANE_KERNEL_LIST};
#define KERNELS (sizeof kernels / sizeof kernels[0])

typedef struct field_case {
    uint64_t p;
    unsigned k;
    uint64_t modulus[21]; /* irreducible, constant first; {0}: set by a search */
} field_case;

/* Any irreducible polynomial does. Those over GF(2) are the first by code. */
static const field_case fields[] = {
    {3, 1, {0}},
    {5, 1, {0}},
    {7, 1, {0}},
    {11, 1, {0}},
    {13, 1, {0}},
    {31, 1, {0}},
    {61, 1, {0}},
    {101, 1, {0}},
    {127, 1, {0}},
    {251, 1, {0}},
    {257, 1, {0}},
    {1021, 1, {0}},
    {65521, 1, {0}},
    {65537, 1, {0}},
    {131071, 1, {0}},
    {1048573, 1, {0}},
    {16777213, 1, {0}},
    {2, 2, {1, 1, 1}},
    {2, 3, {1, 1, 0, 1}},
    {2, 4, {1, 1, 0, 0, 1}},
    {2, 5, {1, 0, 1, 0, 0, 1}},
    {2, 6, {1, 1, 0, 0, 0, 0, 1}},
    {2, 8, {1, 1, 0, 1, 1, 0, 0, 0, 1}},
    {2, 10, {1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 1}},
    {2, 16, {1, 1, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
    {2, 17, {1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
    {2, 20, {1, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
    {3, 2, {1, 0, 1}},
    {3, 3, {1, 2, 0, 1}},
    {3, 5, {1, 2, 0, 0, 0, 1}},
    {3, 7, {1, 0, 2, 0, 0, 0, 0, 1}},
    {3, 10, {0}},
    {3, 12, {0}},
    {5, 2, {2, 0, 1}},
    {5, 3, {1, 1, 0, 1}},
    {7, 2, {1, 0, 1}},
    {11, 2, {1, 0, 1}},
    {13, 2, {2, 0, 1}}, /* set by a search where it is not irreducible */
    {61, 2, {0}},
    {251, 2, {1, 0, 1}},
    {5, 8, {0}},
    {7, 7, {0}},
    {13, 5, {0}},
    {31, 4, {0}},
    {101, 3, {0}},
    {1021, 2, {0}},
};

/* --- Plain arithmetic --- */

static uint64_t add(const lfsr_stratum *s, uint64_t x, uint64_t y)
{
    if (s->p == 2)
        return x ^ y;
    uint64_t sum = 0, weight = 1;
    for (unsigned i = 0; i < s->k; i++, x /= s->p, y /= s->p, weight *= s->p)
        sum += (x % s->p + y % s->p) % s->p * weight;
    return sum;
}

static uint64_t scale(const lfsr_stratum *s, uint64_t c, uint64_t x)
{
    uint64_t sum = 0, weight = 1;
    for (unsigned i = 0; i < s->k; i++, x /= s->p, weight *= s->p)
        sum += c * (x % s->p) % s->p * weight;
    return sum;
}

static uint64_t times_a(const lfsr_stratum *s, uint64_t x)
{
    uint64_t top = s->q / s->p, over = x / top, shifted = x % top * s->p;
    for (unsigned i = 0, weight = 1; i < s->k; i++, weight *= (unsigned)s->p)
        if (s->modulus[i] != 0)
            shifted = add(s, shifted, (s->p - over) % s->p * s->modulus[i] % s->p * weight);
    return shifted;
}

static uint64_t multiply(const lfsr_stratum *s, uint64_t x, uint64_t y)
{
    if (s->k == 1)
        return x * y % s->p;
    uint64_t sum = 0;
    for (unsigned i = 0; i < s->k; i++, x /= s->p, y = times_a(s, y))
        sum = add(s, sum, scale(s, x % s->p, y));
    return sum;
}

/* --- The oracle --- */

/* Products of each coefficient, so that long walks are not too slow: by multiply, when first needed. */
typedef struct oracle {
    const lfsr_stratum *s;
    uint64_t *products[64];
} oracle;

static void oracle_open(oracle *o, const lfsr_stratum *s)
{
    *o = (oracle){.s = s};
    for (unsigned j = 0; j < s->degree && s->k > 1; j++) {
        if (s->poly.codes[j] == 0)
            continue;
        o->products[j] = malloc(s->q * sizeof(uint64_t));
        memset(o->products[j], 0xff, s->q * sizeof(uint64_t));
    }
}

static uint64_t oracle_product(const oracle *o, unsigned j, uint64_t x)
{
    if (o->products[j][x] == UINT64_MAX)
        o->products[j][x] = scale(o->s, o->s->p - 1, multiply(o->s, o->s->poly.codes[j], x));
    return o->products[j][x];
}

static void oracle_close(oracle *o)
{
    for (unsigned j = 0; j < 64; j++)
        free(o->products[j]);
}

static uint64_t oracle_step(const oracle *o, const uint64_t *window)
{
    const lfsr_stratum *s = o->s;
    uint64_t sum = 0;
    for (unsigned j = 0; j < s->degree; j++) {
        if (s->poly.codes[j] == 0)
            continue;
        if (s->k == 1)
            sum = (sum + (s->p - s->poly.codes[j]) * window[j]) % s->p;
        else
            sum = s->p == 2 ? sum ^ oracle_product(o, j, window[j])
                            : add(s, sum, oracle_product(o, j, window[j]));
    }
    return sum;
}

static bool in_section(const uint64_t *window, lfsr_section section)
{
    if (section.bound > 0)
        return window[0] < section.bound;
    for (unsigned i = 1; i <= section.zeros; i++)
        if (window[i] != 0)
            return false;
    return window[0] != 0;
}

/* Steps to the next section state and its index; 0 steps: more than limit. */
static uint64_t oracle_walk(const oracle *o, lfsr_section section, uint64_t index, uint64_t limit,
                            uint64_t *next)
{
    const lfsr_stratum *s = o->s;
    const unsigned m = s->degree, zeros = section.zeros;
    const uint64_t least = section.bound > 0 ? 0 : 1; /* the first symbol of index 0 */
    uint64_t window[64] = {0}, r = index, steps = 0;
    for (unsigned i = m; i-- > zeros + 1; r /= s->q)
        window[i] = r % s->q;
    window[0] = r + least;
    do {
        uint64_t symbol = oracle_step(o, window);
        memmove(window, window + 1, (m - 1) * sizeof *window);
        window[m - 1] = symbol;
        if (++steps > limit)
            return 0;
    } while (!in_section(window, section));
    *next = window[0] - least;
    for (unsigned i = zeros + 1; i < m; i++)
        *next = *next * s->q + window[i];
    return steps;
}

/* --- Random strata --- */

static uint64_t power(uint64_t q, unsigned n)
{
    uint64_t x = 1;
    while (n-- > 0)
        x *= q;
    return x;
}

/* A monic polynomial over GF(p) of degree k without a root or a small factor: a^(p^d) != a by degree, by
 * trial division. */
static bool is_irreducible(uint64_t p, unsigned k, const uint64_t *f)
{
    for (unsigned d = 1; 2 * d <= k; d++)
        for (uint64_t low = 0; low < power(p, d); low++) {
            uint64_t rest[21], g[21], x = low;
            for (unsigned i = 0; i < d; i++, x /= p)
                g[i] = x % p;
            memcpy(rest, f, (k + 1) * sizeof *rest);
            for (unsigned i = k; i >= d; i--)
                for (unsigned j = 0; j < d; j++)
                    rest[i - d + j] = (rest[i - d + j] + (p - g[j]) * rest[i]) % p;
            bool zero = true;
            for (unsigned i = 0; i < d; i++)
                zero = zero && rest[i] == 0;
            if (zero)
                return false;
        }
    return true;
}

static void set_modulus(uint64_t *modulus, const field_case *f)
{
    memcpy(modulus, f->modulus, (f->k + 1) * sizeof *modulus);
    for (uint64_t x = 1; modulus[f->k] == 0 || !is_irreducible(f->p, f->k, modulus); x++) {
        uint64_t rest = x;
        for (unsigned i = 0; i < f->k; i++, rest /= f->p)
            modulus[i] = rest % f->p;
        modulus[f->k] = 1;
    }
}

/* The product of random factors, each perhaps more than once; sparse ones among them. */
static void random_poly(lfsr_stratum *s, uint64_t *rng)
{
    const unsigned m = s->degree;
    uint64_t *codes = calloc(m + 2u, sizeof *codes), *factor = calloc(m + 2u, sizeof *factor);
    uint64_t *product = calloc(m + 2u, sizeof *product);
    codes[0] = 1;
    for (unsigned degree = 0; degree < m;) {
        unsigned d = test_random(rng, 3) == 0 ? 1 + (unsigned)test_random(rng, m - degree) : m - degree;
        uint64_t density = 1 + test_random(rng, 3);
        for (unsigned i = 0; i <= d; i++)
            factor[i] = test_random(rng, density) == 0 ? test_random(rng, s->q) : 0;
        factor[0] = test_random(rng, 3) == 0 ? 1 : 1 + test_random(rng, s->q - 1);
        factor[d] = 1;
        do {
            memset(product, 0, (m + 2u) * sizeof *product);
            for (unsigned i = 0; i <= degree; i++)
                for (unsigned j = 0; j <= d; j++)
                    product[i + j] = add(s, product[i + j], multiply(s, codes[i], factor[j]));
            degree += d;
            memcpy(codes, product, (m + 1u) * sizeof *codes);
        } while (degree + d <= m && test_random(rng, 2) == 0);
    }
    free(factor);
    free(product);
    s->poly = (lfsr_code_poly){m, codes};
}

static lfsr_stratum random_stratum(const field_case *f, uint64_t most, uint64_t *rng)
{
    lfsr_stratum s = {.p = f->p, .k = f->k, .q = power(f->p, f->k)};
    if (f->k > 1) {
        s.modulus = calloc(f->k + 1, sizeof *s.modulus);
        set_modulus(s.modulus, f);
    }
    unsigned top = 1;
    for (uint64_t states = s.q; states <= most / s.q; states *= s.q)
        top++;
    s.degree = 1 + (unsigned)test_random(rng, top);
    if (s.degree < top && test_random(rng, 2) == 0)
        s.degree = top;
    s.states = power(s.q, s.degree);
    random_poly(&s, rng);
    return s;
}

/* --- Tests --- */

static void describe(const lfsr_stratum *s, char *text, size_t size)
{
    size_t n = (size_t)snprintf(text, size, "q = %llu, coefficients", (unsigned long long)s->q);
    for (unsigned i = 0; i <= s->degree && n < size; i++)
        n += (size_t)snprintf(text + n, size - n, " %llu", (unsigned long long)s->poly.codes[i]);
}

/* One chunk through every kernel that supports the stratum and the section; returns how many did. */
static unsigned check_chunk(const lfsr_stratum *s, lfsr_section section, uint64_t lo, uint64_t count)
{
    uint64_t *next = malloc((count + 1) * 4 * sizeof *next);
    uint64_t *length = next + count, *want_next = length + count, *want_length = want_next + count;
    unsigned tried = 0;
    char text[400];
    describe(s, text, sizeof text);
    oracle o;
    oracle_open(&o, s);
    for (uint64_t i = 0; i < count; i++)
        want_length[i] = oracle_walk(&o, section, lo + i, UINT64_MAX, &want_next[i]);
    for (size_t n = 0; n < KERNELS; n++) {
        if (!kernels[n]->supports(s) || (section.bound > 0 && kernels[n]->cost(s, section, 1e6) == HUGE_VAL))
            continue;
        tried++;
        lfsr_error error;
        void *state = NULL;
        memset(next, 0xff, 2 * count * sizeof *next);
        ck_assert_ok(kernels[n]->open(&state, s, &error), error);
        ck_assert_ok(kernels[n]->first_return(state, section, lo, count, next, length, NULL, &error), error);
        for (uint64_t i = 0; i < count; i++)
            ck_assert_msg(next[i] == want_next[i] && length[i] == want_length[i],
                          "%s: %s, zeros %u, bound %llu, index %llu: %llu after %llu, not %llu after %llu",
                          kernels[n]->name, text, section.zeros, (unsigned long long)section.bound,
                          (unsigned long long)(lo + i), (unsigned long long)next[i],
                          (unsigned long long)length[i], (unsigned long long)want_next[i],
                          (unsigned long long)want_length[i]);
        kernels[n]->close(state);
    }
    oracle_close(&o);
    free(next);
    return tried;
}

static void release(lfsr_stratum *s)
{
    free(s->modulus);
    free(s->poly.codes);
}

/* The tables of large fields take long to make. */
static long trials(uint64_t q)
{
    return test_scaled(q > 65537 ? 5 : 20);
}

START_TEST(test_random_chunks)
{
    const field_case *f = &fields[_i];
    uint64_t rng = test_seed() + (uint64_t)_i;
    const uint64_t q = power(f->p, f->k);
    for (long trial = 0; trial < trials(q); trial++) {
        lfsr_stratum s = random_stratum(f, q * q > 400000 ? q * q : 400000, &rng);
        unsigned zeros = (unsigned)test_random(&rng, s.degree);
        uint64_t size = (s.q - 1) * power(s.q, s.degree - 1 - zeros), lo = test_random(&rng, size);
        uint64_t count = 1 + test_random(&rng, test_random(&rng, 4) == 0 ? 20000 : 200);
        /* A short walk for the oracle: the mean length of a walk is q^(zeros + 1) / (q - 1). */
        double mean = (double)s.states / (double)size;
        uint64_t most = (uint64_t)(8e6 / (s.degree * s.k) / mean) + 1;
        count = count > most ? most : count;
        count = count > size - lo ? size - lo : count;
        ck_assert_uint_gt(check_chunk(&s, (lfsr_section){.zeros = zeros}, lo, count), 0);
        release(&s);
    }
}
END_TEST

/* Sections by first symbol: any bound, and bounds that the kernels of planes (p = 2) and of floating point
 * must take. */
START_TEST(test_bounds)
{
    const field_case *f = &fields[_i];
    uint64_t rng = test_seed() + 2000 + (uint64_t)_i;
    const uint64_t q = power(f->p, f->k);
    for (long trial = 0; trial < trials(q); trial++) {
        lfsr_stratum s = random_stratum(f, q * q > 400000 ? q * q : 400000, &rng);
        lfsr_section section = {.bound = 1 + test_random(&rng, q)};
        const bool lanes = q > 16 && f->p != 3 && trial % 2 == 0;
        if (lanes && f->k == 1)
            section.bound = 1 + test_random(&rng, q / 4);
        else if (lanes)
            section.bound = power(f->p, 1 + (unsigned)test_random(&rng, f->k - 1));
        uint64_t size = section.bound * (s.states / q), lo = trial % 3 == 0 ? 0 : test_random(&rng, size);
        uint64_t count = 1 + test_random(&rng, 3000);
        uint64_t most = (uint64_t)(8e6 / (s.degree * s.k) / ((double)s.states / (double)size)) + 1;
        count = count > most ? most : count;
        count = count > size - lo ? size - lo : count;
        unsigned tried = check_chunk(&s, section, lo, count);
        ck_assert_uint_ge(tried, lanes ? 1 : 0);
        release(&s);
    }
}
END_TEST

/* Every number of zeros over whole sections of one stratum. */
START_TEST(test_every_zeros)
{
    const field_case *f = &fields[_i];
    uint64_t rng = test_seed() + 1000 + (uint64_t)_i;
    lfsr_stratum s = random_stratum(f, 60000, &rng);
    for (unsigned zeros = 0; zeros < s.degree; zeros++) {
        uint64_t size = (s.q - 1) * power(s.q, s.degree - 1 - zeros);
        if (s.states < 100000)
            check_chunk(&s, (lfsr_section){.zeros = zeros}, 0, size);
    }
    release(&s);
}
END_TEST

static bool stop_at_once(void *context, double states)
{
    (void)states;
    ++*(int *)context;
    return false;
}

/* A tick that says stop ends the walk, in and out of lanes. */
START_TEST(test_stop)
{
    uint64_t codes[41] = {[0] = 1, [1] = 1, [39] = 1}, next[4000], length[4000];
    lfsr_stratum s = {.p = 3, .k = 1, .q = 3, .degree = 39, .states = power(3, 39), .poly = {39, codes}};
    for (size_t n = 0; n < KERNELS; n++) {
        if (!kernels[n]->supports(&s))
            continue;
        for (unsigned zeros = 0; zeros < 39; zeros += 30) {
            int calls = 0;
            lfsr_tick tick = {stop_at_once, &calls};
            lfsr_error error;
            void *state = NULL;
            ck_assert_ok(kernels[n]->open(&state, &s, &error), error);
            ck_assert_int_eq(kernels[n]->first_return(state, (lfsr_section){.zeros = zeros}, 5, 4000, next,
                                                      length, &tick, &error),
                             LFSR_UNABLE);
            ck_assert_int_eq(calls, 1);
            kernels[n]->close(state);
        }
    }
}
END_TEST

static Suite *field_lanes_suite(void)
{
    Suite *suite = suite_create("field lanes");
    TCase *chunks = test_case(suite, "chunks", 250);
    tcase_add_loop_test(chunks, test_random_chunks, 0, (int)(sizeof fields / sizeof fields[0]));
    tcase_add_loop_test(chunks, test_bounds, 0, (int)(sizeof fields / sizeof fields[0]));
    tcase_add_loop_test(chunks, test_every_zeros, 0, (int)(sizeof fields / sizeof fields[0]));
    tcase_add_test(chunks, test_stop);
    return suite;
}

int main(void)
{
    return test_main(field_lanes_suite());
}
