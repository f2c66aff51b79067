/* The main loop: assign jobs, poll the pipes, replace workers that fail. */
#include "scheduler.h"

#include <errno.h>
#include <math.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "clock.h"
#include "kernel_progress.h"

#define FORK_TIMEOUT   5.0  /* seconds of silence that a forked worker may need */
#define SPAWN_TIMEOUT  10.0 /* a spawned one loads its libraries first */
#define SILENCE_FACTOR 20.0 /* times the longest silence after which a worker answered */
#define RUNNING_GRACE  10.0 /* the limit is multiplied by this while /proc says that the worker runs */
#define LONGEST_WAIT   0.05 /* seconds in poll; silence is counted in such steps at most */
#define WRITE_TIMEOUT  30.0 /* seconds in which an idle worker reads nothing */

/* --- Workers that fail --- */

lfsr_status lfsr_pool_start_worker(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    slot->busy = false;
    slot->loaded = false;
    slot->header_read = slot->payload_read = 0;
    slot->silence = 0;
    if (pool->options.method == LFSR_START_FORK) {
        int cause = 0;
        lfsr_status status = lfsr_process_fork(&slot->process, &cause, error);
        /* If fork failed with ENOSYS or ENOMEM, posix_spawn may still work. */
        if (status == LFSR_OK || pool->options.program == NULL || (cause != ENOSYS && cause != ENOMEM))
            return status;
        pool->options.method = LFSR_START_SPAWN;
    }
    return lfsr_process_spawn(&slot->process, pool->options.program, error);
}

static bool others_live(const lfsr_pool *pool, const lfsr_slot *slot)
{
    for (unsigned i = 0; i < pool->options.workers; i++)
        if (&pool->slots[i] != slot && pool->slots[i].process.pid != 0)
            return true;
    return false;
}

/* Replace a worker that failed; its job goes back to the feed. why: what the parent observed; NULL: only how
 * the process ended is known. */
static lfsr_status replace_worker(lfsr_pool *pool, lfsr_slot *slot, const char *why, bool overdue,
                                  lfsr_error *error)
{
    char ended[160] = "ended";
    pid_t pid = slot->process.pid;
    lfsr_process_kill(&slot->process, ended, sizeof ended);
    lfsr_loss loss = {why != NULL ? why : ended, pid, overdue};
    pool->replaced++;
    lfsr_status status = LFSR_OK;
    if (slot->busy) {
        (void)pool->feed->progress(pool->feed->self, -slot->states); /* they are walked again */
        slot->states = 0;
    }
    if (slot->busy)
        status = pool->feed->lost(pool->feed->self, slot, &loss, error);
    else if (++slot->idle_failures >= LFSR_ATTEMPTS)
        status = lfsr_fail(error, LFSR_SYSTEM, "worker", "idle workers keep failing; the last one, %ld, %s",
                           (long)pid, loss.why);
    if (status != LFSR_OK)
        return status;
    status = lfsr_pool_start_worker(pool, slot, error);
    return status != LFSR_OK && pool->feed->may_shrink && others_live(pool, slot) ? LFSR_OK : status;
}

/* --- Assigning --- */

bool lfsr_pool_send(lfsr_pool *pool, lfsr_slot *slot, bool packed)
{
    return packed &&
           lfsr_write_with_timeout(slot->process.to, pool->frame.data, pool->frame.length, WRITE_TIMEOUT);
}

lfsr_status lfsr_pool_assign(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    bool sent = false;
    double began = lfsr_now();
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK && !sent && slot->process.pid != 0) {
        sent = true;
        slot->silence = 0;
        slot->states = 0;
        status = pool->feed->assign(pool->feed->self, slot, &sent, error);
        if (status == LFSR_OK && !sent)
            status = replace_worker(pool, slot, NULL, false, error);
    }
    pool->phases.send += lfsr_now() - began;
    return status;
}

