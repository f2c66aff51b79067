/* Many states of one register: a record each, in every format. */
#ifndef LFSR_STATE_RECORD_H
#define LFSR_STATE_RECORD_H

#include "report.h"

/* What comes before all records, and after them. */
void lfsr_state_records_begin(lfsr_sink *sink, lfsr_report_format format, bool header);
void lfsr_state_records_end(lfsr_sink *sink, lfsr_report_format format, bool any);

/* line: of the file, or the place among the arguments, from 1. first: no record precedes. */
void lfsr_state_record(lfsr_sink *sink, lfsr_report_format format, size_t line, bool first,
                       const lfsr_state_report *report);
/* A state that could not be read (length bytes, any of them hostile): nothing in text and brief. */
void lfsr_state_record_failure(lfsr_sink *sink, lfsr_report_format format, size_t line, bool first,
                               const char *text, size_t length, const lfsr_error *failure);

#endif
