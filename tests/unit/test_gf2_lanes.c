/* The GF(2) lane kernels this processor has, against a register stepped one symbol a time. */
#include "test_support.h"

#include <string.h>

#include "gf2_kernel.h"
#include "gf2_lanes.h"

static const lfsr_kernel *const kernels[] = {LFSR_GF2_KERNEL_LIST};
#define KERNELS (sizeof kernels / sizeof *kernels)

typedef struct sample {
    lfsr_stratum stratum;
    uint64_t codes[64];
    uint64_t feedback; /* by code: bit degree - 1 - i = c_i */
} sample;

/* taps: bit i = coefficient of x^i, i < degree. */
static void make_sample(sample *s, unsigned degree, uint64_t taps)
{
    memset(s, 0, sizeof *s);
    s->stratum = (lfsr_stratum){.p = 2, .k = 1, .q = 2, .degree = degree, .states = UINT64_C(1) << degree};
    s->stratum.poly = (lfsr_code_poly){degree, s->codes};
    for (unsigned i = 0; i < degree; i++) {
        s->codes[i] = taps >> i & 1;
        s->feedback |= (taps >> i & 1) << (degree - 1 - i);
    }
    s->codes[degree] = 1;
}

static uint64_t step(const sample *s, uint64_t code)
{
    uint64_t mask = s->stratum.states - 1;
    return (code << 1 & mask) | (uint64_t)__builtin_parityll(code & s->feedback);
}

/* Codes of section states are 1 0..0 r: the top zeros + 1 bits are 1 followed by zeros. */
static uint64_t oracle(const sample *s, unsigned zeros, uint64_t index, uint64_t *length)
{
    unsigned free_bits = s->stratum.degree - 1 - zeros;
    uint64_t code = UINT64_C(1) << (s->stratum.degree - 1) | index;
    *length = 0;
    do {
        code = step(s, code);
        ++*length;
    } while (code >> free_bits != UINT64_C(1) << zeros);
    return code & ((UINT64_C(1) << free_bits) - 1);
}

/* Random polynomials of several kinds, constant term 1. */
static uint64_t random_taps(uint64_t *seed, unsigned degree)
{
    uint64_t mask = (UINT64_C(1) << degree) - 1, taps = 1;
    switch (test_random(seed, 5)) {
    case 0: /* sparse */
        for (int i = 0; i < 3; i++)
            taps |= UINT64_C(1) << test_random(seed, degree);
        break;
    case 1: /* all ones */
        taps = mask;
        break;
    case 2: /* a square */
        if (degree % 2 == 0) {
            for (unsigned i = 2; i < degree; i += 2)
                taps |= test_random(seed, 2) << i;
            break;
        }   /* fall through */
    case 3: /* nearest taps */
        taps |= UINT64_C(1) << (degree - 1);
        break;
    default:
        taps |= test_random(seed, 0) & mask;
    }
    return taps;
}

typedef struct ticks {
    double states;
    long calls, stop_after;
} ticks;

static bool count_ticks(void *context, double states)
{
    ticks *t = context;
    t->states += states;
    return ++t->calls != t->stop_after;
}

static void check_chunk(const sample *s, unsigned zeros, uint64_t lo, uint64_t count)
{
    uint64_t *next = calloc(count + 1, sizeof *next), *length = calloc(count + 1, sizeof *length);
    uint64_t *expect = calloc(2 * count + 1, sizeof *expect), total = 0;
    lfsr_error error;
    for (uint64_t i = 0; i < count; i++) {
        expect[2 * i] = oracle(s, zeros, lo + i, &expect[2 * i + 1]);
        total += expect[2 * i + 1];
    }
    for (size_t k = 0; k < KERNELS; k++) {
        if (!kernels[k]->supports(&s->stratum))
            continue;
        void *state;
        ticks seen = {0};
        lfsr_tick tick = {count_ticks, &seen};
        ck_assert_ok(kernels[k]->open(&state, &s->stratum, &error), error);
        next[count] = length[count] = 77;
        ck_assert_ok(kernels[k]->first_return(state, (lfsr_section){.zeros = zeros}, lo, count, next, length,
                                              &tick, &error),
                     error);
        for (uint64_t i = 0; i < count; i++)
            ck_assert_msg(
                next[i] == expect[2 * i] && length[i] == expect[2 * i + 1],
                "%s, degree %u, feedback %llx, zeros %u, start %llu: next %llu length %llu, not %llu %llu",
                kernels[k]->name, s->stratum.degree, (unsigned long long)s->feedback, zeros,
                (unsigned long long)(lo + i), (unsigned long long)next[i], (unsigned long long)length[i],
                (unsigned long long)expect[2 * i], (unsigned long long)expect[2 * i + 1]);
        ck_assert(next[count] == 77 && length[count] == 77);
        ck_assert_msg(seen.states == (double)total, "%s ticked %.0f of %.0f", kernels[k]->name, seen.states,
                      (double)total);
        kernels[k]->close(state);
    }
    free(next);
    free(length);
    free(expect);
}

