/* The formats behind report.h. Each writes one record to the sink, which records failures. */
#ifndef LFSR_FORMATS_H
#define LFSR_FORMATS_H

#include "report.h"
#include "summary.h"

void lfsr_json_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);
void lfsr_json_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure);
/* ,"forms":{...}; nothing where there are none (written_forms.h) */
void lfsr_json_forms(lfsr_sink *sink, const lfsr_analysis *analysis);
/* ,"compare":{...} */
void lfsr_json_comparison(lfsr_sink *sink, const lfsr_comparison *comparison);

void lfsr_csv_header(lfsr_sink *sink);
void lfsr_csv_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure);
void lfsr_csv_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);

/* The beginning of a row: line and input; the same up to the degree. A value as it stands, quoted where it
 * must be. */
void lfsr_csv_register(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);
void lfsr_csv_place(lfsr_sink *sink, const lfsr_report_item *item);
void lfsr_csv_value(lfsr_sink *sink, const char *bytes, size_t length);
/* With --compare: a row for each timing. */
void lfsr_csv_compare_header(lfsr_sink *sink);
void lfsr_csv_compare_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure);
void lfsr_csv_compare_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);

void lfsr_brief_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);
void lfsr_brief_failure(lfsr_sink *sink, const lfsr_report_item *item);

/* item->graph is there. */
void lfsr_dot_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);

void lfsr_text_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);
#define LFSR_TEXT_DIGITS 40 /* longer numbers are shortened */
/* The same for the numbers of a table, which must be short enough for its lines to fit: the first that does.
 */
#define LFSR_TEXT_LEVELS 4
extern const size_t lfsr_text_levels[LFSR_TEXT_LEVELS];
/* The beginning of a line; the order of the field as it is written there. */
void lfsr_text_label(lfsr_sink *sink, const char *label);
#define LFSR_TEXT_WIDTH 80 /* columns of a line, unless a single word is longer */
/* A text (emptied) from column `at` on, broken at blanks; further lines begin at column indent. '~' is
 * written as a blank, without a break. */
void lfsr_text_flow(lfsr_sink *sink, lfsr_string *text, size_t at, size_t indent);
/* The same after a label; and as a line that stands under a table. */
void lfsr_text_wrapped(lfsr_sink *sink, const char *label, lfsr_string *text);
void lfsr_text_line(lfsr_sink *sink, const char *text);
void lfsr_text_add_order(lfsr_string *text, const lfsr_register *reg);
/* Parts of the text report: properties and factors, f in other notations (over GF(2)), the cycle table, the
 * leaders, the timings with the verdict. */
void lfsr_text_algebra(lfsr_sink *sink, const lfsr_analysis *analysis);
void lfsr_text_forms(lfsr_sink *sink, const lfsr_analysis *analysis);
void lfsr_text_cycles(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg);
void lfsr_text_leaders(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg);
void lfsr_text_engines(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);

/* The table of --compare. */
void lfsr_text_comparison(lfsr_sink *sink, const lfsr_comparison *comparison);

#endif
