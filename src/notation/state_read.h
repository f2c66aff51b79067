/* States from text. */
#ifndef LFSR_STATE_READ_H
#define LFSR_STATE_READ_H

#include "lfsr/spec.h"

/* Read a state of n symbols as it is printed: side by side over a prime field with p < 10, else elements with
 * a space or a comma between them, s_0 first. Over GF(2) also 0x1A, bit i is s_i. digits: n k entries, all 0;
 * the digit of a^d in s_i is digits[i k + d]. LFSR_BAD_INPUT with the column. */
LFSR_MUST_CHECK lfsr_status lfsr_state_read(fmpz *digits, slong n, const lfsr_field_spec *field,
                                            const char *text, size_t length, lfsr_error *error);

/* Read any number of symbols, written like those of a state (no hexadecimal), line ends allowed between them,
 * as codes: the sum of d_i p^i. q < 2^63. *codes belongs to the caller, also where *count is 0. */
LFSR_MUST_CHECK lfsr_status lfsr_symbols_read(uint64_t **codes, size_t *count, const lfsr_field_spec *field,
                                              const char *text, size_t length, lfsr_error *error);
/* How many symbols are there, written as elements with separators between them? */
size_t lfsr_symbols_count(const char *text, size_t length);

#endif
