/* Lists, in the parent: lines are cut into chunks, chunks go to workers, answers come out in order.
 *
 * The chunks that are not delivered yet are a list in the order of the input; its size in bytes is bounded,
 * so that it does not grow while one line takes long. A chunk should take about CHUNK_SECONDS; its length is
 * adapted to that. */
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "lfsr/lines.h"
#include "scheduler.h"
#include "sized_options.h"
#include "string_builder.h"

#define CHUNK_SECONDS 0.01
#define CHUNK_LINES   4096
/* The first version of lfsr_list ended with silence_seconds. */
#define LEAST_LIST (offsetof(lfsr_list, silence_seconds) + sizeof(double))

#define CHUNK_BYTES ((size_t)128 << 10) /* fits into a pipe; one longer line is a chunk of its own */
#define HELD_BYTES  ((size_t)64 << 20)  /* lines and answers that are not delivered yet */
#define SPARE_BYTES ((size_t)1 << 20)   /* memory of a delivered chunk that is kept */

typedef enum chunk_state { WAITING, WORKING, COMPLETE } chunk_state;

typedef struct chunk {
    struct chunk *next; /* the lines behind these */
    chunk_state state;
    uint64_t number;                     /* of its last transmission to a worker */
    uint64_t count, answered, delivered; /* lines */
    lfsr_string lines, answers;          /* as lfsr_lines_append writes them */
    size_t whole;                        /* bytes of answers that are complete */
    size_t handed_out;                   /* bytes of answers that are delivered */
    unsigned deaths;                     /* of workers on a line without an answer */
    bool one_by_one;                     /* each answer is sent before the next line begins */
    bool begins;                         /* the worker is at the first line without an answer */
} chunk;

typedef struct line_feed {
    lfsr_pool *pool;
    const lfsr_list *list;
    chunk *first, *last;
    size_t held;    /* bytes */
    size_t waiting; /* chunks to be assigned again */
    uint64_t number;
    uint64_t size; /* lines of the next chunk */
    bool ended;
    int descriptor; /* to wait for; -1: none */
    chunk *spare;   /* delivered chunks, whose memory is used again */
    unsigned spares;
} line_feed;

/* --- Chunks --- */

static void free_chunk(chunk *c)
{
    lfsr_string_clear(&c->lines);
    lfsr_string_clear(&c->answers);
    free(c);
}

static void free_chunks(chunk *c)
{
    while (c != NULL) {
        chunk *next = c->next;
        free_chunk(c);
        c = next;
    }
}

/* An empty chunk; NULL when out of memory. */
static chunk *new_chunk(line_feed *f)
{
    chunk *c = f->spare;
    if (c == NULL)
        return calloc(1, sizeof *c);
    f->spare = c->next;
    f->spares--;
    lfsr_string lines = c->lines, answers = c->answers;
    lines.length = answers.length = 0;
    *c = (chunk){.lines = lines, .answers = answers};
    return c;
}

/* It is not in the list any longer. */
static void drop_chunk(line_feed *f, chunk *c)
{
    bool usable = lfsr_string_ok(&c->lines) && lfsr_string_ok(&c->answers) &&
                  c->lines.capacity + c->answers.capacity <= SPARE_BYTES;
    if (!usable || f->spares > f->pool->options.workers) {
        free_chunk(c);
        return;
    }
    c->next = f->spare;
    f->spare = c;
    f->spares++;
}

/* Put c behind `before`, or first where that is NULL. */
static void link_chunk(line_feed *f, chunk *c, chunk *before)
{
    chunk **place = before != NULL ? &before->next : &f->first;
    c->next = *place;
    *place = c;
    if (c->next == NULL)
        f->last = c;
    f->held += sizeof *c + c->lines.length;
}

/* New lines from the application; *out is NULL if there are none yet. */
static lfsr_status read_chunk(line_feed *f, chunk **out, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    *out = NULL;
    if (f->ended || f->held > HELD_BYTES)
        return LFSR_OK;
    chunk *c = new_chunk(f);
    if (c == NULL)
        return lfsr_fail_memory(error);
    f->descriptor = -1;
    while (status == LFSR_OK && c->count < f->size && c->lines.length < CHUNK_BYTES) {
        lfsr_supply supply = LFSR_SUPPLY_END;
        size_t start = lfsr_lines_begin(&c->lines);
        status = f->list->next(f->list->self, &c->lines, &supply, &f->descriptor, error);
        f->ended = supply == LFSR_SUPPLY_END;
        if (status != LFSR_OK || supply != LFSR_SUPPLY_LINE) {
            c->lines.length = start;
            break;
        }
        lfsr_lines_end(&c->lines, start);
        c->count++;
        if (!lfsr_string_ok(&c->lines))
            status = lfsr_fail_memory(error);
    }
    if (status == LFSR_OK && c->count > 0) {
        link_chunk(f, c, f->last);
        f->descriptor = -1; /* the next worker without a job asks again */
        *out = c;
        return LFSR_OK;
    }
    drop_chunk(f, c);
    return status;
}

