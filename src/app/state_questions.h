/* --state with --to, --jump and --sequence, and --list by algebra: asking the library. */
#ifndef LFSR_APP_STATE_QUESTIONS_H
#define LFSR_APP_STATE_QUESTIONS_H

#include "options.h"
#include "state_report.h"

/* All zero to begin with. */
typedef struct lfsr_state_questions {
    const lfsr_factorization *factorization; /* known already, set by the caller; or NULL */
    lfsr_states *states;
    lfsr_cycle_list *cycles;
    lfsr_state *state, *to, *jump;
    char *steps;
    char reason[128];
    char no_leaders[192]; /* why cycles cannot be listed; set by the caller */
    lfsr_state_report report;
} lfsr_state_questions;

/* List the cycles of the register. */
LFSR_MUST_CHECK lfsr_status lfsr_state_questions_list(lfsr_state_questions *questions, const lfsr_spec *spec,
                                                      const lfsr_cli *cli, lfsr_error *error);

/* Read one state and find its place: questions->state. */
LFSR_MUST_CHECK lfsr_status lfsr_state_questions_place(lfsr_state_questions *questions, const lfsr_spec *spec,
                                                       const lfsr_cli *cli, const char *text, size_t length,
                                                       lfsr_error *error);

/* Answer what the command line asks of a state. The message names the option at fault. LFSR_UNABLE with
 * a filled report where a part is too hard (what is known is in the report). Clear it in any case. */
LFSR_MUST_CHECK lfsr_status lfsr_state_questions_ask(lfsr_state_questions *questions, const lfsr_spec *spec,
                                                     const lfsr_cli *cli, const char *text, size_t length,
                                                     lfsr_error *error);
/* Ready for another state of the same register. */
void lfsr_state_questions_forget(lfsr_state_questions *questions);
void lfsr_state_questions_clear(lfsr_state_questions *questions);

#endif
