/* The main loop: assign jobs, collect results, replace workers that fail. */
#include "scheduler.h"

#include <math.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>

#include "clock.h"
#include "kernel_progress.h"

#define FORK_TIMEOUT   5.0   /* seconds of silence that a forked worker may need */
#define SPAWN_TIMEOUT  10.0  /* a spawned one loads its libraries first */
#define SILENCE_FACTOR 20.0  /* times the longest silence after which a worker answered */
#define RUNNING_GRACE  10.0  /* the limit is multiplied by this while /proc says that the worker runs */
#define LONGEST_WAIT   0.05  /* seconds of a wait; silence is counted in such steps at most */
#define MOST_REPORTS   640.0 /* that all workers send in a second, unless the beat is slowest already */
#define BEATS          8.0   /* in a limit of silence set by the caller */

/* Feeds set slot->busy: after each call of one. No message may cost a look at all workers. */
static void count_busy(lfsr_pool *pool, lfsr_slot *slot)
{
    if (slot->busy != slot->counted)
        pool->busy += slot->busy ? 1u : -1u;
    slot->counted = slot->busy;
}

static double silence_of(const lfsr_pool *pool, const lfsr_slot *slot)
{
    return pool->waited - slot->heard;
}

/* --- Workers that fail --- */

lfsr_status lfsr_pool_start_worker(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    slot->busy = false;
    slot->loaded = false;
    slot->heard = pool->waited;
    slot->pid = 0;
    count_busy(pool, slot);
    return pool->transport->calls->start(pool->transport, slot->worker, &slot->pid, error);
}

static bool others_live(const lfsr_pool *pool, const lfsr_slot *slot)
{
    for (unsigned i = 0; i < pool->options.workers; i++)
        if (&pool->slots[i] != slot && pool->slots[i].pid != 0)
            return true;
    return false;
}

/* Replace a worker that failed; its job goes back to the feed. why: what the parent observed; NULL: only how
 * the process ended is known. */
static lfsr_status replace_worker(lfsr_pool *pool, lfsr_slot *slot, const char *why, bool overdue,
                                  lfsr_error *error)
{
    char ended[160] = "ended";
    long pid = slot->pid;
    pool->transport->calls->kill(pool->transport, slot->worker, ended, sizeof ended);
    slot->pid = 0;
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
                           pid, loss.why);
    if (status != LFSR_OK)
        return status;
    status = lfsr_pool_start_worker(pool, slot, error);
    return status != LFSR_OK && pool->feed->may_shrink && others_live(pool, slot) ? LFSR_OK : status;
}

/* --- Assigning --- */

bool lfsr_pool_send(lfsr_pool *pool, lfsr_slot *slot, bool packed)
{
    return packed && pool->transport->calls->send(pool->transport, slot->worker, &pool->frame);
}

lfsr_status lfsr_pool_assign(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    bool sent = false;
    double began = lfsr_now();
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK && !sent && slot->pid != 0) {
        sent = true;
        slot->heard = pool->waited;
        slot->states = 0;
        status = pool->feed->assign(pool->feed->self, slot, &sent, error);
        count_busy(pool, slot);
        if (status == LFSR_OK && !sent)
            status = replace_worker(pool, slot, NULL, false, error);
    }
    pool->phases.send += lfsr_now() - began;
    return status;
}

/* Assign jobs to idle workers until there is no job: then there is none for the others either. */
static lfsr_status assign_jobs(lfsr_pool *pool, lfsr_error *error)
{
    for (unsigned i = 0; i < pool->options.workers && pool->busy < pool->options.workers; i++) {
        lfsr_slot *slot = &pool->slots[i];
        if (slot->busy || slot->pid == 0)
            continue;
        lfsr_status status = lfsr_pool_assign(pool, slot, error);
        if (status != LFSR_OK || (!slot->busy && slot->pid != 0))
            return status;
    }
    return LFSR_OK;
}

/* --- Collecting --- */

/* Handle a complete frame. *valid: this worker may send it now. */
static lfsr_status receive(lfsr_pool *pool, lfsr_slot *slot, bool *valid, lfsr_error *reported,
                           lfsr_error *error)
{
    const lfsr_feed *feed = pool->feed;
    const lfsr_arrival *frame = &slot->frame;
    *valid = slot->busy && lfsr_payload_intact(frame->payload, frame->length, frame->checksum);
    if (!*valid)
        return LFSR_OK;
    if (frame->type == LFSR_FRAME_PROGRESS) {
        double states = 0;
        *valid = lfsr_unpack_progress(frame->payload, frame->length, &states);
        if (!*valid)
            return LFSR_OK;
        slot->states += states;
        return feed->progress(feed->self, states) ? LFSR_OK : lfsr_tick_stopped(error);
    }
    if (frame->type == LFSR_FRAME_ERROR) {
        *valid = false;
        if (!lfsr_unpack_error(frame->payload, frame->length, reported))
            reported->message[0] = '\0';
        return LFSR_OK;
    }
    lfsr_status status = feed->receive(feed->self, slot, valid, error);
    count_busy(pool, slot);
    return status;
}

