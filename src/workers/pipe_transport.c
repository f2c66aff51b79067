/* Workers on this machine: a process and two pipes each. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "frame_reader.h"
#include "process.h"

#define WRITE_TIMEOUT 30.0 /* seconds in which an idle worker reads nothing */
#define LEAVE_TIMEOUT 1.0  /* seconds for the workers to exit by themselves */

typedef struct peer {
    lfsr_process process;
    lfsr_frame_reader reader;
} peer;

typedef struct pipes {
    lfsr_transport base;
    const char *program;
    unsigned workers;
    peer *peers;
    struct pollfd *polled; /* of the workers, and one more */
} pipes;

static lfsr_status start_process(pipes *p, lfsr_process *process, lfsr_error *error)
{
    if (p->base.method == LFSR_START_FORK) {
        int cause = 0;
        lfsr_status status = lfsr_process_fork(process, &cause, error);
        /* If fork failed with ENOSYS or ENOMEM, posix_spawn may still work. */
        if (status == LFSR_OK || p->program == NULL || (cause != ENOSYS && cause != ENOMEM))
            return status;
        p->base.method = LFSR_START_SPAWN;
    }
    return lfsr_process_spawn(process, p->program, error);
}

static lfsr_status start(lfsr_transport *t, unsigned worker, long *pid, lfsr_error *error)
{
    pipes *p = (pipes *)t;
    peer *to = &p->peers[worker];
    lfsr_frame_reader_restart(&to->reader);
    lfsr_status status = start_process(p, &to->process, error);
    *pid = to->process.pid;
    p->polled[worker].fd = to->process.pid != 0 ? to->process.from : -1;
    return status;
}

static bool send(lfsr_transport *t, unsigned worker, const lfsr_frame *frame)
{
    const pipes *p = (const pipes *)t;
    return lfsr_write_with_timeout(p->peers[worker].process.to, frame->data, frame->length, WRITE_TIMEOUT);
}

static lfsr_reading read_frame(lfsr_transport *t, unsigned worker, lfsr_arrival *frame)
{
    peer *from = &((pipes *)t)->peers[worker];
    return lfsr_frame_read(&from->reader, from->process.from, frame);
}

static lfsr_status wait_for_any(lfsr_transport *t, double seconds, int extra, unsigned *ready,
                                unsigned *count, lfsr_error *error)
{
    pipes *p = (pipes *)t;
    *count = 0;
    p->polled[p->workers].fd = extra;
    int got = poll(p->polled, p->workers + 1, (int)(seconds * 1000) + 1);
    if (got < 0 && errno != EINTR)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot wait for the workers: %s", strerror(errno));
    for (unsigned i = 0; i < p->workers && got > 0; i++)
        if (p->polled[i].revents != 0)
            ready[(*count)++] = i;
    return LFSR_OK;
}

static bool runs(lfsr_transport *t, unsigned worker)
{
    return lfsr_process_runs(&((const pipes *)t)->peers[worker].process);
}

static void kill_worker(lfsr_transport *t, unsigned worker, char *ended, size_t size)
{
    pipes *p = (pipes *)t;
    lfsr_process_kill(&p->peers[worker].process, ended, size);
    p->polled[worker].fd = -1;
}

static void stop(lfsr_transport *t)
{
    const pipes *p = (const pipes *)t;
    for (unsigned i = 0; i < p->workers; i++)
        if (p->peers[i].process.pid != 0)
            (void)kill(p->peers[i].process.pid, SIGKILL);
}

/* Close all pipes, which ends the workers, before waiting for the first; one deadline for all. */
static void close_pipes(lfsr_transport *t)
{
    pipes *p = (pipes *)t;
    for (unsigned i = 0; p->peers != NULL && i < p->workers; i++) {
        lfsr_process *process = &p->peers[i].process;
        if (process->pid == 0)
            continue;
        close(process->to);
        process->to = -1;
    }
    double deadline = lfsr_now() + LEAVE_TIMEOUT;
    for (unsigned i = 0; p->peers != NULL && i < p->workers; i++) {
        lfsr_process_end(&p->peers[i].process, deadline);
        lfsr_frame_reader_free(&p->peers[i].reader);
    }
    free(p->peers);
    free(p->polled);
    free(p);
}

lfsr_transport *lfsr_pipe_transport(const lfsr_pool_options *options)
{
    static const lfsr_transport_calls calls = {.start = start,
                                               .send = send,
                                               .read = read_frame,
                                               .wait = wait_for_any,
                                               .runs = runs,
                                               .kill = kill_worker,
                                               .stop = stop,
                                               .close = close_pipes};
    pipes *p = calloc(1, sizeof *p);
    if (p == NULL)
        return NULL;
    *p = (pipes){.base = {&calls, options->method}, .program = options->program, .workers = options->workers};
    p->peers = calloc(p->workers, sizeof *p->peers);
    p->polled = calloc(p->workers + 1u, sizeof *p->polled);
    if (p->peers == NULL || p->polled == NULL) {
        close_pipes(&p->base);
        return NULL;
    }
    for (unsigned i = 0; i <= p->workers; i++)
        p->polled[i] = (struct pollfd){.fd = -1, .events = POLLIN};
    return &p->base;
}
