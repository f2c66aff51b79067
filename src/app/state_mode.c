/* One register, opened once; then state after state. */
#include "state_mode.h"

#include <string.h>

#include "interrupt.h"
#include "state_questions.h"
#include "state_record.h"

bool lfsr_state_mode_wanted(const lfsr_cli *cli)
{
    return cli->states != NULL || cli->state.count > 1 || cli->table;
}

static lfsr_input_item argument_item(const char *text, size_t place)
{
    return (lfsr_input_item){.text = text, .length = strlen(text), .line = place};
}

/* One state: its record, and what went wrong. The status is that of the output. */
static lfsr_status answer_state(lfsr_session *r, lfsr_state_questions *q, const lfsr_spec *spec,
                                const lfsr_input *input, const lfsr_input_item *item, lfsr_sink *sink,
                                lfsr_error *error)
{
    lfsr_error problem = {0};
    lfsr_status status;
    if (item->too_long)
        status = lfsr_fail(&problem, LFSR_UNABLE, "too-large", "the line is too long");
    else
        status = lfsr_state_questions_ask(q, spec, r->cli, item->text, item->length, &problem);
    if (lfsr_interrupted() != 0 || status == LFSR_SYSTEM) {
        *error = problem;
        return lfsr_interrupted() != 0 ? lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped") : status;
    }
    lfsr_report_format format = (lfsr_report_format)r->cli->format;
    if (q->report.state != NULL)
        lfsr_state_record(sink, format, item->line, r->items == 0, &q->report);
    else
        lfsr_state_record_failure(sink, format, item->line, r->items == 0, item->text, item->length,
                                  &problem);
    lfsr_state_questions_forget(q);
    if (status != LFSR_OK)
        lfsr_console_complain(&r->console, input != NULL ? input->name : NULL, item, problem.message);
    r->worst = lfsr_exit_worse(r->worst, lfsr_exit_of(status));
    r->items++;
    r->failed += status != LFSR_OK;
    return sink->failure == 0 ? LFSR_OK : lfsr_sink_flush(sink, error);
}

static lfsr_status answer_file(lfsr_session *r, lfsr_state_questions *q, const lfsr_spec *spec,
                               lfsr_sink *sink, lfsr_error *error)
{
    static lfsr_input input; /* static: it has a large buffer */
    const lfsr_input_item *item;
    lfsr_status status = lfsr_input_open(&input, r->cli->states, error);
    if (status != LFSR_OK)
        return status;
    lfsr_input_select(&input, r->cli->from_line, r->cli->shard.index, r->cli->shard.count);
    while ((status = lfsr_input_next(&input, &item, error)) == LFSR_OK && item != NULL) {
        status = answer_state(r, q, spec, &input, item, sink, error);
        if (status != LFSR_OK)
            break;
    }
    lfsr_input_close(&input);
    return status;
}

static lfsr_status answer_states(lfsr_session *r, lfsr_state_questions *q, const lfsr_spec *spec,
                                 lfsr_sink *sink, lfsr_error *error)
{
    lfsr_report_format format = (lfsr_report_format)r->cli->format;
    lfsr_status status = LFSR_OK;
    lfsr_state_records_begin(sink, format, !r->cli->no_header);
    if (r->cli->states != NULL)
        status = answer_file(r, q, spec, sink, error);
    for (size_t i = 0; i < r->cli->state.count && status == LFSR_OK; i++) {
        lfsr_input_item item = argument_item(r->cli->state.items[i], i + 1);
        status = answer_state(r, q, spec, NULL, &item, sink, error);
    }
    lfsr_state_records_end(sink, format, r->items > 0);
    return status;
}

static bool write_piece(void *context, const char *text, size_t length)
{
    lfsr_sink *sink = context;
    lfsr_sink_add_bytes(sink, text, length);
    return sink->failure == 0 && lfsr_interrupted() == 0;
}

/* The header is written only where the table is. */
static lfsr_status write_table(lfsr_session *r, lfsr_state_questions *q, const lfsr_spec *spec,
                               lfsr_sink *sink, lfsr_error *error)
{
    lfsr_status status = lfsr_state_questions_place(q, spec, r->cli, r->cli->state.items[0],
                                                    strlen(r->cli->state.items[0]), error);
    if (status == LFSR_OK && !r->cli->no_header)
        lfsr_sink_add(sink, "state,index\n");
    if (status == LFSR_OK)
        status = lfsr_state_table(q->state, write_piece, sink, error);
    if (status == LFSR_OK && lfsr_interrupted() != 0)
        status = lfsr_fail(error, LFSR_SYSTEM, "stopped", "stopped");
    r->items = 1;
    return status;
}

lfsr_status lfsr_state_mode_run(lfsr_session *r, lfsr_sink *sink, lfsr_error *error)
{
    lfsr_state_questions questions = {0};
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_session_read(r, &spec, error);
    if (status == LFSR_OK)
        status = r->cli->table ? write_table(r, &questions, &spec, sink, error)
                               : answer_states(r, &questions, &spec, sink, error);
    lfsr_state_questions_clear(&questions);
    lfsr_spec_clear(&spec);
    if (status == LFSR_OK)
        status = lfsr_sink_flush(sink, error);
    r->report.records += status == LFSR_OK;
    return status;
}
