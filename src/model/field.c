/* A field with its FLINT context, and its elements as digits and codes.
 *
 * The context is always built from the modulus that the spec names; FLINT's own choice of modulus, random
 * where it has no Conway polynomial, is never used. */
#include "flint_compat.h"

#include "register_data.h"

#include <flint/fmpz_poly.h>

lfsr_status lfsr_field_init(lfsr_field *field, const lfsr_field_spec *spec, lfsr_error *error)
{
    lfsr_field_spec_init(&field->spec);
    fmpz_init(field->order); /* 0: there is no context to clear */
    lfsr_status status = lfsr_field_spec_check(spec, error);
    if (status != LFSR_OK)
        return status;
    lfsr_field_spec_set(&field->spec, spec);
    lfsr_field_spec_order(field->order, spec);
    if (spec->k == 1)
        lfsr_flint_prime_init(field->context, spec->p);
    else /* the root of a Conway polynomial generates the group: tables are safe */
        lfsr_flint_extension_init(field->context, spec->p, spec->k, spec->modulus, spec->conway);
    return LFSR_OK;
}

void lfsr_field_clear(lfsr_field *field)
{
    if (field == NULL)
        return;
    if (!fmpz_is_zero(field->order))
        fq_default_ctx_clear(field->context);
    fmpz_clear(field->order);
    fmpz_init(field->order);
    lfsr_field_spec_clear(&field->spec);
}

void lfsr_field_set_digits(fq_default_t out, const fmpz *digits, const lfsr_field *field)
{
    if (field->spec.k == 1) {
        fq_default_set_fmpz(out, digits, field->context);
        return;
    }
    fmpz_poly_t poly;
    fmpz_poly_init2(poly, field->spec.k);
    for (slong i = 0; i < field->spec.k; i++)
        fmpz_poly_set_coeff_fmpz(poly, i, digits + i);
    fq_default_set_fmpz_poly(out, poly, field->context);
    fmpz_poly_clear(poly);
}

/* FLINT lifts the coordinates of GF(p^k) to -p/2..p/2; digits are 0..p-1. */
static void get_digit(fmpz_t digit, const fmpz_poly_t poly, slong i, const lfsr_field *field)
{
    fmpz_poly_get_coeff_fmpz(digit, poly, i);
    fmpz_mod(digit, digit, field->spec.p);
}

void lfsr_field_get_digits(fmpz *digits, const fq_default_t element, const lfsr_field *field)
{
    fmpz_poly_t poly;
    fmpz_poly_init(poly);
    fq_default_get_fmpz_poly(poly, element, field->context);
    for (slong i = 0; i < field->spec.k; i++)
        get_digit(digits + i, poly, i, field);
    fmpz_poly_clear(poly);
}

uint64_t lfsr_field_get_code(const fq_default_t element, const lfsr_field *field)
{
    fmpz_poly_t poly;
    fmpz_t digit;
    uint64_t code = 0;
    ulong p = fmpz_get_ui(field->spec.p);
    fmpz_init(digit);
    if (field->spec.k == 1) {
        fq_default_get_fmpz(digit, element, field->context);
        code = fmpz_get_ui(digit);
        fmpz_clear(digit);
        return code;
    }
    fmpz_poly_init(poly);
    fq_default_get_fmpz_poly(poly, element, field->context);
    for (slong i = field->spec.k - 1; i >= 0; i--) {
        get_digit(digit, poly, i, field);
        code = code * p + fmpz_get_ui(digit);
    }
    fmpz_clear(digit);
    fmpz_poly_clear(poly);
    return code;
}

void lfsr_field_set_code(fq_default_t out, uint64_t code, const lfsr_field *field)
{
    if (field->spec.k == 1) {
        lfsr_flint_set_ui(out, code, field->context);
        return;
    }
    fmpz_poly_t poly;
    ulong p = fmpz_get_ui(field->spec.p);
    fmpz_poly_init2(poly, field->spec.k);
    for (slong i = 0; i < field->spec.k; i++) {
        fmpz_poly_set_coeff_ui(poly, i, code % p);
        code /= p;
    }
    fq_default_set_fmpz_poly(out, poly, field->context);
    fmpz_poly_clear(poly);
}
