/* The scheduler: hand out tasks, poll the pipes, replace what fails. */
#include "pool.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "clock.h"
#include "slot.h"

#define ATTEMPTS      3    /* failures of one task that end the run */
#define FORK_TIMEOUT  5.0  /* seconds; heartbeats come every 0.05 s of work */
#define SPAWN_TIMEOUT 10.0 /* a fresh image has its libraries to load first */
#define PATIENCE      20.0 /* so many times the longest silence that ended well is no fault either */
#define RUNNING_GRACE 10.0 /* nor is so many times that from one that is at work or waits for a processor */
#define LONGEST_WAIT  0.25 /* seconds in poll; silence is counted in such steps at most */

typedef struct retry {
    lfsr_task task;
    unsigned attempts;
} retry;

struct lfsr_pool {
    lfsr_pool_options options;
    lfsr_slot *slots;
    retry *retries; /* options.workers places: no more tasks than workers can fail at once */
    size_t retry_count;
    lfsr_frame frame;
    unsigned replaced;
    bool broken;
    double longest_silence; /* that ended with a frame */
    lfsr_phases phases;     /* of the present run */
};

unsigned lfsr_processors(void)
{
    cpu_set_t set;
    int count =
        sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : (int)sysconf(_SC_NPROCESSORS_ONLN);
    return count > 0 ? (unsigned)count : 1;
}

static lfsr_status start_worker(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    slot->busy = false;
    slot->loaded = false;
    slot->header_got = slot->payload_got = 0;
    slot->silence = 0;
    if (pool->options.method == LFSR_START_FORK) {
        lfsr_status status = lfsr_process_fork(&slot->process, &pool->slots[0].process, pool->options.workers,
                                               sizeof *pool->slots, error);
        /* No fork on this system, or none of so large a process: a fresh image may still be had. */
        if (status == LFSR_OK || pool->options.program == NULL || (errno != ENOSYS && errno != ENOMEM))
            return status;
        pool->options.method = LFSR_START_SPAWN;
    }
    return lfsr_process_spawn(&slot->process, pool->options.program, error);
}

lfsr_status lfsr_pool_start(lfsr_pool **out, const lfsr_pool_options *options, lfsr_error *error)
{
    *out = NULL;
    lfsr_pool *pool = calloc(1, sizeof *pool);
    if (pool == NULL)
        return lfsr_fail_memory(error);
    pool->options = *options;
    pool->slots = calloc(options->workers, sizeof *pool->slots);
    pool->retries = calloc(options->workers, sizeof *pool->retries);
    lfsr_status status = LFSR_OK;
    if (pool->slots == NULL || pool->retries == NULL)
        status = lfsr_fail_memory(error);
    for (unsigned i = 0; i < options->workers && status == LFSR_OK; i++)
        status = start_worker(pool, &pool->slots[i], error);
    if (status != LFSR_OK)
        lfsr_pool_end(&pool);
    *out = pool;
    return status;
}

void lfsr_pool_end(lfsr_pool **pool)
{
    lfsr_pool *p = *pool;
    if (p == NULL)
        return;
    for (unsigned i = 0; p->slots != NULL && i < p->options.workers; i++) {
        if (p->slots[i].process.pid != 0 && (p->broken || p->slots[i].busy))
            lfsr_process_kill(&p->slots[i].process, NULL, 0);
        else if (p->slots[i].process.pid != 0)
            close(p->slots[i].process.to); /* all are told before the first is waited for */
    }
    for (unsigned i = 0; p->slots != NULL && i < p->options.workers; i++) {
        p->slots[i].process.to = -1;
        lfsr_process_end(&p->slots[i].process);
        free(p->slots[i].payload);
    }
    lfsr_frame_free(&p->frame);
    free(p->slots);
    free(p->retries);
    free(p);
    *pool = NULL;
}

bool lfsr_pool_matches(const lfsr_pool *pool, const lfsr_pool_options *options)
{
    return pool != NULL && !pool->broken && pool->options.workers == options->workers &&
           (pool->options.method == options->method || options->method == LFSR_START_FORK);
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

/* --- Failures --- */

/* The worker is gone, or must go: its task is given to another. why is what the parent saw; how it ended is
 * added. */
static lfsr_status replace_worker(lfsr_pool *pool, lfsr_slot *slot, const char *why, lfsr_error *error)
{
    char ended[160] = "ended";
    pid_t pid = slot->process.pid;
    lfsr_process_kill(&slot->process, ended, sizeof ended);
    pool->replaced++;
    if (!slot->busy && ++slot->idle_failures >= ATTEMPTS)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "idle workers keep failing; the last one, %ld, %s",
                         (long)pid, why != NULL ? why : ended);
    if (slot->busy) {
        if (slot->attempts + 1 >= ATTEMPTS)
            return lfsr_fail(error, LFSR_SYSTEM, "worker",
                             "chunk %llu+%llu of stratum %u failed %d times; the last time worker %ld %s",
                             (unsigned long long)slot->task.lo, (unsigned long long)slot->task.count,
                             slot->task.unit, ATTEMPTS, (long)pid, why != NULL ? why : ended);
        pool->retries[pool->retry_count++] = (retry){slot->task, slot->attempts + 1};
    }
    return start_worker(pool, slot, error);
}

