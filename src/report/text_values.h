/* Numbers, shares and polynomials as text, shared by the formats. */
#ifndef LFSR_TEXT_VALUES_H
#define LFSR_TEXT_VALUES_H

#include "lfsr/analysis.h"
#include "lfsr/notation.h"
#include "number_format.h"
#include "sink.h"
#include "string_builder.h"

/* All digits, whatever the length. The caller frees it; NULL when out of memory. */
char *lfsr_number_full(const fmpz_t n);

/* The same into a sink. */
void lfsr_sink_add_integer(lfsr_sink *sink, const fmpz_t n);

/* A number for a line of text: its digits where there are at most `width`, else p^e or p^e - 1 if it is of
 * that form, else its first and last width / 4 digits. A shortened number is followed by its number of
 * digits. With a width below 12 there is no such number: "2^172 - 1", "1.197e52". */
void lfsr_string_add_number(lfsr_string *text, const fmpz_t n, const fmpz_t p, size_t width);

/* " = 2^16 - 1" or " = 2^16", where n is p^e - 1 or p^e, e > 1. */
void lfsr_string_add_equal_power(lfsr_string *text, const fmpz_t n, const fmpz_t p);

/* part / whole in percent: "0.002%", "< 0.001%", "100%" only if part = whole. */
void lfsr_string_add_share(lfsr_string *text, const fmpz_t part, const fmpz_t whole);

/* A polynomial for a line of text, cut between terms where it is longer than width (at least 24). */
void lfsr_string_add_polynomial(lfsr_string *text, const char *polynomial, size_t width);

/* A factor, printed as a characteristic polynomial is. The caller frees it; NULL when out of memory. */
char *lfsr_factor_text(const lfsr_factor *factor, const lfsr_register *reg);
/* The same into a sink, and the polynomial of a spec. */
void lfsr_sink_add_factor(lfsr_sink *sink, const lfsr_factor *factor, const lfsr_register *reg);
void lfsr_sink_add_polynomial(lfsr_sink *sink, const lfsr_spec *spec);

/* Bytes as valid UTF-8; invalid sequences become U+FFFD. */
void lfsr_string_add_utf8(lfsr_string *text, const char *bytes, size_t length);

#endif
