/* Plans: what they promise for every number of workers. How many tasks there are depends on the processor, so
 * only bounds are tested. */
#include "test_support.h"

#include <math.h>
#include <string.h>

#include "../open_register.h"
#include "plan.h"

typedef struct planned {
    lfsr_register reg;
    lfsr_factorization factorization;
} planned;

static void open_planned(planned *p, const char *order, const char *text)
{
    lfsr_error error = {0};
    ck_assert_ok(open_register(&p->reg, &p->factorization, order, NULL, text, &error), error);
}

static void plan_for(lfsr_plan *plan, const planned *p, unsigned workers)
{
    lfsr_error error = {0};
    lfsr_plan_tuning tuning = lfsr_plan_default;
    tuning.workers = workers;
    ck_assert_ok(lfsr_plan_init(plan, &p->reg, &p->factorization, &tuning, &error), error);
}

static const char *const registers[][2] = {{"2", "x^20 + x^3 + 1"},
                                           {"2", "x^40 + x^38 + x^21 + x^19 + 1"},
                                           {"2", "x^44 + x^43 + x^18 + x^17 + 1"},
                                           {"2", "x^48 + x^28 + x^27 + x + 1"},
                                           {"2", "x^52 + x^3 + 1"},
                                           {"2", "x^56 + x^22 + x^21 + x + 1"},
                                           {"2", "x^62 + x^6 + x^5 + x^3 + 1"},
                                           {"2", "x^32 + 1"},
                                           {"2", "(x^28 + x^3 + 1)(x^28 + x^9 + 1)"},
                                           {"3", "x^30 + x + 2"},
                                           {"5", "x^24 + x + 3"},
                                           {"251", "x^7 + x + 6"},
                                           {"65537", "x^3 + x + 3"}};
#define REGISTERS (sizeof registers / sizeof *registers)

START_TEST(plans_are_within_their_bounds)
{
    static const unsigned workers[] = {0, 1, 2, 3, 16, 100, 1024, 4096};
    for (size_t i = 0; i < REGISTERS; i++) {
        planned p;
        open_planned(&p, registers[i][0], registers[i][1]);
        for (size_t j = 0; j < sizeof workers / sizeof *workers; j++) {
            lfsr_plan plan;
            plan_for(&plan, &p, workers[j]);
            for (size_t k = 0; k < plan.length; k++) {
                lfsr_stratum_plan *s = &plan.strata[k], again = *s;
                ck_assert_uint_ge(s->per_task, 1);
                ck_assert_uint_le(s->per_task, s->indices);
                if (s->method == LFSR_BY_SECTION) {
                    ck_assert_uint_eq(s->indices, lfsr_section_size(&s->stratum, s->section));
                    ck_assert_uint_le(s->indices,
                                      workers[j] <= 128 ? lfsr_plan_default.max_records : LFSR_RECORDS_LIMIT);
                }
                /* A process with any other number of workers carries it out from a checkpoint. */
                ck_assert(lfsr_stratum_plan_adopt(&again, s->method, s->section, s->first, s->indices,
                                                  s->per_task, &lfsr_plan_default));
                ck_assert_uint_eq(lfsr_stratum_plan_tasks(&again), lfsr_stratum_plan_tasks(s));
            }
            lfsr_plan_clear(&plan);
        }
        close_register(&p.reg, &p.factorization);
    }
}
END_TEST

/* The plan of one process, cut again for two workers, is the one for two, with as many tasks or more. */
START_TEST(plans_are_cut_again)
{
    for (size_t i = 0; i < REGISTERS; i++) {
        planned p;
        lfsr_plan one, two;
        lfsr_plan_tuning tuning = lfsr_plan_default;
        tuning.workers = 2;
        open_planned(&p, registers[i][0], registers[i][1]);
        plan_for(&one, &p, 1);
        plan_for(&two, &p, 2);
        ck_assert_uint_eq(one.length, two.length);
        for (size_t k = 0; k < one.length; k++)
            ck_assert_uint_le(lfsr_stratum_plan_tasks(&one.strata[k]),
                              lfsr_stratum_plan_tasks(&two.strata[k]));
        lfsr_plan_recut(&one, &tuning);
        ck_assert_uint_eq(one.workers, 2);
        ck_assert_double_le(fabs(one.nanoseconds - two.nanoseconds), 1e-12 * two.nanoseconds);
        for (size_t k = 0; k < one.length; k++) {
            ck_assert_uint_eq(one.strata[k].method, two.strata[k].method);
            ck_assert_uint_eq(one.strata[k].indices, two.strata[k].indices);
            ck_assert_uint_eq(one.strata[k].per_task, two.strata[k].per_task);
        }
        lfsr_plan_clear(&two);
        lfsr_plan_clear(&one);
        close_register(&p.reg, &p.factorization);
    }
}
END_TEST

/* A walk that is long enough has tasks for every worker, and none of hours. */
START_TEST(long_walks_keep_all_workers_busy)
{
    static const unsigned workers[] = {1, 2, 64, 1024};
    planned p;
    open_planned(&p, "2", "x^56 + x^22 + x^21 + x + 1");
    for (size_t j = 0; j < sizeof workers / sizeof *workers; j++) {
        lfsr_plan plan;
        plan_for(&plan, &p, workers[j]);
        ck_assert_uint_eq(plan.length, 1);
        uint64_t tasks = lfsr_stratum_plan_tasks(&plan.strata[0]);
        ck_assert_uint_ge(tasks, workers[j]);
        if (plan.strata[0].method == LFSR_BY_SECTION)
            ck_assert_uint_ge(tasks, 16);
        lfsr_plan_clear(&plan);
    }
    close_register(&p.reg, &p.factorization);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("plan");
    TCase *tcase = test_case(suite, "plan", 600);
    tcase_add_test(tcase, plans_are_within_their_bounds);
    tcase_add_test(tcase, plans_are_cut_again);
    tcase_add_test(tcase, long_walks_keep_all_workers_busy);
    return test_main(suite);
}
