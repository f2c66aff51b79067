/* --compare: sequential against parallel, repeated. */
#ifndef LFSR_APP_COMPARE_H
#define LFSR_APP_COMPARE_H

#include "lfsr/analysis.h"
#include "report.h"

#define LFSR_COMPARE_RUNS 5 /* where --repeat does not say */

/* As lfsr_analyze, runs times over; the timings in *analysis are then the medians. *timed is false where one
 * of the two could not run, so that there is nothing to compare. */
LFSR_MUST_CHECK lfsr_status lfsr_compare_timings(lfsr_analysis *analysis, lfsr_comparison *comparison,
                                                 bool *timed, const lfsr_spec *spec,
                                                 const lfsr_options *options, unsigned runs,
                                                 struct lfsr_pool **pool, lfsr_error *error);

#endif
