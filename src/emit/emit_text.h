/* Pieces that the generated sources of all languages have. */
#ifndef LFSR_EMIT_TEXT_H
#define LFSR_EMIT_TEXT_H

#include "emit_plan.h"
#include "string_builder.h"

/* Decimal. */
void lfsr_emit_number(lfsr_string *text, const fmpz_t n);
/* Entries 0 and 1 as a hexadecimal number without a prefix, entry 0 in the lowest bit; length >= 1. */
void lfsr_emit_hex(lfsr_string *text, const fmpz *bits, slong length);
/* The code of a state as a number: sum of s_i q^i. */
void lfsr_emit_state_code(fmpz_t code, const fmpz *state, slong n, const fmpz_t q);

/* What the source is, as lines of a comment: each begins with `begin`. */
void lfsr_emit_head(lfsr_string *text, const char *begin, const lfsr_emit_plan *plan);

/* Entries of a vector with commas between them, broken into lines that begin with indent. */
void lfsr_emit_list(lfsr_string *text, const fmpz *codes, slong length, const char *indent);

/* True where an entry of the vector is not 0. */
bool lfsr_emit_any(const fmpz *codes, slong length);

#endif
