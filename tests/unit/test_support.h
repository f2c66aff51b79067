/* What every unit test shares: the runner, the random seed, the multiplier, small conveniences. */
#ifndef LFSR_TEST_SUPPORT_H
#define LFSR_TEST_SUPPORT_H

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lfsr/status.h"

/* Scales the number of random trials: LFSR_TEST_MULTIPLIER, 1 by default, fractions allowed. */
static inline long test_scaled(long trials)
{
    const char *text = getenv("LFSR_TEST_MULTIPLIER");
    double factor = text != NULL ? atof(text) : 1.0;
    double scaled = (double)trials * (factor > 0 ? factor : 1.0);
    return scaled < 1.0 ? 1 : (long)scaled;
}

/* LFSR_TEST_SEED, or one from the clock; printed at the first call, so that a failure can be run again. */
static inline uint64_t test_seed(void)
{
    static uint64_t seed;
    if (seed == 0) {
        const char *text = getenv("LFSR_TEST_SEED");
        struct timespec now;
        timespec_get(&now, TIME_UTC);
        seed =
            text != NULL ? strtoull(text, NULL, 0) : (uint64_t)now.tv_sec * 1000003u + (uint64_t)now.tv_nsec;
        seed |= 1;
        printf("LFSR_TEST_SEED=%llu\n", (unsigned long long)seed);
        fflush(stdout);
    }
    return seed;
}

/* A random number in 0 .. bound - 1 from a 64-bit state (splitmix64). */
static inline uint64_t test_random(uint64_t *state, uint64_t bound)
{
    uint64_t z = (*state += UINT64_C(0x9e3779b97f4a7c15));
    z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
    z ^= z >> 31;
    return bound == 0 ? z : z % bound;
}

#define ck_assert_ok(call, error)                                                                            \
    do {                                                                                                     \
        lfsr_status status_ = (call);                                                                        \
        ck_assert_msg(status_ == LFSR_OK, "%s: %s: %s", #call, lfsr_status_name(status_), (error).message);  \
    } while (0)

/* Run one suite. Returns the exit status. */
static inline int test_main(Suite *suite)
{
    SRunner *runner = srunner_create(suite);
    srunner_run_all(runner, CK_ENV);
    int failed = srunner_ntests_failed(runner);
    srunner_free(runner);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

/* A test case holding one list of tests, with a time limit Check's default (4 s) would cut short. */
static inline TCase *test_case(Suite *suite, const char *name, double seconds)
{
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, seconds);
    suite_add_tcase(suite, tcase);
    return tcase;
}

#endif
