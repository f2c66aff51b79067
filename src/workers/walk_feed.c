/* Walks: the tasks of an lfsr_work as jobs of the scheduler. */
#include "pool.h"

#include <stdlib.h>

#include "clock.h"
#include "scheduler.h"

/* A task that is assigned, or failed and is to be assigned again. */
typedef struct job {
    lfsr_task task;
    unsigned failures;
} job;

typedef struct walk_feed {
    lfsr_pool *pool;
    const lfsr_work *work;
    job *jobs; /* two for each worker: one at work, one that failed */
    job **unused;
    job **again; /* failed, to be assigned before new ones */
    size_t job_count, unused_count, again_count;
} walk_feed;

/* There always is an unused job, as there are no more failed jobs than workers. */
static job *next_job(walk_feed *f)
{
    lfsr_task task;
    if (f->again_count > 0)
        return f->again[--f->again_count];
    if (f->unused_count == 0 || !f->work->next(f->work->self, &task))
        return NULL;
    job *j = f->unused[--f->unused_count];
    *j = (job){.task = task};
    return j;
}

static lfsr_status send_stratum(walk_feed *f, lfsr_slot *slot, uint32_t index, bool *sent, lfsr_error *error)
{
    lfsr_stratum stratum = {0};
    lfsr_status status = f->work->stratum(f->work->self, index, &stratum, error);
    if (status != LFSR_OK)
        return status;
    *sent = lfsr_pool_send(f->pool, slot, lfsr_pack_stratum(&f->pool->frame, index, &stratum));
    lfsr_stratum_clear(&stratum);
    slot->loaded = *sent;
    slot->load = index;
    return LFSR_OK;
}

static lfsr_status assign(void *self, lfsr_slot *slot, bool *sent, lfsr_error *error)
{
    walk_feed *f = self;
    job *j = next_job(f);
    lfsr_status status = LFSR_OK;
    if (j == NULL)
        return LFSR_OK;
    slot->job = j;
    slot->busy = true;
    if (!slot->loaded || slot->load != j->task.stratum)
        status = send_stratum(f, slot, j->task.stratum, sent, error);
    if (status == LFSR_OK && *sent)
        *sent = lfsr_pool_send(f->pool, slot,
                               lfsr_pack_task(&f->pool->frame, &j->task, lfsr_pool_heartbeat(f->pool)));
    return status;
}

/* A result. The worker gets its next task before this result is merged, so that it does not wait. */
static lfsr_status receive(void *self, lfsr_slot *slot, bool *valid, lfsr_error *error)
{
    walk_feed *f = self;
    job *j = slot->job;
    const lfsr_task task = j->task;
    lfsr_phases *phases = &f->pool->phases;
    lfsr_task_result result;
    lfsr_status status = LFSR_OK;
    lfsr_task_result_init(&result);
    *valid = slot->frame.type == LFSR_FRAME_RESULT &&
             lfsr_unpack_result(slot->frame.payload, slot->frame.length, &task, &result);
    if (*valid) {
        slot->busy = false;
        f->unused[f->unused_count++] = j;
        phases->walk += result.seconds / f->pool->options.workers;
        status = lfsr_pool_assign(f->pool, slot, error);
        double began = lfsr_now();
        if (status == LFSR_OK)
            status = f->work->accept(f->work->self, &task, &result, error);
        phases->merge += lfsr_now() - began;
    }
    lfsr_task_result_clear(&result);
    return status;
}

static lfsr_status lost(void *self, lfsr_slot *slot, const lfsr_loss *loss, lfsr_error *error)
{
    walk_feed *f = self;
    job *j = slot->job;
    if (++j->failures >= LFSR_ATTEMPTS)
        return lfsr_fail(error, LFSR_SYSTEM, "worker",
                         "chunk %llu+%llu of stratum %u failed %d times; the last time worker %ld %s",
                         (unsigned long long)j->task.lo, (unsigned long long)j->task.count, j->task.stratum,
                         LFSR_ATTEMPTS, loss->pid, loss->why);
    f->again[f->again_count++] = j;
    return LFSR_OK;
}

static bool progress(void *self, double states)
{
    walk_feed *f = self;
    return f->work->progress(f->work->self, states);
}

static bool done(void *self)
{
    walk_feed *f = self;
    return f->again_count == 0 && f->work->done(f->work->self);
}

lfsr_status lfsr_pool_run(lfsr_pool *pool, const lfsr_work *work, lfsr_error *error)
{
    walk_feed f = {.pool = pool, .work = work, .job_count = 2 * (size_t)pool->options.workers};
    const lfsr_feed feed = {
        .self = &f, .assign = assign, .receive = receive, .lost = lost, .progress = progress, .done = done};
    f.jobs = calloc(f.job_count, sizeof *f.jobs);
    f.unused = calloc(f.job_count, sizeof *f.unused);
    f.again = calloc(f.job_count, sizeof *f.again);
    lfsr_status status = LFSR_OK;
    if (f.jobs == NULL || f.unused == NULL || f.again == NULL)
        status = lfsr_fail_memory(error);
    for (; status == LFSR_OK && f.unused_count < f.job_count; f.unused_count++)
        f.unused[f.unused_count] = &f.jobs[f.job_count - 1 - f.unused_count];
    if (status == LFSR_OK)
        status = lfsr_pool_schedule(pool, &feed, error);
    free(f.jobs);
    free(f.unused);
    free(f.again);
    return status;
}
