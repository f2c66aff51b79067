/* What lfsr_states is made of: for the files that implement lfsr/state.h. */
#ifndef LFSR_STATES_H
#define LFSR_STATES_H

#include "state_algebra.h"

struct lfsr_states {
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_log_limits log_limits;
    uint64_t leader_steps;
    lfsr_state_algebra algebra;
};

/* Decimal; the caller frees it; NULL when out of memory. */
char *lfsr_number_text(const fmpz_t n);

#endif
