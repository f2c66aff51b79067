#include "simulated_transport.h"

#include <math.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "clock.h"

#define NOWHERE UINT32_MAX

/* A worker, and its next frame: a report, or the result where no report is due before it. */
typedef struct simulated_worker {
    lfsr_task task;
    double due;             /* when its next frame comes */
    double end;             /* when its result comes */
    double heartbeat, rate; /* states a second */
    double reported;        /* time of the last report */
    uint32_t place;         /* in the heap; NOWHERE: it has no task */
} simulated_worker;

typedef struct simulated {
    lfsr_transport base;
    simulated_work work;
    unsigned workers, waiting;
    simulated_worker *all;
    unsigned *heap; /* workers with a task, the earliest frame first */
    lfsr_frame frame;
    double spent;
    uint64_t frames;
} simulated;

/* --- Time spent here --- */

static double thread_seconds(void)
{
    struct timespec now;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return (double)now.tv_sec + 1e-9 * (double)now.tv_nsec;
}

/* --- The heap --- */

static void put(simulated *s, uint32_t place, unsigned worker)
{
    s->heap[place] = worker;
    s->all[worker].place = place;
}

static bool earlier(const simulated *s, unsigned a, unsigned b)
{
    return s->all[a].due < s->all[b].due;
}

static void rise(simulated *s, uint32_t place)
{
    unsigned worker = s->heap[place];
    for (; place > 0 && earlier(s, worker, s->heap[(place - 1) / 2]); place = (place - 1) / 2)
        put(s, place, s->heap[(place - 1) / 2]);
    put(s, place, worker);
}

static void sink(simulated *s, uint32_t place)
{
    unsigned worker = s->heap[place];
    for (;;) {
        uint32_t child = 2 * place + 1;
        if (child + 1 < s->waiting && earlier(s, s->heap[child + 1], s->heap[child]))
            child++;
        if (child >= s->waiting || !earlier(s, s->heap[child], worker))
            break;
        put(s, place, s->heap[child]);
        place = child;
    }
    put(s, place, worker);
}

static void leave_heap(simulated *s, unsigned worker)
{
    uint32_t place = s->all[worker].place;
    if (place == NOWHERE)
        return;
    s->all[worker].place = NOWHERE;
    unsigned last = s->heap[--s->waiting];
    if (last == worker)
        return;
    put(s, place, last);
    sink(s, place);
    rise(s, s->all[last].place);
}

/* --- The calls --- */

static void plan_frame(simulated_worker *w)
{
    double report = w->reported + w->heartbeat;
    w->due = report < w->end ? report : w->end;
}

static lfsr_status start(lfsr_transport *t, unsigned worker, long *pid, lfsr_error *error)
{
    (void)t;
    (void)error;
    *pid = (long)worker + 1;
    return LFSR_OK;
}

static bool begin_task(simulated *s, unsigned worker, const unsigned char *payload, uint32_t length)
{
    simulated_worker *w = &s->all[worker];
    double states = 0;
    if (w->place != NOWHERE || !lfsr_unpack_task(payload, length, &w->task, &w->heartbeat))
        return false;
    double seconds = s->work.seconds(s->work.self, &w->task, &states);
    w->reported = lfsr_now();
    w->end = w->reported + seconds;
    w->rate = states / fmax(seconds, 1e-9);
    plan_frame(w);
    put(s, s->waiting++, worker);
    rise(s, w->place);
    return true;
}

static bool begin_stratum(simulated *s, const unsigned char *payload, uint32_t length)
{
    lfsr_stratum stratum;
    uint32_t index;
    if (!lfsr_unpack_stratum(payload, length, &index, &stratum))
        return false;
    if (s->work.load != NULL)
        return s->work.load(s->work.self, index, &stratum) == LFSR_OK;
    lfsr_stratum_clear(&stratum);
    return true;
}

static bool send(lfsr_transport *t, unsigned worker, const lfsr_frame *frame)
{
    simulated *s = (simulated *)t;
    double began = thread_seconds();
    lfsr_frame_type type;
    uint32_t length, checksum;
    const unsigned char *payload = frame->data + LFSR_FRAME_HEADER;
    bool good = lfsr_header_read(frame->data, &type, &length, &checksum) &&
                lfsr_payload_intact(payload, length, checksum);
    if (good)
        good = type == LFSR_FRAME_TASK ? begin_task(s, worker, payload, length)
                                       : type == LFSR_FRAME_STRATUM && begin_stratum(s, payload, length);
    s->spent += thread_seconds() - began;
    return good;
}

