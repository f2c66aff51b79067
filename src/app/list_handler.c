/* Answering the lines of a list: in a worker, and for the first lines in the process itself. A line travels
 * as its number, column and text; an answer as status, messages and the formatted record. The settings of a
 * worker are the options of the command line. */
#include "list_handler.h"

#include <getopt.h>
#include <stdlib.h>
#include <string.h>

#include "answer.h"
#include "interrupt.h"

static lfsr_session remote;
static lfsr_cli remote_cli;
static lfsr_sink remote_sink;
static lfsr_string remote_record, remote_messages;

static bool on_progress(void *context, const lfsr_progress *progress)
{
    const lfsr_session *r = context;
    (void)progress;
    if (r->callbacks == NULL)
        return lfsr_interrupted() == 0;
    r->callbacks->alive(r->callbacks->context);
    return true;
}

static lfsr_status set_up_session(lfsr_error *error)
{
    lfsr_field_spec_clear(&remote.field);
    lfsr_field_spec_clear(&remote.line_field);
    remote.cli = &remote_cli;
    lfsr_console_init(&remote.console, &remote_cli);
    remote.console.capture = &remote_messages;
    lfsr_field_spec_init(&remote.field);
    lfsr_field_spec_init(&remote.line_field);
    remote.noted = 0;
    remote.line_order[0] = '\0'; /* a forked worker inherits the parent's state */
    lfsr_input_from_arguments(&remote.input, NULL, 0);
    remote.input.name = remote_cli.file;
    lfsr_sink_init(&remote_sink, -1, "memory");
    remote_sink.memory = &remote_record;
    remote_sink.colour = lfsr_session_paints(&remote_cli);
    lfsr_report_init(&remote.report, (lfsr_report_format)remote_cli.format, &remote_sink);
    remote.report.bare = true;
    lfsr_session_set_options(&remote);
    remote.options.progress = on_progress;
    remote.options.progress_context = &remote;
    lfsr_status status = lfsr_session_set_claims(&remote, error);
    if (status == LFSR_OK)
        status = lfsr_session_parse_field(&remote, error);
    if (status == LFSR_OK && lfsr_source_wanted(&remote_cli))
        status = lfsr_source_init(&remote.source, &remote_cli, &remote.field, error);
    return status;
}

lfsr_status lfsr_handler_set_up(const unsigned char *settings, size_t length, lfsr_error *error)
{
    /* The message and the options point to the arguments, so they are freed by the next call. */
    static char *copy, **arguments;
    int count = 0;
    free(copy);
    free(arguments);
    copy = malloc(length + 1);
    arguments = calloc(length + 1, sizeof *arguments);
    if (copy == NULL || arguments == NULL)
        return lfsr_fail_memory(error);
    memcpy(copy, settings, length);
    copy[length] = '\0';
    for (size_t at = 0; at < length; at += strlen(copy + at) + 1)
        arguments[count++] = copy + at;
    optind = 0; /* restart getopt */
    lfsr_status status = lfsr_cli_parse(&remote_cli, count, arguments, error);
    return status == LFSR_OK ? set_up_session(error) : status;
}

void lfsr_item_append(lfsr_string *line, const lfsr_input_item *item)
{
    uint32_t column = item->column < UINT32_MAX ? (uint32_t)item->column : UINT32_MAX;
    lfsr_line_head head = {.line = item->line, .column = column, .too_long = item->too_long};
    lfsr_string_add_bytes(line, &head, sizeof head);
    lfsr_string_add_bytes(line, item->text, item->length);
}

