/* Starting, comparing and ending pools. */
#include "pool.h"

#include <poll.h>
#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "scheduler.h"
#include "sized_options.h"

#define LEAVE_TIMEOUT 1.0 /* seconds for the workers of a pool to exit by themselves */

/* The first version of lfsr_pool_options ended with timeout. */
#define LEAST_OPTIONS (offsetof(lfsr_pool_options, timeout) + sizeof(double))

unsigned lfsr_processors(void)
{
    cpu_set_t set;
    int count =
        sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : (int)sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (unsigned)count : 1;
}

lfsr_status lfsr_pool_start(lfsr_pool **out, const lfsr_pool_options *options, lfsr_error *error)
{
    lfsr_pool_options own = {0};
    *out = NULL;
    lfsr_status status = lfsr_adopt_options(&own, sizeof own, options, LEAST_OPTIONS, error);
    if (status != LFSR_OK)
        return status;
    if (own.workers == 0)
        own.workers = lfsr_processors();
    lfsr_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL)
        return lfsr_fail_memory(error);
    pool->options = own;
    pool->slots = calloc(own.workers, sizeof *pool->slots);
    pool->polled = calloc(own.workers + 1u, sizeof *pool->polled);
    if (pool->slots == NULL || pool->polled == NULL)
        status = lfsr_fail_memory(error);
    for (unsigned i = 0; i < own.workers && status == LFSR_OK; i++)
        status = lfsr_pool_start_worker(pool, &pool->slots[i], error);
    if (status != LFSR_OK)
        lfsr_pool_end(&pool);
    *out = pool;
    return status;
}

/* Close all pipes, which ends the workers, before waiting for the first; one deadline for all. */
void lfsr_pool_end(lfsr_pool **pool)
{
    lfsr_pool *p = pool != NULL ? *pool : NULL;
    if (p == NULL)
        return;
    for (unsigned i = 0; p->slots != NULL && i < p->options.workers; i++) {
        lfsr_process *process = &p->slots[i].process;
        if (process->pid == 0)
            continue;
        if (p->broken || p->slots[i].busy) {
            lfsr_process_kill(process, NULL, 0);
        } else {
            close(process->to);
            process->to = -1;
        }
    }
    double deadline = lfsr_now() + LEAVE_TIMEOUT;
    for (unsigned i = 0; p->slots != NULL && i < p->options.workers; i++) {
        lfsr_process_end(&p->slots[i].process, deadline);
        free(p->slots[i].payload);
    }
    lfsr_frame_free(&p->frame);
    free(p->slots);
    free(p->polled);
    free(p);
    *pool = NULL;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

bool lfsr_pool_matches(const lfsr_pool *pool, const lfsr_pool_options *options)
{
    return pool != NULL && !pool->broken && pool->options.workers == options->workers &&
           (pool->options.method == options->method || options->method == LFSR_START_FORK) &&
           pool->options.timeout == options->timeout && same_text(pool->options.program, options->program);
}

lfsr_start_method lfsr_pool_method(const lfsr_pool *pool)
{
    return pool->options.method;
}

lfsr_phases lfsr_pool_phases(const lfsr_pool *pool)
{
    return pool->phases;
}

unsigned lfsr_pool_replaced(const lfsr_pool *pool)
{
    return pool->replaced;
}