/* --- Giving out --- */

static bool send_packed(lfsr_pool *pool, lfsr_slot *slot, bool packed)
{
    return packed && lfsr_write_all(slot->process.to, pool->frame.data, pool->frame.length);
}

static lfsr_status give(lfsr_pool *pool, lfsr_slot *slot, const lfsr_work *work, const retry *r,
                        lfsr_error *error)
{
    slot->task = r->task;
    slot->attempts = r->attempts;
    slot->busy = true;
    slot->silence = 0;
    if (!slot->loaded || slot->unit != r->task.unit) {
        lfsr_stratum stratum = {0};
        lfsr_status status = work->stratum(work->self, r->task.unit, &stratum, error);
        if (status != LFSR_OK)
            return status;
        bool sent = send_packed(pool, slot, lfsr_pack_stratum(&pool->frame, r->task.unit, &stratum));
        lfsr_stratum_clear(&stratum);
        if (!sent)
            return replace_worker(pool, slot, NULL, error);
        slot->loaded = true;
        slot->unit = r->task.unit;
    }
    if (!send_packed(pool, slot, lfsr_pack_task(&pool->frame, &r->task)))
        return replace_worker(pool, slot, NULL, error);
    return LFSR_OK;
}

/* An idle worker gets a task, if there is one. */
static lfsr_status give_next(lfsr_pool *pool, lfsr_slot *slot, const lfsr_work *work, lfsr_error *error)
{
    retry r = {0};
    if (pool->retry_count > 0)
        r = pool->retries[--pool->retry_count];
    else if (!work->next(work->self, &r.task))
        return LFSR_OK;
    double began = lfsr_now();
    lfsr_status status = give(pool, slot, work, &r, error);
    pool->phases.send += lfsr_now() - began;
    return status;
}

/* Every idle worker gets a task, as long as there are any. *busy counts those at work. */
static lfsr_status give_out(lfsr_pool *pool, const lfsr_work *work, unsigned *busy, lfsr_error *error)
{
    *busy = 0;
    for (unsigned i = 0; i < pool->options.workers; i++) {
        lfsr_status status = LFSR_OK;
        if (!pool->slots[i].busy)
            status = give_next(pool, &pool->slots[i], work, error);
        if (status != LFSR_OK)
            return status;
        *busy += pool->slots[i].busy;
    }
    return LFSR_OK;
}

/* --- Collecting --- */

/* An answer: the worker gets its next task before this one is merged, so that it need not wait for that. */
static lfsr_status take_result(lfsr_pool *pool, lfsr_slot *slot, const lfsr_work *work, bool *intact,
                               lfsr_error *error)
{
    const lfsr_task task = slot->task;
    lfsr_task_result result;
    lfsr_status status = LFSR_OK;
    lfsr_task_result_init(&result);
    *intact = lfsr_unpack_result(slot->payload, slot->length, &task, &result);
    if (*intact) {
        slot->busy = false;
        pool->phases.walk += result.seconds / pool->options.workers;
        status = give_next(pool, slot, work, error);
        double began = lfsr_now();
        if (status == LFSR_OK)
            status = work->accept(work->self, &task, &result, error);
        pool->phases.merge += lfsr_now() - began;
    }
    lfsr_task_result_clear(&result);
    return status;
}

/* A complete frame from a worker. *intact: it was one that this worker could rightly send. */
static lfsr_status take_frame(lfsr_pool *pool, lfsr_slot *slot, const lfsr_work *work, bool *intact,
                              lfsr_error *reported, lfsr_error *error)
{
    *intact = slot->busy && lfsr_payload_intact(slot->payload, slot->length, slot->checksum);
    if (!*intact)
        return LFSR_OK;
    if (slot->type == LFSR_FRAME_PROGRESS) {
        double states = 0;
        *intact = lfsr_unpack_progress(slot->payload, slot->length, &states);
        if (*intact)
            work->walked(work->self, states);
        return LFSR_OK;
    }
    if (slot->type == LFSR_FRAME_RESULT)
        return take_result(pool, slot, work, intact, error);
    /* A worker that reports an error, or anything else, has failed its task. */
    if (slot->type != LFSR_FRAME_ERROR || !lfsr_unpack_error(slot->payload, slot->length, reported))
        reported->message[0] = '\0';
    *intact = false;
    return LFSR_OK;
}

