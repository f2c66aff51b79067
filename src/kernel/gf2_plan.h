/* Which recurrence the lanes of a GF(2) stratum run: the register's own, or a multiple with fewer terms. */
#ifndef LFSR_GF2_PLAN_H
#define LFSR_GF2_PLAN_H

#include <stdbool.h>
#include <stdint.h>

#include "kernel.h"

#define LFSR_GF2_BLOCK     8   /* words made together; every distance is at least this */
#define LFSR_GF2_MAX_DEPTH 512 /* the longest distance */
#define LFSR_GF2_MAX_TAPS  63

/* s_t = sum over j of s_{t - distance[j]}, distances ascending, all of them in LFSR_GF2_BLOCK ..
 * LFSR_GF2_MAX_DEPTH. The last one is the depth: the symbols a lane must be given to start. */
typedef struct lfsr_gf2_plan {
    unsigned taps;
    unsigned distance[LFSR_GF2_MAX_TAPS];
    unsigned depth;
} lfsr_gf2_plan;

/* Degree 2 .. 63, feedback bit i = c_i, bit 0 set. Searches for a multiple of low weight only where walking
 * so many states would repay it, which may take seconds, from degree 54 on minutes. Deterministic. Falls back
 * to the register itself if memory is short. tick: NULL, or called meanwhile. LFSR_UNABLE, "stopped". */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_plan_make(lfsr_gf2_plan *plan, unsigned degree, uint64_t feedback,
                                               double states, const lfsr_tick *tick, lfsr_error *error);
/* The register's own recurrence, spread until its distances are long enough. */
void lfsr_gf2_plan_direct(lfsr_gf2_plan *plan, unsigned degree, uint64_t feedback);
/* Does the recurrence follow from the register's? */
bool lfsr_gf2_plan_check(const lfsr_gf2_plan *plan, unsigned degree, uint64_t feedback);

/* A polynomial over GF(2) as bits, bit i its coefficient of x^i. */
uint64_t lfsr_gf2_poly_bits(const lfsr_code_poly *poly);
/* Feedback bits of a stratum over GF(2): g without its leading term. */
uint64_t lfsr_gf2_feedback(const lfsr_stratum *stratum);

#endif
