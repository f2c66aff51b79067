/* Cycles by candidate leaders in every kernel, against the scalar kernel: the same counts and the same
 * leaders in any range of codes, for registers of short and of long periods. Cycles of samples against single
 * steps. */
#include "test_algebra_support.h"

#include <math.h>
#include <string.h>

#include <flint/fq_default_poly_factor.h>

#include "flint_compat.h"
#include "prenecklace.h"
#include "scalar.h"

/* A random monic polynomial of degree m with nonzero constant; kind 0: x^m - c, 1: few terms, 2: any, 3: a
 * power, 4: a product of small factors. */
static void random_poly(fq_default_poly_t g, slong m, uint64_t kind, const lfsr_field *field,
                        uint64_t *random)
{
    const fq_default_ctx_struct *context = field->context;
    uint64_t q = fmpz_get_ui(field->order);
    fq_default_t c;
    fq_default_poly_t one;
    fq_default_init(c, context);
    fq_default_poly_init(one, context);
    fq_default_poly_one(g, context);
    do {
        slong degree = kind == 3 && m % 2 == 0 ? m / 2
                       : kind == 4 && m > 2    ? 1 + (slong)test_random(random, 2)
                                               : m;
        if (fq_default_poly_degree(g, context) + degree > m)
            degree = m - fq_default_poly_degree(g, context);
        fq_default_poly_zero(one, context);
        lfsr_field_set_code(c, 1, field);
        fq_default_poly_set_coeff(one, degree, c, context);
        for (slong i = 0; i < degree; i++) {
            bool wanted = i == 0 || (kind == 1 && test_random(random, 4) == 0) || kind == 2 || kind == 4;
            lfsr_field_set_code(c, wanted ? test_random(random, q - (i == 0)) + (i == 0) : 0, field);
            fq_default_poly_set_coeff(one, i, c, context);
        }
        do
            fq_default_poly_mul(g, g, one, context);
        while (kind == 3 && fq_default_poly_degree(g, context) + degree <= m);
    } while (fq_default_poly_degree(g, context) < m);
    fq_default_clear(c, context);
    fq_default_poly_clear(one, context);
}

/* The stratum of g with the cofactors that FLINT's factorization gives, or without any. */
static void make_stratum(lfsr_stratum *s, const fq_default_poly_t g, bool exact, const lfsr_field *field)
{
    lfsr_error error = {0};
    const fq_default_ctx_struct *context = field->context;
    fq_default_poly_factor_t factors;
    fq_default_t unit;
    fq_default_poly_t factor, rest;
    fq_default_poly_struct cofactors[64];
    fq_default_poly_factor_init(factors, context);
    fq_default_init(unit, context);
    fq_default_poly_init(factor, context);
    fq_default_poly_init(rest, context);
    fq_default_poly_factor(factors, unit, g, context);
    slong count = exact ? fq_default_poly_factor_length(factors, context) : 0;
    for (slong i = 0; i < count; i++) {
        fq_default_poly_init(&cofactors[i], context);
        fq_default_poly_factor_get_poly(factor, factors, i, context);
        fq_default_poly_divrem(&cofactors[i], rest, g, factor, context);
    }
    ck_assert_ok(lfsr_stratum_init(s, g, cofactors, (unsigned)count, field, &error), error);
    for (slong i = 0; i < count; i++)
        fq_default_poly_clear(&cofactors[i], context);
    fq_default_poly_clear(factor, context);
    fq_default_poly_clear(rest, context);
    fq_default_clear(unit, context);
    lfsr_flint_poly_factor_clear(factors, context);
}

static bool add_states(void *context, double states)
{
    *(double *)context += states;
    return true;
}

