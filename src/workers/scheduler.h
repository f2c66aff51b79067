/* The scheduler, for the two kinds of jobs (chunks of a walk, lines of a list).
 *
 * A feed supplies jobs and takes their results. The scheduler assigns a job to each idle worker,
 * collects what they send, and replaces a worker that dies, sends an invalid frame, or is silent for too
 * long. It reaches them through a transport. */
#ifndef LFSR_SCHEDULER_H
#define LFSR_SCHEDULER_H

#include "lfsr/worker.h"
#include "slot.h"

/* After this many failures a job is not assigned again. */
#define LFSR_ATTEMPTS 3

/* How a worker was lost. */
typedef struct lfsr_loss {
    const char *why; /* for people: "was killed by signal 9 (Killed)" */
    long pid;
    bool overdue; /* it was running, but silent for longer than the feed allows */
} lfsr_loss;

typedef struct lfsr_feed {
    void *self;
    /* Assign a job to this idle worker, if there is one: set slot->busy and slot->job, pack frames into
     * pool->frame and send each with lfsr_pool_send. False from lfsr_pool_send: return at once with LFSR_OK
     * and *sent false. */
    lfsr_status (*assign)(void *self, lfsr_slot *slot, bool *sent, lfsr_error *error);
    /* slot->frame, of a busy worker, checksum verified; no progress and no error frame. *valid is true on
     * entry; false: the worker may not send this. When the job is complete: slot->busy = false. */
    lfsr_status (*receive)(void *self, lfsr_slot *slot, bool *valid, lfsr_error *error);
    /* The worker of this job was replaced. The feed keeps the job for another worker, or gives it up. */
    lfsr_status (*lost)(void *self, lfsr_slot *slot, const lfsr_loss *loss, lfsr_error *error);
    /* States walked since the last call; negative where a job was lost. At least once every LONGEST_WAIT.
     * False: stop; the run ends with "stopped". */
    bool (*progress)(void *self, double states);
    /* True once no job is left to assign and no result to wait for. */
    bool (*done)(void *self);
    /* Called before the scheduler waits. *descriptor: one more to wait for, or -1. May be NULL. */
    lfsr_status (*before_wait)(void *self, int *descriptor, lfsr_error *error);
    /* Seconds that a running worker may be silent; 0: the limit of the pool. */
    double silence_seconds;
    bool may_shrink; /* the run goes on with fewer workers where one cannot be replaced */
} lfsr_feed;

struct lfsr_pool {
    lfsr_pool_options options;
    lfsr_transport *transport;
    lfsr_slot *slots;
    unsigned *ready; /* workers to read from, after a wait */
    unsigned busy;   /* slots that are busy and counted */
    double waited;   /* seconds of all waits, a suspended machine's left out */
    double watched;  /* `waited` when silent workers were last looked for */
    lfsr_frame frame;
    const lfsr_feed *feed; /* of the current run */
    unsigned replaced;
    bool broken;
    double longest_silence; /* that ended with a frame */
    lfsr_phases phases;     /* of the current run */
};

LFSR_MUST_CHECK lfsr_status lfsr_pool_start_worker(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error);
/* Seconds from one report of a busy worker to the next: longer where there are many workers, well below the
 * time that a worker may be silent. */
double lfsr_pool_heartbeat(const lfsr_pool *pool);
/* Send pool->frame. False if packing failed, or the worker cannot receive it. */
LFSR_MUST_CHECK bool lfsr_pool_send(lfsr_pool *pool, lfsr_slot *slot, bool packed);
/* Assign the next job to an idle worker at once: for a feed that still has to process the last result. */
LFSR_MUST_CHECK lfsr_status lfsr_pool_assign(lfsr_pool *pool, lfsr_slot *slot, lfsr_error *error);
/* Run until the feed is done. After a failure the pool can only be ended. */
LFSR_MUST_CHECK lfsr_status lfsr_pool_schedule(lfsr_pool *pool, const lfsr_feed *feed, lfsr_error *error);

#endif
