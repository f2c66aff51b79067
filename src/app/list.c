/* Lists. A line is answered by the handler in a worker, so that an abort of FLINT (out of memory) costs at
 * most that line. The first lines, if they are surely small, are answered in this process through the same
 * handler, so that a short list starts no worker. With one worker that holds until a line comes that may be
 * large: passing small lines on would cost more than answering them. */
#include "list.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "interrupt.h"
#include "list_handler.h"

#define OWN_SECONDS  0.002 /* for the first lines, answered in this process */
#define SHOW_SECONDS 0.05  /* between two looks at output and progress while lines are answered here */
#define FACTORING    20.0  /* the default budget of lfsr_options.factor_seconds */

typedef struct list {
    lfsr_session *r;
    lfsr_string settings;
    const lfsr_input_item *ahead; /* read, and not yet sent */
    uint64_t next;                /* of a source: the next polynomial */
    double shown;                 /* when output and progress were last shown by this process */
} list;

static lfsr_status add_settings(list *l, char **arguments, int count, lfsr_error *error)
{
    const lfsr_cli *cli = l->r->cli;
    lfsr_string_add_bytes(&l->settings, arguments[0], strlen(arguments[0]) + 1);
    if (cli->implied_file)
        lfsr_string_add_bytes(&l->settings, "--file\0-", 9);
    if (lfsr_session_paints(cli)) /* a worker may have another standard output */
        lfsr_string_add_bytes(&l->settings, "--color\0always", 15);
    for (int i = 1; i < count; i++)
        lfsr_string_add_bytes(&l->settings, arguments[i], strlen(arguments[i]) + 1);
    if (cli->file == NULL && !l->r->has_source) /* stands for the polynomials: two arguments make it a list */
        lfsr_string_add_bytes(&l->settings, "x\0x", 4);
    return lfsr_string_ok(&l->settings) ? LFSR_OK : lfsr_fail_memory(error);
}

/* The next polynomials of the source, as one line; false at its end. In a search, where few are reported, a
 * line holds many polynomials, unless each takes long. */
static bool next_range(list *l, lfsr_string *line)
{
    const lfsr_session *r = l->r;
    const lfsr_source *source = &r->source;
    uint64_t step = r->cli->shard.count, most = !r->selects ? 1 : source->most <= 64 ? 256 : 8;
    if (l->next > source->total)
        return false;
    uint64_t left = (source->total - l->next) / step + 1;
    lfsr_line_head range = {.line = l->next, .count = (uint16_t)(left < most ? left : most)};
    lfsr_string_add_bytes(line, &range, sizeof range);
    l->next += range.count * step;
    return true;
}

/* The number of the first polynomial of the source that is wanted. */
static uint64_t first_of_source(const list *l)
{
    const lfsr_cli *cli = l->r->cli;
    uint64_t behind = (cli->from_line - 1) % cli->shard.count + 1; /* the shard that from_line belongs to */
    return cli->from_line + (cli->shard.index + cli->shard.count - behind) % cli->shard.count;
}

static lfsr_status next_line(void *self, lfsr_string *line, lfsr_supply *supply, int *descriptor,
                             lfsr_error *error)
{
    list *l = self;
    const lfsr_input_item *item = l->ahead;
    bool waiting = false;
    lfsr_status status = LFSR_OK;
    l->ahead = NULL;
    if (l->r->has_source) {
        *supply = next_range(l, line) ? LFSR_SUPPLY_LINE : LFSR_SUPPLY_END;
        return LFSR_OK;
    }
    if (item == NULL)
        status = lfsr_input_poll(&l->r->input, &item, &waiting, error);
    *supply = LFSR_SUPPLY_END;
    if (status == LFSR_OK && waiting) {
        *supply = LFSR_SUPPLY_WAIT;
        *descriptor = l->r->input.descriptor;
    } else if (status == LFSR_OK && item != NULL) {
        *supply = LFSR_SUPPLY_LINE;
        lfsr_item_append(line, item);
    }
    return status;
}

static lfsr_status flush(void *self, lfsr_error *error)
{
    list *l = self;
    return lfsr_sink_flush(l->r->report.sink, error);
}

/* The list ends early because of --count; not a failure. */
static bool is_enough(const lfsr_error *error)
{
    return strcmp(error->code, "enough") == 0;
}

/* With its end. */
static size_t length_of_line(const char *text, size_t length)
{
    const char *end = memchr(text, '\n', length);
    return end != NULL ? (size_t)(end - text) + 1 : length;
}

