/* The check: do the engines that ran agree? */
#ifndef LFSR_AGREEMENT_H
#define LFSR_AGREEMENT_H

#include "analysis_data.h"

/* Compare every outcome with the first one, structure always, leaders where both have them; and leaders with
 * the algebra. Sets compared, agree and disagreement. LFSR_DISAGREE where they differ. */
LFSR_MUST_CHECK lfsr_status lfsr_check_agreement(lfsr_analysis *analysis, lfsr_error *error);

/* For tests of the check itself: called, if set, on each partition before it is compared. */
extern void (*lfsr_outcome_hook)(lfsr_engine engine, lfsr_partition *partition);

#endif
