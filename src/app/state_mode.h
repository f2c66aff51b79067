/* Runs about the states of one register that report no analysis: many states, the table of a cycle. */
#ifndef LFSR_APP_STATE_MODE_H
#define LFSR_APP_STATE_MODE_H

#include "answer.h"

bool lfsr_state_mode_wanted(const lfsr_cli *cli);
/* The polynomial is the one item of r->input. Errors of a state are printed and recorded in r->worst; the
 * status returned is that of the polynomial and of the output. */
LFSR_MUST_CHECK lfsr_status lfsr_state_mode_run(lfsr_session *r, lfsr_sink *sink, lfsr_error *error);

#endif
