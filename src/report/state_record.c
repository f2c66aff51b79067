/* A line of text, a row or an object for each state. Texts of the library hold no quotes and no commas. */
#include "state_record.h"

#include <inttypes.h>
#include <string.h>

#include "json_value.h"

void lfsr_state_records_begin(lfsr_sink *sink, lfsr_report_format format, bool header)
{
    if (format == LFSR_REPORT_JSON)
        lfsr_sink_add(sink, "[");
    if (format == LFSR_REPORT_CSV && header)
        lfsr_sink_add(sink, "line,state,tail,period,leader,representative,index,steps,relation,jump,error\n");
}

void lfsr_state_records_end(lfsr_sink *sink, lfsr_report_format format, bool any)
{
    if (format == LFSR_REPORT_JSON)
        lfsr_sink_add(sink, any ? "\n]\n" : "]\n");
}

static const char *or_empty(const char *text)
{
    return text != NULL ? text : "";
}

static const char *relation(const lfsr_state_report *report)
{
    static const char *const names[] = {"reached", "other cycle", "transient", "same cycle", "unknown"};
    return report->to != NULL ? names[report->distance] : "";
}

/* "0011  period 15  leader 0001  index 4" and, where there is something to say, what was asked besides. */
static void put_text(lfsr_sink *sink, const lfsr_state_report *report)
{
    const lfsr_state *state = report->state;
    const char *leader = lfsr_state_leader(state), *named = leader;
    if (named == NULL)
        named = lfsr_state_representative(state);
    const char *const parts[][2] = {
        {"  period ", lfsr_state_period(state)},
        {leader != NULL ? "  leader " : "  representative ", named},
        {"  index ", lfsr_state_index(state)},
    };
    lfsr_sink_add(sink, lfsr_state_symbols(state));
    if (lfsr_state_tail(state) > 0)
        lfsr_sink_addf(sink, "  tail %" PRIu64, lfsr_state_tail(state));
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        lfsr_sink_add(sink, parts[i][0]);
        lfsr_sink_add(sink, parts[i][1] != NULL ? parts[i][1] : "unknown");
    }
    if (report->to != NULL) {
        lfsr_sink_add(sink, report->steps != NULL ? "  steps " : "  to: ");
        lfsr_sink_add(sink, report->steps != NULL ? report->steps : relation(report));
    }
    if (report->jump != NULL) {
        lfsr_sink_add(sink, "  jump ");
        lfsr_sink_add(sink, lfsr_state_symbols(report->jump));
    }
    lfsr_sink_add(sink, "\n");
}

static void put_row(lfsr_sink *sink, size_t line, const lfsr_state_report *report)
{
    const lfsr_state *state = report->state;
    const char *reason = lfsr_state_reason(state) != NULL ? lfsr_state_reason(state) : report->reason;
    lfsr_sink_addf(sink, "%zu,", line);
    lfsr_sink_add(sink, lfsr_state_symbols(state));
    lfsr_sink_addf(sink, ",%" PRIu64, lfsr_state_tail(state));
    const char *const values[] = {lfsr_state_period(state),
                                  lfsr_state_leader(state),
                                  lfsr_state_leader(state) == NULL ? lfsr_state_representative(state) : NULL,
                                  lfsr_state_index(state),
                                  report->steps,
                                  relation(report),
                                  report->jump != NULL ? lfsr_state_symbols(report->jump) : NULL,
                                  reason};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        lfsr_sink_add(sink, ",");
        lfsr_sink_add(sink, or_empty(values[i]));
    }
    lfsr_sink_add(sink, "\n");
}

/* Between the records of an array. */
static void separate(lfsr_sink *sink, lfsr_report_format format, bool first)
{
    if (format == LFSR_REPORT_JSON)
        lfsr_sink_add(sink, first ? "\n" : ",\n");
}

void lfsr_state_record(lfsr_sink *sink, lfsr_report_format format, size_t line, bool first,
                       const lfsr_state_report *report)
{
    separate(sink, format, first);
    switch (format) {
    case LFSR_REPORT_TEXT:
    case LFSR_REPORT_BRIEF:
    case LFSR_REPORT_DOT: /* refused with states */
        put_text(sink, report);
        return;
    case LFSR_REPORT_CSV:
        put_row(sink, line, report);
        return;
    case LFSR_REPORT_JSON:
    case LFSR_REPORT_JSONL:
        lfsr_sink_addf(sink, "{\"schema\":\"lfsr-analyze/1\",\"line\":%zu", line);
        lfsr_json_state(sink, report);
        lfsr_sink_add(sink, format == LFSR_REPORT_JSONL ? "}\n" : "}");
        return;
    }
}

void lfsr_state_record_failure(lfsr_sink *sink, lfsr_report_format format, size_t line, bool first,
                               const char *text, size_t length, const lfsr_error *failure)
{
    lfsr_string message = LFSR_STRING_EMPTY;
    separate(sink, format, first);
    if (format == LFSR_REPORT_CSV) {
        lfsr_string_add_safe(&message, failure->message, strlen(failure->message), 400);
        lfsr_sink_addf(sink, "%zu,,,,,,,,,,\"", line);
        for (size_t i = 0; i < message.length; i++) /* quotes are doubled */
            lfsr_sink_add_bytes(sink, message.data[i] == '"' ? "\"\"" : &message.data[i],
                                message.data[i] == '"' ? 2 : 1);
        lfsr_sink_add(sink, "\"\n");
        if (!lfsr_string_ok(&message))
            lfsr_sink_add_owned(sink, NULL);
    } else if (format == LFSR_REPORT_JSON || format == LFSR_REPORT_JSONL) {
        lfsr_sink_addf(sink, "{\"schema\":\"lfsr-analyze/1\",\"line\":%zu,\"input\":", line);
        lfsr_json_string(sink, text, length);
        LFSR_PUT(sink, ",\"error\":{\"code\":");
        lfsr_json_string(sink, failure->code, strlen(failure->code));
        LFSR_PUT(sink, ",\"message\":");
        lfsr_json_string(sink, failure->message, strlen(failure->message));
        lfsr_sink_add(sink, format == LFSR_REPORT_JSONL ? "}}\n" : "}}");
    }
    lfsr_string_clear(&message);
}
