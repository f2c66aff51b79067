/* Field orders and moduli from text. Sizes are judged from the digits before a number is built from them. */
#include "lfsr/notation.h"

#include <stdlib.h>
#include <string.h>

#include <flint/fmpz_vec.h>

#include "field_order.h"
#include "modulus.h"
#include "notation.h"
#include "scan.h"

/* Decimal digits of the largest field order, one more: 16384 log10(2) = 4932.1. */
#define MAX_ORDER_DIGITS 4934

static lfsr_status too_large(lfsr_error *error, size_t column)
{
    return lfsr_fail_at(error, column, LFSR_UNABLE, "field", "the field order is over the limit of %d bits",
                        LFSR_MAX_FIELD_BITS);
}

static lfsr_status read_base(fmpz_t base, const lfsr_number *number, lfsr_error *error)
{
    lfsr_number digits = *number;
    while (digits.length > 1 && digits.digits[0] == '0') {
        digits.digits++;
        digits.length--;
    }
    if (digits.length > MAX_ORDER_DIGITS)
        return too_large(error, number->column);
    fmpz_t bound;
    fmpz_init(bound);
    fmpz_set_ui(bound, 10);
    fmpz_pow_ui(bound, bound, MAX_ORDER_DIGITS);
    lfsr_number_mod(base, &digits, bound);
    fmpz_clear(bound);
    if (fmpz_cmp_ui(base, 2) < 0)
        return lfsr_fail_at(error, number->column, LFSR_BAD_INPUT, "field",
                            "expected a prime power (2, 9, 2^8), found %s", fmpz_is_zero(base) ? "0" : "1");
    return LFSR_OK;
}

/* base = p^k with p prime and the largest k. */
static lfsr_status split_power(lfsr_field_spec *field, const fmpz_t base, const lfsr_number *number,
                               lfsr_error *error)
{
    fmpz_t root;
    char shown[32];
    fmpz_init(root);
    fmpz_set(field->p, base);
    field->k = 1;
    for (int exponent; (exponent = fmpz_is_perfect_power(root, field->p)) > 1; field->k *= exponent)
        fmpz_set(field->p, root);
    fmpz_clear(root);
    if (fmpz_is_probabprime(field->p))
        return LFSR_OK;
    lfsr_number_show(shown, number);
    return lfsr_fail_at(error, number->column, LFSR_BAD_INPUT, "field",
                        "expected a prime power (2, 9, 2^8), found %s", shown);
}

/* "GF(9)", "GF9", "F_9": the position of the number, and, where a bracket was opened and closed, the length
 * without the closing one. */
static size_t skip_name(const char *text, size_t *length)
{
    size_t at = lfsr_field_name_length(text, *length);
    if (at > 0 && *length > at + 1 && text[at] == '(' && text[*length - 1] == ')') {
        at++;
        (*length)--;
    }
    return at;
}

lfsr_status lfsr_field_order_read(lfsr_field_spec *field, const char *text, size_t length, lfsr_error *error)
{
    size_t start = skip_name(text, &length);
    lfsr_scan scan = {text, length, start};
    lfsr_number number, exponent;
    slong e = 1;
    if (!lfsr_scan_number(&scan, &number))
        return lfsr_expected(&scan, error, "a prime power (2, 9, 2^8)");
    if (lfsr_scan_accept_power(&scan)) {
        if (!lfsr_scan_number(&scan, &exponent))
            return lfsr_expected(&scan, error, "an exponent (an integer of at least 1)");
        e = lfsr_number_bounded(&exponent, LFSR_MAX_FIELD_BITS);
        if (e == 0)
            return lfsr_fail_at(error, exponent.column, LFSR_BAD_INPUT, "field",
                                "expected an exponent of at least 1, found 0");
    }
    lfsr_status status = lfsr_scan_finish(&scan, error, e == 1 ? "'^' or the end" : "the end");
    fmpz_t base;
    fmpz_init(base);
    if (status == LFSR_OK)
        status = read_base(base, &number, error);
    if (status == LFSR_OK && (slong)(fmpz_bits(base) - 1) * e >= LFSR_MAX_FIELD_BITS)
        status = too_large(error, number.column);
    if (status == LFSR_OK)
        status = split_power(field, base, &number, error);
    if (status == LFSR_OK) {
        field->k *= e;
        lfsr_field_spec_order(base, field);
        if (fmpz_bits(base) > LFSR_MAX_FIELD_BITS)
            status = too_large(error, number.column);
    }
    fmpz_clear(base);
    return status;
}

