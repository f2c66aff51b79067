/* --compare: sequential against parallel with 1, 2, 4, ... workers, repeated in alternation. */
#ifndef LFSR_APP_COMPARE_H
#define LFSR_APP_COMPARE_H

#include "lfsr/analysis.h"
#include "timing.h"

#define LFSR_COMPARE_RUNS 5 /* where --repeat does not say */

/* As lfsr_analyze, and then runs rounds of timed walks; the timings of *analysis are the medians, those of
 * parallel with the most workers. Every walk's answer is checked against the first. *timed is false where one
 * of the two could not run, so that there is nothing to compare. */
LFSR_MUST_CHECK lfsr_status lfsr_compare_timings(lfsr_analysis **analysis, lfsr_comparison *comparison,
                                                 bool *timed, const lfsr_spec *spec,
                                                 const lfsr_options *options, unsigned runs,
                                                 lfsr_error *error);

#endif
