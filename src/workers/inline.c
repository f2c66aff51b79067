/* The in-process backend: one task after another. */
#include "pool.h"

static bool on_progress(void *context, double states)
{
    const lfsr_work *work = context;
    return work->progress(work->self, states);
}

static lfsr_status run_one(lfsr_executor *executor, const lfsr_work *work, const lfsr_task *task,
                           lfsr_error *error)
{
    lfsr_task_result result;
    lfsr_tick tick = {on_progress, (void *)(uintptr_t)work};
    lfsr_status status = LFSR_OK;
    if (!lfsr_executor_has(executor, task->stratum)) {
        lfsr_stratum stratum = {0};
        status = work->stratum(work->self, task->stratum, &stratum, error);
        if (status == LFSR_OK)
            status = lfsr_executor_load(executor, task->stratum, &stratum, error);
        if (status != LFSR_OK)
            return status;
    }
    lfsr_task_result_init(&result);
    status = lfsr_executor_run(executor, task, &result, &tick, error);
    if (status == LFSR_OK)
        status = work->accept(work->self, task, &result, error);
    lfsr_task_result_clear(&result);
    return status;
}

lfsr_status lfsr_work_inline(const lfsr_work *work, lfsr_error *error)
{
    lfsr_executor *executor;
    lfsr_task task;
    lfsr_status status = lfsr_executor_create(&executor, error);
    if (status != LFSR_OK)
        return status;
    while (status == LFSR_OK && work->next(work->self, &task))
        status = run_one(executor, work, &task, error);
    if (status == LFSR_OK && !work->done(work->self))
        status = lfsr_fail(error, LFSR_SYSTEM, "internal", "the plan ended before the walk was complete");
    lfsr_executor_destroy(executor);
    return status;
}
