/* Lists. A line is answered by the handler, in a worker: what FLINT does with it (it aborts when memory runs
 * out) costs at most that line. The first lines, if they are surely small, are answered by the process
 * itself, through the same handler: a short list starts no worker.
 *
 * The settings of a worker are the options of the command line. A line travels as its number, column and
 * text, an answer as status, messages and the formatted record. */
#include "list.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "clock.h"

#define OWN_SECONDS 0.002 /* of lines that the process answers itself */
#define FACTORING   20.0  /* the default budget of lfsr_options.factor_seconds */

typedef struct line_head {
    uint64_t line, column, too_long;
} line_head;

typedef struct answer_head {
    uint32_t status;
    uint32_t has_record;
    uint64_t message_length; /* the messages, then the record */
} answer_head;

/* --- The handler: in a worker, and for the first lines in the process itself --- */

static lfsr_session remote;
static lfsr_cli remote_cli;
static lfsr_sink remote_sink;
static lfsr_string remote_record, remote_messages;

static bool on_progress(void *context, const lfsr_progress *progress)
{
    const lfsr_session *r = context;
    (void)progress;
    if (r->port != NULL)
        r->port->alive(r->port->context);
    return true;
}

/* Settings: zero-terminated arguments. */
static lfsr_status set_up(const unsigned char *settings, size_t length, lfsr_error *error)
{
    int count = 0;
    char *copy = malloc(length + 1), **arguments = calloc(length + 1, sizeof *arguments);
    if (copy == NULL || arguments == NULL) {
        free(copy);
        free(arguments);
        return lfsr_fail_memory(error);
    }
    memcpy(copy, settings, length);
    copy[length] = '\0';
    for (size_t at = 0; at < length; at += strlen(copy + at) + 1)
        arguments[count++] = copy + at;
    optind = 0; /* getopt begins anew */
    lfsr_status status = lfsr_cli_parse(&remote_cli, count, arguments, error);
    if (status != LFSR_OK)
        return status; /* the arguments stay: the message, or the options, point to them */
    remote.cli = &remote_cli;
    lfsr_console_init(&remote.console, &remote_cli);
    remote.console.capture = &remote_messages;
    lfsr_field_spec_init(&remote.field);
    lfsr_field_spec_init(&remote.line_field);
    remote.line_order[0] = '\0'; /* a forked worker inherits what the parent read before the fork */
    lfsr_input_from_arguments(&remote.input, NULL, 0);
    remote.input.name = remote_cli.file;
    lfsr_sink_init(&remote_sink, -1, "memory");
    remote_sink.memory = &remote_record;
    lfsr_report_init(&remote.report, (lfsr_report_format)remote_cli.format, &remote_sink);
    remote.report.bare = true;
    lfsr_session_set_options(&remote);
    remote.options.progress = on_progress;
    remote.options.progress_context = &remote;
    return lfsr_session_parse_field(&remote, error);
}

static bool read_item(lfsr_input_item *item, const unsigned char *line, size_t length)
{
    line_head head;
    if (length < sizeof head)
        return false;
    memcpy(&head, line, sizeof head);
    *item = (lfsr_input_item){.text = (const char *)line + sizeof head,
                              .length = length - sizeof head,
                              .line = (size_t)head.line,
                              .column = (size_t)head.column,
                              .too_long = head.too_long != 0};
    return true;
}

/* failure: NULL, or why no worker could answer the line. */
static lfsr_status answer_item(lfsr_string *answer, const unsigned char *line, size_t length,
                               lfsr_error *failure, lfsr_error *error)
{
    lfsr_input_item item;
    if (!read_item(&item, line, length))
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a line without its number");
    remote_record.length = remote_messages.length = 0;
    remote.worst = LFSR_OK;
    remote.report.records = 0;
    lfsr_status status = failure != NULL ? lfsr_session_fail(&remote, &item, failure, error)
                                         : lfsr_session_answer(&remote, &item, error);
    if (status != LFSR_OK)
        return status;
    answer_head head = {(uint32_t)remote.worst, remote.report.records > 0, remote_messages.length};
    lfsr_line_append(answer, &head, sizeof head);
    lfsr_line_append(answer, remote_messages.data, remote_messages.length);
    lfsr_line_append(answer, remote_record.data, remote_record.length);
    bool whole = lfsr_string_ok(&remote_record) && lfsr_string_ok(&remote_messages);
    if (remote_record.capacity > (1u << 16))
        lfsr_string_clear(&remote_record);
    return whole ? LFSR_OK : lfsr_fail_memory(error);
}

