/* The formats behind report.h. Each writes one record to the sink, whose failures are kept there. */
#ifndef LFSR_FORMATS_H
#define LFSR_FORMATS_H

#include "report.h"

void lfsr_json_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);
void lfsr_json_failure(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_error *failure);

void lfsr_csv_header(lfsr_sink *sink);
void lfsr_csv_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);

void lfsr_text_result(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);
/* Parts of the text report: the cycle table, the leaders, the timings with the verdict. */
void lfsr_text_cycles(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_field *field);
void lfsr_text_leaders(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg);
void lfsr_text_engines(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis);

/* The table of --compare. */
void lfsr_text_comparison(lfsr_sink *sink, const lfsr_comparison *comparison);

/* The partition with the leaders to list: that of the first engine that listed them; NULL: none did. */
const lfsr_partition *lfsr_analysis_leaders(const lfsr_analysis *analysis);

/* States a second of a walking engine; 0 where there is no such number. */
double lfsr_outcome_rate(const lfsr_outcome *outcome);
/* Sequential seconds over parallel seconds where both ran, else 0. */
double lfsr_analysis_speedup(const lfsr_analysis *analysis);

#endif
