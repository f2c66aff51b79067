/* The languages. Each function appends a whole source; text that does not fit memory is noticed by the
 * caller. */
#ifndef LFSR_EMIT_LANGUAGE_H
#define LFSR_EMIT_LANGUAGE_H

#include "emit_text.h"

void lfsr_emit_c(lfsr_string *text, const lfsr_emit_plan *plan);
void lfsr_emit_python(lfsr_string *text, const lfsr_emit_plan *plan);
void lfsr_emit_verilog(lfsr_string *text, const lfsr_emit_plan *plan);

#endif
