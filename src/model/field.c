/* A field with its FLINT context, and its elements as digits and codes.
 *
 * The context is always built from the modulus that the spec names; FLINT's own choice of modulus, random
 * where it has no Conway polynomial, is never used. */
#include "flint_compat.h"

#include "register_data.h"

#include <stdlib.h>

#include <flint/fmpz_poly.h>

/* A context and who uses it. A table of a field takes longer than many a question about a polynomial. */
typedef struct lfsr_shared_context {
    fq_default_ctx_t context;
    lfsr_field_spec spec;
    size_t users; /* fields, and the cache */
} shared_context;

static _Thread_local shared_context *last; /* of the last field, or NULL */

static void release(shared_context *shared)
{
    if (shared == NULL || --shared->users > 0)
        return;
    fq_default_ctx_clear(shared->context);
    lfsr_field_spec_clear(&shared->spec);
    free(shared);
}

void lfsr_field_forget(void)
{
    release(last);
    last = NULL;
}

/* The context of a valid spec; NULL when out of memory. */
static shared_context *build(const lfsr_field_spec *spec)
{
    shared_context *shared = malloc(sizeof *shared);
    if (shared == NULL)
        return NULL;
    shared->users = 1;
    lfsr_field_spec_init(&shared->spec);
    lfsr_field_spec_set(&shared->spec, spec);
    if (spec->k == 1)
        lfsr_flint_prime_init(shared->context, spec->p);
    else /* the root of a Conway polynomial generates the group: tables are safe */
        lfsr_flint_extension_init(shared->context, spec->p, spec->k, spec->modulus, spec->conway);
    return shared;
}

lfsr_status lfsr_field_init(lfsr_field *field, const lfsr_field_spec *spec, lfsr_error *error)
{
    lfsr_field_spec_init(&field->spec);
    fmpz_init(field->order);
    field->shared = NULL;
    lfsr_status status = lfsr_field_spec_check(spec, error);
    if (status != LFSR_OK)
        return status;
    if (last == NULL || !lfsr_field_spec_equal(&last->spec, spec) || last->spec.conway != spec->conway) {
        lfsr_field_forget();
        last = build(spec);
        if (last == NULL)
            return lfsr_fail_memory(error);
    }
    last->users++;
    field->shared = last;
    field->context = last->context;
    lfsr_field_spec_set(&field->spec, spec);
    lfsr_field_spec_order(field->order, spec);
    return LFSR_OK;
}

void lfsr_field_clear(lfsr_field *field)
{
    if (field == NULL)
        return;
    release(field->shared);
    field->shared = NULL;
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
