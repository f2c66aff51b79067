/* Specs: a field and a characteristic polynomial as plain data.
 *
 * A spec holds no context, no table and no pointer into either: it can be printed, parsed, sent to another
 * process and compared, and everything else is rebuilt from it (lfsr/register.h). */
#ifndef LFSR_SPEC_H
#define LFSR_SPEC_H

#include <stdbool.h>
#include <stdint.h>

#include <flint/flint.h>
#include <flint/fmpz.h>

#include "lfsr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

#define LFSR_MAX_DEGREE       1000000    /* of a characteristic polynomial */
#define LFSR_MAX_FIELD_BITS   16384      /* of the field order */
#define LFSR_MAX_COEFFICIENTS (1L << 24) /* (degree + 1) * field degree */
#define LFSR_MAX_TEXT         (8L << 20) /* bytes of one polynomial as text */

/* GF(p^k) with its modulus. For k > 1 modulus has k + 1 coefficients in 0..p-1, constant first, monic and
 * irreducible; for k = 1 it is NULL. Two fields of the same order with different moduli are different specs:
 * elements are written in the root a of the modulus. */
typedef struct lfsr_field_spec {
    fmpz_t p;
    slong k;
    fmpz *modulus;
    bool conway; /* the modulus is the Conway polynomial (or k = 1) */
} lfsr_field_spec;

/* GF(2). */
LFSR_API void lfsr_field_spec_init(lfsr_field_spec *field);
/* Frees what the spec owns; it is GF(2) again, and clearing it once more is harmless. */
LFSR_API void lfsr_field_spec_clear(lfsr_field_spec *field);
LFSR_API void lfsr_field_spec_set(lfsr_field_spec *field, const lfsr_field_spec *source);
/* Same p, k and modulus. */
LFSR_API bool lfsr_field_spec_equal(const lfsr_field_spec *a, const lfsr_field_spec *b);
/* q = p^k. */
LFSR_API void lfsr_field_spec_order(fmpz_t q, const lfsr_field_spec *field);

/* Read a field order ("9", "3^2"; length bytes, not necessarily zero-terminated) and an optional modulus (a
 * polynomial in a, zero-terminated; NULL for the default). The default is the Conway polynomial where FLINT
 * has one, else the first irreducible polynomial in the order of docs/conventions.md, never a random one.
 * Fails with LFSR_BAD_INPUT ("field", "modulus", "syntax"), or with LFSR_UNABLE ("field": over
 * LFSR_MAX_FIELD_BITS; "modulus": the search would be long), column counted in the text at fault. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_field_spec_parse(lfsr_field_spec *field, const char *order,
                                                           size_t length, const char *modulus,
                                                           lfsr_error *error);

/* Check p prime, the limits, and the modulus monic, reduced and irreducible of degree k: what a spec that
 * came from outside must pass before a context is built from it. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_field_spec_check(const lfsr_field_spec *field, lfsr_error *error);

/* "2", "3^2": what lfsr_field_spec_parse reads. The caller frees it; NULL when out of memory. */
LFSR_API char *lfsr_field_spec_order_text(const lfsr_field_spec *field);
/* "a^2 + 2*a + 2", or NULL for a prime field (and when out of memory). The caller frees it. */
LFSR_API char *lfsr_field_spec_modulus_text(const lfsr_field_spec *field);

/* A monic polynomial f of degree >= 1 over a field. coefficients holds (degree + 1) * k digits in 0..p-1: the
 * digit of a^d in the coefficient of x^i is coefficients[i * k + d]. */
typedef struct lfsr_spec {
    lfsr_field_spec field;
    slong degree;
    fmpz *coefficients;
} lfsr_spec;

/* x over GF(2). */
LFSR_API void lfsr_spec_init(lfsr_spec *spec);
/* Frees what the spec owns; before another use it needs lfsr_spec_init, clearing it once more is harmless. */
LFSR_API void lfsr_spec_clear(lfsr_spec *spec);
LFSR_API void lfsr_spec_set(lfsr_spec *spec, const lfsr_spec *source);
LFSR_API bool lfsr_spec_equal(const lfsr_spec *a, const lfsr_spec *b);

/* Read a polynomial in any notation of docs/conventions.md over the given field; length bytes of text, any of
 * them possibly NUL. f is made monic. line_form is for a line of a file: bare comma-separated integers are
 * then the recurrence (coeffs:). Fails with LFSR_BAD_INPUT ("syntax", "degree") or, where a limit is passed,
 * with LFSR_UNABLE ("degree", "too-large"), with the column. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_spec_parse(lfsr_spec *spec, const lfsr_field_spec *field,
                                                     const char *text, size_t length, bool line_form,
                                                     lfsr_error *error);

/* A remark on a polynomial that was read without an error and may yet not be the one that was meant: x
 * divides it, and text is a hexadecimal word or a sum. NULL where there is nothing to say. Not to be freed.
 */
LFSR_API const char *lfsr_spec_note(const lfsr_spec *spec, const char *text, size_t length);

/* A field prefix at the start of a line of a file, "3: x^4+x+2" or "2^4: x^2+x+a": the number of bytes up to
 * and including the colon, 0 if there is none. *order_length is the length of the order alone. */
LFSR_API size_t lfsr_spec_field_prefix(const char *text, size_t length, size_t *order_length);

/* "x^16 + x^5 + x^3 + x^2 + 1": descending, reads back to the same spec. Caller frees; NULL when out of
 * memory. */
LFSR_API char *lfsr_spec_polynomial_text(const lfsr_spec *spec);
/* One coefficient, i = 0..degree: "0", "2", "a+1". Caller frees; NULL when out of memory. */
LFSR_API char *lfsr_spec_coefficient_text(const lfsr_spec *spec, slong i);

#ifdef __cplusplus
}
#endif

#endif
