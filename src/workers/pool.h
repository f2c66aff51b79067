/* The pool: worker processes, and walks that are divided among them.
 *
 * Workers share nothing with the parent but a way for frames each (transport.h). The parent assigns the next
 * task to every idle worker and waits for what they send. A worker that dies, sends a damaged frame or is
 * silent for too long is killed and reaped, and its task goes to a new worker; three failures of one task end
 * the run with an error. */
#ifndef LFSR_POOL_H
#define LFSR_POOL_H

#include "lfsr/worker.h"
#include "task.h"
#include "transport.h"

/* A supply of tasks, written by the walk. Calls come from one thread, between waits. */
typedef struct lfsr_work {
    void *self;
    /* The next task; false: none now (all assigned, or a result is needed first). */
    bool (*next)(void *self, lfsr_task *task);
    /* A fresh copy of the stratum that a task names; the caller owns it. */
    lfsr_status (*stratum)(void *self, uint32_t index, lfsr_stratum *out, lfsr_error *error);
    /* Take the result of an assigned task; tasks finish in any order. May take the arrays out of *result. */
    lfsr_status (*accept)(void *self, const lfsr_task *task, lfsr_task_result *result, lfsr_error *error);
    /* True once no task is left to assign and no result to wait for. */
    bool (*done)(void *self);
    /* States walked since the last call: may be 0; negative where a task failed and its states are walked
     * again. Called about ten times a second. False: stop; the run ends with "stopped". */
    bool (*progress)(void *self, double states);
} lfsr_work;

/* Execute all tasks in this process. */
LFSR_MUST_CHECK lfsr_status lfsr_work_inline(const lfsr_work *work, lfsr_error *error);

/* As lfsr_pool_start, with the workers of this transport; options are complete, with workers > 0. The
 * transport belongs to the pool, also after a failure; NULL: there was no memory for it. */
LFSR_MUST_CHECK lfsr_status lfsr_pool_start_with(lfsr_pool **pool, const lfsr_pool_options *options,
                                                 lfsr_transport *transport, lfsr_error *error);

/* Execute all tasks on the workers. After a failure the pool can only be ended. */
LFSR_MUST_CHECK lfsr_status lfsr_pool_run(lfsr_pool *pool, const lfsr_work *work, lfsr_error *error);
/* Can it be used again for these options? Not after a failure. A pool that was started with spawn because
 * fork failed matches fork. */
bool lfsr_pool_matches(const lfsr_pool *pool, const lfsr_pool_options *options);
/* How the workers are started: as asked, or spawn where fork failed. */
lfsr_start_method lfsr_pool_method(const lfsr_pool *pool);
/* The phases of the last lfsr_pool_run, without start and reap. */
lfsr_phases lfsr_pool_phases(const lfsr_pool *pool);
/* Workers replaced so far. */
unsigned lfsr_pool_replaced(const lfsr_pool *pool);

#endif