static void run(lfsr_partition *found, const lfsr_kernel *kernel, const lfsr_stratum *s, uint64_t lo,
                uint64_t hi, bool leaders)
{
    lfsr_error error = {0};
    double states = 0;
    lfsr_tick tick = {add_states, &states};
    void *state = NULL;
    lfsr_partition_init(found);
    found->has_leaders = leaders;
    ck_assert_ok(kernel->open(&state, s, &error), error);
    ck_assert_ok(kernel->short_cycles(state, lo, hi, found, &tick, &error), error);
    kernel->close(state);
    ck_assert_msg(states == (double)(hi - lo), "%s reported %.0f states of %.0f", kernel->name, states,
                  (double)(hi - lo));
    lfsr_partition_finish(found);
}

static void check_same(const lfsr_partition *a, const lfsr_partition *b, const char *name,
                       const lfsr_stratum *s, uint64_t lo, uint64_t hi)
{
    bool same = a->length == b->length && a->leader_count == b->leader_count;
    for (size_t i = 0; same && i < a->length; i++)
        same = fmpz_equal(a->classes[i].period, b->classes[i].period) &&
               fmpz_equal(a->classes[i].count, b->classes[i].count);
    for (size_t i = 0; same && i < a->leader_count; i++)
        same = a->leaders[i].state == b->leaders[i].state && a->leaders[i].period == b->leaders[i].period;
    if (!same) {
        printf("%s, GF(%llu^%u), degree %u, codes %llu .. %llu:", name, (unsigned long long)s->p, s->k,
               s->degree, (unsigned long long)lo, (unsigned long long)hi);
        for (unsigned i = 0; i <= s->degree; i++)
            printf(" %llu", (unsigned long long)s->poly.codes[i]);
        printf("\n");
    }
    ck_assert_msg(same, "%s differs from the scalar kernel", name);
}

/* Every kernel that supports the stratum, against the scalar one. */
static void check_kernels(const lfsr_stratum *s, uint64_t lo, uint64_t hi, bool leaders)
{
    lfsr_partition expected, found;
    run(&expected, &lfsr_kernel_scalar, s, lo, hi, leaders);
    for (size_t i = 1; lfsr_kernel_all()[i] != NULL; i++) {
        const lfsr_kernel *kernel = lfsr_kernel_all()[i];
        if (kernel->short_cycles == NULL || !kernel->supports(s))
            continue;
        run(&found, kernel, s, lo, hi, leaders);
        check_same(&found, &expected, kernel->name, s, lo, hi);
        lfsr_partition_clear(&found);
    }
    lfsr_partition_clear(&expected);
}

/* --- Samples --- */

#define SAMPLES 40

/* Leader and period of the cycle of a sample, step by step; 0 and 0 where a state is known. */
static void expect_sample(const lfsr_scalar *scalar, uint64_t start, uint64_t known, uint64_t *leader,
                          uint64_t *period)
{
    uint64_t state = start, least = start, steps = 0;
    do {
        state = lfsr_scalar_step(scalar, state);
        least = state < least ? state : least;
        steps++;
    } while (least >= known && state != start);
    *leader = least >= known ? least : 0;
    *period = least >= known ? steps : 0;
}

/* Every kernel that takes samples, for a period that is right or, as a hint may be, wrong. */
static void check_samples(const lfsr_stratum *s, uint64_t known, uint64_t period, uint64_t lo)
{
    lfsr_error error = {0};
    lfsr_scalar *scalar = NULL;
    const lfsr_samples samples = {lo, SAMPLES, known, period};
    uint64_t leader[SAMPLES], length[SAMPLES], expected_leader[SAMPLES], expected_length[SAMPLES];
    ck_assert_ok(lfsr_scalar_open(&scalar, s, &error), error);
    for (unsigned i = 0; i < SAMPLES; i++) {
        uint64_t start = lfsr_sample_state(s, lo + i);
        ck_assert(start > 0 && start < s->states);
        expect_sample(scalar, start, known, expected_leader + i, expected_length + i);
    }
    lfsr_scalar_close(scalar);
    for (size_t i = 0; lfsr_kernel_all()[i] != NULL; i++) {
        const lfsr_kernel *kernel = lfsr_kernel_all()[i];
        void *state = NULL;
        if (kernel->samples == NULL || !kernel->supports(s))
            continue;
        ck_assert_ok(kernel->open(&state, s, &error), error);
        ck_assert_ok(kernel->samples(state, &samples, leader, length, NULL, &error), error);
        kernel->close(state);
        ck_assert_msg(memcmp(leader, expected_leader, sizeof leader) == 0 &&
                          memcmp(length, expected_length, sizeof length) == 0,
                      "samples by %s are not those of single steps", kernel->name);
    }
}

