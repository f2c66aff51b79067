/* --emit: source code of the register instead of a report. */
#ifndef LFSR_APP_EMIT_MODE_H
#define LFSR_APP_EMIT_MODE_H

#include "answer.h"

bool lfsr_emit_mode_wanted(const lfsr_cli *cli);
/* The polynomial is the one item of r->input. */
LFSR_MUST_CHECK lfsr_status lfsr_emit_mode_run(lfsr_session *r, lfsr_sink *sink, lfsr_error *error);

#endif
