/* Which section a stratum is walked by, and in how many tasks; a part of stratum_plan.c, which chooses among
 * the methods. */
#ifndef LFSR_SECTION_PLAN_H
#define LFSR_SECTION_PLAN_H

#include "plan_types.h"

/* The cheapest section that leaves enough hits and few enough records; *chosen is set if there is one. A
 * bound of the tuning is taken wherever it can be; its number of zeros, or else m - 1. */
bool lfsr_section_cheapest(const lfsr_stratum_plan *s, lfsr_section *chosen, const lfsr_plan_tuning *tuning);
/* Estimated nanoseconds of a walk by a section on one core, contraction included. */
double lfsr_section_ns(const lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning);
/* Take that section, and cut it into tasks. */
void lfsr_section_set(lfsr_stratum_plan *s, lfsr_section section, const lfsr_plan_tuning *tuning);

/* --- For all methods --- */

/* The least seconds of a task: the parent takes one after the other. */
double lfsr_least_seconds(const lfsr_plan_tuning *tuning);
/* Pieces of a walk of that duration, none longer than the limit: what runs when a walk is stopped is walked
 * again. */
double lfsr_short_pieces(double ns, const lfsr_plan_tuning *tuning);

#endif
