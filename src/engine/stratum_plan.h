/* The plan of one stratum: by which method it is walked, and in which tasks (docs/mathematics.md,
 * docs/performance.md). Methods are chosen only here. */
#ifndef LFSR_STRATUM_PLAN_H
#define LFSR_STRATUM_PLAN_H

#include "plan_types.h"

/* Where leaders are listed no more candidates a task than a frame holds leaders. */
#define LFSR_LISTED_CANDIDATES (UINT64_C(1) << 21)

/* The tuning for a walk that lists leaders, or does not. */
lfsr_plan_tuning lfsr_plan_tuning_for(const lfsr_plan_tuning *tuning, bool list);

/* Choose the cheapest method; returns its estimate in nanoseconds on one core. The rest of *stratum_plan is
 * set before. */
double lfsr_stratum_plan_choose(lfsr_stratum_plan *stratum_plan, const lfsr_plan_tuning *tuning);

/* The number of its tasks. */
uint64_t lfsr_stratum_plan_tasks(const lfsr_stratum_plan *stratum_plan);

/* After a certificate that fell short, with that many states of the stratum missing: choose what finds
 * further cycles, and none that were found before (docs/mathematics.md, "What a section misses"). False if
 * nothing is left to try. */
bool lfsr_stratum_plan_extend(lfsr_stratum_plan *stratum_plan, uint64_t missing,
                              const lfsr_plan_tuning *tuning);

/* Most tasks of a stratum: a bit each; more would take years. */
#define LFSR_STRATUM_TASKS (UINT64_C(1) << 32)
/* Largest stratum that is walked by bitmap, also for a plan from a checkpoint. */
#define LFSR_BITMAP_LIMIT (UINT64_C(1) << 26)

/* Give a stratum the method of a plan made elsewhere (another processor, another release). section: of
 * LFSR_BY_SECTION. first, indices: of candidates or samples. False, with *stratum_plan unchanged, where it
 * cannot be carried out within the bounds of the tuning. */
bool lfsr_stratum_plan_adopt(lfsr_stratum_plan *stratum_plan, uint64_t method, lfsr_section section,
                             uint64_t first, uint64_t indices, uint64_t per_task,
                             const lfsr_plan_tuning *tuning);

#endif
