#include "mpi_transport.h"

#include <poll.h>
#include <stdio.h>
#include <string.h>

#include "clock.h"
#include "mpi_job.h"

#define LONGEST_PAUSE 1000000 /* nanoseconds; no message of MPI ends a pause */
#define BUSY_PAUSE    100000  /* while messages leave, which only the calls of MPI move on */
#define AT_ONCE       256     /* messages taken before the scheduler sees the first */
#define ASK_AGAIN     1.0     /* seconds between two questions whether a worker runs */
#define ANSWER_HOLDS  5.0     /* seconds for which the answer counts */
#define LEAVE_TIMEOUT 5.0     /* seconds for the relays to end their workers */

/* A frame that has come and was not read yet. */
typedef struct delivery {
    struct delivery *next;
    unsigned char *bytes;
    lfsr_arrival frame;
} delivery;

typedef struct peer {
    uint32_t incarnation;
    bool started, ended;
    bool noted;                      /* among those that something has come from */
    char how[LFSR_MESSAGE_TEXT + 1]; /* it has ended */
    delivery *first, *last;
    unsigned char *read; /* the bytes of the frame that was read last */
    double asked, answered;
    bool runs; /* the last answer */
} peer;

typedef struct ranks {
    lfsr_transport base;
    unsigned workers, relays;
    peer *peers;
    unsigned *noted; /* workers that something has come from and that were not read to the end since */
    unsigned noted_count;
    unsigned left; /* relays that have let their workers leave */
} ranks;

static bool in_use;
static uint32_t incarnations; /* given to workers so far, of this pool and of earlier ones */

static const lfsr_part none = {NULL, 0};

static int rank_of(const ranks *r, unsigned worker)
{
    return 1 + (int)(worker % r->relays);
}

static bool tell(const ranks *r, unsigned worker, lfsr_message_kind kind, lfsr_part body)
{
    return lfsr_job_send(rank_of(r, worker), kind, worker / r->relays, r->peers[worker].incarnation, body,
                         none);
}

/* No message can be trusted any more. */
static lfsr_status fail(lfsr_error *error, int rank, const char *what)
{
    lfsr_job_spoil();
    return lfsr_fail(error, LFSR_SYSTEM, "worker", "rank %d %s", rank, what);
}

/* --- What has come --- */

static void forget_frames(peer *p)
{
    while (p->first != NULL) {
        delivery *next = p->first->next;
        free(p->first->bytes);
        free(p->first);
        p->first = next;
    }
    p->last = NULL;
    free(p->read);
    p->read = NULL;
}

/* Queue a frame, which owns the bytes of its mail from now on. A damaged header ends the worker, as it would
 * on a pipe. */
static bool queue_frame(peer *p, lfsr_mail *mail)
{
    lfsr_arrival frame = {.payload = mail->message.body + LFSR_FRAME_HEADER};
    if (!lfsr_message_frame(&mail->message, &frame.type, &frame.length, &frame.checksum)) {
        p->ended = true;
        snprintf(p->how, sizeof p->how, "sent a damaged frame");
        return true;
    }
    delivery *d = malloc(sizeof *d);
    if (d == NULL)
        return false;
    *d = (delivery){NULL, mail->bytes, frame};
    mail->bytes = NULL;
    if (p->last != NULL)
        p->last->next = d;
    else
        p->first = d;
    p->last = d;
    return true;
}

static void note(ranks *r, unsigned worker)
{
    if (!r->peers[worker].noted)
        r->noted[r->noted_count++] = worker;
    r->peers[worker].noted = true;
}

