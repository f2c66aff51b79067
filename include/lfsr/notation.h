/* Reading and printing: fields, polynomials, states. */
#ifndef LFSR_NOTATION_H
#define LFSR_NOTATION_H

#include "lfsr/spec.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LFSR_MAX_TEXT (8L << 20) /* bytes of one polynomial as text */

/* Read a field order ("9", "3^2"; length bytes, not necessarily zero-terminated) and a modulus (a
 * polynomial in a, zero-terminated; NULL for the default). The default is the Conway polynomial if FLINT
 * has it, else the first irreducible polynomial in the order of docs/conventions.md, never a random one.
 * Fails with LFSR_BAD_INPUT ("field", "modulus", "syntax"), or with LFSR_UNABLE ("field": over
 * LFSR_MAX_FIELD_BITS; "modulus": the search would take too long). The column counts in the text that is
 * wrong. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_field_spec_parse(lfsr_field_spec *field, const char *order,
                                                           size_t length, const char *modulus,
                                                           lfsr_error *error);

/* "2", "3^2": what lfsr_field_spec_parse reads. The caller frees it; NULL when out of memory. */
LFSR_API char *lfsr_field_spec_order_text(const lfsr_field_spec *field);
/* "a^2 + 2*a + 2", or NULL for a prime field (and when out of memory). The caller frees it. */
LFSR_API char *lfsr_field_spec_modulus_text(const lfsr_field_spec *field);

/* Read a polynomial in any notation of docs/conventions.md over the given field; length bytes of text, which
 * may contain zeros. field NULL: over the field that the text names, with its Conway polynomial, else over
 * GF(2). The polynomial is made monic. line_form is for a line of a file: integers with commas
 * between them are then the recurrence (coeffs:). Fails with LFSR_BAD_INPUT ("syntax", "degree"; "field" or
 * "modulus" where the text names another one) or, if a
 * limit is exceeded, with LFSR_UNABLE ("degree", "too-large"), with the column. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_spec_parse(lfsr_spec *spec, const lfsr_field_spec *field,
                                                     const char *text, size_t length, bool line_form,
                                                     lfsr_error *error);

/* A warning about a valid polynomial that is probably not the intended one: x divides it, and text is a
 * word or a sum. NULL: no warning. A static string. */
LFSR_API const char *lfsr_spec_note(const lfsr_spec *spec, const char *text, size_t length);
/* The same about a spelling that can be read in two ways: a list, where the highest coefficient may stand
 * first; a Verilog literal, which may leave out the leading bit. In a list of polynomials one note of a kind
 * is enough: *kind is 1, 2 or 4, and 0 where there is no note. */
LFSR_API const char *lfsr_spec_reading_note(const lfsr_spec *spec, const char *text, size_t length,
                                            unsigned *kind);

/* The length of a field prefix at the start of a line ("3: x^4+x+2", "2^4: x^2+x+a", "GF(4): x^2+x+a"),
 * including the colon; 0: no prefix. *order_length is the length of the order alone. */
LFSR_API size_t lfsr_spec_field_prefix(const char *text, size_t length, size_t *order_length);

/* "x^16 + x^5 + x^3 + x^2 + 1": descending, reads back to the same spec. Caller frees; NULL when out of
 * memory. */
LFSR_API char *lfsr_spec_polynomial_text(const lfsr_spec *spec);
/* The same without an allocation: into text, with a zero byte, where it is shorter than size bytes. Returns
 * its length in any case; 0 when out of memory. */
LFSR_API size_t lfsr_spec_polynomial_print(char *text, size_t size, const lfsr_spec *spec);
/* One coefficient, i = 0..degree: "0", "2", "a+1". Caller frees; NULL when out of memory. */
LFSR_API char *lfsr_spec_coefficient_text(const lfsr_spec *spec, slong i);

/* A state as its symbols: side by side for prime q < 10, else separated by one space. code is the state in
 * base q, s_0 the most significant of its n digits. Higher digits of the code are ignored; where q^n exceeds
 * 64 bits the missing digits are 0; n <= 0 gives the empty string. The caller frees it. NULL when out of
 * memory, and for a field that is NULL or not initialized. */
LFSR_API char *lfsr_state_text(uint64_t code, slong n, const lfsr_field_spec *field);

#ifdef __cplusplus
}
#endif

#endif
