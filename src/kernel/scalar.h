/* The scalar kernel: any stratum, one state at a time. It is the oracle of the lane kernels, and steps single
 * states for other modules. */
#ifndef LFSR_SCALAR_H
#define LFSR_SCALAR_H

#include "kernel.h"

typedef struct lfsr_scalar lfsr_scalar;

/* Can its states be walked one by one (m < 64)? */
bool lfsr_scalar_supports(const lfsr_stratum *stratum);
/* Tables for one stratum, which outlives them. *scalar is NULL on failure. */
LFSR_MUST_CHECK lfsr_status lfsr_scalar_open(lfsr_scalar **scalar, const lfsr_stratum *stratum,
                                             lfsr_error *error);
/* scalar may be NULL. */
void lfsr_scalar_close(lfsr_scalar *scalar);

/* The successor of a state, by codes. */
uint64_t lfsr_scalar_step(const lfsr_scalar *scalar, uint64_t code);
/* Is the minimal polynomial of this state exactly g? True where the stratum has no cofactors. */
bool lfsr_scalar_is_exact(const lfsr_scalar *scalar, uint64_t code);

#endif
