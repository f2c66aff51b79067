/* What a worker process does: read frames, carry tasks out, answer. It ends with _exit, always. */
#include "process.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"

#define HEARTBEAT 0.05 /* seconds between progress frames */

void (*lfsr_worker_hook)(lfsr_worker_moment moment, int out, lfsr_frame *frame);

typedef struct worker {
    int in, out;
    lfsr_executor *executor;
    lfsr_frame frame;
    double states;   /* walked and not yet reported */
    double reported; /* when */
    double began;    /* the task */
    double busy;     /* seconds spent on tasks, not yet reported */
} worker;

static void at_moment(worker *w, lfsr_worker_moment moment)
{
    if (lfsr_worker_hook != NULL)
        lfsr_worker_hook(moment, w->out, &w->frame);
}

static void send_frame(worker *w, bool packed)
{
    at_moment(w, LFSR_WORKER_SENDS);
    if (!packed || !lfsr_write_all(w->out, w->frame.data, w->frame.length))
        _exit(1);
}

static bool on_tick(void *context, double states)
{
    worker *w = context;
    double now = lfsr_now();
    w->states += states;
    if (now - w->reported >= HEARTBEAT) {
        send_frame(w, lfsr_pack_progress(&w->frame, w->states));
        w->states = 0;
        w->reported = now;
    }
    return true;
}

static void send_error(worker *w, const lfsr_error *error)
{
    send_frame(w, lfsr_pack_error(&w->frame, error));
}

static void load(worker *w, const unsigned char *payload, uint32_t length)
{
    lfsr_error error = {0};
    lfsr_stratum stratum;
    uint32_t unit;
    if (!lfsr_unpack_stratum(payload, length, &unit, &stratum))
        _exit(1);
    double began = lfsr_now();
    if (lfsr_executor_load(w->executor, unit, &stratum, &error) != LFSR_OK)
        send_error(w, &error);
    w->busy += lfsr_now() - began;
}

static void run(worker *w, const unsigned char *payload, uint32_t length)
{
    lfsr_error error = {0};
    lfsr_task task;
    lfsr_task_result result;
    lfsr_tick tick = {on_tick, w};
    if (!lfsr_unpack_task(payload, length, &task))
        _exit(1);
    at_moment(w, LFSR_WORKER_HAS_TASK);
    w->began = w->reported = lfsr_now();
    lfsr_task_result_init(&result);
    if (lfsr_executor_run(w->executor, &task, &result, &tick, &error) != LFSR_OK) {
        send_error(w, &error);
    } else {
        result.seconds = w->busy + lfsr_now() - w->began;
        w->busy = 0;
        if (w->states > 0)
            send_frame(w, lfsr_pack_progress(&w->frame, w->states));
        w->states = 0;
        send_frame(w, lfsr_pack_result(&w->frame, &task, &result));
    }
    lfsr_task_result_clear(&result);
}

_Noreturn void lfsr_worker_main(int in, int out)
{
    worker w = {.in = in, .out = out};
    unsigned char header[LFSR_FRAME_HEADER];
    if (lfsr_executor_create(&w.executor, NULL) != LFSR_OK)
        _exit(1);
    at_moment(&w, LFSR_WORKER_STARTS);
    for (;;) {
        lfsr_frame_type type;
        uint32_t length, checksum;
        int got = lfsr_read_all(in, header, sizeof header);
        if (got == 0)
            _exit(0); /* the parent has no more work */
        if (got < 0 || !lfsr_header_read(header, &type, &length, &checksum))
            _exit(1);
        unsigned char *payload = malloc(length + 1u);
        if (payload == NULL || (length > 0 && lfsr_read_all(in, payload, length) != 1) ||
            !lfsr_payload_intact(payload, length, checksum))
            _exit(1);
        if (type == LFSR_FRAME_STRATUM)
            load(&w, payload, length);
        else if (type == LFSR_FRAME_TASK)
            run(&w, payload, length);
        else
            _exit(1);
        free(payload);
    }
}
