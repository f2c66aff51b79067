/* Polynomial specs: plain data. */
#include "lfsr/spec.h"

#include <flint/fmpz_vec.h>

#include "spec_storage.h"

static slong digits_of(const lfsr_spec *spec)
{
    return (spec->degree + 1) * spec->field.k;
}

static void clear_coefficients(lfsr_spec *spec)
{
    if (spec->coefficients != NULL)
        _fmpz_vec_clear(spec->coefficients, digits_of(spec));
    spec->coefficients = NULL;
}

void lfsr_spec_init(lfsr_spec *spec)
{
    lfsr_field_spec_init(&spec->field);
    spec->degree = 1;
    spec->coefficients = _fmpz_vec_init(2);
    fmpz_one(spec->coefficients + 1);
}

void lfsr_spec_clear(lfsr_spec *spec)
{
    if (spec == NULL)
        return;
    clear_coefficients(spec);
    lfsr_field_spec_clear(&spec->field);
}

void lfsr_spec_replace(lfsr_spec *spec, const lfsr_field_spec *field, slong degree, fmpz *coefficients)
{
    clear_coefficients(spec);
    if (!lfsr_field_spec_equal(&spec->field, field) || spec->field.conway != field->conway)
        lfsr_field_spec_set(&spec->field, field);
    spec->degree = degree;
    spec->coefficients = coefficients;
}

static fmpz *copy_coefficients(const lfsr_spec *source)
{
    slong length = digits_of(source);
    fmpz *copy = _fmpz_vec_init(length);
    for (slong i = 0; i < length; i++)
        if (!COEFF_IS_MPZ(source->coefficients[i])) /* almost always */
            copy[i] = source->coefficients[i];
        else
            fmpz_set(copy + i, source->coefficients + i);
    return copy;
}

void lfsr_spec_init_set(lfsr_spec *spec, const lfsr_spec *source)
{
    lfsr_field_spec_init(&spec->field);
    lfsr_field_spec_set(&spec->field, &source->field);
    spec->degree = source->degree;
    spec->coefficients = copy_coefficients(source);
}

void lfsr_spec_set(lfsr_spec *spec, const lfsr_spec *source)
{
    if (spec != source)
        lfsr_spec_replace(spec, &source->field, source->degree, copy_coefficients(source));
}

bool lfsr_spec_equal(const lfsr_spec *a, const lfsr_spec *b)
{
    return a->degree == b->degree && lfsr_field_spec_equal(&a->field, &b->field) &&
           _fmpz_vec_equal(a->coefficients, b->coefficients, digits_of(a));
}