/* *busy counts the workers that have a job. */
static lfsr_status assign_jobs(lfsr_pool *pool, unsigned *busy, lfsr_error *error)
{
    *busy = 0;
    for (unsigned i = 0; i < pool->options.workers; i++) {
        lfsr_slot *slot = &pool->slots[i];
        lfsr_status status = LFSR_OK;
        if (!slot->busy && slot->process.pid != 0)
            status = lfsr_pool_assign(pool, slot, error);
        if (status != LFSR_OK)
            return status;
        *busy += slot->busy;
    }
    return LFSR_OK;
}

/* --- Collecting --- */

/* Handle a complete frame. *valid: this worker may send it now. */
static lfsr_status receive(lfsr_pool *pool, lfsr_slot *slot, bool *valid, lfsr_error *reported,
                           lfsr_error *error)
{
    const lfsr_feed *feed = pool->feed;
    *valid = slot->busy && lfsr_payload_intact(slot->payload, slot->length, slot->checksum);
    if (!*valid)
        return LFSR_OK;
    if (slot->type == LFSR_FRAME_PROGRESS) {
        double states = 0;
        *valid = lfsr_unpack_progress(slot->payload, slot->length, &states);
        if (!*valid)
            return LFSR_OK;
        slot->states += states;
        return feed->progress(feed->self, states) ? LFSR_OK : lfsr_tick_stopped(error);
    }
    if (slot->type == LFSR_FRAME_ERROR) {
        *valid = false;
        if (!lfsr_unpack_error(slot->payload, slot->length, reported))
            reported->message[0] = '\0';
        return LFSR_OK;
    }
    return feed->receive(feed->self, slot, valid, error);
}

static lfsr_status collect_from(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    lfsr_error reported = {0};
    pool->longest_silence = fmax(pool->longest_silence, slot->silence);
    slot->silence = 0;
    for (;;) {
        bool valid = true;
        lfsr_reading r = lfsr_slot_read(slot);
        if (r == LFSR_READ_NOTHING)
            return LFSR_OK;
        if (r == LFSR_READ_FAILED)
            return replace_worker(pool, slot, NULL, false, error);
        lfsr_status status = receive(pool, slot, &valid, &reported, error);
        if (status != LFSR_OK)
            return status;
        if (!valid)
            return replace_worker(pool, slot,
                                  reported.message[0] != '\0' ? reported.message : "sent a damaged frame",
                                  false, error);
        if (slot->process.pid == 0)
            return LFSR_OK; /* replaced while its next job was sent */
    }
}

/* --- Silence --- */

/* Seconds of silence after which a worker is replaced. A limit set by the caller is used as it is. Otherwise
 * it depends on the start method, on the longest silence after which a worker of this pool answered, and on
 * whether this one is running. */
static double silence_limit(const lfsr_pool *pool, const lfsr_slot *slot, bool *running)
{
    double limit = pool->options.timeout;
    *running = false;
    if (limit <= 0) {
        limit = pool->options.method == LFSR_START_FORK ? FORK_TIMEOUT : SPAWN_TIMEOUT;
        limit = fmax(limit, SILENCE_FACTOR * pool->longest_silence);
    } else if (pool->feed->silence_seconds <= 0) {
        return limit;
    }
    if (slot->silence > limit && lfsr_process_runs(&slot->process)) {
        *running = true;
        limit = pool->feed->silence_seconds > 0 ? fmax(limit, pool->feed->silence_seconds)
                                                : limit * RUNNING_GRACE;
    }
    return limit;
}

static lfsr_status check_silence(lfsr_pool *pool, lfsr_slot *slot, double waited, lfsr_error *error)
{
    char why[160];
    bool running;
    slot->silence += waited;
    if (!slot->busy || slot->silence <= silence_limit(pool, slot, &running))
        return LFSR_OK;
    bool short_limit = pool->options.timeout > 0 && pool->options.timeout < 2 * LFSR_HEARTBEAT;
    snprintf(why, sizeof why, "was silent for %.3g s%s", slot->silence,
             !short_limit
                 ? ""
                 : " (the limit is shorter than the 0.05 s from one report of a worker to the next)");
    return replace_worker(pool, slot, why, running, error);
}