static lfsr_status collect_from(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    lfsr_error reported = {0};
    pool->longest_silence = fmax(pool->longest_silence, silence_of(pool, slot));
    slot->heard = pool->waited;
    for (;;) {
        bool valid = true;
        lfsr_reading r = pool->transport->calls->read(pool->transport, slot->worker, &slot->frame);
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
        if (slot->pid == 0)
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
        limit = pool->transport->method == LFSR_START_FORK ? FORK_TIMEOUT : SPAWN_TIMEOUT;
        limit = fmax(limit, SILENCE_FACTOR * pool->longest_silence);
    } else if (pool->feed->silence_seconds <= 0) {
        return limit;
    }
    if (silence_of(pool, slot) > limit && pool->transport->calls->runs(pool->transport, slot->worker)) {
        *running = true;
        limit = pool->feed->silence_seconds > 0 ? fmax(limit, pool->feed->silence_seconds)
                                                : limit * RUNNING_GRACE;
    }
    return limit;
}

double lfsr_pool_heartbeat(const lfsr_pool *pool)
{
    double beat = fmin(LFSR_SLOWEST_BEAT, pool->options.workers / MOST_REPORTS);
    if (pool->options.timeout > 0)
        beat = fmin(beat, pool->options.timeout / BEATS);
    return fmax(beat, LFSR_HEARTBEAT);
}

static lfsr_status check_silence(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error)
{
    char why[160];
    bool running;
    double silence = silence_of(pool, slot);
    if (!slot->busy || silence <= silence_limit(pool, slot, &running))
        return LFSR_OK;
    bool short_limit = pool->options.timeout > 0 && pool->options.timeout < 2 * LFSR_HEARTBEAT;
    snprintf(why, sizeof why, "was silent for %.3g s%s", silence,
             !short_limit
                 ? ""
                 : " (the limit is shorter than the 0.05 s from one report of a worker to the next)");
    return replace_worker(pool, slot, why, running, error);
}

/* Look for silent workers, once in a step of waiting. Those that have sent something are read first. */
static lfsr_status watch(lfsr_pool *pool, double step, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    if (pool->waited - pool->watched < step / 2)
        return LFSR_OK;
    pool->watched = pool->waited;
    for (unsigned i = 0; i < pool->options.workers && status == LFSR_OK; i++)
        status = check_silence(pool, &pool->slots[i], error);
    return status;
}

/* --- The loop --- */

/* Wait until a worker has sent something or a step of LONGEST_WAIT is over; collect; look for silent workers.
 */
static lfsr_status wait_and_collect(lfsr_pool *pool, int extra, lfsr_error *error)
{
    unsigned ready = 0;
    double began = lfsr_now(), longest = LONGEST_WAIT;
    if (pool->options.timeout > 0)
        longest = fmin(longest, pool->options.timeout / 4);
    lfsr_status status =
        pool->transport->calls->wait(pool->transport, longest, extra, pool->ready, &ready, error);
    if (status != LFSR_OK)
        return status;
    double woken = lfsr_now(), waited = woken - began, apart = pool->phases.merge + pool->phases.send;
    pool->phases.wait += waited;
    if (!pool->feed->progress(pool->feed->self, 0)) /* also when no worker reports */
        return lfsr_tick_stopped(error);
    pool->waited += fmin(waited, longest); /* time in which the machine was suspended does not count */
    for (unsigned i = 0; i < ready && status == LFSR_OK; i++)
        status = collect_from(pool, &pool->slots[pool->ready[i]], error);
    if (status == LFSR_OK)
        status = watch(pool, longest, error);
    if (status == LFSR_OK)
        pool->phases.collect += lfsr_now() - woken - (pool->phases.merge + pool->phases.send - apart);
    return status;
}

static lfsr_status run_loop(lfsr_pool *pool, lfsr_error *error)
{
    const lfsr_feed *feed = pool->feed;
    for (;;) {
        int extra = -1;
        lfsr_status status = assign_jobs(pool, error);
        if (status == LFSR_OK && pool->busy == 0 && feed->done(feed->self))
            return LFSR_OK;
        if (status == LFSR_OK && feed->before_wait != NULL)
            status = feed->before_wait(feed->self, &extra, error);
        if (status == LFSR_OK && pool->busy == 0 && extra < 0)
            status = lfsr_fail(error, LFSR_SYSTEM, "internal", "the plan ended before the walk was complete");
        if (status == LFSR_OK)
            status = wait_and_collect(pool, extra, error);
        if (status != LFSR_OK)
            return status;
    }
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
        pool->transport->calls->stop(pool->transport); /* lfsr_pool_end reaps them */
    restore_sigpipe(&before);
    pool->broken = pool->broken || status != LFSR_OK;
    pool->feed = NULL;
    return status;
}