static bool read_item(lfsr_input_item *item, const unsigned char *line, size_t length)
{
    lfsr_line_head head;
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

/* Answer one item, or report its failure, and append the part. */
static lfsr_status append_part(lfsr_string *answer, const lfsr_input_item *item, lfsr_error *failure,
                               lfsr_error *error)
{
    remote_record.length = remote_messages.length = 0;
    remote.worst = LFSR_EXIT_OK;
    remote.report.records = 0;
    remote.reported = 0;
    remote.item_noted = 0;
    lfsr_status status = failure != NULL ? lfsr_session_fail(&remote, item, failure, error)
                                         : lfsr_session_answer(&remote, item, error);
    if (status != LFSR_OK)
        return status;
    if (remote.worst == LFSR_EXIT_OK && remote.report.records == 0 && remote_messages.length == 0)
        return LFSR_OK;
    lfsr_part_head part = {.status = (uint8_t)remote.worst,
                           .reported = remote.reported != 0,
                           .message_length = (uint32_t)remote_messages.length,
                           .noted = (uint8_t)remote.item_noted,
                           .record_length = remote_record.length,
                           .has_record = remote.report.records > 0};
    lfsr_string_add_bytes(answer, &part, sizeof part);
    lfsr_string_add_bytes(answer, remote_messages.data, remote_messages.length);
    lfsr_string_add_bytes(answer, remote_record.data, remote_record.length);
    bool whole = lfsr_string_ok(&remote_record) && lfsr_string_ok(&remote_messages) &&
                 remote_messages.length <= UINT32_MAX;
    if (remote_record.capacity > (1u << 16))
        lfsr_string_clear(&remote_record);
    return whole ? LFSR_OK : lfsr_fail_memory(error);
}

/* Some polynomials of the source. A polynomial without a report and without a message has no part in the
 * answer. */
static lfsr_status answer_range(lfsr_string *answer, const lfsr_line_head *range, lfsr_error *failure,
                                lfsr_error *error)
{
    static lfsr_string text;
    const uint64_t step = remote_cli.shard.count;
    lfsr_answer_head head = {range->line + (range->count - 1u) * step, range->count};
    lfsr_status status = LFSR_OK;
    lfsr_string_add_bytes(answer, &head, sizeof head);
    for (uint64_t i = 0; i < range->count && status == LFSR_OK; i++) {
        lfsr_input_item item = {.line = (size_t)(range->line + i * step)};
        text.length = 0;
        lfsr_source_make(&text, &remote.source, item.line);
        if (!lfsr_string_ok(&text))
            return lfsr_fail_memory(error);
        item.text = text.data;
        item.length = text.length;
        if (remote.callbacks != NULL)
            remote.callbacks->alive(remote.callbacks->context);
        if (failure != NULL || !lfsr_session_passes_over(&remote, text.data, text.length))
            status = append_part(answer, &item, failure, error);
    }
    return status;
}

static lfsr_status answer_item(lfsr_string *answer, const unsigned char *line, size_t length,
                               lfsr_error *failure, lfsr_error *error)
{
    lfsr_input_item item;
    lfsr_line_head range;
    if (!read_item(&item, line, length))
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "a line is shorter than its head");
    memcpy(&range, line, sizeof range);
    if (range.count > 0)
        return answer_range(answer, &range, failure, error);
    lfsr_answer_head head = {item.line, 1};
    lfsr_string_add_bytes(answer, &head, sizeof head);
    return append_part(answer, &item, failure, error);
}

lfsr_status lfsr_handler_answer(lfsr_string *answer, const unsigned char *line, size_t length,
                                const lfsr_line_callbacks *callbacks, lfsr_error *error)
{
    remote.callbacks = callbacks;
    if (length > 4096 && callbacks != NULL)
        callbacks->slow(callbacks->context); /* even parsing may take long */
    return answer_item(answer, line, length, NULL, error);
}

lfsr_status lfsr_handler_fail(lfsr_string *answer, const unsigned char *line, size_t length,
                              const lfsr_error *why, lfsr_error *error)
{
    lfsr_error failure = *why;
    return answer_item(answer, line, length, &failure, error);
}

void lfsr_list_register(void)
{
    static const lfsr_line_handler handler = {sizeof handler, lfsr_handler_set_up, lfsr_handler_answer};
    lfsr_handle_lines(&handler, NULL);
}
