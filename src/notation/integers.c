/* Integers as factors of a product: elements of the prime field, or codes of elements. */
#include "expression.h"

#include <stdio.h>

/* A number mod m. The cost is charged: a constant, and more for each further block of 18 digits. */
lfsr_status lfsr_reduce_number(fmpz_t out, const lfsr_number *number, const fmpz_t m, lfsr_parser *parser)
{
    double blocks = (double)(number->length / 18), limbs = (double)fmpz_size(m);
    lfsr_status status =
        lfsr_arith_spend(&parser->arith, 5 + blocks * (12 + limbs / 2), number->column, parser->error);
    if (status == LFSR_OK)
        lfsr_number_mod(out, number, m);
    return status;
}

/* A nonzero integer to a power, mod p. */
static lfsr_status raise_integer(fmpz_t value, const lfsr_number *exponent, lfsr_parser *parser)
{
    lfsr_arith *arith = &parser->arith;
    const fmpz *p = arith->field->p;
    fmpz_t e, group;
    fmpz_init(e);
    fmpz_init(group);
    fmpz_sub_ui(group, p, 1);
    lfsr_status status = lfsr_reduce_number(e, exponent, group, parser);
    if (status == LFSR_OK)
        status = lfsr_arith_spend(arith, (double)fmpz_bits(e) * arith->costs.power_step, exponent->column,
                                  parser->error);
    if (status == LFSR_OK)
        fmpz_powm(value, value, e, p);
    fmpz_clear(e);
    fmpz_clear(group);
    return status;
}

/* An integer of a list must be in 0..p-1: a larger one is most likely an exponent or the code of an element.
 */
static lfsr_status check_list_integer(const lfsr_parser *parser, const lfsr_number *number)
{
    const lfsr_field_spec *field = parser->arith.field;
    char shown[32], largest[32];
    if (lfsr_number_below(number, field->p))
        return LFSR_OK;
    lfsr_number_show(shown, number);
    if (fmpz_abs_fits_ui(field->p))
        snprintf(largest, sizeof largest, "%llu", (unsigned long long)fmpz_get_ui(field->p) - 1);
    else
        snprintf(largest, sizeof largest, "p-1");
    const char *hint = "integers are reduced mod p in expressions only";
    if (field->k > 1)
        hint = "elements are written in a: 0, 1, a, a+1";
    else if (fmpz_equal_ui(field->p, 2))
        hint = "exponents are written taps:16,15,13,4";
    return lfsr_fail_at(parser->error, number->column, LFSR_BAD_INPUT, "syntax",
                        "the entry %s is not in 0..%s; %s", shown, largest, hint);
}

/* Times the element with that code: sum of d_i a^i for the code sum of d_i p^i. */
static lfsr_status times_code(lfsr_parser *parser, lfsr_value *product, const lfsr_number *number)
{
    lfsr_arith *arith = &parser->arith;
    lfsr_value element = LFSR_VALUE_ZERO;
    fmpz_t code, order;
    fmpz_init(code);
    fmpz_init(order);
    fmpz_add_ui(order, lfsr_arith_group(arith), 1);
    lfsr_status status = LFSR_OK;
    if (!lfsr_number_below(number, order)) {
        char shown[32];
        lfsr_number_show(shown, number);
        status = lfsr_fail_at(parser->error, number->column, LFSR_BAD_INPUT, "syntax",
                              "%s is not the number of an element: they are 0..q-1", shown);
    }
    if (status == LFSR_OK)
        status = lfsr_reduce_number(code, number, order, parser);
    if (status == LFSR_OK)
        status =
            lfsr_arith_spend(arith, 5 * (double)(arith->k * arith->limbs), number->column, parser->error);
    if (status == LFSR_OK)
        status = lfsr_value_reserve(&element, 0, arith, number->column, parser->error);
    if (status == LFSR_OK) {
        for (slong d = 0; d < arith->k && !fmpz_is_zero(code); d++)
            fmpz_fdiv_qr(code, element.digits + d, code, arith->field->p);
        lfsr_value_trim(&element, 1, arith);
        status = lfsr_value_mul(product, &element, arith, number->column, parser->error);
    }
    lfsr_value_clear(&element, arith);
    fmpz_clear(order);
    fmpz_clear(code);
    return status;
}

lfsr_status lfsr_times_integer(lfsr_parser *parser, lfsr_value *product)
{
    lfsr_number number, exponent;
    bool power;
    lfsr_scan_number(&parser->scan, &number);
    lfsr_status status = parser->elements_only && !(parser->codes && parser->arith.k > 1)
                             ? check_list_integer(parser, &number)
                             : LFSR_OK;
    if (status == LFSR_OK)
        status = lfsr_parse_exponent(parser, &exponent, &power);
    if (status != LFSR_OK)
        return status;
    if (parser->codes && parser->arith.k > 1 && !power)
        return times_code(parser, product, &number);
    fmpz_t value;
    fmpz_init(value);
    status = lfsr_reduce_number(value, &number, parser->arith.field->p, parser);
    if (power && lfsr_number_bounded(&exponent, 1) == 0)
        fmpz_one(value); /* 0^0 as well: the empty product */
    else if (status == LFSR_OK && power && !fmpz_is_zero(value))
        status = raise_integer(value, &exponent, parser);
    if (status == LFSR_OK)
        status = lfsr_value_scale(product, value, &parser->arith, number.column, parser->error);
    fmpz_clear(value);
    return status;
}