/* Lines of failed chunks come first: they are nearer to the front. */
static lfsr_status next_chunk(line_feed *f, chunk **out, lfsr_error *error)
{
    if (f->waiting == 0)
        return read_chunk(f, out, error);
    f->waiting--;
    for (*out = f->first; (*out)->state != WAITING;)
        *out = (*out)->next;
    return LFSR_OK;
}

static lfsr_wire_bytes bytes_of(const lfsr_string *text)
{
    return (lfsr_wire_bytes){(const unsigned char *)text->data, text->length};
}

static lfsr_status assign(void *self, lfsr_slot *slot, bool *sent, lfsr_error *error)
{
    line_feed *f = self;
    lfsr_frame *frame = &f->pool->frame;
    chunk *c = NULL;
    lfsr_status status = next_chunk(f, &c, error);
    if (status != LFSR_OK || c == NULL)
        return status;
    c->state = WORKING;
    c->number = ++f->number;
    c->begins = c->count == 1;
    slot->job = c;
    slot->busy = true;
    if (!slot->loaded) {
        lfsr_wire_bytes settings = {f->list->settings, f->list->settings_length};
        *sent = lfsr_pool_send(f->pool, slot, lfsr_pack_setup(frame, settings, lfsr_pool_heartbeat(f->pool)));
        slot->loaded = *sent;
    }
    lfsr_line_chunk sending = {c->number, c->one_by_one, c->count, bytes_of(&c->lines)};
    if (*sent)
        *sent = lfsr_pool_send(f->pool, slot, lfsr_pack_lines(frame, &sending));
    return LFSR_OK;
}

/* --- Answers --- */

static lfsr_wire_bytes undelivered(const chunk *c)
{
    const unsigned char *answers = (const unsigned char *)c->answers.data;
    return (lfsr_wire_bytes){answers == NULL ? NULL : answers + c->handed_out, c->whole - c->handed_out};
}

/* Deliver what is complete at the front. */
static lfsr_status deliver(line_feed *f, lfsr_error *error)
{
    while (f->first != NULL) {
        chunk *c = f->first;
        lfsr_wire_bytes rest = undelivered(c), answer;
        while (c->delivered < c->answered && lfsr_lines_next(&rest, &answer)) {
            lfsr_status status = f->list->deliver(f->list->self, answer.bytes, answer.length, error);
            if (status != LFSR_OK)
                return status;
            c->delivered++;
        }
        c->handed_out = c->whole - rest.length;
        if (c->state != COMPLETE)
            return LFSR_OK;
        f->first = c->next;
        if (f->first == NULL)
            f->last = NULL;
        f->held -= sizeof *c + c->lines.length + c->answers.length;
        drop_chunk(f, c);
    }
    return LFSR_OK;
}

/* Count the complete answers; false if there are too many. */
static bool count_answers(chunk *c)
{
    const unsigned char *answers = (const unsigned char *)c->answers.data;
    if (answers == NULL)
        return true;
    lfsr_wire_bytes rest = {answers + c->whole, c->answers.length - c->whole}, answer;
    while (lfsr_lines_next(&rest, &answer))
        c->answered++;
    c->whole = c->answers.length - rest.length;
    return c->answered <= c->count;
}

/* Halve or double the length of the next chunks. With factors of two the length recovers quickly from one
 * slow line. */
static void adapt_size(line_feed *f, const chunk *c, double seconds)
{
    if (seconds > 2 * CHUNK_SECONDS && f->size > 1)
        f->size = (f->size + 1) / 2;
    else if (seconds < CHUNK_SECONDS / 2 && f->size < CHUNK_LINES && c->count >= f->size)
        f->size *= 2;
}

static lfsr_status receive(void *self, lfsr_slot *slot, bool *valid, lfsr_error *error)
{
    line_feed *f = self;
    chunk *c = slot->job;
    lfsr_answer_piece piece;
    *valid = slot->frame.type == LFSR_FRAME_ANSWERS &&
             lfsr_unpack_answers(slot->frame.payload, slot->frame.length, &piece) &&
             piece.number == c->number;
    if (!*valid)
        return LFSR_OK;
    lfsr_string_add_bytes(&c->answers, piece.answers.bytes, piece.answers.length);
    f->held += piece.answers.length;
    if (!lfsr_string_ok(&c->answers))
        return lfsr_fail_memory(error);
    *valid = count_answers(c) && (!piece.last || (c->answered == c->count && c->whole == c->answers.length));
    if (!*valid)
        return LFSR_OK;
    c->begins = piece.begins || c->count - c->answered == 1;
    lfsr_status status = LFSR_OK;
    if (piece.last) {
        c->state = COMPLETE;
        slot->busy = false;
        f->pool->phases.walk += piece.seconds / f->pool->options.workers;
        adapt_size(f, c, piece.seconds);
        status = lfsr_pool_assign(f->pool, slot, error);
    }
    return status == LFSR_OK ? deliver(f, error) : status;
}

/* --- Workers that die --- */

