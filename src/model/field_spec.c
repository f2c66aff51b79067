/* Field specs: plain data, and the check of an untrusted one. */
#include "lfsr/spec.h"

#include <flint/fmpz_vec.h>

#include "modulus.h"

void lfsr_field_spec_init(lfsr_field_spec *field)
{
    fmpz_init_set_ui(field->p, 2);
    field->k = 1;
    field->modulus = NULL;
    field->conway = true;
}

static void clear_modulus(lfsr_field_spec *field)
{
    if (field->modulus != NULL)
        _fmpz_vec_clear(field->modulus, field->k + 1);
    field->modulus = NULL;
}

void lfsr_field_spec_clear(lfsr_field_spec *field)
{
    if (field == NULL)
        return;
    clear_modulus(field);
    fmpz_clear(field->p);
    lfsr_field_spec_init(field); /* owns nothing, so that a second call is harmless */
}

void lfsr_field_spec_set(lfsr_field_spec *field, const lfsr_field_spec *source)
{
    if (field == source)
        return;
    clear_modulus(field);
    fmpz_set(field->p, source->p);
    field->k = source->k;
    field->conway = source->conway;
    if (source->modulus != NULL) {
        field->modulus = _fmpz_vec_init(source->k + 1);
        _fmpz_vec_set(field->modulus, source->modulus, source->k + 1);
    }
}

bool lfsr_field_spec_equal(const lfsr_field_spec *a, const lfsr_field_spec *b)
{
    if (a->k != b->k || !fmpz_equal(a->p, b->p) || (a->modulus == NULL) != (b->modulus == NULL))
        return false;
    return a->modulus == NULL || _fmpz_vec_equal(a->modulus, b->modulus, a->k + 1);
}

void lfsr_field_spec_order(fmpz_t q, const lfsr_field_spec *field)
{
    fmpz_pow_ui(q, field->p, (ulong)field->k);
}

static lfsr_status bad_modulus(lfsr_error *error, const char *what)
{
    return lfsr_fail(error, LFSR_BAD_INPUT, "modulus", "the modulus %s", what);
}

/* Is the modulus irreducible? The last irreducible one is cached: a field is checked for each polynomial of a
 * list, and in a worker for each stratum, and the proof may take seconds. */
static bool is_proved(const lfsr_field_spec *field)
{
    static _Thread_local lfsr_field_spec last; /* p = 0, k = 0 at first */
    if (last.modulus != NULL && lfsr_field_spec_equal(field, &last))
        return true;
    if (!lfsr_modulus_irreducible(field->modulus, field->p, field->k))
        return false;
    lfsr_field_spec_set(&last, field);
    return true;
}

static lfsr_status check_modulus(const lfsr_field_spec *field, lfsr_error *error)
{
    if (field->modulus == NULL)
        return bad_modulus(error, "is missing");
    if (!fmpz_is_one(field->modulus + field->k))
        return bad_modulus(error, "is not monic");
    for (slong i = 0; i < field->k; i++)
        if (fmpz_sgn(field->modulus + i) < 0 || fmpz_cmp(field->modulus + i, field->p) >= 0)
            return bad_modulus(error, "has a coefficient outside 0..p-1");
    if (!field->conway) /* a Conway polynomial is irreducible; it must only be the right one */
        return is_proved(field) ? LFSR_OK : bad_modulus(error, "is reducible");
    fmpz *conway = _fmpz_vec_init(field->k + 1);
    bool same = lfsr_modulus_conway(conway, field->p, field->k) &&
                _fmpz_vec_equal(conway, field->modulus, field->k + 1);
    _fmpz_vec_clear(conway, field->k + 1);
    return same ? LFSR_OK : bad_modulus(error, "is marked as the Conway polynomial and is not");
}

lfsr_status lfsr_field_spec_check(const lfsr_field_spec *field, lfsr_error *error)
{
    if (fmpz_cmp_ui(field->p, 2) < 0 || field->k < 1)
        return lfsr_fail(error, LFSR_BAD_INPUT, "field", "the field order is less than 2");
    bool large = field->k > LFSR_MAX_FIELD_BITS || fmpz_bits(field->p) > LFSR_MAX_FIELD_BITS ||
                 (slong)(fmpz_bits(field->p) - 1) * field->k >= LFSR_MAX_FIELD_BITS;
    if (!large) {
        fmpz_t q;
        fmpz_init(q);
        lfsr_field_spec_order(q, field);
        large = fmpz_bits(q) > LFSR_MAX_FIELD_BITS;
        fmpz_clear(q);
    }
    if (large)
        return lfsr_fail(error, LFSR_UNABLE, "field", "the field order is over the limit of %d bits",
                         LFSR_MAX_FIELD_BITS);
    if (!fmpz_is_probabprime(field->p))
        return lfsr_fail(error, LFSR_BAD_INPUT, "field", "the characteristic of the field is not prime");
    if (field->k > 1)
        return check_modulus(field, error);
    return field->modulus == NULL ? LFSR_OK
                                  : bad_modulus(error, "is given for a prime field, which has no modulus");
}
