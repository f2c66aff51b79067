/* Lists: lines are answered by worker processes, answers come out in the order of the lines. */
#ifndef LFSR_APP_LIST_H
#define LFSR_APP_LIST_H

#include "answer.h"

/* Answer every item of r->input. arguments: the options of the command line, count of them, which the workers
 * read as their settings. The status is that of input, output and workers; r->worst that of the items. */
LFSR_MUST_CHECK lfsr_status lfsr_list_run(lfsr_session *r, char **arguments, int count, lfsr_error *error);

#endif
