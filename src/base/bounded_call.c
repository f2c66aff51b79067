/* The child sends frames: a header (kind, checksum, length) and the bytes. The last frame holds the status of
 * the work; a stream that ends without it means that the child died. */
#include "bounded_call.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "checksum.h"
#include "child_setup.h"
#include "clock.h"
#include "pipe_io.h"
#include "string_builder.h"

#define POLL_MILLISECONDS 50                /* a wish to stop is obeyed within 100 ms */
#define LONGEST_FRAME     ((size_t)1 << 34) /* bytes */

enum { FRAME_MESSAGE = 0x4d42464c, FRAME_LAST = 0x4c42464c };

typedef struct frame_header {
    uint32_t kind, checksum;
    uint64_t length;
} frame_header;

/* One child. */
typedef struct running {
    const lfsr_bounded_call *call;
    pid_t pid;          /* 0: none */
    int from;           /* non-blocking */
    lfsr_string stream; /* bytes received and not yet used */
    bool finished;
    lfsr_status status; /* of the work */
    lfsr_error error;
} running;

#define REPLACEMENTS 8 /* dead children of one call of lfsr_bounded_run_many */

/* A call of them all. */
typedef struct team {
    const lfsr_bounded_call *call;
    double began;
    unsigned count; /* children and polled have so many entries */
    unsigned started, replacements;
    running *children;
    struct pollfd *polled;
} team;

/* --- The child --- */

static bool send_frame(int out, uint32_t kind, const void *bytes, size_t length)
{
    const frame_header header = {kind, lfsr_crc32(0, bytes, length), length};
    return lfsr_write_all(out, &header, sizeof header) && lfsr_write_all(out, bytes, length);
}

bool lfsr_bounded_send(int out, const void *bytes, size_t length)
{
    return send_frame(out, FRAME_MESSAGE, bytes, length);
}

static _Noreturn void become_child(const lfsr_bounded_call *call, unsigned child, int out, pid_t parent)
{
    lfsr_child_reset_signals();
    if (!lfsr_child_of(parent) || !lfsr_child_isolate(&out, 1))
        _exit(1);
    lfsr_child_guard();
    lfsr_error error = {0};
    error.status = call->work(call->context, child, LFSR_CHILD_DESCRIPTORS, &error);
    _exit(send_frame(LFSR_CHILD_DESCRIPTORS, FRAME_LAST, &error, sizeof error) ? 0 : 1);
}

/* --- The parent --- */

static lfsr_status start(running *r, unsigned child, lfsr_error *error)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot make a pipe: %s", strerror(errno));
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        become_child(r->call, child, ends[1], parent);
    int cause = errno;
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot start a process: %s", strerror(cause));
    }
    r->pid = pid;
    r->from = ends[0];
    (void)fcntl(r->from, F_SETFL, O_NONBLOCK);
    return LFSR_OK;
}

static lfsr_status take_frame(running *r, const frame_header *header, const char *bytes, lfsr_error *error)
{
    if (lfsr_crc32(0, bytes, header->length) != header->checksum)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a message of a child process is damaged");
    if (header->kind == FRAME_MESSAGE)
        return r->call->receive(r->call->context, bytes, header->length, error);
    if (header->kind != FRAME_LAST || header->length != sizeof r->error)
        return lfsr_fail(error, LFSR_SYSTEM, "internal",
                         "a message of a child process is of an unknown kind");
    memcpy(&r->error, bytes, sizeof r->error);
    r->status = r->error.status;
    r->finished = true;
    return LFSR_OK;
}

/* Every complete frame in the stream. */
static lfsr_status take_frames(running *r, lfsr_error *error)
{
    size_t used = 0;
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK && r->stream.length - used >= sizeof(frame_header)) {
        frame_header header;
        memcpy(&header, r->stream.data + used, sizeof header);
        if (header.length > LONGEST_FRAME)
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "a message of a child process is too long");
        if (r->stream.length - used - sizeof header < header.length)
            break;
        status = take_frame(r, &header, r->stream.data + used + sizeof header, error);
        used += sizeof header + header.length;
    }
    if (used > 0) {
        memmove(r->stream.data, r->stream.data + used, r->stream.length - used);
        r->stream.length -= used;
    }
    return status;
}

/* Read what the pipe holds. *open becomes false at its end. */
static lfsr_status read_pipe(running *r, bool *open, lfsr_error *error)
{
    char bytes[1 << 16];
    for (;;) {
        ssize_t got = read(r->from, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && errno == EAGAIN)
            break;
        if (got <= 0) {
            *open = false;
            break;
        }
        lfsr_string_add_bytes(&r->stream, bytes, (size_t)got);
        if (!lfsr_string_ok(&r->stream))
            return lfsr_fail_memory(error);
    }
    return take_frames(r, error);
}

/* Kill the child unless it has ended, and reap it. -1: its status is not known. */
static int reap(running *r, bool killed)
{
    int status = -1;
    if (killed)
        (void)kill(r->pid, SIGKILL);
    while (waitpid(r->pid, &status, 0) < 0)
        if (errno != EINTR) {
            status = -1;
            break;
        }
    r->pid = 0;
    close(r->from);
    lfsr_string_clear(&r->stream);
    return status;
}