static lfsr_status deliver_part(list *l, const lfsr_part_head *part, const char *bytes, lfsr_error *error)
{
    lfsr_session *r = l->r;
    lfsr_status status = LFSR_OK;
    if (part->has_record != 0)
        lfsr_report_record(&r->report, bytes + part->message_length, (size_t)part->record_length);
    r->reported += part->reported;
    lfsr_session_count(r, (lfsr_exit)part->status);
    r->worst = lfsr_exit_worse(r->worst, (lfsr_exit)part->status);
    size_t shown = (r->noted & part->noted) != 0 ? length_of_line(bytes, part->message_length) : 0;
    r->noted |= part->noted;
    if (part->message_length > shown) {
        status = flush(l, error);
        lfsr_console_put(&r->console, bytes + shown, part->message_length - shown);
    }
    if (status == LFSR_OK && part->reported != 0 && r->cli->count > 0 && r->reported >= r->cli->count)
        return lfsr_fail(error, LFSR_SYSTEM, "enough", "enough");
    return status;
}

static lfsr_status deliver(void *self, const unsigned char *answer, size_t length, lfsr_error *error)
{
    list *l = self;
    lfsr_answer_head head;
    lfsr_part_head part;
    if (length < sizeof head)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "an answer is shorter than its head");
    memcpy(&head, answer, sizeof head);
    l->r->items += head.items;
    for (size_t at = sizeof head; at < length;) {
        size_t left = length - at - sizeof part;
        if (length - at < sizeof part)
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "a part of an answer is shorter than its head");
        memcpy(&part, answer + at, sizeof part);
        if (part.message_length > left || part.record_length > left - part.message_length ||
            part.status > LFSR_EXIT_UNEXPECTED)
            return lfsr_fail(error, LFSR_SYSTEM, "internal",
                             "a part of an answer is shorter than its head says");
        lfsr_status status = deliver_part(l, &part, (const char *)answer + at + sizeof part, error);
        if (status != LFSR_OK)
            return status;
        at += sizeof part + (size_t)part.message_length + (size_t)part.record_length;
    }
    l->r->last_line = head.last_line;
    return LFSR_OK;
}

static lfsr_status give_up(void *self, lfsr_string *answer, const unsigned char *line, size_t length,
                           const lfsr_error *why, lfsr_error *error)
{
    (void)self;
    return lfsr_handler_fail(answer, line, length, why, error);
}

/* The share of the list that is answered, 0 to 1; negative where its length is not known. */
static double share_answered(const list *l)
{
    const lfsr_session *r = l->r;
    if (r->cli->count > 0) /* ends there, if the input does not end before */
        return (double)r->reported / (double)r->cli->count;
    if (!r->has_source)
        return lfsr_input_share(&r->input, r->items);
    if (r->source.total == LFSR_SOURCE_MOST)
        return -1;
    uint64_t first = first_of_source(l), step = r->cli->shard.count;
    return first > r->source.total ? -1 : (double)r->items / (double)((r->source.total - first) / step + 1);
}

static bool progress(void *self)
{
    const list *l = self;
    lfsr_session *r = l->r;
    lfsr_console_lines(&r->console, r->items, r->failed, lfsr_now() - r->began, share_answered(l));
    return lfsr_interrupted() == 0;
}

/* --- The first lines --- */

/* Polynomials up to this degree are small; 0: none is. */
static unsigned light_degree(const lfsr_session *r)
{
    bool walks = r->options.run[LFSR_SEQUENTIAL] || r->options.run[LFSR_REFERENCE];
    bool binary = r->field.k == 1 && fmpz_equal_ui(r->field.p, 2);
    if (walks)
        return binary ? 16 : 0;
    return binary ? 256 : r->field.k <= 8 && fmpz_cmp_ui(r->field.p, 65536) <= 0 ? 32 : 0;
}

static bool is_letter(char c)
{
    return (c | 0x20) >= 'a' && (c | 0x20) <= 'z';
}

/* Is the item surely small, judged by its letters alone? Such a line takes little time and cannot exhaust the
 * memory: no number over the light degree, no power of a bracket, no Poly(.., GF(2^8)), no field of its own
 * but a small prime. */
static bool is_light(const lfsr_session *r, const lfsr_input_item *item)
{
    unsigned most = light_degree(r), number = 0;
    size_t prefix = 0;
    if (item->too_long || item->length > 256 || most == 0)
        return false;
    if (r->input.name != NULL && lfsr_spec_field_prefix(item->text, item->length, &prefix) > 0 && prefix > 2)
        return false;
    if (item->length > 2 && item->text[0] == '0' && (item->text[1] | 0x20) == 'x')
        return 4 * (item->length - 3) <= most;
    for (size_t i = 0; i < item->length; i++) {
        char c = item->text[i], after = i + 1 < item->length ? item->text[i + 1] : ' ';
        number = c >= '0' && c <= '9' ? number * 10 + (unsigned)(c - '0') : 0;
        if (number > most || (unsigned char)c >= 0x80 ||
            (c == '(' && i > 0 && is_letter(item->text[i - 1])) ||
            (c == ')' && (after == '^' || after == '*' || after == ' ')))
            return false;
    }
    return true;
}

