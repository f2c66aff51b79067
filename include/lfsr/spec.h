/* Specs: a field and a characteristic polynomial as plain data.
 *
 * A spec contains no contexts and no tables. It can be read from text and printed (lfsr/notation.h),
 * compared, and sent to another process; lfsr/register.h makes from it the objects for computing. */
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

/* GF(p^k) with its modulus. For k > 1 the modulus has k + 1 coefficients in 0..p-1, constant first, and is
 * monic and irreducible; for k = 1 it is NULL. Elements are written in the root a of the modulus, so two
 * fields of the same order with different moduli are different specs. */
typedef struct lfsr_field_spec {
    fmpz_t p;
    slong k;
    fmpz *modulus;
    bool conway; /* the modulus is the Conway polynomial (or k = 1) */
} lfsr_field_spec;

/* GF(2). */
LFSR_API void lfsr_field_spec_init(lfsr_field_spec *field);
/* Free what the spec owns and make it GF(2). May be called again. Accepts NULL and an all-zero spec. */
LFSR_API void lfsr_field_spec_clear(lfsr_field_spec *field);
LFSR_API void lfsr_field_spec_set(lfsr_field_spec *field, const lfsr_field_spec *source);
/* Same p, k and modulus. */
LFSR_API bool lfsr_field_spec_equal(const lfsr_field_spec *a, const lfsr_field_spec *b);
/* q = p^k. */
LFSR_API void lfsr_field_spec_order(fmpz_t q, const lfsr_field_spec *field);

/* Check that p is prime, that the limits are met, and that the modulus is monic, reduced and irreducible of
 * degree k. lfsr_register_new does this, too. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_field_spec_check(const lfsr_field_spec *field, lfsr_error *error);

/* A monic polynomial f of degree >= 1 over a field. coefficients holds (degree + 1) * k digits in 0..p-1: the
 * digit of a^d in the coefficient of x^i is coefficients[i * k + d]. */
typedef struct lfsr_spec {
    lfsr_field_spec field;
    slong degree;
    fmpz *coefficients;
} lfsr_spec;

/* x over GF(2). */
LFSR_API void lfsr_spec_init(lfsr_spec *spec);
/* Free what the spec owns. May be called again; for any other use call lfsr_spec_init first. Accepts NULL and
 * an all-zero spec. */
LFSR_API void lfsr_spec_clear(lfsr_spec *spec);
LFSR_API void lfsr_spec_set(lfsr_spec *spec, const lfsr_spec *source);
LFSR_API bool lfsr_spec_equal(const lfsr_spec *a, const lfsr_spec *b);

#ifdef __cplusplus
}
#endif

#endif
