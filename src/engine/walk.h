/* The walking engine: sequential and parallel are one code, in this process or on a pool of workers. */
#ifndef LFSR_WALK_H
#define LFSR_WALK_H

#include "walk_options.h"

/* The partition of the whole state space, q^n <= 2^63. out is initialized; complete and exact on LFSR_OK. */
LFSR_MUST_CHECK lfsr_status lfsr_walk(lfsr_partition *out, lfsr_walk_report *report, const lfsr_register *reg,
                                      const lfsr_factorization *factorization,
                                      const lfsr_walk_options *options, lfsr_error *error);

#endif