/* Is there another line? Of an input it is in l->ahead then. */
static lfsr_status look_ahead(list *l, bool *any, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    bool waiting = false;
    if (l->r->has_source) {
        *any = l->next <= l->r->source.total;
        return LFSR_OK;
    }
    if (l->ahead == NULL)
        status = lfsr_input_poll(&l->r->input, &l->ahead, &waiting, error);
    if (waiting) /* what was answered is shown before the wait */
        status = flush(l, error);
    if (waiting && status == LFSR_OK)
        status = lfsr_input_next(&l->r->input, &l->ahead, error);
    *any = l->ahead != NULL;
    return status;
}

/* Answer the next line in this process. */
static lfsr_status answer_one(list *l, lfsr_error *error)
{
    static lfsr_string line, answer;
    line.length = answer.length = 0;
    if (l->r->has_source)
        (void)next_range(l, &line);
    else
        lfsr_item_append(&line, l->ahead);
    l->ahead = NULL;
    lfsr_status status =
        lfsr_handler_answer(&answer, (const unsigned char *)line.data, line.length, NULL, error);
    if (status == LFSR_OK && !(lfsr_string_ok(&line) && lfsr_string_ok(&answer)))
        status = lfsr_fail_memory(error);
    if (status == LFSR_OK)
        status = deliver(l, (const unsigned char *)answer.data, answer.length, error);
    double now = lfsr_now();
    if (status == LFSR_OK && (now - l->shown >= SHOW_SECONDS || lfsr_interrupted() != 0)) {
        l->shown = now;
        status = flush(l, error);
        (void)progress(l);
    }
    if (status == LFSR_OK && lfsr_interrupted() != 0)
        status = lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
    return status;
}

static unsigned workers_of(const lfsr_session *r)
{
    return lfsr_cli_workers(r->options.workers);
}

/* Answer lines here until OWN_SECONDS are spent (with one worker: without end), or a line comes that may be
 * large. */
static lfsr_status answer_first(list *l, bool *any, lfsr_error *error)
{
    bool alone = workers_of(l->r) == 1;
    double spent = 0;
    lfsr_status status =
        lfsr_handler_set_up((const unsigned char *)l->settings.data, l->settings.length, error);
    while (status == LFSR_OK) {
        status = look_ahead(l, any, error);
        if (status != LFSR_OK || !*any || (spent > OWN_SECONDS && !alone) ||
            !(l->r->has_source ? l->r->source.most <= light_degree(l->r) : is_light(l->r, l->ahead)))
            break;
        double began = alone ? 0 : lfsr_now();
        status = answer_one(l, error);
        spent += alone ? 0 : lfsr_now() - began;
    }
    return status == LFSR_OK ? flush(l, error) : status;
}

/* No worker can be started: answer everything in this process. */
static lfsr_status answer_here(list *l, lfsr_error *error)
{
    bool any = true;
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK && any) {
        status = answer_one(l, error);
        if (status == LFSR_OK)
            status = look_ahead(l, &any, error);
    }
    return status;
}

static lfsr_status start_pool(const lfsr_session *r, lfsr_pool **pool, lfsr_error *error)
{
    lfsr_pool_options options = {.size = sizeof options,
                                 .workers = workers_of(r),
                                 .method = r->options.start_method,
                                 .program = r->options.worker_program,
                                 .timeout = r->options.timeout};
    lfsr_status status = lfsr_pool_start(pool, &options, error);
    if (status == LFSR_OK || options.workers == 1)
        return status;
    options.workers = 1; /* try again with one worker */
    return lfsr_pool_start(pool, &options, error);
}

static lfsr_status answer_rest(list *l, lfsr_error *error)
{
    lfsr_pool *pool = NULL;
    double budget = l->r->options.factor_seconds > 0 ? l->r->options.factor_seconds : FACTORING;
    const lfsr_list rest = {.size = sizeof rest,
                            .self = l,
                            .settings = l->settings.data,
                            .settings_length = l->settings.length,
                            .next = next_line,
                            .deliver = deliver,
                            .give_up = give_up,
                            .flush = flush,
                            .progress = progress,
                            .silence_seconds = 2 * budget + 10};
    if (start_pool(l->r, &pool, error) != LFSR_OK) {
        if (l->r->cli->verbose)
            lfsr_console_say(&l->r->console, "lfsr-analyze: no workers: %s", error->message);
        *error = (lfsr_error){0};
        return answer_here(l, error);
    }
    lfsr_status status = lfsr_pool_answer(pool, &rest, error);
    lfsr_pool_end(&pool);
    return status;
}

lfsr_status lfsr_list_run(lfsr_session *r, char **arguments, int count, lfsr_error *error)
{
    list l = {.r = r, .settings = LFSR_STRING_EMPTY};
    bool any = false;
    l.next = first_of_source(&l);
    lfsr_status status = add_settings(&l, arguments, count, error);
    if (status == LFSR_OK)
        status = answer_first(&l, &any, error);
    if (status == LFSR_OK && any)
        status = answer_rest(&l, error);
    lfsr_console_clear(&r->console);
    lfsr_string_clear(&l.settings);
    return status != LFSR_OK && is_enough(error) ? LFSR_OK : status;
}