/* A range of the section whose walks take about `budget` steps together. */
static void check_random_chunk(uint64_t *seed, unsigned low, unsigned high, double budget)
{
    sample s;
    unsigned degree = low + (unsigned)test_random(seed, high - low + 1);
    make_sample(&s, degree, random_taps(seed, degree));
    unsigned zeros = (unsigned)test_random(seed, degree < 24 ? degree : 24);
    uint64_t size = UINT64_C(1) << (degree - 1 - zeros);
    double most = budget / (double)(UINT64_C(2) << zeros);
    uint64_t limit = most < 2 ? 2 : (uint64_t)most;
    uint64_t count = 1 + test_random(seed, size < limit ? size : limit);
    if (test_random(seed, 3) == 0 && size < limit)
        count = size;
    check_chunk(&s, zeros, test_random(seed, size - count + 1), count);
}

START_TEST(small_degrees)
{
    uint64_t seed = test_seed();
    for (long i = test_scaled(400); i > 0; i--)
        check_random_chunk(&seed, 2, 18, 3e5);
}
END_TEST

START_TEST(large_degrees)
{
    uint64_t seed = test_seed() + 1;
    for (long i = test_scaled(40); i > 0; i--)
        check_random_chunk(&seed, 19, 40, 3e6);
}
END_TEST

/* Zero runs found inside the stepping loop, on whole sections and on parts of them. */
START_TEST(long_runs)
{
    uint64_t seed = test_seed() + 2;
    for (long i = test_scaled(10); i > 0; i--) {
        sample s;
        unsigned degree = 24 + (unsigned)test_random(&seed, 2);
        make_sample(&s, degree, random_taps(&seed, degree));
        unsigned zeros = LFSR_GF2_THREE_GROUPS + (unsigned)test_random(&seed, degree - LFSR_GF2_THREE_GROUPS);
        uint64_t size = UINT64_C(1) << (degree - 1 - zeros), lo = i % 2 == 0 ? 0 : test_random(&seed, size);
        check_chunk(&s, zeros, lo, size - lo);
    }
}
END_TEST

/* Runs that lie across the end of what a lane is given: short cycles, few free symbols. */
START_TEST(runs_at_edges)
{
    uint64_t seed = test_seed() + 5;
    sample s;
    make_sample(&s, 18, gf2_reverse(0x2088a, 18));
    check_chunk(&s, 16, 0, 2);
    for (long i = test_scaled(600); i > 0; i--) {
        unsigned zeros = LFSR_GF2_THREE_GROUPS + (unsigned)test_random(&seed, 3);
        unsigned degree = zeros + 1 + (unsigned)test_random(&seed, 2);
        make_sample(&s, degree, random_taps(&seed, degree));
        check_chunk(&s, zeros, 0, UINT64_C(1) << (degree - 1 - zeros));
    }
    for (long i = test_scaled(10); i > 0; i--) { /* starts with a hit near the edge, among many others */
        unsigned zeros = LFSR_GF2_THREE_GROUPS, degree = 24 + (unsigned)test_random(&seed, 4);
        make_sample(&s, degree, random_taps(&seed, degree));
        check_chunk(&s, zeros, test_random(&seed, 40), 200);
    }
}
END_TEST

/* Enough starts for lanes to be given new ones many times over. */
START_TEST(many_refills)
{
    uint64_t seed = test_seed() + 3;
    for (unsigned zeros = 10; zeros <= 13; zeros++) {
        sample s;
        make_sample(&s, 37, random_taps(&seed, 37));
        check_chunk(&s, zeros, test_random(&seed, UINT64_C(1) << 22), 3000);
    }
}
END_TEST

START_TEST(low_weight_multiples)
{
    uint64_t seed = test_seed() + 4;
    for (unsigned degree = 2; degree <= 62; degree++) {
        lfsr_gf2_plan plan;
        uint64_t taps = 1 | (test_random(&seed, 0) & ((UINT64_C(1) << degree) - 1));
        lfsr_gf2_plan_direct(&plan, degree, taps);
        ck_assert(lfsr_gf2_plan_check(&plan, degree, taps));
        if (degree > 42)
            continue;
        ck_assert_int_eq(lfsr_gf2_plan_make(&plan, degree, taps, ldexp(1, (int)degree), NULL, NULL), LFSR_OK);
        ck_assert(lfsr_gf2_plan_check(&plan, degree, taps));
        plan.distance[0]++;
        ck_assert(degree < 24 || !lfsr_gf2_plan_check(&plan, degree, taps));
    }
}
END_TEST

START_TEST(stops_when_told)
{
    sample s;
    make_sample(&s, 40, UINT64_C(0x39));
    for (size_t k = 0; k < KERNELS; k++) {
        void *state;
        uint64_t next[8], length[8];
        ticks seen = {.stop_after = 2};
        lfsr_tick tick = {count_ticks, &seen};
        lfsr_error error;
        if (!kernels[k]->supports(&s.stratum))
            continue;
        ck_assert_ok(kernels[k]->open(&state, &s.stratum, &error), error);
        ck_assert_int_eq(
            kernels[k]->first_return(state, (lfsr_section){.zeros = 36}, 0, 8, next, length, &tick, &error),
            LFSR_UNABLE);
        ck_assert_int_eq(seen.calls, 2);
        kernels[k]->close(state);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("gf2 lanes");
    TCase *chunks = test_case(suite, "chunks", 250);
    tcase_add_test(chunks, small_degrees);
    tcase_add_test(chunks, large_degrees);
    tcase_add_test(chunks, long_runs);
    tcase_add_test(chunks, runs_at_edges);
    tcase_add_test(chunks, many_refills);
    TCase *parts = test_case(suite, "parts", 100);
    tcase_add_test(parts, low_weight_multiples);
    tcase_add_test(parts, stops_when_told);
    return test_main(suite);
}
