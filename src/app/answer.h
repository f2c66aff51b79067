/* One polynomial of a run: from its text to its report. The same code answers in the process itself and, for
 * a list, in the workers. */
#ifndef LFSR_APP_ANSWER_H
#define LFSR_APP_ANSWER_H

#include "session.h"

/* Answer one item. Its errors are printed and recorded in r->worst; the returned status is that of the output
 * alone. */
LFSR_MUST_CHECK lfsr_status lfsr_session_answer(lfsr_session *r, const lfsr_input_item *item,
                                                lfsr_error *error);
/* Count the status of one item. */
void lfsr_session_count(lfsr_session *r, lfsr_exit status);
/* Report an item that could not be answered. */
LFSR_MUST_CHECK lfsr_status lfsr_session_fail(lfsr_session *r, const lfsr_input_item *item,
                                              lfsr_error *problem, lfsr_error *error);

#endif
