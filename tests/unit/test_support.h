/* What every unit test shares: the runner, the random seed, the multiplier, small conveniences. */
#ifndef LFSR_TEST_SUPPORT_H
#define LFSR_TEST_SUPPORT_H

#include <check.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "lfsr/status.h"

/* Scales the number of random trials: LFSR_TEST_MULTIPLIER, 1 by default, fractions allowed. */
static inline long test_scaled(long trials)
{
    const char *text = getenv("LFSR_TEST_MULTIPLIER");
    double factor = text != NULL ? atof(text) : 1.0;
    double scaled = (double)trials * (factor > 0 ? factor : 1.0);
    return scaled < 1.0 ? 1 : (long)scaled;
}

/* The seed of the random tests: LFSR_TEST_SEED, or a fixed one, so that a run can be repeated and no run
 * fails by chance. scripts/test.sh --seed random chooses a new one. Printed at the first call. */
static inline uint64_t test_seed(void)
{
    static uint64_t seed;
    if (seed == 0) {
        const char *text = getenv("LFSR_TEST_SEED");
        seed = text != NULL ? strtoull(text, NULL, 0) : UINT64_C(20240917);
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

/* A test case with a time limit. seconds: what its longest test may take on a machine like the authors',
 * loaded. The limit only ends tests that hang: it is ten times that, at least ten minutes, so that no slow
 * machine meets it. */
static inline TCase *test_case(Suite *suite, const char *name, double seconds)
{
    TCase *tcase = tcase_create(name);
    tcase_set_timeout(tcase, 10 * seconds > 600 ? 10 * seconds : 600);
    suite_add_tcase(suite, tcase);
    return tcase;
}

#endif
