/* A register rebuilt from its spec: field context, characteristic polynomial, its singular part split off. */
#include "register_data.h"

#include <stdlib.h>

#include <flint/fmpz_vec.h>

#include "spec_storage.h"

/* Over a prime field of one word FLINT's polynomial is filled directly. */
static void set_words(nmod_poly_t poly, const lfsr_spec *spec)
{
    nmod_poly_fit_length(poly, spec->degree + 1);
    for (slong i = 0; i <= spec->degree; i++)
        poly->coeffs[i] = fmpz_get_ui(spec->coefficients + i);
    poly->length = spec->degree + 1;
    _nmod_poly_normalise(poly);
}

void lfsr_spec_to_poly(fq_default_poly_t poly, const lfsr_spec *spec, const lfsr_field *field)
{
    if (spec->field.k == 1 && fmpz_abs_fits_ui(spec->field.p)) {
        set_words(poly->nmod, spec);
        return;
    }
    fq_default_t c;
    fq_default_init(c, field->context);
    fq_default_poly_zero(poly, field->context);
    fq_default_poly_fit_length(poly, spec->degree + 1, field->context);
    for (slong i = spec->degree; i >= 0; i--) {
        const fmpz *digits = spec->coefficients + i * spec->field.k;
        if (_fmpz_vec_is_zero(digits, spec->field.k))
            continue;
        lfsr_field_set_digits(c, digits, field);
        fq_default_poly_set_coeff(poly, i, c, field->context);
    }
    fq_default_clear(c, field->context);
}

static lfsr_status check_degree(slong degree, lfsr_error *error)
{
    if (degree < 1)
        return lfsr_fail(error, LFSR_BAD_INPUT, "degree", "the degree must be at least 1");
    if (degree > LFSR_MAX_DEGREE)
        return lfsr_fail(error, LFSR_UNABLE, "degree", "the degree %lld is over the limit of %d",
                         (long long)degree, LFSR_MAX_DEGREE);
    return LFSR_OK;
}

lfsr_status lfsr_spec_from_poly(lfsr_spec *spec, const fq_default_poly_t poly, const lfsr_field *field,
                                lfsr_error *error)
{
    slong degree = fq_default_poly_degree(poly, field->context);
    slong k = field->spec.k;
    lfsr_status status = check_degree(degree, error);
    if (status != LFSR_OK)
        return status;
    fmpz *digits = _fmpz_vec_init((degree + 1) * k);
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong i = 0; i <= degree; i++) {
        fq_default_poly_get_coeff(c, poly, i, field->context);
        if (k == 1)
            fq_default_get_fmpz(digits + i, c, field->context);
        else
            lfsr_field_get_digits(digits + i * k, c, field);
    }
    fq_default_clear(c, field->context);
    lfsr_spec_replace(spec, &field->spec, degree, digits);
    return LFSR_OK;
}

/* The largest power of x that divides f, from the spec. */
static slong tail_length(const lfsr_spec *spec)
{
    slong tail = 0;
    while (_fmpz_vec_is_zero(spec->coefficients + tail * spec->field.k, spec->field.k))
        tail++;
    return tail;
}

/* 0 <= c < p; small numbers are compared without a call. */
static bool is_digit(const fmpz_t c, const fmpz_t p)
{
    if (!COEFF_IS_MPZ(*c) && !COEFF_IS_MPZ(*p))
        return *c >= 0 && *c < *p;
    return fmpz_sgn(c) >= 0 && fmpz_cmp(c, p) < 0;
}

/* Check an untrusted spec before FLINT uses it. */
static lfsr_status check_spec(const lfsr_spec *spec, lfsr_error *error)
{
    slong k = spec->field.k;
    lfsr_status status = check_degree(spec->degree, error);
    if (status != LFSR_OK)
        return status;
    for (slong i = 0; i < (spec->degree + 1) * k; i++)
        if (!is_digit(spec->coefficients + i, spec->field.p))
            return lfsr_fail(error, LFSR_BAD_INPUT, "syntax", "a coefficient is out of range");
    const fmpz *leading = spec->coefficients + spec->degree * k;
    if (!fmpz_is_one(leading) || !_fmpz_vec_is_zero(leading + 1, k - 1))
        return lfsr_fail(error, LFSR_BAD_INPUT, "degree", "the polynomial is not monic");
    return LFSR_OK;
}

lfsr_status lfsr_register_init(lfsr_register *reg, const lfsr_spec *spec, lfsr_error *error)
{
    reg->degree = 0; /* only the field to clear */
    lfsr_status status = lfsr_field_init(&reg->field, &spec->field, error);
    if (status != LFSR_OK)
        return status;
    status = check_spec(spec, error);
    if (status != LFSR_OK) {
        lfsr_field_clear(&reg->field);
        return status;
    }
    lfsr_spec_init_set(&reg->spec, spec);
    fq_default_poly_init2(reg->f, spec->degree + 1, reg->field.context);
    lfsr_spec_to_poly(reg->f, spec, &reg->field);
    reg->degree = spec->degree;
    reg->tail = tail_length(spec);
    reg->g[0] = reg->f[0];
    if (reg->tail > 0) {
        fq_default_poly_init(reg->g, reg->field.context);
        fq_default_poly_shift_right(reg->g, reg->f, reg->tail, reg->field.context);
    }
    return LFSR_OK;
}

void lfsr_register_clear(lfsr_register *reg)
{
    if (reg == NULL)
        return;
    if (reg->degree > 0) {
        fq_default_poly_clear(reg->f, reg->field.context);
        if (reg->tail > 0)
            fq_default_poly_clear(reg->g, reg->field.context);
        lfsr_spec_clear(&reg->spec);
    }
    reg->degree = 0;
    lfsr_field_clear(&reg->field);
}

lfsr_status lfsr_register_new(lfsr_register **reg, const lfsr_spec *spec, lfsr_error *error)
{
    *reg = malloc(sizeof **reg);
    if (*reg == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = lfsr_register_init(*reg, spec, error);
    if (status != LFSR_OK) {
        free(*reg);
        *reg = NULL;
    }
    return status;
}

void lfsr_register_free(lfsr_register *reg)
{
    lfsr_register_clear(reg);
    free(reg);
}

const lfsr_spec *lfsr_register_spec(const lfsr_register *reg)
{
    return &reg->spec;
}

const lfsr_field_spec *lfsr_register_field(const lfsr_register *reg)
{
    return &reg->spec.field;
}

const fmpz *lfsr_register_field_order(const lfsr_register *reg)
{
    return reg->field.order;
}

slong lfsr_register_degree(const lfsr_register *reg)
{
    return reg->degree;
}

slong lfsr_register_tail(const lfsr_register *reg)
{
    return reg->tail;
}

void lfsr_register_states(fmpz_t states, const lfsr_register *reg)
{
    fmpz_pow_ui(states, reg->field.order, (ulong)reg->degree);
}

bool lfsr_register_states_u64(uint64_t *states, const lfsr_register *reg)
{
    if (fmpz_cmp_ui(reg->field.order, UINT64_C(1) << 63) > 0)
        return false;
    uint64_t q = fmpz_get_ui(reg->field.order), power = 1;
    for (slong i = 0; i < reg->degree; i++)
        if (__builtin_mul_overflow(power, q, &power) || power > UINT64_C(1) << 63)
            return false;
    *states = power;
    return true;
}