static bool pack_result(simulated *s, const simulated_worker *w)
{
    lfsr_task_result result;
    lfsr_task_result_init(&result);
    bool good = s->work.answer(s->work.self, &w->task, &result) == LFSR_OK &&
                lfsr_pack_result(&s->frame, &w->task, &result);
    lfsr_task_result_clear(&result);
    return good;
}

static lfsr_reading read_due(simulated *s, unsigned worker, lfsr_arrival *frame)
{
    simulated_worker *w = &s->all[worker];
    double now = lfsr_now();
    bool good;
    if (w->place == NOWHERE || w->due > now)
        return LFSR_READ_NOTHING;
    if (w->due < w->end) {
        good = lfsr_pack_progress(&s->frame, w->rate * (now - w->reported));
        w->reported = now;
        plan_frame(w);
        sink(s, w->place);
    } else {
        leave_heap(s, worker);
        good = pack_result(s, w);
    }
    if (!good || !lfsr_header_read(s->frame.data, &frame->type, &frame->length, &frame->checksum))
        return LFSR_READ_FAILED;
    frame->payload = s->frame.data + LFSR_FRAME_HEADER;
    s->frames++;
    return LFSR_READ_FRAME;
}

static lfsr_reading read_frame(lfsr_transport *t, unsigned worker, lfsr_arrival *frame)
{
    simulated *s = (simulated *)t;
    double began = thread_seconds();
    lfsr_reading got = read_due(s, worker, frame);
    s->spent += thread_seconds() - began;
    return got;
}

static int by_number(const void *a, const void *b)
{
    unsigned x = *(const unsigned *)a, y = *(const unsigned *)b;
    return x < y ? -1 : x > y;
}

/* The workers whose frames are due: the top of the heap. */
static void find_due(const simulated *s, uint32_t place, double now, unsigned *ready, unsigned *count)
{
    if (place >= s->waiting || s->all[s->heap[place]].due > now)
        return;
    ready[(*count)++] = s->heap[place];
    find_due(s, 2 * place + 1, now, ready, count);
    find_due(s, 2 * place + 2, now, ready, count);
}

static lfsr_status wait_for_any(lfsr_transport *t, double seconds, int extra, unsigned *ready,
                                unsigned *count, lfsr_error *error)
{
    simulated *s = (simulated *)t;
    double began = thread_seconds(), now = lfsr_now();
    struct pollfd polled = {.fd = extra, .events = POLLIN};
    (void)error;
    *count = 0;
    double left = s->waiting > 0 ? s->all[s->heap[0]].due - now : seconds;
    left = fmin(left, seconds);
    if (left > 0) {
        struct timespec timeout = {(time_t)left, (long)(1e9 * (left - floor(left)))};
        (void)ppoll(&polled, 1, &timeout, NULL);
    }
    find_due(s, 0, lfsr_now(), ready, count);
    qsort(ready, *count, sizeof *ready, by_number);
    s->spent += thread_seconds() - began;
    return LFSR_OK;
}

static bool runs(lfsr_transport *t, unsigned worker)
{
    (void)t;
    (void)worker;
    return true;
}

static void kill_worker(lfsr_transport *t, unsigned worker, char *ended, size_t size)
{
    leave_heap((simulated *)t, worker);
    if (ended != NULL)
        snprintf(ended, size, "ended");
}

static void stop(lfsr_transport *t)
{
    simulated *s = (simulated *)t;
    while (s->waiting > 0)
        leave_heap(s, s->heap[0]);
}

static void close_all(lfsr_transport *t)
{
    simulated *s = (simulated *)t;
    lfsr_frame_free(&s->frame);
    free(s->all);
    free(s->heap);
    free(s);
}

lfsr_transport *simulated_transport(unsigned workers, const simulated_work *work)
{
    static const lfsr_transport_calls calls = {.start = start,
                                               .send = send,
                                               .read = read_frame,
                                               .wait = wait_for_any,
                                               .runs = runs,
                                               .kill = kill_worker,
                                               .stop = stop,
                                               .close = close_all};
    simulated *s = calloc(1, sizeof *s);
    if (s == NULL)
        return NULL;
    *s = (simulated){.base = {&calls, LFSR_START_FORK}, .work = *work, .workers = workers};
    s->all = calloc(workers, sizeof *s->all);
    s->heap = calloc(workers, sizeof *s->heap);
    if (s->all == NULL || s->heap == NULL) {
        close_all(&s->base);
        return NULL;
    }
    for (unsigned i = 0; i < workers; i++)
        s->all[i].place = NOWHERE;
    return &s->base;
}

double simulated_seconds(const lfsr_transport *transport)
{
    return ((const simulated *)transport)->spent;
}

uint64_t simulated_frames(const lfsr_transport *transport)
{
    return ((const simulated *)transport)->frames;
}
