/* The notations of a polynomial: which one a text is in, and its reader. */
#ifndef LFSR_NOTATION_NOTATION_H
#define LFSR_NOTATION_NOTATION_H

#include "expression.h"

typedef enum lfsr_notation {
    LFSR_EXPRESSION,
    LFSR_WORD,       /* 0x13, 0b10011, 17'h10013 */
    LFSR_HEX,        /* hex: */
    LFSR_KOOPMAN,    /* koopman:, galois: */
    LFSR_CRC,        /* crc: */
    LFSR_REVERSED,   /* reversed: */
    LFSR_LIST,       /* [..], list: */
    LFSR_HIGH,       /* high: */
    LFSR_TAPS,       /* taps: */
    LFSR_RECURRENCE, /* coeffs: */
    LFSR_CALL,       /* Poly(..), array(..) */
    LFSR_UNKNOWN     /* another word and a colon */
} lfsr_notation;

/* The notation of a text, and the cursor moved past its prefix. */
lfsr_notation lfsr_notation_detect(lfsr_scan *scan, bool line_form);

/* Read a whole text into a monic polynomial of degree >= 1. *value starts as zero; on failure it still has to
 * be cleared. line_form: bare integers with commas are the recurrence. */
LFSR_MUST_CHECK lfsr_status lfsr_read_polynomial(lfsr_parser *parser, lfsr_value *value, bool line_form);

/* Begin with a text over a field; modulus: the variable may be a. End with lfsr_parser_clear. */
void lfsr_parser_init(lfsr_parser *parser, const lfsr_field_spec *field, const char *text, size_t length,
                      bool modulus, lfsr_error *error);
void lfsr_parser_clear(lfsr_parser *parser);

/* Fail with LFSR_BAD_INPUT unless the field is GF(2); what: the notation that needs it. */
LFSR_MUST_CHECK lfsr_status lfsr_binary_only(const lfsr_parser *parser, const char *what);

/* The list-like notations, the cursor after the prefix (lists.c). */
LFSR_MUST_CHECK lfsr_status lfsr_read_list(lfsr_parser *parser, lfsr_value *value, bool highest_first);
LFSR_MUST_CHECK lfsr_status lfsr_read_taps(lfsr_parser *parser, lfsr_value *value);
LFSR_MUST_CHECK lfsr_status lfsr_read_recurrence(lfsr_parser *parser, lfsr_value *value);

/* Words, the cursor after the prefix (words.c); prefixed: by hex:. */
LFSR_MUST_CHECK lfsr_status lfsr_read_word(lfsr_parser *parser, lfsr_value *value, bool prefixed);
LFSR_MUST_CHECK lfsr_status lfsr_read_koopman(lfsr_parser *parser, lfsr_value *value);
LFSR_MUST_CHECK lfsr_status lfsr_read_crc(lfsr_parser *parser, lfsr_value *value);
LFSR_MUST_CHECK lfsr_status lfsr_read_reversed(lfsr_parser *parser, lfsr_value *value);
/* Does 0x, 0b or a Verilog literal come next? */
bool lfsr_word_next(const lfsr_scan *scan);
/* Of a text that is a word: is it a Verilog literal, of which width, and is its leading bit left out? */
bool lfsr_word_implies_leading_bit(const lfsr_scan *text, bool *verilog, slong *width);

/* Poly(..), array(..) and the like, the cursor at the word (calls.c). */
LFSR_MUST_CHECK lfsr_status lfsr_read_call(lfsr_parser *parser, lfsr_value *value);
/* Does one of their words and a parenthesis come next? */
bool lfsr_call_next(const lfsr_scan *scan);
/* Of a text that is such a call: a list that does not say which end comes first? */
bool lfsr_call_is_array(const lfsr_scan *scan);

/* A copy of the text with letters outside ASCII and LaTeX's commands in plain spelling, at the same columns;
 * NULL where there is nothing to change. *failed: out of memory. The caller frees it (plain_text.c). */
char *lfsr_plain_text(const char *text, size_t length, bool *failed);

/* Add to a syntax error what the text looks like (hints.c). */
void lfsr_add_hint(const lfsr_parser *parser);

#endif
