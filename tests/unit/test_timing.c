/* Timings: medians, spreads, and that equal engines are rarely found different. */
#include "test_support.h"

#include "timing.h"

START_TEST(medians_and_spreads)
{
    double few[] = {5, 1, 3, 2}, many[] = {9, 8, 7, 100, 5, 4, 3, 0.1, 1}, one[] = {4};
    lfsr_timing t = lfsr_timing_of(few, 4);
    ck_assert_double_eq(t.median, 2.5);
    ck_assert_double_eq(t.least, 1);
    ck_assert_double_eq(t.most, 5);
    ck_assert_double_eq(t.low, 1);
    ck_assert_double_eq(t.high, 5);
    t = lfsr_timing_of(many, 9); /* 0.1 1 3 4 5 7 8 9 100 */
    ck_assert_double_eq(t.median, 5);
    ck_assert_double_eq(t.most, 100);
    ck_assert_double_eq(t.low, 1);
    ck_assert_double_eq(t.high, 9);
    t = lfsr_timing_of(one, 1);
    ck_assert_double_eq(t.median, 4);
    ck_assert_uint_eq(t.runs, 1);
}
END_TEST

static lfsr_timing of_range(unsigned runs, double from, double step)
{
    double seconds[64];
    for (unsigned i = 0; i < runs; i++)
        seconds[i] = from + step * i;
    return lfsr_timing_of(seconds, runs);
}

START_TEST(speedups_need_a_gap_and_runs)
{
    lfsr_comparison c = {.runs = 5, .rows = 1};
    c.sequential = of_range(5, 10, 0.1);
    c.parallel[0].timing = of_range(5, 5, 0.1);
    ck_assert_double_eq_tol(lfsr_comparison_speedup(&c, 0), 10.2 / 5.2, 1e-9);
    c.parallel[0].timing = of_range(5, 9, 0.25); /* to 10.0: they touch */
    ck_assert_double_eq(lfsr_comparison_speedup(&c, 0), 0);
    c.parallel[0].timing = of_range(5, 20, 0.1);
    ck_assert_double_eq_tol(lfsr_comparison_speedup(&c, 0), 10.2 / 20.2, 1e-9);
    for (unsigned runs = 1; runs <= 5; runs++) {
        c.sequential = of_range(runs, 10, 0.1);
        c.parallel[0].timing = of_range(runs, 5, 0.1);
        ck_assert_int_eq(lfsr_comparison_speedup(&c, 0) > 0, runs >= LFSR_TIMING_FEWEST);
    }
    double disturbed[] = {5, 5.1, 5.2, 5.3, 5.4, 5.5, 5.6, 50};
    c.sequential = of_range(8, 10, 0.1);
    c.parallel[0].timing = lfsr_timing_of(disturbed, 8);
    ck_assert_double_gt(lfsr_comparison_speedup(&c, 0), 1.9); /* one disturbed run of eight hides nothing */
}
END_TEST

START_TEST(equal_engines_are_rarely_found_different)
{
    static const unsigned runs[] = {4, 5, 7, 8, 9, 12, 20};
    uint64_t random = test_seed();
    for (size_t r = 0; r < sizeof runs / sizeof *runs; r++) {
        long trials = 20000, different = 0;
        for (long t = 0; t < trials; t++) {
            double seconds[2][20];
            for (int side = 0; side < 2; side++)
                for (unsigned i = 0; i < runs[r]; i++)
                    seconds[side][i] = (double)test_random(&random, UINT64_C(1) << 52);
            lfsr_timing a = lfsr_timing_of(seconds[0], runs[r]), b = lfsr_timing_of(seconds[1], runs[r]);
            different += !lfsr_timing_within_noise(&a, &b);
        }
        printf("%u runs: %.2f%%\n", runs[r], 100.0 * (double)different / (double)trials);
        ck_assert_int_lt(different, trials * (runs[r] == 4 ? 36 : 14) / 1000); /* 2.86 %; at most 1.01 % */
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("timing");
    TCase *tcase = test_case(suite, "timing", 60);
    tcase_add_test(tcase, medians_and_spreads);
    tcase_add_test(tcase, speedups_need_a_gap_and_runs);
    tcase_add_test(tcase, equal_engines_are_rarely_found_different);
    return test_main(suite);
}