static lfsr_status collect_from(lfsr_pool *pool, lfsr_slot *slot, const lfsr_work *work, lfsr_error *error)
{
    lfsr_error reported = {0};
    pool->longest_silence = fmax(pool->longest_silence, slot->silence);
    slot->silence = 0;
    for (;;) {
        bool intact = true;
        lfsr_reading r = lfsr_slot_read(slot);
        if (r == LFSR_READ_NOTHING)
            return LFSR_OK;
        if (r == LFSR_READ_FAILED)
            return replace_worker(pool, slot, NULL, error);
        lfsr_status status = take_frame(pool, slot, work, &intact, &reported, error);
        if (status != LFSR_OK)
            return status;
        if (!intact)
            return replace_worker(
                pool, slot, reported.message[0] != '\0' ? reported.message : "sent a damaged frame", error);
    }
}

/* --- The loop --- */

/* Seconds of silence after which a worker is replaced. One that was asked for is taken as it is; else it
 * depends on the start method, on how long workers here have been silent and come back, and on whether this
 * one is at work. */
static double silence_limit(const lfsr_pool *pool, const lfsr_slot *slot)
{
    if (pool->options.timeout > 0)
        return pool->options.timeout;
    double limit = pool->options.method == LFSR_START_FORK ? FORK_TIMEOUT : SPAWN_TIMEOUT;
    limit = fmax(limit, PATIENCE * pool->longest_silence);
    if (slot->silence > limit && lfsr_process_runs(&slot->process))
        limit *= RUNNING_GRACE;
    return limit;
}

/* Wait until a pipe is readable or a step of LONGEST_WAIT is over, collect, and see who has been silent too
 * long. */
static lfsr_status wait_and_collect(lfsr_pool *pool, struct pollfd *polled, const lfsr_work *work,
                                    lfsr_error *error)
{
    for (unsigned i = 0; i < pool->options.workers; i++)
        polled[i] = (struct pollfd){.fd = pool->slots[i].process.from, .events = POLLIN};
    double began = lfsr_now();
    double longest = LONGEST_WAIT;
    if (pool->options.timeout > 0)
        longest = fmin(longest, pool->options.timeout / 4);
    int ready = poll(polled, pool->options.workers, (int)(longest * 1000) + 1);
    if (ready < 0 && errno != EINTR)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot wait for the workers: %s", strerror(errno));
    double woken = lfsr_now(), waited = woken - began, apart = pool->phases.merge + pool->phases.send;
    pool->phases.wait += waited;
    work->walked(work->self, 0); /* whoever asks how far it is need not wait for a worker to speak */
    waited = waited < longest ? waited : longest; /* a suspended machine is not a silent worker */
    for (unsigned i = 0; i < pool->options.workers; i++) {
        lfsr_slot *slot = &pool->slots[i];
        lfsr_status status = LFSR_OK;
        if (ready > 0 && polled[i].revents != 0) {
            status = collect_from(pool, slot, work, error);
        } else if (slot->busy && (slot->silence += waited) > silence_limit(pool, slot)) {
            char why[64];
            snprintf(why, sizeof why, "was silent for %.3g s", slot->silence);
            status = replace_worker(pool, slot, why, error);
        }
        if (status != LFSR_OK)
            return status;
    }
    pool->phases.collect += lfsr_now() - woken - (pool->phases.merge + pool->phases.send - apart);
    return LFSR_OK;
}

static lfsr_status run_loop(lfsr_pool *pool, struct pollfd *polled, const lfsr_work *work, lfsr_error *error)
{
    for (;;) {
        unsigned busy = 0;
        lfsr_status status = give_out(pool, work, &busy, error);
        if (status != LFSR_OK)
            return status;
        if (busy == 0 && pool->retry_count == 0) {
            if (work->done(work->self))
                return LFSR_OK;
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "the plan ended before the walk was complete");
        }
        status = wait_and_collect(pool, polled, work, error);
        if (status != LFSR_OK)
            return status;
    }
}

/* A worker that died makes writing to it fail with EPIPE, not end this process: SIGPIPE stays blocked while
 * the pool runs, and one that became pending here is taken away again. */
static void restore_sigpipe(const sigset_t *before)
{
    sigset_t pipe_only;
    struct timespec none = {0, 0};
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    if (!sigismember(before, SIGPIPE))
        while (sigtimedwait(&pipe_only, NULL, &none) > 0)
            ;
    (void)sigprocmask(SIG_SETMASK, before, NULL);
}

lfsr_status lfsr_pool_run(lfsr_pool *pool, const lfsr_work *work, lfsr_error *error)
{
    sigset_t pipe_only, before;
    pool->phases = (lfsr_phases){0};
    struct pollfd *polled = calloc(pool->options.workers, sizeof *polled);
    if (polled == NULL)
        return lfsr_fail_memory(error);
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    (void)sigprocmask(SIG_BLOCK, &pipe_only, &before);
    for (unsigned i = 0; i < pool->options.workers; i++)
        pool->slots[i].loaded = false; /* units are numbered anew in each run */
    lfsr_status status = run_loop(pool, polled, work, error);
    restore_sigpipe(&before);
    pool->broken = pool->broken || status != LFSR_OK;
    free(polled);
    return status;
}