static lfsr_status answer_line(lfsr_string *answer, const unsigned char *line, size_t length,
                               const lfsr_line_port *port, lfsr_error *error)
{
    remote.port = port;
    if (length > 4096 && port != NULL)
        port->slow(port->context); /* to parse it already takes long */
    return answer_item(answer, line, length, NULL, error);
}

static const lfsr_line_handler handler = {set_up, answer_line};

void lfsr_list_register(void)
{
    lfsr_handle_lines(&handler);
}

/* --- The list --- */

typedef struct list {
    lfsr_session *r;
    lfsr_string settings;
    const lfsr_input_item *ahead; /* read, and not yet sent */
    double began;
} list;

static lfsr_status add_settings(list *l, char **arguments, int count, lfsr_error *error)
{
    for (int i = 0; i < count; i++)
        lfsr_string_add_bytes(&l->settings, arguments[i], strlen(arguments[i]) + 1);
    if (l->r->cli->file == NULL) /* in place of the polynomials: two, so that it is a list */
        lfsr_string_add_bytes(&l->settings, "x\0x", 4);
    return lfsr_string_ok(&l->settings) ? LFSR_OK : lfsr_fail_memory(error);
}

static void write_item(lfsr_string *line, const lfsr_input_item *item)
{
    line_head head = {item->line, item->column, item->too_long};
    lfsr_line_append(line, &head, sizeof head);
    lfsr_line_append(line, item->text, item->length);
}

static lfsr_status next_line(void *self, lfsr_string *line, lfsr_supply *supply, int *descriptor,
                             lfsr_error *error)
{
    list *l = self;
    const lfsr_input_item *item = l->ahead;
    bool waiting = false;
    lfsr_status status = LFSR_OK;
    l->ahead = NULL;
    if (item == NULL)
        status = lfsr_input_poll(&l->r->input, &item, &waiting, error);
    *supply = LFSR_SUPPLY_END;
    if (status == LFSR_OK && waiting) {
        *supply = LFSR_SUPPLY_WAIT;
        *descriptor = l->r->input.descriptor;
    } else if (status == LFSR_OK && item != NULL) {
        *supply = LFSR_SUPPLY_LINE;
        write_item(line, item);
    }
    return status;
}

static lfsr_status flush(void *self, lfsr_error *error)
{
    list *l = self;
    return lfsr_sink_flush(l->r->report.sink, error);
}

static lfsr_status deliver(void *self, const unsigned char *answer, size_t length, lfsr_error *error)
{
    list *l = self;
    answer_head head;
    if (length < sizeof head)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "an answer without its status");
    memcpy(&head, answer, sizeof head);
    const char *message = (const char *)answer + sizeof head;
    size_t left = length - sizeof head;
    if (head.message_length > left || head.status > LFSR_DISAGREE)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "an answer that cannot be read");
    if (head.has_record != 0)
        lfsr_report_record(&l->r->report, message + head.message_length, left - (size_t)head.message_length);
    l->r->items++;
    l->r->failed += head.status != LFSR_OK;
    l->r->worst = lfsr_status_worse(l->r->worst, (lfsr_status)head.status);
    if (head.message_length == 0)
        return LFSR_OK;
    lfsr_status status = flush(l, error);
    lfsr_console_put(&l->r->console, message, (size_t)head.message_length);
    return status;
}

static lfsr_status give_up(void *self, lfsr_string *answer, const unsigned char *line, size_t length,
                           const lfsr_error *why, lfsr_error *error)
{
    lfsr_error failure = *why;
    (void)self;
    return answer_item(answer, line, length, &failure, error);
}

static void progress(void *self)
{
    list *l = self;
    lfsr_console_lines(&l->r->console, l->r->items, l->r->failed, lfsr_now() - l->began);
}

/* --- The first lines --- */

/* Is the item surely small, by its letters alone? Such a line is parsed and answered at once and cannot
 * exhaust the memory: no number over 32, no power of a bracket, no field of its own but a small prime. */
