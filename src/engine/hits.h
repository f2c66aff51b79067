/* How many states of a cycle are expected in a section or below a code; a part of stratum_plan.c. Multiples
 * of a state by constants on its cycle are in a section together, so they count once (docs/mathematics.md,
 * "Which hits are independent"). Constants and cycles are known from the algebra: hints, never an answer. */
#ifndef LFSR_HITS_H
#define LFSR_HITS_H

#include "plan_types.h"

/* The factor by which a walk grows in the mean because cycles are missing at first. */
double lfsr_missing_factor(const lfsr_stratum_plan *s);
/* Constants c such that c times a state is on its cycle; the most that there may be where it is unknown. */
uint64_t lfsr_scalars(const lfsr_stratum_plan *s);
/* The mean number of steps from one section state to the next. */
double lfsr_mean_walk(const lfsr_stratum_plan *s, lfsr_section section);
/* Section states or candidates on a cycle beyond the logarithm of the cycles. */
double lfsr_spare_hits(const lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning);
/* Does this section leave enough hits on every cycle? */
bool lfsr_section_useful(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning);
/* The codes below which every cycle has a state, but for a chance of e^-spare_hits: all its states have the
 * same period, so that many of them are there. All codes where the stratum's periods differ. */
uint64_t lfsr_candidate_bound(const lfsr_stratum_plan *s, const lfsr_plan_tuning *tuning);

#endif