/* Sort a message in. What an earlier process of the same worker sent is dropped. */
static lfsr_status sort(ranks *r, lfsr_mail *mail, lfsr_error *error)
{
    const lfsr_message *m = &mail->message;
    if (m->kind == LFSR_MESSAGE_LEFT) {
        r->left++;
        return LFSR_OK;
    }
    uint64_t worker = (uint64_t)m->worker * r->relays + (unsigned)mail->from - 1;
    if (m->kind == LFSR_MESSAGE_BYE || m->incarnation == 0 || m->incarnation > incarnations)
        return fail(error, mail->from, "sent a message out of turn");
    if (worker >= r->workers || r->peers[worker].incarnation != m->incarnation || !r->peers[worker].started ||
        r->peers[worker].ended)
        return LFSR_OK;
    peer *p = &r->peers[worker];
    note(r, (unsigned)worker);
    if (m->kind == LFSR_MESSAGE_FRAME)
        return queue_frame(p, mail) ? LFSR_OK : lfsr_fail_memory(error);
    if (m->kind == LFSR_MESSAGE_RUNS) {
        p->runs = m->body[0] != 0;
        p->answered = lfsr_now();
    } else {
        p->ended = true;
        lfsr_message_text(m, p->how);
    }
    return LFSR_OK;
}

/* Take the messages that have come. */
static lfsr_status take_mail(ranks *r, bool *any, lfsr_error *error)
{
    *any = false;
    for (unsigned i = 0; i < AT_ONCE; i++) {
        lfsr_mail mail;
        lfsr_receipt got = lfsr_job_receive(&mail);
        if (got == LFSR_MAIL_NONE)
            break;
        if (got == LFSR_MAIL_INVALID)
            return fail(error, mail.from, "sent a damaged message");
        if (got == LFSR_MAIL_FAILED)
            return fail(error, 0, "cannot receive messages");
        *any = true;
        lfsr_status status = sort(r, &mail, error);
        free(mail.bytes);
        if (status != LFSR_OK)
            return status;
    }
    return LFSR_OK;
}

/* Of those that were noted; the others have been read to the end. */
static unsigned list_ready(ranks *r, unsigned *ready)
{
    unsigned count = 0;
    for (unsigned i = 0; i < r->noted_count; i++) {
        peer *p = &r->peers[r->noted[i]];
        p->noted = p->started && (p->first != NULL || p->ended);
        if (p->noted)
            ready[count++] = r->noted[i];
    }
    r->noted_count = count;
    memcpy(r->noted, ready, count * sizeof *ready);
    return count;
}

/* --- The transport --- */

static lfsr_status start(lfsr_transport *t, unsigned worker, long *pid, lfsr_error *error)
{
    ranks *r = (ranks *)t;
    peer *p = &r->peers[worker];
    forget_frames(p);
    *p = (peer){.started = true, .noted = p->noted, .incarnation = ++incarnations};
    *pid = (long)worker + 1; /* the number of the process is known to its relay alone */
    return tell(r, worker, LFSR_MESSAGE_START, none) ? LFSR_OK
                                                     : fail(error, rank_of(r, worker), "cannot be reached");
}

static bool send(lfsr_transport *t, unsigned worker, const lfsr_frame *frame)
{
    return tell((const ranks *)t, worker, LFSR_MESSAGE_FRAME, (lfsr_part){frame->data, frame->length});
}

static lfsr_reading read_frame(lfsr_transport *t, unsigned worker, lfsr_arrival *frame)
{
    peer *p = &((ranks *)t)->peers[worker];
    delivery *d = p->first;
    if (d == NULL)
        return p->ended ? LFSR_READ_FAILED : LFSR_READ_NOTHING;
    p->first = d->next;
    if (p->first == NULL)
        p->last = NULL;
    free(p->read);
    p->read = d->bytes;
    *frame = d->frame;
    free(d);
    return LFSR_READ_FRAME;
}

