/* The notations that name coefficients or exponents one by one. Each element of a list is an expression
 * without a variable; everything is checked against the degree limit before memory is allocated. */
#include "notation.h"

#include <flint/fmpz_vec.h>

static lfsr_status binary_only(lfsr_parser *parser, const char *what)
{
    if (parser->arith.k == 1 && *parser->arith.field->p == 2)
        return LFSR_OK;
    return lfsr_fail_at(parser->error, parser->scan.at + 1, LFSR_BAD_INPUT, "syntax",
                        "%s notation requires GF(2)", what);
}

static int hex_digit(int c)
{
    if (lfsr_is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* Bit i of the value is the coefficient of x^(i + offset): offset 1 and a constant term of 1 for Koopman's
 * form. */
static lfsr_status set_bits(lfsr_parser *parser, lfsr_value *value, size_t start, size_t end, bool koopman)
{
    slong offset = koopman ? 1 : 0;
    const char *text = parser->scan.text;
    while (start < end && text[start] == '0')
        start++;
    if (end - start > LFSR_MAX_DEGREE / 4 + 1)
        return lfsr_fail_at(parser->error, start + 1, LFSR_UNABLE, "degree",
                            "%llu hexadecimal digits, the degree is over the limit of %d",
                            (unsigned long long)(end - start), LFSR_MAX_DEGREE);
    slong degree = offset - 1;
    if (start < end) {
        degree += 4 * (slong)(end - start - 1);
        for (int top = hex_digit(text[start]); top > 0; top >>= 1)
            degree++;
    }
    lfsr_status status =
        lfsr_value_reserve(value, degree < 0 ? 0 : degree, &parser->arith, start + 1, parser->error);
    if (status != LFSR_OK)
        return status;
    if (koopman)
        fmpz_one(value->digits);
    for (size_t i = end; i-- > start;) {
        slong base = 4 * (slong)(end - 1 - i) + offset;
        int digit = hex_digit(text[i]);
        for (int bit = 0; bit < 4; bit++)
            if ((digit >> bit & 1) != 0)
                fmpz_one(value->digits + base + bit);
    }
    lfsr_value_trim(value, degree + 1, &parser->arith);
    return LFSR_OK;
}

lfsr_status lfsr_read_hex(lfsr_parser *parser, lfsr_value *value, bool koopman)
{
    lfsr_scan *scan = &parser->scan;
    (void)lfsr_scan_peek(scan);
    lfsr_status status = binary_only(parser, "hexadecimal");
    if (status != LFSR_OK)
        return status;
    if (scan->at + 1 < scan->length && scan->text[scan->at] == '0' &&
        (scan->text[scan->at + 1] | 0x20) == 'x')
        scan->at += 2;
    else if (scan->at + 1 < scan->length && scan->text[scan->at] == '0' &&
             (scan->text[scan->at + 1] | 0x20) == 'b')
        return lfsr_fail_at(parser->error, scan->at + 1, LFSR_BAD_INPUT, "syntax",
                            "0b marks a binary number; before hexadecimal digits write 0x");
    size_t start = scan->at;
    while (hex_digit(lfsr_scan_byte(scan)) >= 0)
        scan->at++;
    if (scan->at == start)
        return lfsr_expected(scan, parser->error, "a hexadecimal digit");
    size_t end = scan->at;
    status = lfsr_scan_finish(scan, parser->error, "a hexadecimal digit or the end");
    return status == LFSR_OK ? set_bits(parser, value, start, end, koopman) : status;
}

/* An entry that is a minus sign and an integer is refused like one over p-1. */
static lfsr_status refuse_negative(const lfsr_parser *parser)
{
    lfsr_scan ahead = parser->scan;
    lfsr_number number;
    char shown[32];
    if (!lfsr_scan_accept(&ahead, '-') || !lfsr_scan_number(&ahead, &number))
        return LFSR_OK;
    int c = lfsr_scan_peek(&ahead);
    if (c != ',' && c != ']' && c != LFSR_SCAN_END)
        return LFSR_OK;
    lfsr_number_show(shown, &number);
    return lfsr_fail_at(parser->error, parser->scan.at + 1, LFSR_BAD_INPUT, "syntax",
                        "the entry -%s is negative; the integers of a list are 0..p-1", shown);
}

/* Elements separated by commas, the first one into the coefficient of x^0; *count of them, zeros included. */
static lfsr_status read_elements(lfsr_parser *parser, lfsr_value *value, slong *count, size_t *last_column)
{
    lfsr_arith *arith = &parser->arith;
    lfsr_value element = LFSR_VALUE_ZERO;
    lfsr_status status;
    parser->elements_only = true;
    *count = 0;
    do {
        (void)lfsr_scan_peek(&parser->scan);
        *last_column = parser->scan.at + 1;
        status = refuse_negative(parser);
        if (status == LFSR_OK)
            status = lfsr_parse_sum(parser, &element);
        if (status == LFSR_OK)
            status = lfsr_value_reserve(value, *count, arith, *last_column, parser->error);
        if (status != LFSR_OK)
            break;
        if (element.length > 0)
            for (slong d = 0; d < arith->k; d++)
                fmpz_swap(value->digits + *count * arith->k + d, element.digits + d);
        lfsr_value_reset(&element, arith);
        ++*count;
    } while (lfsr_scan_accept(&parser->scan, ','));
    lfsr_value_clear(&element, arith);
    parser->elements_only = false;
    return status;
}

/* The first of count coefficients becomes the last. */
static void reverse(lfsr_value *value, slong count, slong k)
{
    for (slong low = 0, high = count - 1; low < high; low++, high--)
        for (slong d = 0; d < k; d++)
            fmpz_swap(value->digits + low * k + d, value->digits + high * k + d);
}

lfsr_status lfsr_read_list(lfsr_parser *parser, lfsr_value *value, bool highest_first)
{
    slong count;
    size_t column, first = parser->scan.at + 1;
    bool bracket = lfsr_scan_accept(&parser->scan, '[');
    lfsr_status status = read_elements(parser, value, &count, &column);
    if (status != LFSR_OK)
        return status;
    if (bracket && !lfsr_scan_accept(&parser->scan, ']'))
        return lfsr_expected(&parser->scan, parser->error, "',' or ']'");
    status = lfsr_scan_finish(&parser->scan, parser->error, bracket ? "the end" : "',' or the end");
    if (status != LFSR_OK)
        return status;
    if (highest_first)
        reverse(value, count, parser->arith.k);
    lfsr_value_trim(value, count, &parser->arith);
    if (value->length < count && count > 1)
        return lfsr_fail_at(parser->error, highest_first ? first : column, LFSR_BAD_INPUT, "degree",
                            "the leading coefficient, the %s of the list, is 0",
                            highest_first ? "first" : "last");
    return LFSR_OK;
}

/* f = x^n - sum of c_j x^j. */
lfsr_status lfsr_read_recurrence(lfsr_parser *parser, lfsr_value *value)
{
    lfsr_arith *arith = &parser->arith;
    slong n;
    size_t column;
    lfsr_status status = read_elements(parser, value, &n, &column);
    if (status == LFSR_OK)
        status = lfsr_scan_finish(&parser->scan, parser->error, "',' or the end");
    if (status == LFSR_OK)
        status = lfsr_value_reserve(value, n, arith, column, parser->error);
    if (status != LFSR_OK)
        return status;
    for (slong i = 0; i < n * arith->k; i++)
        if (!fmpz_is_zero(value->digits + i))
            fmpz_sub(value->digits + i, arith->field->p, value->digits + i);
    fmpz_one(value->digits + n * arith->k);
    value->length = n + 1;
    return LFSR_OK;
}

lfsr_status lfsr_read_taps(lfsr_parser *parser, lfsr_value *value)
{
    lfsr_scan *scan = &parser->scan;
    slong top = 0;
    (void)lfsr_scan_peek(scan);
    lfsr_status status = binary_only(parser, "taps:");
    if (status != LFSR_OK)
        return status;
    do {
        lfsr_number number;
        char shown[32];
        if (!lfsr_scan_number(scan, &number))
            return lfsr_expected(scan, parser->error, "an exponent");
        lfsr_number_show(shown, &number);
        slong exponent = lfsr_number_bounded(&number, LFSR_MAX_DEGREE);
        if (exponent == 0)
            return lfsr_fail_at(parser->error, number.column, LFSR_BAD_INPUT, "syntax",
                                "expected an exponent of at least 1, found 0 (the constant term is implied)");
        if (exponent > LFSR_MAX_DEGREE)
            return lfsr_fail_at(parser->error, number.column, LFSR_UNABLE, "degree",
                                "the degree %s is over the limit of %d", shown, LFSR_MAX_DEGREE);
        status = lfsr_value_reserve(value, exponent, &parser->arith, number.column, parser->error);
        if (status != LFSR_OK)
            return status;
        if (!fmpz_is_zero(value->digits + exponent))
            return lfsr_fail_at(parser->error, number.column, LFSR_BAD_INPUT, "syntax",
                                "the exponent %s is given twice", shown);
        fmpz_one(value->digits + exponent);
        top = exponent > top ? exponent : top;
    } while (lfsr_scan_accept(scan, ','));
    fmpz_one(value->digits);
    value->length = top + 1;
    return lfsr_scan_finish(scan, parser->error, "',' or the end");
}
