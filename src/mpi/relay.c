#include "relay.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "frame_reader.h"
#include "growth.h"
#include "mpi_job.h"
#include "process.h"

#define PROGRAM       "/proc/self/exe"
#define LONGEST_PAUSE 10000000           /* nanoseconds; only rank 0 can end a pause that nothing here ends */
#define ALERT_PAUSE   1000000            /* soon after a message, and at the beginning */
#define ALERT_SECONDS 0.1                /* that is how long soon is */
#define BUSY_PAUSE    200000             /* while messages leave, which only the calls of MPI move on */
#define BACKLOG       ((size_t)16 << 20) /* bytes under way to rank 0: no more is read from the workers */
#define KEPT_BYTES    ((size_t)1 << 20)  /* memory for unsent frames that is kept */
#define LEAVE_TIMEOUT 1.0                /* seconds for the workers to exit by themselves */

typedef struct hosted {
    lfsr_process process;
    lfsr_frame_reader reader;
    uint32_t incarnation;
    unsigned char *unsent; /* frames that the worker has not taken yet */
    size_t unsent_length, unsent_written, unsent_capacity;
} hosted;

typedef struct relay {
    hosted *workers;
    struct pollfd *polled;
    size_t count, capacity, polled_capacity;
    double mail; /* when the last message came */
    bool active; /* something happened in this turn */
    bool quits;
} relay;

/* --- To rank 0 --- */

static void report(uint32_t number, const hosted *w, lfsr_message_kind kind, const void *bytes, size_t length)
{
    const lfsr_part body = {bytes, length}, none = {NULL, 0};
    if (!lfsr_job_send(0, kind, number, w != NULL ? w->incarnation : 0, body, none))
        lfsr_job_abort(LFSR_JOB_BROKEN);
}

static void report_end(uint32_t number, const hosted *w, const char *how)
{
    size_t length = strlen(how);
    report(number, w, LFSR_MESSAGE_ENDED, how, length < LFSR_MESSAGE_TEXT ? length : LFSR_MESSAGE_TEXT);
}

/* --- The workers --- */

static void forget_unsent(hosted *w)
{
    w->unsent_length = w->unsent_written = 0;
    if (w->unsent_capacity > KEPT_BYTES) {
        free(w->unsent);
        w->unsent = NULL;
        w->unsent_capacity = 0;
    }
}

static void end_worker(hosted *w, char *ended, size_t size)
{
    lfsr_process_kill(&w->process, ended, size);
    lfsr_frame_reader_restart(&w->reader);
    forget_unsent(w);
}

static void start_worker(uint32_t number, hosted *w, uint32_t incarnation)
{
    lfsr_error error = {0};
    end_worker(w, NULL, 0);
    w->incarnation = incarnation;
    if (lfsr_process_spawn(&w->process, PROGRAM, &error) != LFSR_OK)
        report_end(number, w, error.message);
}

/* Write what the pipe takes. A worker that does not read any more shows that by its end. */
static void write_unsent(hosted *w)
{
    while (w->unsent_written < w->unsent_length) {
        ssize_t written =
            write(w->process.to, w->unsent + w->unsent_written, w->unsent_length - w->unsent_written);
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0 && errno == EAGAIN)
            return;
        if (written <= 0)
            break;
        w->unsent_written += (size_t)written;
    }
    forget_unsent(w);
}

static void pass_on(hosted *w, const lfsr_message *m)
{
    unsigned char *grown = lfsr_grow(w->unsent, w->unsent_length + m->length, &w->unsent_capacity, 1);
    if (grown == NULL)
        lfsr_job_abort(LFSR_JOB_BROKEN);
    w->unsent = grown;
    memcpy(grown + w->unsent_length, m->body, m->length);
    w->unsent_length += m->length;
    write_unsent(w);
}

static void read_frames(uint32_t number, hosted *w)
{
    lfsr_arrival frame;
    lfsr_reading got = LFSR_READ_FRAME;
    char ended[160] = "ended";
    while (lfsr_job_sending() < BACKLOG &&
           (got = lfsr_frame_read(&w->reader, w->process.from, &frame)) == LFSR_READ_FRAME) {
        const lfsr_part header = {w->reader.header, LFSR_FRAME_HEADER},
                        payload = {frame.payload, frame.length};
        if (!lfsr_job_send(0, LFSR_MESSAGE_FRAME, number, w->incarnation, header, payload))
            lfsr_job_abort(LFSR_JOB_BROKEN);
    }
    if (got != LFSR_READ_FAILED)
        return;
    end_worker(w, ended, sizeof ended);
    report_end(number, w, ended);
}

static void let_leave(relay *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->workers[i].process.pid != 0) {
            close(r->workers[i].process.to);
            r->workers[i].process.to = -1;
        }
    double deadline = lfsr_now() + LEAVE_TIMEOUT;
    for (size_t i = 0; i < r->count; i++) {
        lfsr_process_end(&r->workers[i].process, deadline);
        end_worker(&r->workers[i], NULL, 0);
    }
    report(0, NULL, LFSR_MESSAGE_LEFT, NULL, 0);
}

static void kill_all(relay *r)
{
    for (size_t i = 0; i < r->count; i++)
        if (r->workers[i].process.pid != 0)
            (void)kill(r->workers[i].process.pid, SIGKILL);
    for (size_t i = 0; i < r->count; i++)
        end_worker(&r->workers[i], NULL, 0);
}

