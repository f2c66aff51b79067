/* The timings of --compare as CSV: a row for sequential and one for every number of workers. Seconds; low and
 * high bound the spread; speedup is empty where the runs do not show one. */
#include "formats.h"

#include <string.h>

void lfsr_csv_compare_header(lfsr_sink *sink)
{
    lfsr_sink_add(
        sink,
        "line,input,field,polynomial,degree,engine,workers,start_method,runs,median,least,most,low,high,"
        "speedup,agree,error\n");
}

/* runs .. high */
static void put_timing(lfsr_sink *sink, const lfsr_timing *timing)
{
    lfsr_sink_addf(sink, "%u,%.3g,%.3g,%.3g,%.3g,%.3g,", timing->runs, timing->median, timing->least,
                   timing->most, timing->low, timing->high);
}

static void put_end(lfsr_sink *sink, const lfsr_analysis *analysis, const char *problem)
{
    lfsr_sink_add(sink, !lfsr_analysis_compared(analysis) ? ","
                        : lfsr_analysis_agree(analysis)   ? "true,"
                                                          : "false,");
    lfsr_csv_value(sink, problem, strlen(problem));
    lfsr_sink_add(sink, "\n");
}

/* Not timed: one row that says why. */
static void put_not_timed(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const char *why = lfsr_missing_reason(analysis);
    for (int e = LFSR_SEQUENTIAL; why == NULL && e <= LFSR_PARALLEL; e++) {
        const char *left_out = lfsr_outcome_left_out(lfsr_analysis_outcome(analysis, (lfsr_engine)e));
        why = left_out[0] != '\0' ? left_out : NULL;
    }
    lfsr_csv_register(sink, item, analysis);
    lfsr_sink_add(sink, ",,,,,,,,,,");
    put_end(sink, analysis, why != NULL ? why : "not timed");
}

void lfsr_csv_compare_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    const lfsr_comparison *comparison = item->comparison;
    if (comparison == NULL) {
        put_not_timed(sink, item, analysis);
        return;
    }
    lfsr_csv_register(sink, item, analysis);
    lfsr_sink_add(sink, "sequential,,,");
    put_timing(sink, &comparison->sequential);
    lfsr_sink_add(sink, ",");
    put_end(sink, analysis, "");
    for (size_t row = 0; row < comparison->rows; row++) {
        const lfsr_parallel_timing *parallel = &comparison->parallel[row];
        double speedup = lfsr_comparison_speedup(comparison, row);
        lfsr_csv_register(sink, item, analysis);
        lfsr_sink_addf(sink, "parallel,%u,%s,", parallel->workers,
                       lfsr_start_method_name(parallel->start_method));
        put_timing(sink, &parallel->timing);
        lfsr_sink_addf(sink, speedup > 0 ? "%.3g," : ",", speedup);
        put_end(sink, analysis, "");
    }
}

void lfsr_csv_compare_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure)
{
    lfsr_csv_place(sink, item);
    lfsr_sink_add(sink, ",,,,,,,,,,,,,,");
    lfsr_csv_value(sink, failure->message, strlen(failure->message));
    lfsr_sink_add(sink, "\n");
}
