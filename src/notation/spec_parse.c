/* A spec from the text of a polynomial, and the field in front of it in a line of a list. */
#include "lfsr/notation.h"

#include <flint/fmpz_vec.h>

#include "field_order.h"
#include "notation.h"
#include "spec_storage.h"

/* Over one field. Where the text names another one, it is left in p and k. */
static lfsr_status parse_over(lfsr_spec *spec, const lfsr_field_spec *field, const char *text, size_t length,
                              bool line_form, fmpz_t p, slong *named_k, lfsr_error *error)
{
    lfsr_parser parser;
    lfsr_value value = LFSR_VALUE_ZERO;
    lfsr_parser_init(&parser, field, text, length, false, error);
    lfsr_status status = lfsr_read_polynomial(&parser, &value, line_form);
    if (status == LFSR_OK) {
        slong k = field->k, digits = value.length * k;
        slong degree = lfsr_value_degree(&value);
        lfsr_spec_replace(spec, field, degree, _fmpz_vec_init((degree + 1) * k));
        for (slong i = 0; i < digits; i++)
            fmpz_swap(spec->coefficients + value.shift * k + i, value.digits + i);
    }
    fmpz_swap(p, parser.named_p);
    *named_k = parser.named_k;
    lfsr_value_clear(&value, &parser.arith);
    lfsr_parser_clear(&parser);
    return status;
}

/* Over GF(2), or the field that the text turns out to be written over. A later name in the text may be that
 * of a larger field, at most a few times, as its degree is a multiple. */
static lfsr_status parse_over_named(lfsr_spec *spec, const char *text, size_t length, bool line_form,
                                    lfsr_error *error)
{
    lfsr_field_spec field;
    fmpz_t p;
    slong k = 0;
    fmpz_init(p);
    lfsr_field_spec_init(&field);
    lfsr_status status = parse_over(spec, &field, text, length, line_form, p, &k, error);
    for (int tries = 0; tries < 8 && status == LFSR_BAD_INPUT && !fmpz_is_zero(p); tries++) {
        bool larger = fmpz_equal(p, field.p) && k > field.k && k % field.k == 0;
        bool known = true;
        if (tries > 0 && !larger)
            break;
        lfsr_status found = lfsr_field_of_order(&field, p, k, &known, error);
        if (!known)
            break;
        status = found;
        if (status == LFSR_OK)
            status = parse_over(spec, &field, text, length, line_form, p, &k, error);
    }
    lfsr_field_spec_clear(&field);
    fmpz_clear(p);
    return status;
}

lfsr_status lfsr_spec_parse(lfsr_spec *spec, const lfsr_field_spec *field, const char *text, size_t length,
                            bool line_form, lfsr_error *error)
{
    fmpz_t p;
    slong k = 1;
    if (field == NULL)
        return parse_over_named(spec, text, length, line_form, error);
    fmpz_init(p);
    lfsr_status status = parse_over(spec, field, text, length, line_form, p, &k, error);
    fmpz_clear(p);
    return status;
}

/* The cursor behind "GF(", "GF" or "F_", where one of them comes next. */
static int skip_field_name(lfsr_scan *scan)
{
    (void)lfsr_scan_peek(scan);
    size_t length = lfsr_field_name_length(scan->text + scan->at, scan->length - scan->at);
    scan->at += length;
    if (length > 0 && lfsr_scan_byte(scan) == '(')
        scan->at++;
    return lfsr_scan_peek(scan);
}

size_t lfsr_spec_field_prefix(const char *text, size_t length, size_t *order_length)
{
    lfsr_scan scan = {text, length, 0};
    int c = skip_field_name(&scan);
    if (!lfsr_is_digit(c) && c != '+' && c != '-')
        return 0;
    while (lfsr_is_digit(c) || lfsr_is_space(c) || c == '+' || c == '-' || c == '^' || c == '*' ||
           (c == ')' && scan.at > 3)) {
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
