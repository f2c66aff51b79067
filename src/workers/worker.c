/* The worker process: read frames, execute them, answer. It always ends with _exit. */
#include "worker.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "child_setup.h"
#include "clock.h"
#include "growth.h"

#define KEPT_BYTES ((size_t)1 << 20) /* memory for payloads that is kept */

void (*lfsr_worker_hook)(lfsr_worker_moment moment, int out, lfsr_frame *frame);

void lfsr_worker_at(lfsr_worker *w, lfsr_worker_moment moment)
{
    if (lfsr_worker_hook != NULL)
        lfsr_worker_hook(moment, LFSR_WORKER_OUT, &w->frame);
}

void lfsr_worker_send(lfsr_worker *w, bool packed)
{
    lfsr_worker_at(w, LFSR_WORKER_SENDS);
    if (!packed || !lfsr_write_all(LFSR_WORKER_OUT, w->frame.data, w->frame.length))
        _exit(1);
    w->reported = lfsr_now();
}

void lfsr_worker_send_error(lfsr_worker *w, const lfsr_error *error)
{
    lfsr_worker_send(w, lfsr_pack_error(&w->frame, error));
}

/* --- Walks --- */

static bool on_progress(void *context, double states)
{
    lfsr_worker *w = context;
    w->states += states;
    if (lfsr_now() - w->reported >= w->heartbeat) {
        lfsr_worker_send(w, lfsr_pack_progress(&w->frame, w->states));
        w->states = 0;
    }
    return true;
}

static void load(lfsr_worker *w, const unsigned char *payload, uint32_t length)
{
    lfsr_error error = {0};
    lfsr_stratum stratum;
    uint32_t index;
    if (!lfsr_unpack_stratum(payload, length, &index, &stratum))
        _exit(1);
    double began = lfsr_now();
    if (lfsr_executor_load(w->executor, index, &stratum, &error) != LFSR_OK)
        lfsr_worker_send_error(w, &error);
    w->loading += lfsr_now() - began;
}

static void run(lfsr_worker *w, const unsigned char *payload, uint32_t length)
{
    lfsr_error error = {0};
    lfsr_task task;
    lfsr_task_result result;
    lfsr_tick tick = {on_progress, w};
    if (!lfsr_unpack_task(payload, length, &task, &w->heartbeat))
        _exit(1);
    lfsr_worker_at(w, LFSR_WORKER_HAS_TASK);
    double began = w->reported = lfsr_now();
    lfsr_task_result_init(&result);
    if (lfsr_executor_run(w->executor, &task, &result, &tick, &error) != LFSR_OK) {
        lfsr_worker_send_error(w, &error);
    } else {
        result.seconds = w->loading + lfsr_now() - began;
        w->loading = 0;
        if (w->states > 0)
            lfsr_worker_send(w, lfsr_pack_progress(&w->frame, w->states));
        w->states = 0;
        lfsr_worker_send(w, lfsr_pack_result(&w->frame, &task, &result));
    }
    lfsr_task_result_clear(&result);
}

/* --- The loop --- */

/* A frame that the parent may not send ends the worker. */
static void obey(lfsr_worker *w, lfsr_frame_type type, const unsigned char *payload, uint32_t length)
{
    switch (type) {
    case LFSR_FRAME_STRATUM:
        load(w, payload, length);
        break;
    case LFSR_FRAME_TASK:
        run(w, payload, length);
        break;
    case LFSR_FRAME_SETUP:
        lfsr_worker_set_up(w, payload, length);
        break;
    case LFSR_FRAME_LINES:
        lfsr_worker_answer(w, payload, length);
        break;
    default:
        _exit(1);
    }
}

_Noreturn void lfsr_worker_main(void)
{
    lfsr_worker w = {.states = 0};
    unsigned char header[LFSR_FRAME_HEADER], *payload = NULL;
    size_t capacity = 0;
    lfsr_child_guard();
    lfsr_field_forget();
    if (lfsr_executor_create(&w.executor, NULL) != LFSR_OK)
        _exit(1);
    lfsr_worker_at(&w, LFSR_WORKER_STARTS);
    for (;;) {
        lfsr_frame_type type;
        uint32_t length, checksum;
        int got = lfsr_read_all(LFSR_WORKER_IN, header, sizeof header);
        if (got == 0)
            _exit(0); /* the parent has no more work */
        if (got < 0 || !lfsr_header_read(header, &type, &length, &checksum))
            _exit(1);
        if (capacity > KEPT_BYTES) { /* of a frame that is not usual */
            free(payload);
            payload = NULL;
            capacity = 0;
        }
        payload = lfsr_grow(payload, length + 1u, &capacity, 1);
        if (payload == NULL || (length > 0 && lfsr_read_all(LFSR_WORKER_IN, payload, length) != 1) ||
            !lfsr_payload_intact(payload, length, checksum))
            _exit(1);
        obey(&w, type, payload, length);
    }
}
