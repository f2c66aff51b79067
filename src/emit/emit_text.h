/* Pieces that the generated sources of all languages have. */
#ifndef LFSR_EMIT_TEXT_H
#define LFSR_EMIT_TEXT_H

#include "emit_plan.h"
#include "string_builder.h"

/* Decimal. */
void lfsr_emit_number(lfsr_string *text, const fmpz_t n);
/* Entries 0 and 1 as a hexadecimal number without a prefix, entry 0 in the lowest bit; length >= 1. */
void lfsr_emit_hex(lfsr_string *text, const fmpz *bits, slong length);

/* What the source is, as lines of a comment: each begins with `begin`. */
void lfsr_emit_head(lfsr_string *text, const char *begin, const lfsr_emit_plan *plan);

/* Entries of a vector with commas between them, broken into lines that begin with indent. */
void lfsr_emit_list(lfsr_string *text, const fmpz *codes, slong length, const char *indent);
/* The same for a^k as the sum of r_i a^i: r_0 ... r_(k-1). */
void lfsr_emit_reduction(lfsr_string *text, const lfsr_field_spec *field, const char *indent);

#endif
