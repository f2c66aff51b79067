/* Linked with the application for tests that kill walks: a walk is cut into many small tasks, each begins
 * with a pause, and the checkpoint is saved after every one. So a walk that takes a millisecond otherwise can
 * be met, killed and resumed many times, however fast the machine. LFSR_TEST_PAUSE is the pause in
 * milliseconds, 10 by default; a spawned worker, which inherits no environment, always takes the default.
 * With LFSR_TEST_SHOW_STARTS it says when workers are started. The linker puts these functions and this
 * tuning in the place of the real ones (--wrap). */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "lfsr/analysis.h"
#include "plan.h"
#include "pool.h"
#include "task.h"

void __real_lfsr_options_init_sized(lfsr_options *options, size_t size);
void __wrap_lfsr_options_init_sized(lfsr_options *options, size_t size);

void __wrap_lfsr_options_init_sized(lfsr_options *options, size_t size)
{
    __real_lfsr_options_init_sized(options, size);
    options->checkpoint_seconds = 0;
}

lfsr_status __real_lfsr_executor_run(lfsr_executor *executor, const lfsr_task *task, lfsr_task_result *result,
                                     const lfsr_tick *tick, lfsr_error *error);
lfsr_status __wrap_lfsr_executor_run(lfsr_executor *executor, const lfsr_task *task, lfsr_task_result *result,
                                     const lfsr_tick *tick, lfsr_error *error);

lfsr_status __wrap_lfsr_executor_run(lfsr_executor *executor, const lfsr_task *task, lfsr_task_result *result,
                                     const lfsr_tick *tick, lfsr_error *error)
{
    const char *text = getenv("LFSR_TEST_PAUSE");
    long milliseconds = text != NULL ? strtol(text, NULL, 10) : 10;
    struct timespec pause = {milliseconds / 1000, milliseconds % 1000 * 1000000};
    nanosleep(&pause, NULL);
    return __real_lfsr_executor_run(executor, task, result, tick, error);
}

lfsr_status __real_lfsr_pool_start(lfsr_pool **pool, const lfsr_pool_options *options, lfsr_error *error);
lfsr_status __wrap_lfsr_pool_start(lfsr_pool **pool, const lfsr_pool_options *options, lfsr_error *error);

lfsr_status __wrap_lfsr_pool_start(lfsr_pool **pool, const lfsr_pool_options *options, lfsr_error *error)
{
    if (getenv("LFSR_TEST_SHOW_STARTS") != NULL)
        fputs("workers start\n", stderr);
    return __real_lfsr_pool_start(pool, options, error);
}

extern const lfsr_plan_tuning __real_lfsr_plan_default;
lfsr_plan_tuning __wrap_lfsr_plan_default;

__attribute__((constructor)) static void cut_into_small_tasks(void)
{
    __wrap_lfsr_plan_default = __real_lfsr_plan_default;
    __wrap_lfsr_plan_default.task_seconds = 1e-7;
    __wrap_lfsr_plan_default.task_wait = 0;
    __wrap_lfsr_plan_default.tasks = 100;
    __wrap_lfsr_plan_default.zeros = 8; /* sections of many states */
}