/* --- The loop --- */

/* Wait until a pipe is readable or a step of LONGEST_WAIT is over; collect; look for silent workers. */
static lfsr_status wait_and_collect(lfsr_pool *pool, int extra, lfsr_error *error)
{
    unsigned workers = pool->options.workers;
    for (unsigned i = 0; i < workers; i++)
        pool->polled[i] = (struct pollfd){
            .fd = pool->slots[i].process.pid != 0 ? pool->slots[i].process.from : -1, .events = POLLIN};
    pool->polled[workers] = (struct pollfd){.fd = extra, .events = POLLIN};
    double began = lfsr_now(), longest = LONGEST_WAIT;
    if (pool->options.timeout > 0)
        longest = fmin(longest, pool->options.timeout / 4);
    int ready = poll(pool->polled, workers + 1, (int)(longest * 1000) + 1);
    if (ready < 0 && errno != EINTR)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot wait for the workers: %s", strerror(errno));
    double woken = lfsr_now(), waited = woken - began, apart = pool->phases.merge + pool->phases.send;
    pool->phases.wait += waited;
    if (!pool->feed->progress(pool->feed->self, 0)) /* also when no worker reports */
        return lfsr_tick_stopped(error);
    waited = waited < longest ? waited : longest; /* time in which the machine was suspended does not count */
    for (unsigned i = 0; i < workers; i++) {
        lfsr_slot *slot = &pool->slots[i];
        lfsr_status status = LFSR_OK;
        if (ready > 0 && pool->polled[i].revents != 0)
            status = collect_from(pool, slot, error);
        else if (slot->busy)
            status = check_silence(pool, slot, waited, error);
        if (status != LFSR_OK)
            return status;
    }
    pool->phases.collect += lfsr_now() - woken - (pool->phases.merge + pool->phases.send - apart);
    return LFSR_OK;
}

static lfsr_status run_loop(lfsr_pool *pool, lfsr_error *error)
{
    const lfsr_feed *feed = pool->feed;
    for (;;) {
        unsigned busy = 0;
        int extra = -1;
        lfsr_status status = assign_jobs(pool, &busy, error);
        if (status == LFSR_OK && busy == 0 && feed->done(feed->self))
            return LFSR_OK;
        if (status == LFSR_OK && feed->before_wait != NULL)
            status = feed->before_wait(feed->self, &extra, error);
        if (status == LFSR_OK && busy == 0 && extra < 0)
            status = lfsr_fail(error, LFSR_SYSTEM, "internal", "the plan ended before the walk was complete");
        if (status == LFSR_OK)
            status = wait_and_collect(pool, extra, error);
        if (status != LFSR_OK)
            return status;
    }
}

/* After a failure: no worker computes any longer. lfsr_pool_end reaps them. */
static void stop_workers(lfsr_pool *pool)
{
    for (unsigned i = 0; i < pool->options.workers; i++)
        if (pool->slots[i].process.pid != 0)
            (void)kill(pool->slots[i].process.pid, SIGKILL);
}

/* Writing to a dead worker must fail with EPIPE and not end this process: SIGPIPE is blocked while the pool
 * runs, and a pending one is removed afterwards. */
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

lfsr_status lfsr_pool_schedule(lfsr_pool *pool, const lfsr_feed *feed, lfsr_error *error)
{
    sigset_t pipe_only, before;
    pool->phases = (lfsr_phases){0};
    pool->feed = feed;
    sigemptyset(&pipe_only);
    sigaddset(&pipe_only, SIGPIPE);
    (void)sigprocmask(SIG_BLOCK, &pipe_only, &before);
    for (unsigned i = 0; i < pool->options.workers; i++)
        pool->slots[i].loaded = false; /* each run numbers its strata from 0 */
    lfsr_status status = run_loop(pool, error);
    if (status != LFSR_OK)
        stop_workers(pool);
    restore_sigpipe(&before);
    pool->broken = pool->broken || status != LFSR_OK;
    pool->feed = NULL;
    return status;
}
