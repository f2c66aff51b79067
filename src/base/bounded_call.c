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
#include <zlib.h>

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

typedef struct running {
    const lfsr_bounded_call *call;
    pid_t pid;
    int from; /* non-blocking */
    double began;
    lfsr_string stream; /* bytes received and not yet used */
    bool finished;
    lfsr_status status; /* of the work */
    lfsr_error error;
} running;

/* --- The child --- */

static uint32_t checksum_of(const void *bytes, size_t length)
{
    return (uint32_t)crc32_z(crc32_z(0, NULL, 0), bytes, length);
}

static bool send_frame(int out, uint32_t kind, const void *bytes, size_t length)
{
    const frame_header header = {kind, checksum_of(bytes, length), length};
    return lfsr_write_all(out, &header, sizeof header) && lfsr_write_all(out, bytes, length);
}

bool lfsr_bounded_send(int out, const void *bytes, size_t length)
{
    return send_frame(out, FRAME_MESSAGE, bytes, length);
}

static _Noreturn void become_child(const lfsr_bounded_call *call, int out, pid_t parent)
{
    lfsr_child_reset_signals();
    if (!lfsr_child_of(parent) || !lfsr_child_isolate(&out, 1))
        _exit(1);
    lfsr_error error = {0};
    error.status = call->work(call->context, LFSR_CHILD_DESCRIPTORS, &error);
    _exit(send_frame(LFSR_CHILD_DESCRIPTORS, FRAME_LAST, &error, sizeof error) ? 0 : 1);
}

/* --- The parent --- */

static lfsr_status start(running *r, lfsr_error *error)
{
    int ends[2];
    if (pipe2(ends, O_CLOEXEC) != 0)
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot make a pipe: %s", strerror(errno));
    pid_t parent = getpid();
    r->pid = fork();
    if (r->pid == 0)
        become_child(r->call, ends[1], parent);
    int cause = errno;
    close(ends[1]);
    r->from = ends[0];
    if (r->pid < 0) {
        close(r->from);
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "cannot start a process: %s", strerror(cause));
    }
    (void)fcntl(r->from, F_SETFL, O_NONBLOCK);
    return LFSR_OK;
}

static lfsr_status take_frame(running *r, const frame_header *header, const char *bytes, lfsr_error *error)
{
    if (checksum_of(bytes, header->length) != header->checksum)
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

/* Wait until the child has closed its end, the time is over, or the caller stops it. */
static lfsr_status wait_for_child(running *r, lfsr_bounded_end *end, lfsr_error *error)
{
    bool open = true;
    while (open) {
        double elapsed = lfsr_now() - r->began, left = r->call->seconds - elapsed;
        if (left <= 0) {
            lfsr_status status = read_pipe(r, &open, error);
            *end = LFSR_BOUNDED_TIME;
            if (status == LFSR_OK && r->finished)
                return LFSR_OK;
            return status != LFSR_OK
                       ? status
                       : lfsr_fail(error, LFSR_UNABLE, "time", "not finished within %g s", r->call->seconds);
        }
        struct pollfd polled = {.fd = r->from, .events = POLLIN};
        double wait = left * 1000 + 1;
        (void)poll(&polled, 1, wait < POLL_MILLISECONDS ? (int)wait : POLL_MILLISECONDS);
        lfsr_status status = read_pipe(r, &open, error);
        if (status == LFSR_OK && open && r->call->proceed != NULL &&
            !r->call->proceed(r->call->context, lfsr_now() - r->began))
            status = lfsr_fail(error, LFSR_UNABLE, "stopped", "stopped");
        if (status != LFSR_OK) {
            *end = LFSR_BOUNDED_STOPPED;
            return status;
        }
    }
    return LFSR_OK;
}

/* Kill the child unless it has ended, and reap it. -1: its status is not known. */
static int reap(const running *r)
{
    int status = -1;
    if (!r->finished)
        (void)kill(r->pid, SIGKILL);
    while (waitpid(r->pid, &status, 0) < 0)
        if (errno != EINTR)
            return -1;
    return status;
}

static lfsr_status describe_death(int wait_status, lfsr_error *error)
{
    if (wait_status >= 0 && WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == LFSR_BOUNDED_NO_MEMORY)
        return lfsr_fail_memory(error);
    if (wait_status >= 0 && WIFSIGNALED(wait_status))
        return lfsr_fail(error, LFSR_SYSTEM, "worker", "the computing process was killed by signal %d (%s)",
                         WTERMSIG(wait_status), strsignal(WTERMSIG(wait_status)));
    return lfsr_fail(error, LFSR_SYSTEM, "worker", "the computing process ended without a result");
}

lfsr_status lfsr_bounded_run(const lfsr_bounded_call *call, lfsr_bounded_end *end, lfsr_error *error)
{
    running r = {.call = call, .began = lfsr_now(), .stream = LFSR_STRING_EMPTY};
    *end = LFSR_BOUNDED_NOT_STARTED;
    lfsr_status status = start(&r, error);
    if (status != LFSR_OK)
        return status;
    *end = LFSR_BOUNDED_DIED;
    status = wait_for_child(&r, end, error);
    bool closed = status == LFSR_OK && !r.finished;
    if (closed) { /* it has closed its end, so it is exiting: read its status */
        int wait_status = -1;
        while (waitpid(r.pid, &wait_status, 0) < 0 && errno == EINTR)
            ;
        status = describe_death(wait_status, error);
    } else {
        (void)reap(&r);
    }
    if (r.finished && status == LFSR_OK) {
        *end = LFSR_BOUNDED_FINISHED;
        status = r.status;
        if (status != LFSR_OK && error != NULL)
            *error = r.error;
    }
    close(r.from);
    lfsr_string_clear(&r.stream);
    return status;
}