/* Move the lines from `from` to `to` (not included) of c into a chunk of their own behind `before`. */
static lfsr_status split_off(line_feed *f, const chunk *c, uint64_t from, uint64_t to, chunk **before,
                             lfsr_error *error)
{
    lfsr_wire_bytes rest = bytes_of(&c->lines), line;
    if (from == to)
        return LFSR_OK;
    chunk *piece = new_chunk(f);
    if (piece == NULL)
        return lfsr_fail_memory(error);
    for (uint64_t i = 0; i < to && lfsr_lines_next(&rest, &line); i++)
        if (i >= from) {
            lfsr_lines_append(&piece->lines, line.bytes, line.length);
            piece->count++;
        }
    bool whole = lfsr_string_ok(&piece->lines);
    link_chunk(f, piece, *before);
    *before = piece;
    f->waiting++;
    return whole ? LFSR_OK : lfsr_fail_memory(error);
}

/* The only line of c is answered by the application. */
static lfsr_status give_up(line_feed *f, chunk *c, const lfsr_loss *loss, lfsr_error *error)
{
    lfsr_wire_bytes rest = bytes_of(&c->lines), line = {NULL, 0};
    lfsr_string answer = LFSR_STRING_EMPTY;
    lfsr_error why = {0};
    (void)!lfsr_lines_next(&rest, &line);
    if (loss->overdue)
        (void)lfsr_fail(&why, LFSR_UNABLE, "time", "given up after %.3g s without an answer",
                        f->list->silence_seconds);
    else
        (void)lfsr_fail(&why, LFSR_SYSTEM, "crash", "%d worker processes failed on it; the last one %s",
                        LFSR_ATTEMPTS, loss->why);
    lfsr_status status = f->list->give_up(f->list->self, &answer, line.bytes, line.length, &why, error);
    lfsr_lines_append(&c->answers, answer.data, answer.length);
    if (status == LFSR_OK && !(lfsr_string_ok(&answer) && lfsr_string_ok(&c->answers)))
        status = lfsr_fail_memory(error);
    lfsr_string_clear(&answer);
    f->held += c->answers.length;
    c->whole = c->answers.length;
    c->answered = c->count;
    c->state = COMPLETE;
    f->waiting--;
    return status;
}

/* Complete answers stay. If the line at which the worker died is known, it gets a chunk of its own; otherwise
 * the lines are assigned again, to be answered one by one. */
static lfsr_status lost(void *self, lfsr_slot *slot, const lfsr_loss *loss, lfsr_error *error)
{
    line_feed *f = self;
    chunk *c = slot->job, *before = c, *culprit = NULL;
    bool known = c->begins || c->one_by_one || c->count - c->answered == 1;
    unsigned deaths = c->deaths + 1;
    uint64_t answered = c->answered;
    lfsr_status status = LFSR_OK;
    f->held -= c->answers.length - c->whole;
    c->answers.length = c->whole;
    c->state = COMPLETE;
    if (answered < c->count) {
        uint64_t until = known ? answered + 1 : c->count;
        status = split_off(f, c, answered, until, &before, error);
        culprit = before;
        if (status == LFSR_OK)
            status = split_off(f, c, until, c->count, &before, error);
        c->count = answered;
    }
    if (status == LFSR_OK && culprit != NULL) {
        culprit->deaths = deaths;
        culprit->one_by_one = true;
        if (known && (loss->overdue || deaths >= LFSR_ATTEMPTS))
            status = give_up(f, culprit, loss, error);
    }
    return status == LFSR_OK ? deliver(f, error) : status;
}

/* --- The run --- */

static bool progress(void *self, double states)
{
    line_feed *f = self;
    (void)states;
    return f->list->progress == NULL || f->list->progress(f->list->self);
}

static bool done(void *self)
{
    const line_feed *f = self;
    return f->ended && f->first == NULL;
}

static lfsr_status before_wait(void *self, int *descriptor, lfsr_error *error)
{
    line_feed *f = self;
    *descriptor = f->ended || f->held > HELD_BYTES ? -1 : f->descriptor;
    return f->list->flush != NULL ? f->list->flush(f->list->self, error) : LFSR_OK;
}

lfsr_status lfsr_pool_answer(lfsr_pool *pool, const lfsr_list *list, lfsr_error *error)
{
    lfsr_list own = {0};
    lfsr_status status = lfsr_adopt_options(&own, sizeof own, list, LEAST_LIST, error);
    if (status != LFSR_OK)
        return status;
    line_feed f = {.pool = pool, .list = &own, .size = 8, .descriptor = -1};
    const lfsr_feed feed = {.self = &f,
                            .assign = assign,
                            .receive = receive,
                            .lost = lost,
                            .progress = progress,
                            .done = done,
                            .before_wait = before_wait,
                            .silence_seconds = own.silence_seconds,
                            .may_shrink = true};
    status = lfsr_pool_schedule(pool, &feed, error);
    free_chunks(f.first);
    free_chunks(f.spare);
    return status;
}
