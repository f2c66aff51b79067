/* The plan of a walk: its strata, each with its method, cut into tasks for a number of workers. */
#ifndef LFSR_PLAN_H
#define LFSR_PLAN_H

#include "factorization_data.h"
#include "stratum_plan.h"

typedef struct lfsr_plan {
    lfsr_stratum_plan *strata; /* largest first */
    size_t length, capacity;
    double states;      /* to walk, all strata together */
    double nanoseconds; /* estimated on one core, fixed costs of strata included */
    unsigned workers;   /* for whom it is cut */
} lfsr_plan;

/* The plan for g, the nonsingular part of reg (deg g >= 1, q^n <= 2^63). *plan is overwritten. */
LFSR_MUST_CHECK lfsr_status lfsr_plan_init(lfsr_plan *plan, const lfsr_register *reg,
                                           const lfsr_factorization *factorization,
                                           const lfsr_plan_tuning *tuning, lfsr_error *error);
void lfsr_plan_clear(lfsr_plan *plan);
/* Choose again for every stratum: for another number of workers. */
void lfsr_plan_recut(lfsr_plan *plan, const lfsr_plan_tuning *tuning);
/* *out is overwritten: a plan of its own, which a walk may change. */
LFSR_MUST_CHECK lfsr_status lfsr_plan_copy(lfsr_plan *out, const lfsr_plan *plan, lfsr_error *error);
/* Estimated seconds on one core. */
double lfsr_plan_seconds(const lfsr_plan *plan);

#endif