static lfsr_status describe_death(int wait_status, lfsr_error *error)
{
    if (wait_status >= 0 && WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == LFSR_CHILD_NO_MEMORY)
        return lfsr_fail_memory(error);
    if (wait_status >= 0 && WIFSIGNALED(wait_status))
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "the computing process was killed by signal %d (%s)",
                         WTERMSIG(wait_status), strsignal(WTERMSIG(wait_status)));
    return lfsr_fail(error, LFSR_SYSTEM, "worker", "the computing process ended without a result");
}

static unsigned alive(const team *t)
{
    unsigned count = 0;
    for (unsigned i = 0; i < t->count; i++)
        count += t->children[i].pid != 0;
    return count;
}

/* A child closed its end without a result, so it is exiting: read its status, and replace it. An error where
 * it was the last. */
static lfsr_status bury(team *t, running *r, lfsr_bounded_end *end, lfsr_error *error)
{
    lfsr_error trouble = {0};
    lfsr_status status = describe_death(reap(r, false), &trouble);
    if (t->replacements > 0) {
        t->replacements--;
        if (start(r, t->started, NULL) == LFSR_OK)
            t->started++;
    }
    if (alive(t) > 0)
        return LFSR_OK;
    *end = LFSR_BOUNDED_DIED;
    if (error != NULL)
        *error = trouble;
    return status;
}

/* Read from all pipes. *finished: a child that has a result. */
static lfsr_status read_all(team *t, const running **finished, lfsr_bounded_end *end, lfsr_error *error)
{
    for (unsigned i = 0; i < t->count; i++) {
        running *r = &t->children[i];
        bool open = true;
        if (r->pid == 0)
            continue;
        lfsr_status status = read_pipe(r, &open, error);
        if (status != LFSR_OK) {
            *end = LFSR_BOUNDED_STOPPED;
            return status;
        }
        if (r->finished) {
            *finished = r;
            return LFSR_OK;
        }
        if (!open && (status = bury(t, r, end, error)) != LFSR_OK)
            return status;
    }
    return LFSR_OK;
}

static void wait_for_bytes(team *t, double seconds)
{
    nfds_t count = 0;
    for (unsigned i = 0; i < t->count; i++)
        if (t->children[i].pid != 0)
            t->polled[count++] = (struct pollfd){.fd = t->children[i].from, .events = POLLIN};
    double wait = seconds * 1000 + 1;
    (void)poll(t->polled, count, wait < POLL_MILLISECONDS ? (int)wait : POLL_MILLISECONDS);
}

/* Wait until a child has finished, the time is over, or the caller stops it. */
static lfsr_status wait_for_children(team *t, const running **finished, lfsr_bounded_end *end,
                                     lfsr_error *error)
{
    for (;;) {
        double elapsed = lfsr_now() - t->began, left = t->call->seconds - elapsed;
        if (left > 0)
            wait_for_bytes(t, left);
        lfsr_status status = read_all(t, finished, end, error);
        if (status != LFSR_OK || *finished != NULL)
            return status;
        if (left <= 0) {
            *end = LFSR_BOUNDED_TIME;
            return lfsr_fail(error, LFSR_UNABLE, "time", "not finished within %g s", t->call->seconds);
        }
        if (t->call->proceed != NULL && !t->call->proceed(t->call->context, lfsr_now() - t->began)) {
            *end = LFSR_BOUNDED_STOPPED;
            return lfsr_fail(error, LFSR_UNABLE, "stopped", "stopped");
        }
    }
}

/* All children, or as many as can be started; an error where none can. */
static lfsr_status start_all(team *t, lfsr_error *error)
{
    lfsr_error trouble = {0};
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < t->count && status == LFSR_OK; i++) {
        t->children[i] = (running){.call = t->call, .stream = LFSR_STRING_EMPTY};
        status = start(&t->children[i], t->started, &trouble);
        t->started += status == LFSR_OK;
    }
    if (t->started > 0)
        return LFSR_OK;
    if (error != NULL)
        *error = trouble;
    return status;
}

static lfsr_status run(team *t, lfsr_bounded_end *end, lfsr_error *error)
{
    const running *finished = NULL;
    *end = LFSR_BOUNDED_NOT_STARTED;
    lfsr_status status = start_all(t, error);
    if (status == LFSR_OK)
        status = wait_for_children(t, &finished, end, error);
    if (finished != NULL) {
        *end = LFSR_BOUNDED_FINISHED;
        status = finished->status;
        if (status != LFSR_OK && error != NULL)
            *error = finished->error;
    }
    for (unsigned i = 0; i < t->count; i++)
        if (t->children[i].pid != 0)
            (void)reap(&t->children[i], !t->children[i].finished);
    return status;
}

lfsr_status lfsr_bounded_run(const lfsr_bounded_call *call, lfsr_bounded_end *end, lfsr_error *error)
{
    running child = {0};
    struct pollfd polled;
    team t = {.call = call, .began = lfsr_now(), .count = 1, .children = &child, .polled = &polled};
    return run(&t, end, error);
}

lfsr_status lfsr_bounded_run_many(const lfsr_bounded_call *call, unsigned children, lfsr_bounded_end *end,
                                  lfsr_error *error)
{
    team t = {.call = call, .began = lfsr_now(), .count = children, .replacements = REPLACEMENTS};
    t.children = calloc(children, sizeof *t.children);
    t.polled = calloc(children, sizeof *t.polled);
    *end = LFSR_BOUNDED_NOT_STARTED;
    lfsr_status status =
        t.children != NULL && t.polled != NULL ? run(&t, end, error) : lfsr_fail_memory(error);
    free(t.children);
    free(t.polled);
    return status;
}
