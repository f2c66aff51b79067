/* Every cycle of a register by its canonical state. */
#ifndef LFSR_STATE_LIST_H
#define LFSR_STATE_LIST_H

#include "state_algebra.h"

/* Called once a cycle with its representative, as a residue, and its period. A status other than LFSR_OK ends
 * the list. */
typedef lfsr_status (*lfsr_cycle_visitor)(void *context, const fq_default_poly_t representative,
                                          const fmpz_t period, lfsr_error *error);

/* Visit every cycle once, in a fixed order, with the representative that lfsr_state_locate gives its states.
 * Time and calls grow with the number of cycles: the caller bounds it first. LFSR_UNABLE ("factorization")
 * where an order is not known. */
LFSR_MUST_CHECK lfsr_status lfsr_visit_cycles(const lfsr_state_algebra *algebra, lfsr_cycle_visitor visit,
                                              void *context, lfsr_error *error);

#endif