static void check_random_samples(const lfsr_stratum *s, uint64_t *random)
{
    static const unsigned share[] = {1, 2, 30, 1000}; /* of the codes are known */
    uint64_t known = 1 + test_random(random, 1 + s->states / share[test_random(random, 4)]);
    if (known >= s->states)
        known = s->states - 1;
    if (known > 0)
        check_samples(s, known, test_random(random, 3) == 0 ? 1 : test_random(random, s->states),
                      test_random(random, 0) >> 1);
}

static void check_register(slong m, const lfsr_field *field, uint64_t *random)
{
    lfsr_stratum s;
    fq_default_poly_t g;
    fq_default_poly_init(g, field->context);
    random_poly(g, m, test_random(random, 5), field, random);
    make_stratum(&s, g, test_random(random, 2) == 0, field);
    bool leaders = test_random(random, 2) == 0;
    uint64_t lo = 0, hi = s.states, most = UINT64_C(1) << 14;
    if (s.states > most || test_random(random, 3) == 0) {
        lo = test_random(random, s.states);
        if (s.states > most &&
            lo < s.states / 16) /* the scalar kernel would walk whole cycles of small codes */
            lo += s.states / 16;
        hi = lo + 1 + test_random(random, s.states - lo < most ? s.states - lo : most);
    }
    check_kernels(&s, lo, hi, leaders);
    if (s.states <= UINT64_C(1) << 18)
        check_random_samples(&s, random);
    lfsr_stratum_clear(&s);
    fq_default_poly_clear(g, field->context);
}

static const char *const fields[] = {
    "2",    "3",   "4",     "5",     "7",      "8",    "9",     "11",  "13",   "16",     "17",
    "25",   "27",  "37",    "49",    "61",     "64",   "67",    "81",  "101",  "121",    "125",
    "127",  "169", "243",   "251",   "256",    "257",  "343",   "512", "625",  "1009",   "1024",
    "2^12", "3^9", "65536", "65537", "131071", "2^17", "257^2", "5^7", "3^11", "1048573"};

START_TEST(candidates_as_the_scalar_kernel)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    lfsr_field field;
    test_field(&field, fields[_i]);
    double q = fmpz_get_d(field.order), states = q;
    slong most = 1;
    for (; states * q <= (q > 500 ? 2e10 : 3e5); states *= q)
        most++;
    for (long trial = test_scaled(q > 500 ? 20 : 60); trial > 0; trial--)
        check_register(1 + (slong)test_random(&random, (uint64_t)most), &field, &random);
    lfsr_field_clear(&field);
}
END_TEST

/* Whole spaces of about 2^18 states, products of small factors: many candidates survive 8, 16, ... steps, so
 * that pools overflow. */
static const char *const pool_fields[] = {"2",  "3",  "4",  "5",   "7",   "9",   "16",
                                          "25", "31", "49", "101", "121", "125", "251"};

