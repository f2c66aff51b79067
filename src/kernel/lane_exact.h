/* Whether a state of a stratum has the minimal polynomial of the stratum, one state at a time, by the tables
 * of the lane kernels: no g / g_i annihilates it (docs/mathematics.md, "Test by d symbols"). */
#ifndef LFSR_LANE_EXACT_H
#define LFSR_LANE_EXACT_H

#include "lane_field.h"

typedef struct lfsr_lane_exact {
    const lfsr_stratum *stratum;
    unsigned count;          /* of cofactors; 0: every state is wanted */
    lfsr_stratum *cofactors; /* each as a register of its own; only the polynomial and the degree differ */
    lfsr_lane_field *fields; /* their tables; none for a constant cofactor */
} lfsr_lane_exact;

LFSR_MUST_CHECK lfsr_status lfsr_lane_exact_open(lfsr_lane_exact *exact, const lfsr_stratum *stratum,
                                                 lfsr_error *error);
void lfsr_lane_exact_close(lfsr_lane_exact *exact);
bool lfsr_lane_is_exact(const lfsr_lane_exact *exact, uint64_t code);

#endif
