/* Polynomial specs: plain data, and the reading of one from text. */
#include "lfsr/spec.h"

#include <flint/fmpz_vec.h>

#include "notation.h"
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

/* Give the spec another field and degree, all its digits zero. */
static void reshape(lfsr_spec *spec, const lfsr_field_spec *field, slong degree)
{
    lfsr_spec_replace(spec, field, degree, _fmpz_vec_init((degree + 1) * field->k));
}

void lfsr_spec_set(lfsr_spec *spec, const lfsr_spec *source)
{
    if (spec == source)
        return;
    reshape(spec, &source->field, source->degree);
    _fmpz_vec_set(spec->coefficients, source->coefficients, digits_of(source));
}

bool lfsr_spec_equal(const lfsr_spec *a, const lfsr_spec *b)
{
    return a->degree == b->degree && lfsr_field_spec_equal(&a->field, &b->field) &&
           _fmpz_vec_equal(a->coefficients, b->coefficients, digits_of(a));
}

lfsr_status lfsr_spec_parse(lfsr_spec *spec, const lfsr_field_spec *field, const char *text, size_t length,
                            bool line_form, lfsr_error *error)
{
    lfsr_parser parser;
    lfsr_value value = LFSR_VALUE_ZERO;
    lfsr_parser_init(&parser, field, text, length, false, error);
    lfsr_status status = lfsr_read_polynomial(&parser, &value, line_form);
    if (status == LFSR_OK) {
        slong k = field->k, digits = value.length * k;
        reshape(spec, field, lfsr_value_degree(&value));
        for (slong i = 0; i < digits; i++)
            fmpz_swap(spec->coefficients + value.shift * k + i, value.digits + i);
    }
    lfsr_value_clear(&value, &parser.arith);
    lfsr_parser_clear(&parser);
    return status;
}

size_t lfsr_spec_field_prefix(const char *text, size_t length, size_t *order_length)
{
    lfsr_scan scan = {text, length, 0};
    int c = lfsr_scan_peek(&scan);
    if (!lfsr_is_digit(c) && c != '+' && c != '-')
        return 0;
    while (lfsr_is_digit(c) || lfsr_is_space(c) || c == '+' || c == '-' || c == '^' || c == '*') {
        scan.at++;
        c = lfsr_scan_byte(&scan);
    }
    if (c != ':')
        return 0;
    *order_length = scan.at;
    while (*order_length > 0 && lfsr_is_space(text[*order_length - 1]))
        --*order_length;
    return scan.at + 1;
}
