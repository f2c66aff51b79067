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

/* Are all nonzero states one cycle? Its representative, the residue 1, is the state 0...01, and so its
 * leader. */
bool lfsr_is_full_period(const fmpz_t period, const lfsr_states *states);

/* Decimal; the caller frees it; NULL when out of memory. */
char *lfsr_number_text(const fmpz_t n);

#endif