/* --- From rank 0 --- */

/* The worker of a message. Rank 0 numbers them from 0, so that a new one is the next. */
static hosted *find_worker(relay *r, const lfsr_message *m)
{
    if (m->worker > r->count)
        return NULL;
    if (m->worker == r->count) {
        hosted *workers = lfsr_grow(r->workers, r->count + 1, &r->capacity, sizeof *workers);
        r->workers = workers != NULL ? workers : r->workers;
        struct pollfd *polled = lfsr_grow(r->polled, r->count + 1, &r->polled_capacity, sizeof *polled);
        r->polled = polled != NULL ? polled : r->polled;
        if (workers == NULL || polled == NULL)
            return NULL;
        r->workers[r->count++] = (hosted){.process = {0, -1, -1}};
    }
    return &r->workers[m->worker];
}

static void obey(relay *r, const lfsr_message *m)
{
    hosted *w = find_worker(r, m);
    if (w == NULL)
        lfsr_job_abort(LFSR_JOB_BROKEN);
    bool current = w->process.pid != 0 && w->incarnation == m->incarnation;
    unsigned char runs;
    switch (m->kind) {
    case LFSR_MESSAGE_START:
        start_worker(m->worker, w, m->incarnation);
        break;
    case LFSR_MESSAGE_FRAME:
        if (current)
            pass_on(w, m);
        break;
    case LFSR_MESSAGE_KILL:
        if (current)
            end_worker(w, NULL, 0);
        break;
    case LFSR_MESSAGE_ASK:
        runs = current && lfsr_process_runs(&w->process);
        report(m->worker, w, LFSR_MESSAGE_RUNS, &runs, 1);
        break;
    case LFSR_MESSAGE_LEAVE:
        let_leave(r);
        break;
    case LFSR_MESSAGE_STOP:
        kill_all(r);
        break;
    default: /* LFSR_MESSAGE_QUIT */
        r->quits = true;
    }
}

static void take_mail(relay *r)
{
    lfsr_mail mail;
    lfsr_receipt got = LFSR_MAIL_NONE;
    while (!r->quits && (got = lfsr_job_receive(&mail)) == LFSR_MAIL_RECEIVED) {
        r->active = true;
        r->mail = lfsr_now();
        obey(r, &mail.message);
        free(mail.bytes);
    }
    if (got == LFSR_MAIL_INVALID || got == LFSR_MAIL_FAILED) {
        kill_all(r);
        lfsr_job_abort(LFSR_JOB_BROKEN);
    }
}

/* --- The loop --- */

/* Sleep until a worker has written something, or for this pause. */
static void sleep_and_read(relay *r, lfsr_pause *pause)
{
    size_t sending = lfsr_job_sending();
    for (size_t i = 0; i < r->count; i++) {
        const hosted *w = &r->workers[i];
        bool unsent = w->unsent_length > 0;
        r->polled[i] = (struct pollfd){.fd = w->process.pid == 0 || sending >= BACKLOG ? -1 : w->process.from,
                                       .events = POLLIN};
        if (unsent) /* it takes a frame now, so it sends none */
            pause->most = pause->most < BUSY_PAUSE ? pause->most : BUSY_PAUSE;
    }
    if (sending > 0)
        pause->most = BUSY_PAUSE;
    (void)lfsr_pause_poll(pause, r->polled, (unsigned)r->count);
    for (size_t i = 0; i < r->count; i++) {
        hosted *w = &r->workers[i];
        if (w->unsent_length > 0)
            write_unsent(w);
        if (r->polled[i].fd >= 0 && r->polled[i].revents != 0) {
            r->active = true;
            read_frames((uint32_t)i, w);
        }
    }
}

static void quit(relay *r)
{
    lfsr_pause pause = {LFSR_PAUSE_LEAST, BUSY_PAUSE};
    kill_all(r);
    report(0, NULL, LFSR_MESSAGE_BYE, NULL, 0);
    while (lfsr_job_sending() > 0)
        (void)lfsr_pause_poll(&pause, NULL, 0);
    for (size_t i = 0; i < r->count; i++) {
        lfsr_frame_reader_free(&r->workers[i].reader);
        free(r->workers[i].unsent);
    }
    free(r->workers);
    free(r->polled);
    lfsr_job_leave();
}

/* What ends the program is decided by rank 0, which gets the same signal, and by the program that started the
 * ranks. */
static void ignore_signals(void)
{
    static const int ignored[] = {SIGINT, SIGTERM, SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE};
    for (size_t i = 0; i < sizeof ignored / sizeof *ignored; i++)
        (void)signal(ignored[i], SIG_IGN);
}

int lfsr_relay_run(void)
{
    relay r = {.count = 0};
    lfsr_pause pause = {LFSR_PAUSE_LEAST, ALERT_PAUSE};
    r.mail = lfsr_now();
    ignore_signals();
    while (!r.quits) {
        r.active = false;
        take_mail(&r);
        if (!r.quits)
            sleep_and_read(&r, &pause);
        if (r.active)
            pause.nanoseconds = LFSR_PAUSE_LEAST;
        pause.most = lfsr_now() - r.mail < ALERT_SECONDS ? ALERT_PAUSE : LONGEST_PAUSE;
        if (lfsr_job_orphaned()) {
            kill_all(&r);
            lfsr_job_abort(LFSR_JOB_BROKEN);
        }
    }
    quit(&r);
    return 0;
}
