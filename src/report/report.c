/* The one interface over the formats: what opens, separates and closes the records of a run. */
#include "report.h"

#include "formats.h"

void lfsr_report_init(lfsr_report *report, lfsr_report_format format, lfsr_sink *sink)
{
    *report = (lfsr_report){.format = format, .sink = sink};
}

/* The opening of the run, once. */
static void begin(lfsr_report *report)
{
    if (report->begun)
        return;
    report->begun = true;
    if (report->format == LFSR_REPORT_CSV && !report->continued)
        report->timings ? lfsr_csv_compare_header(report->sink) : lfsr_csv_header(report->sink);
    else if (report->format == LFSR_REPORT_JSON && report->several)
        lfsr_sink_add(report->sink, "[");
}

/* Write what precedes a record. */
static void separate(lfsr_report *report)
{
    if (report->bare) {
        report->records++;
        return;
    }
    begin(report);
    if (report->format == LFSR_REPORT_JSON && report->several)
        lfsr_sink_add(report->sink, report->records > 0 ? ",\n " : "");
    else if (report->format == LFSR_REPORT_TEXT && (report->records > 0 || report->continued))
        lfsr_sink_add(report->sink, "\n");
    report->records++;
}

/* Write what follows a json record: a line of an array ends with its comma. */
static void close_json(lfsr_report *report)
{
    if (report->format == LFSR_REPORT_JSONL ||
        (report->format == LFSR_REPORT_JSON && !report->several && !report->bare))
        lfsr_sink_add(report->sink, "\n");
}

lfsr_status lfsr_report_result(lfsr_report *report, const lfsr_report_item *item,
                               const lfsr_analysis *analysis, lfsr_error *error)
{
    separate(report);
    switch (report->format) {
    case LFSR_REPORT_TEXT:
        lfsr_text_result(report->sink, item, analysis);
        break;
    case LFSR_REPORT_JSON:
    case LFSR_REPORT_JSONL:
        lfsr_json_result(report->sink, item, analysis);
        close_json(report);
        break;
    case LFSR_REPORT_CSV:
        report->timings ? lfsr_csv_compare_result(report->sink, item, analysis)
                        : lfsr_csv_result(report->sink, item, analysis);
        break;
    case LFSR_REPORT_BRIEF:
        lfsr_brief_result(report->sink, item, analysis);
        break;
    case LFSR_REPORT_DOT:
        lfsr_dot_result(report->sink, item, analysis);
        break;
    }
    return lfsr_sink_flush(report->sink, error);
}

lfsr_status lfsr_report_failure(lfsr_report *report, const lfsr_report_item *item, const lfsr_error *failure,
                                lfsr_error *error)
{
    if (report->format == LFSR_REPORT_TEXT || report->format == LFSR_REPORT_DOT)
        return LFSR_OK;
    separate(report);
    if (report->format == LFSR_REPORT_CSV) {
        report->timings ? lfsr_csv_compare_failure(report->sink, item, failure)
                        : lfsr_csv_failure(report->sink, item, failure);
    } else if (report->format == LFSR_REPORT_BRIEF) {
        lfsr_brief_failure(report->sink, item);
    } else {
        lfsr_json_failure(report->sink, item, failure);
        close_json(report);
    }
    return lfsr_sink_flush(report->sink, error);
}

void lfsr_report_record(lfsr_report *report, const char *bytes, size_t length)
{
    separate(report);
    lfsr_sink_add_bytes(report->sink, bytes, length);
    if (report->format == LFSR_REPORT_JSON)
        close_json(report);
}

lfsr_status lfsr_report_end(lfsr_report *report, lfsr_error *error)
{
    if (report->records == 0)
        report->several = true; /* no polynomial: an empty array */
    begin(report);
    if (report->format == LFSR_REPORT_JSON && report->several)
        lfsr_sink_add(report->sink, "]\n");
    return lfsr_sink_flush(report->sink, error);
}
