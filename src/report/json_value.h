/* JSON values, written directly into a sink: a list writes dozens of them per line, and building a tree would
 * cost more than the answer. */
#ifndef LFSR_JSON_VALUE_H
#define LFSR_JSON_VALUE_H

#include <flint/fmpz.h>

#include "sink.h"

/* A string literal, unescaped. */
#define LFSR_PUT(sink, literal) lfsr_sink_add_bytes(sink, literal, sizeof(literal) - 1)

/* A string, quoted and escaped. The bytes may be any: what is not UTF-8 becomes U+FFFD. */
void lfsr_json_string(lfsr_sink *sink, const char *bytes, size_t length);
/* An integer as a decimal string, and null for an unknown one, which is 0. */
void lfsr_json_number(lfsr_sink *sink, const fmpz_t n);
void lfsr_json_known_number(lfsr_sink *sink, const fmpz_t n);
/* true or false; null where it is not known. */
void lfsr_json_boolean(lfsr_sink *sink, bool known, bool value);
/* Three significant digits; the number is finite. */
void lfsr_json_real(lfsr_sink *sink, double value);

#endif