static bool is_light(const lfsr_session *r, const lfsr_input_item *item)
{
    bool walks = r->options.run[LFSR_SEQUENTIAL] || r->options.run[LFSR_REFERENCE];
    unsigned most = walks ? 16 : 32, number = 0;
    size_t prefix = 0;
    if (item->too_long || item->length > 64 || r->field.k > 8 ||
        fmpz_cmp_ui(r->field.p, walks ? 2 : 65536) > 0)
        return false;
    if (r->input.name != NULL && lfsr_spec_field_prefix(item->text, item->length, &prefix) > 0 && prefix > 2)
        return false;
    if (item->length > 2 && item->text[0] == '0' && (item->text[1] | 0x20) == 'x')
        return item->length <= (walks ? 6 : 10);
    for (size_t i = 0; i < item->length; i++) {
        char c = item->text[i], after = i + 1 < item->length ? item->text[i + 1] : ' ';
        number = c >= '0' && c <= '9' ? number * 10 + (unsigned)(c - '0') : 0;
        if (number > most || (c == ')' && (after == '^' || after == '*' || after == ' ')))
            return false;
    }
    return true;
}

/* Answer lines here until OWN_SECONDS are spent, or a line comes that may be large. */
static lfsr_status answer_first(list *l, lfsr_error *error)
{
    lfsr_string line = LFSR_STRING_EMPTY, answer = LFSR_STRING_EMPTY;
    double spent = 0;
    lfsr_status status = set_up((const unsigned char *)l->settings.data, l->settings.length, error);
    while (status == LFSR_OK) {
        status = flush(l, error);
        if (status == LFSR_OK)
            status = lfsr_input_next(&l->r->input, &l->ahead, error);
        if (status != LFSR_OK || l->ahead == NULL || spent > OWN_SECONDS || !is_light(l->r, l->ahead))
            break;
        double began = lfsr_now();
        line.length = answer.length = 0;
        write_item(&line, l->ahead);
        l->ahead = NULL;
        status = answer_line(&answer, (const unsigned char *)line.data, line.length, NULL, error);
        if (status == LFSR_OK && !(lfsr_string_ok(&line) && lfsr_string_ok(&answer)))
            status = lfsr_fail_memory(error);
        if (status == LFSR_OK)
            status = deliver(l, (const unsigned char *)answer.data, answer.length, error);
        spent += lfsr_now() - began;
    }
    lfsr_string_clear(&line);
    lfsr_string_clear(&answer);
    return status;
}

/* Where no worker can be started at all: as long as nothing ends the process, it answers by itself. */
static lfsr_status answer_here(list *l, lfsr_error *error)
{
    lfsr_string line = LFSR_STRING_EMPTY, answer = LFSR_STRING_EMPTY;
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK && l->ahead != NULL) {
        line.length = answer.length = 0;
        write_item(&line, l->ahead);
        status = answer_line(&answer, (const unsigned char *)line.data, line.length, NULL, error);
        if (status == LFSR_OK && !(lfsr_string_ok(&line) && lfsr_string_ok(&answer)))
            status = lfsr_fail_memory(error);
        if (status == LFSR_OK)
            status = deliver(l, (const unsigned char *)answer.data, answer.length, error);
        if (status == LFSR_OK)
            status = flush(l, error);
        if (status == LFSR_OK)
            status = lfsr_input_next(&l->r->input, &l->ahead, error);
    }
    lfsr_string_clear(&line);
    lfsr_string_clear(&answer);
    return status;
}

static lfsr_status start_pool(const lfsr_session *r, lfsr_pool **pool, lfsr_error *error)
{
    lfsr_pool_options options = {.workers = r->options.workers > 0 ? r->options.workers : lfsr_processors(),
                                 .method = r->options.start_method,
                                 .program = r->options.worker_program,
                                 .timeout = r->options.timeout};
    lfsr_status status = lfsr_pool_start(pool, &options, error);
    if (status == LFSR_OK || options.workers == 1)
        return status;
    options.workers = 1; /* better one than none */
    return lfsr_pool_start(pool, &options, error);
}

static lfsr_status answer_rest(list *l, lfsr_error *error)
{
    lfsr_pool *pool = NULL;
    double budget = l->r->options.factor_seconds > 0 ? l->r->options.factor_seconds : FACTORING;
    const lfsr_list rest = {.self = l,
                            .settings = l->settings.data,
                            .settings_length = l->settings.length,
                            .next = next_line,
                            .deliver = deliver,
                            .give_up = give_up,
                            .flush = flush,
                            .progress = progress,
                            .patience = 2 * budget + 10};
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
    list l = {.r = r, .settings = LFSR_STRING_EMPTY, .began = lfsr_now()};
    lfsr_status status = add_settings(&l, arguments, count, error);
    if (status == LFSR_OK)
        status = answer_first(&l, error);
    if (status == LFSR_OK && l.ahead != NULL)
        status = answer_rest(&l, error);
    lfsr_console_clear(&r->console);
    lfsr_string_clear(&l.settings);
    return status;
}
