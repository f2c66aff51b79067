/* Starting, comparing and ending pools. */
#include "pool.h"

#include <sched.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scheduler.h"
#include "sized_options.h"

/* The first version of lfsr_pool_options ended with timeout. */
#define LEAST_OPTIONS (offsetof(lfsr_pool_options, timeout) + sizeof(double))

lfsr_transport *(*lfsr_remote_transport)(const lfsr_pool_options *options);

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
    if (own.method == LFSR_START_MPI && lfsr_remote_transport == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "worker", "this program has no ranks to start workers on");
    lfsr_transport *transport =
        own.method == LFSR_START_MPI ? lfsr_remote_transport(&own) : lfsr_pipe_transport(&own);
    return lfsr_pool_start_with(out, &own, transport, error);
}

lfsr_status lfsr_pool_start_with(lfsr_pool **out, const lfsr_pool_options *options, lfsr_transport *transport,
                                 lfsr_error *error)
{
    lfsr_pool *pool = transport != NULL ? calloc(1, sizeof *pool) : NULL;
    *out = NULL;
    if (pool == NULL) {
        if (transport != NULL)
            transport->calls->close(transport);
        return lfsr_fail_memory(error);
    }
    lfsr_status status = LFSR_OK;
    pool->options = *options;
    pool->transport = transport;
    pool->slots = calloc(options->workers, sizeof *pool->slots);
    pool->ready = calloc(options->workers, sizeof *pool->ready);
    if (pool->slots == NULL || pool->ready == NULL)
        status = lfsr_fail_memory(error);
    for (unsigned i = 0; i < options->workers && status == LFSR_OK; i++) {
        pool->slots[i].worker = i;
        status = lfsr_pool_start_worker(pool, &pool->slots[i], error);
    }
    if (status != LFSR_OK)
        lfsr_pool_end(&pool);
    *out = pool;
    return status;
}

void lfsr_pool_end(lfsr_pool **pool)
{
    lfsr_pool *p = pool != NULL ? *pool : NULL;
    if (p == NULL)
        return;
    for (unsigned i = 0; p->slots != NULL && i < p->options.workers; i++)
        if (p->slots[i].pid != 0 && (p->broken || p->slots[i].busy))
            p->transport->calls->kill(p->transport, i, NULL, 0);
    p->transport->calls->close(p->transport);
    lfsr_frame_free(&p->frame);
    free(p->slots);
    free(p->ready);
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
           (pool->transport->method == options->method ||
            (options->method == LFSR_START_FORK && pool->transport->method == LFSR_START_SPAWN)) &&
           pool->options.timeout == options->timeout && same_text(pool->options.program, options->program);
}

lfsr_start_method lfsr_pool_method(const lfsr_pool *pool)
{
    return pool->transport->method;
}

lfsr_phases lfsr_pool_phases(const lfsr_pool *pool)
{
    return pool->phases;
}

unsigned lfsr_pool_replaced(const lfsr_pool *pool)
{
    return pool->replaced;
}
