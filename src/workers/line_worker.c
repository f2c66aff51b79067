/* Lists, in the worker: answers are sent in pieces, so that few are lost when the worker dies. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "clock.h"
#include "sized_options.h"
#include "string_builder.h"
#include "worker.h"

#define PIECE ((size_t)1 << 20) /* bytes of answers in one frame, at most */
#define FULL  ((size_t)1 << 17) /* bytes of answers that are sent at once */

/* The first version of lfsr_line_handler ended with answer. */
#define LEAST_HANDLER (offsetof(lfsr_line_handler, answer) + sizeof handler.answer)

static lfsr_line_handler handler; /* all zero: none was registered */

void lfsr_line_append(lfsr_string *to, const void *bytes, size_t length)
{
    lfsr_string_add_bytes(to, bytes, length);
}

lfsr_status lfsr_handle_lines(const lfsr_line_handler *given, lfsr_error *error)
{
    lfsr_line_handler own = {0};
    lfsr_status status = lfsr_adopt_options(&own, sizeof own, given, LEAST_HANDLER, error);
    if (status == LFSR_OK)
        handler = own;
    return status;
}

void lfsr_worker_set_up(lfsr_worker *w, const unsigned char *payload, uint32_t length)
{
    lfsr_error error = {0};
    lfsr_wire_bytes settings;
    if (handler.answer == NULL || handler.set_up == NULL ||
        !lfsr_unpack_setup(payload, length, &settings, &w->heartbeat))
        _exit(1);
    w->set_up = handler.set_up(settings.bytes, settings.length, &error) == LFSR_OK;
    if (!w->set_up)
        lfsr_worker_send_error(w, &error);
}

static void send_pieces(lfsr_worker *w, lfsr_answer_piece piece)
{
    lfsr_string *answers = &w->answers;
    size_t sent = 0;
    bool last = piece.last, begins = piece.begins;
    piece.number = w->number;
    do {
        size_t left = answers->length - sent, length = left < PIECE ? left : PIECE;
        piece.last = last && length == left;
        piece.begins = begins && length == left;
        piece.answers =
            (lfsr_wire_bytes){answers->data == NULL ? NULL : (unsigned char *)answers->data + sent, length};
        lfsr_worker_send(w, lfsr_pack_answers(&w->frame, &piece));
        sent += length;
    } while (sent < answers->length);
    answers->length = 0;
}

static void on_alive(void *context)
{
    lfsr_worker *w = context;
    if (lfsr_now() - w->reported >= w->heartbeat)
        lfsr_worker_send(w, lfsr_pack_progress(&w->frame, 0));
}

static void on_slow(void *context)
{
    lfsr_worker *w = context;
    w->announced = true;
    send_pieces(context, (lfsr_answer_piece){.begins = true});
}

/* One line; false where the worker cannot go on. */
static bool answer_line(lfsr_worker *w, lfsr_wire_bytes line)
{
    static lfsr_string answer;
    const lfsr_line_callbacks callbacks = {w, on_alive, on_slow};
    lfsr_error error = {0};
    answer.length = 0;
    w->announced = false;
    lfsr_status status = handler.answer(&answer, line.bytes, line.length, &callbacks, &error);
    if (status == LFSR_OK && lfsr_string_ok(&answer))
        lfsr_lines_append(&w->answers, answer.data, answer.length);
    if (status == LFSR_OK && !(lfsr_string_ok(&answer) && lfsr_string_ok(&w->answers)))
        status = lfsr_fail_memory(&error);
    if (answer.capacity > FULL)
        lfsr_string_clear(&answer);
    if (status != LFSR_OK)
        lfsr_worker_send_error(w, &error);
    return status == LFSR_OK;
}

void lfsr_worker_answer(lfsr_worker *w, const unsigned char *payload, uint32_t length)
{
    lfsr_line_chunk chunk;
    lfsr_wire_bytes line;
    if (!lfsr_unpack_lines(payload, length, &chunk))
        _exit(1);
    if (!w->set_up)
        return; /* an error was sent: the parent ends this worker */
    lfsr_worker_at(w, LFSR_WORKER_HAS_TASK);
    double began = w->reported = lfsr_now();
    w->number = chunk.number;
    w->answers.length = 0;
    for (uint64_t i = 0; i < chunk.count; i++) {
        if (!lfsr_lines_next(&chunk.lines, &line))
            _exit(1);
        if (!answer_line(w, line))
            return;
        /* An announced line must not be blamed for what the next one does. */
        bool due = chunk.one_by_one || w->announced || w->answers.length >= FULL ||
                   lfsr_now() - w->reported >= w->heartbeat;
        if (due && i + 1 < chunk.count)
            send_pieces(w, (lfsr_answer_piece){.begins = false});
    }
    send_pieces(w, (lfsr_answer_piece){.last = true, .seconds = lfsr_now() - began});
    if (w->answers.capacity > 4 * PIECE)
        lfsr_string_clear(&w->answers);
}
