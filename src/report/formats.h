/* The formats behind report.h. Each writes one record to the sink, which records failures. */
#ifndef LFSR_FORMATS_H
#define LFSR_FORMATS_H

#include "report.h"
#include "summary.h"
#include "text_layout.h"

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
/* The order of the field as it is written in a line of text. */
void lfsr_text_add_order(lfsr_string *text, const lfsr_register *reg);
/* q^n - 1 in symbols. */
void lfsr_text_add_full_period(lfsr_string *text, const lfsr_register *reg);
/* --explain */
void lfsr_text_explain(lfsr_sink *sink, const lfsr_analysis *analysis);
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
