/* Facts derived from an analysis, shared by the formats. */
#ifndef LFSR_SUMMARY_H
#define LFSR_SUMMARY_H

#include "lfsr/analysis.h"
#include "string_builder.h"

/* The partition with the leaders to list: that of the first engine that listed them; NULL: none did. */
const lfsr_partition *lfsr_analysis_leaders(const lfsr_analysis *analysis);

/* States a second of a walking engine; 0 where it did not walk. */
double lfsr_outcome_rate(const lfsr_outcome *outcome);
/* Sequential seconds over parallel seconds where both ran, else 0. */
double lfsr_analysis_speedup(const lfsr_analysis *analysis);
/* Of all engines that ran. */
double lfsr_analysis_seconds(const lfsr_analysis *analysis);

/* Why something in the answer is not known, one line; NULL where everything is. */
const char *lfsr_missing_reason(const lfsr_analysis *analysis);

/* " (--max-states 2^42 allows it)" where a walk was left out because of that limit, else nothing. */
void lfsr_analysis_add_limit_hint(lfsr_string *text, const lfsr_analysis *analysis);

/* Of these states, how many lie on cycles, and how many do not: known without any engine. */
void lfsr_analysis_states(fmpz_t states, fmpz_t periodic, fmpz_t transient, const lfsr_analysis *analysis);

/* The processor's name from the system, or "unknown". A static string. */
const char *lfsr_processor_name(void);

#endif