START_TEST(pools_that_overflow)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    lfsr_field field;
    lfsr_stratum s;
    test_field(&field, pool_fields[_i]);
    double q = fmpz_get_d(field.order), states = q;
    slong m = 1;
    for (; states * q <= 6e5; states *= q)
        m++;
    for (long trial = test_scaled(2); trial > 0; trial--) {
        fq_default_poly_t g;
        fq_default_poly_init(g, field.context);
        random_poly(g, m, 4, &field, &random);
        make_stratum(&s, g, trial % 2 == 0, &field);
        check_kernels(&s, 0, s.states, trial % 2 == 1);
        lfsr_stratum_clear(&s);
        fq_default_poly_clear(g, field.context);
    }
    lfsr_field_clear(&field);
}
END_TEST

/* Candidates of few different symbols, modulo x^m - c: later windows often begin as the first one does, for
 * more symbols than a kernel compares at once. */
static const char *const tie_fields[] = {"3",   "5",   "8",   "13",   "17",   "25",    "49",    "101",
                                         "121", "251", "256", "1009", "2^12", "65537", "131071"};

static void check_ties(unsigned m, const lfsr_field *field, uint64_t *random)
{
    const uint64_t q = fmpz_get_ui(field->order);
    lfsr_stratum s;
    fq_default_t c;
    fq_default_poly_t g;
    fq_default_init(c, field->context);
    fq_default_poly_init(g, field->context);
    lfsr_field_set_code(c, 1, field);
    fq_default_poly_set_coeff(g, m, c, field->context);
    lfsr_field_set_code(c, q < 2000 ? 1 + test_random(random, q - 1) : 1, field);
    fq_default_poly_set_coeff(g, 0, c, field->context);
    make_stratum(&s, g, test_random(random, 2) == 0, field);
    uint64_t symbols[2] = {test_random(random, q), test_random(random, q)}, code = 0;
    if (test_random(random, 2) == 0)
        symbols[0] = 0;
    for (unsigned i = 0; i < m; i++)
        code = code * q + symbols[test_random(random, 2)];
    uint64_t lo = code > 512 ? code - 512 : 0, hi = s.states - code > 512 ? code + 512 : s.states;
    check_kernels(&s, lo, hi, test_random(random, 2) == 0);
    lfsr_stratum_clear(&s);
    fq_default_poly_clear(g, field->context);
    fq_default_clear(c, field->context);
}

START_TEST(windows_that_begin_alike)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    lfsr_field field;
    test_field(&field, tie_fields[_i]);
    const double bits = log2(fmpz_get_d(field.order));
    const unsigned most = bits * 12 < 62 ? 12 : (unsigned)(62 / bits);
    for (long trial = test_scaled(40); trial > 0; trial--)
        check_ties(2 + (unsigned)test_random(&random, most - 1), &field, &random);
    lfsr_field_clear(&field);
}
END_TEST

START_TEST(prenecklaces_of_bits)
{
    for (unsigned length = 1; length <= 14; length++) {
        lfsr_prenecklace word;
        unsigned changed;
        uint64_t bits = 0;
        lfsr_prenecklace_set(&word, 2, length, 0);
        do {
            ck_assert_uint_eq(lfsr_prenecklace_code(&word), bits);
            ck_assert_uint_eq(lfsr_prenecklace_borders(&word), lfsr_gf2_prenecklace_borders(bits, length));
            bits = lfsr_gf2_prenecklace_next(bits, length);
        } while (lfsr_prenecklace_next(&word, &changed));
        ck_assert_uint_eq(bits, UINT64_C(1) << length);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("candidates");
    tcase_add_loop_test(test_case(suite, "candidates", 280), candidates_as_the_scalar_kernel, 0,
                        (int)(sizeof fields / sizeof *fields));
    tcase_add_loop_test(test_case(suite, "pools", 280), pools_that_overflow, 0,
                        (int)(sizeof pool_fields / sizeof *pool_fields));
    tcase_add_loop_test(test_case(suite, "ties", 280), windows_that_begin_alike, 0,
                        sizeof tie_fields / sizeof *tie_fields);
    tcase_add_test(test_case(suite, "prenecklaces", 60), prenecklaces_of_bits);
    return test_main(suite);
}
