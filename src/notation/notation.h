/* The notations of a polynomial: which one a text is in, and its reader. */
#ifndef LFSR_NOTATION_NOTATION_H
#define LFSR_NOTATION_NOTATION_H

#include "expression.h"

/* Read a whole text into a monic polynomial of degree >= 1. *value starts as zero; on failure it still has to
 * be cleared. line_form: bare integers with commas are the recurrence. */
LFSR_MUST_CHECK lfsr_status lfsr_read_polynomial(lfsr_parser *parser, lfsr_value *value, bool line_form);

/* Begin with a text over a field; modulus: the variable may be a. End with lfsr_parser_clear. */
void lfsr_parser_init(lfsr_parser *parser, const lfsr_field_spec *field, const char *text, size_t length,
                      bool modulus, lfsr_error *error);
void lfsr_parser_clear(lfsr_parser *parser);

/* The list-like notations, the cursor after the prefix (lists.c). */
LFSR_MUST_CHECK lfsr_status lfsr_read_hex(lfsr_parser *parser, lfsr_value *value, bool koopman);
LFSR_MUST_CHECK lfsr_status lfsr_read_list(lfsr_parser *parser, lfsr_value *value, bool highest_first);
LFSR_MUST_CHECK lfsr_status lfsr_read_taps(lfsr_parser *parser, lfsr_value *value);
LFSR_MUST_CHECK lfsr_status lfsr_read_recurrence(lfsr_parser *parser, lfsr_value *value);

#endif