/* The modulus as a polynomial in a over the prime field; field has p, k and an array for it. */
static lfsr_status read_modulus(lfsr_field_spec *field, const char *text, lfsr_error *error)
{
    lfsr_field_spec prime;
    lfsr_parser parser;
    lfsr_value value = LFSR_VALUE_ZERO;
    lfsr_field_spec_init(&prime);
    fmpz_set(prime.p, field->p);
    lfsr_parser_init(&parser, &prime, text, strlen(text), true, error);
    lfsr_status status = lfsr_read_polynomial(&parser, &value, false);
    slong degree = lfsr_value_degree(&value);
    if (status == LFSR_OK && degree != field->k)
        status =
            lfsr_fail_at(error, 1, LFSR_BAD_INPUT, "modulus", "the modulus has degree %lld instead of %lld",
                         (long long)degree, (long long)field->k);
    if (status == LFSR_OK) {
        for (slong i = 0; i < value.length; i++)
            fmpz_swap(field->modulus + value.shift + i, value.digits + i);
        if (!lfsr_modulus_irreducible(field->modulus, field->p, field->k))
            status = lfsr_fail_at(error, 1, LFSR_BAD_INPUT, "modulus", "the modulus is reducible");
    }
    lfsr_value_clear(&value, &parser.arith);
    lfsr_parser_clear(&parser);
    lfsr_field_spec_clear(&prime);
    return status;
}

static lfsr_status set_modulus(lfsr_field_spec *field, const char *modulus, lfsr_error *error)
{
    field->conway = true;
    if (field->k == 1) {
        if (modulus == NULL)
            return LFSR_OK;
        return lfsr_fail_at(error, 1, LFSR_BAD_INPUT, "modulus", "a prime field has no modulus");
    }
    fmpz *conway = _fmpz_vec_init(field->k + 1);
    field->modulus = _fmpz_vec_init(field->k + 1);
    bool known = lfsr_modulus_conway(conway, field->p, field->k);
    lfsr_status status = LFSR_OK;
    if (modulus != NULL)
        status = read_modulus(field, modulus, error);
    else if (known)
        _fmpz_vec_set(field->modulus, conway, field->k + 1);
    else
        status = lfsr_modulus_first(field->modulus, field->p, field->k, error);
    field->conway = known && _fmpz_vec_equal(field->modulus, conway, field->k + 1);
    _fmpz_vec_clear(conway, field->k + 1);
    return status;
}

lfsr_status lfsr_field_spec_parse(lfsr_field_spec *field, const char *order, size_t length,
                                  const char *modulus, lfsr_error *error)
{
    lfsr_field_spec read;
    lfsr_field_spec_init(&read);
    lfsr_status status = lfsr_field_order_read(&read, order, length, error);
    if (status == LFSR_OK)
        status = set_modulus(&read, modulus, error);
    if (status == LFSR_OK)
        lfsr_field_spec_set(field, &read);
    lfsr_field_spec_clear(&read);
    return status;
}

lfsr_status lfsr_field_of_order(lfsr_field_spec *field, const fmpz_t p, slong k, bool *known,
                                lfsr_error *error)
{
    lfsr_field_spec named;
    lfsr_field_spec_init(&named);
    fmpz_set(named.p, p);
    lfsr_status status = LFSR_OK;
    *known = true;
    if (k == 1) { /* is p a prime? */
        char *order = lfsr_field_spec_order_text(&named);
        status = order == NULL ? lfsr_fail_memory(error)
                               : lfsr_field_spec_parse(field, order, strlen(order), NULL, error);
        free(order);
    } else {
        named.k = k;
        named.modulus = _fmpz_vec_init(k + 1);
        *known = lfsr_modulus_conway(named.modulus, p, k);
        named.conway = *known;
        if (*known)
            lfsr_field_spec_set(field, &named);
    }
    lfsr_field_spec_clear(&named);
    return status;
}
