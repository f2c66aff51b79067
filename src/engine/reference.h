/* The reference engine: the oracle. */
#ifndef LFSR_REFERENCE_H
#define LFSR_REFERENCE_H

#include "analysis_data.h"

/* Largest state space it accepts: a bit a state, twice. */
#define LFSR_REFERENCE_STATES (UINT64_C(1) << 32)

/* The partition by one companion-matrix product in FLINT at a time and a bitmap of visited states. It does
 * not use factors, strata or sections. constant: k digits of an element that every step adds to the newest
 * symbol; NULL: none. out is initialized. */
LFSR_MUST_CHECK lfsr_status lfsr_reference(lfsr_partition *out, const lfsr_register *reg,
                                           const fmpz *constant, const lfsr_options *options,
                                           lfsr_error *error);

#endif