static lfsr_status wait_for_any(lfsr_transport *t, double seconds, int extra, unsigned *ready,
                                unsigned *count, lfsr_error *error)
{
    ranks *r = (ranks *)t;
    lfsr_pause pause = {LFSR_PAUSE_LEAST, LONGEST_PAUSE};
    double deadline = lfsr_now() + seconds;
    if (lfsr_job_orphaned())
        return fail(error, 0, "is without the program that started it");
    for (;;) {
        bool any;
        lfsr_status status = take_mail(r, &any, error);
        *count = status == LFSR_OK ? list_ready(r, ready) : 0;
        if (status != LFSR_OK || *count > 0 || lfsr_now() >= deadline)
            return status;
        if (any)
            continue;
        struct pollfd polled = {.fd = extra, .events = POLLIN};
        pause.most = lfsr_job_sending() > 0 ? BUSY_PAUSE : LONGEST_PAUSE;
        if (!lfsr_pause_poll(&pause, &polled, 1) || polled.revents != 0)
            return LFSR_OK;
    }
}

static bool runs(lfsr_transport *t, unsigned worker)
{
    peer *p = &((ranks *)t)->peers[worker];
    double now = lfsr_now();
    if (now - p->asked >= ASK_AGAIN) {
        p->asked = now;
        (void)!tell((ranks *)t, worker, LFSR_MESSAGE_ASK, none);
    }
    return p->answered > 0 && now - p->answered < ANSWER_HOLDS ? p->runs : true;
}

static void kill_worker(lfsr_transport *t, unsigned worker, char *ended, size_t size)
{
    ranks *r = (ranks *)t;
    peer *p = &r->peers[worker];
    if (!p->started)
        return;
    (void)!tell(r, worker, LFSR_MESSAGE_KILL, none);
    if (ended != NULL)
        snprintf(ended, size, "%s", p->ended ? p->how : "cannot be reached");
    p->started = false;
}

/* To every relay that has workers. */
static unsigned tell_all(const ranks *r, lfsr_message_kind kind)
{
    unsigned relays = r->workers < r->relays ? r->workers : r->relays;
    for (unsigned i = 0; i < relays; i++)
        if (!lfsr_job_send(1 + (int)i, kind, 0, 0, none, none))
            lfsr_job_spoil();
    return relays;
}

static void stop(lfsr_transport *t)
{
    (void)tell_all((ranks *)t, LFSR_MESSAGE_STOP);
}

static void close_ranks(lfsr_transport *t)
{
    ranks *r = (ranks *)t;
    lfsr_pause pause = {LFSR_PAUSE_LEAST, LONGEST_PAUSE};
    unsigned relays = r->peers != NULL ? tell_all(r, LFSR_MESSAGE_LEAVE) : 0;
    double deadline = lfsr_now() + LEAVE_TIMEOUT;
    while (r->left < relays && lfsr_job_usable()) {
        bool any;
        if (take_mail(r, &any, NULL) != LFSR_OK || lfsr_now() > deadline || lfsr_job_orphaned())
            lfsr_job_spoil();
        (void)lfsr_job_sending();
        if (!any)
            (void)lfsr_pause_poll(&pause, NULL, 0);
    }
    for (unsigned i = 0; r->peers != NULL && i < r->workers; i++)
        forget_frames(&r->peers[i]);
    free(r->peers);
    free(r->noted);
    free(r);
    in_use = false;
}

lfsr_transport *lfsr_mpi_transport(const lfsr_pool_options *options)
{
    static const lfsr_transport_calls calls = {.start = start,
                                               .send = send,
                                               .read = read_frame,
                                               .wait = wait_for_any,
                                               .runs = runs,
                                               .kill = kill_worker,
                                               .stop = stop,
                                               .close = close_ranks};
    ranks *r = in_use ? NULL : calloc(1, sizeof *r);
    if (r == NULL)
        return NULL;
    in_use = true;
    *r = (ranks){.base = {&calls, LFSR_START_MPI},
                 .workers = options->workers,
                 .relays = (unsigned)lfsr_job_ranks() - 1};
    r->peers = calloc(r->workers, sizeof *r->peers);
    r->noted = calloc(r->workers, sizeof *r->noted);
    if (r->peers == NULL || r->noted == NULL) {
        close_ranks(&r->base);
        return NULL;
    }
    return &r->base;
}
