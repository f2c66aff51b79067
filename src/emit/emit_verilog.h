/* Verilog: what emit_verilog.c and emit_verilog_decoder.c share. */
#ifndef LFSR_EMIT_VERILOG_H
#define LFSR_EMIT_VERILOG_H

#include "emit_language.h"

/* "16'h2d": a vector of `width` bits; those from length on are 0. */
void lfsr_verilog_vector(lfsr_string *text, const fmpz *bits, slong length, slong width);
/* The next state as an expression, and as a function step(s). */
void lfsr_verilog_step(lfsr_string *text, const char *state, const lfsr_emit_plan *plan);
void lfsr_verilog_step_function(lfsr_string *text, const lfsr_emit_plan *plan);
/* Module lfsr_index. */
void lfsr_verilog_decoder(lfsr_string *text, const lfsr_emit_plan *plan);

#endif
