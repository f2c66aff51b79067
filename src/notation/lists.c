/* The notations that name coefficients or exponents one by one. Each element of a list is an expression
 * without a variable; everything is checked against the degree limit before memory is allocated. */
#include "notation.h"

#include <flint/fmpz_vec.h>

lfsr_status lfsr_binary_only(const lfsr_parser *parser, const char *what)
{
    if (parser->arith.k == 1 && *parser->arith.field->p == 2)
        return LFSR_OK;
    return lfsr_fail_at(parser->error, parser->scan.at + 1, LFSR_BAD_INPUT, "syntax",
                        "%s notation requires GF(2)", what);
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

/* Are there only digits in text[start..end), and blanks behind them? */
static bool is_plain_integer(const char *text, size_t start, size_t end)
{
    while (start < end && lfsr_is_digit(text[start]))
        start++;
    while (start < end && lfsr_is_space(text[start]))
        start++;
    return start == end;
}

/* What separates two elements: a comma, or, throughout, blanks between plain integers. */
typedef enum separator { NOT_YET, COMMAS, BLANKS } separator;

/* Move past the separator. False at the end of the list; *refused: a separator that does not fit. */
static bool next_element(lfsr_scan *scan, size_t start, separator *used, bool *refused)
{
    bool plain = is_plain_integer(scan->text, start, scan->at);
    int c = lfsr_scan_peek(scan);
    separator found = c == ',' ? COMMAS : lfsr_is_digit(c) && plain ? BLANKS : NOT_YET;
    *refused = (*used == BLANKS && !plain) || (*used != NOT_YET && found != NOT_YET && found != *used);
    if (found == NOT_YET || *refused)
        return false;
    *used = found;
    scan->at += found == COMMAS;
    return true;
}

/* Elements separated by commas or blanks, the first one into the coefficient of x^0; *count of them, zeros
 * included. */
static lfsr_status read_elements(lfsr_parser *parser, lfsr_value *value, slong *count, size_t *last_column)
{
    lfsr_arith *arith = &parser->arith;
    lfsr_value element = LFSR_VALUE_ZERO;
    lfsr_status status;
    separator used = NOT_YET;
    bool refused = false;
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
    } while (next_element(&parser->scan, *last_column - 1, &used, &refused));
    lfsr_value_clear(&element, arith);
    parser->elements_only = false;
    return refused ? lfsr_expected(&parser->scan, parser->error, "',', blanks or ']' as before") : status;
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

/* Set the coefficient of x^exponent. */
static lfsr_status set_tap(lfsr_parser *parser, lfsr_value *value, const lfsr_number *number, slong exponent)
{
    char shown[32];
    lfsr_number_show(shown, number);
    if (exponent > LFSR_MAX_DEGREE)
        return lfsr_fail_at(parser->error, number->column, LFSR_UNABLE, "degree",
                            "the degree %s is over the limit of %d", shown, LFSR_MAX_DEGREE);
    lfsr_status status = lfsr_value_reserve(value, exponent, &parser->arith, number->column, parser->error);
    if (status != LFSR_OK)
        return status;
    if (!fmpz_is_zero(value->digits + exponent))
        return lfsr_fail_at(parser->error, number->column, LFSR_BAD_INPUT, "syntax",
                            "the exponent %s is given twice", shown);
    fmpz_one(value->digits + exponent);
    return LFSR_OK;
}

/* Exponents, with commas or blanks between them; 0 may be among them. */
lfsr_status lfsr_read_taps(lfsr_parser *parser, lfsr_value *value)
{
    lfsr_scan *scan = &parser->scan;
    slong top = 0;
    (void)lfsr_scan_peek(scan);
    lfsr_status status = lfsr_binary_only(parser, "taps:");
    if (status != LFSR_OK)
        return status;
    char close = lfsr_scan_accept(scan, '[') ? ']' : lfsr_scan_accept(scan, '(') ? ')' : '\0';
    do {
        lfsr_number number;
        if (!lfsr_scan_number(scan, &number))
            return lfsr_expected(scan, parser->error, "an exponent");
        slong exponent = lfsr_number_bounded(&number, LFSR_MAX_DEGREE);
        status = set_tap(parser, value, &number, exponent);
        if (status != LFSR_OK)
            return status;
        top = exponent > top ? exponent : top;
    } while (lfsr_scan_accept(scan, ',') || lfsr_is_digit(lfsr_scan_peek(scan)));
    fmpz_one(value->digits);
    value->length = top + 1;
    if (close != '\0' && !lfsr_scan_accept(scan, close))
        return lfsr_expected(scan, parser->error, close == ']' ? "',' or ']'" : "',' or ')'");
    return lfsr_scan_finish(scan, parser->error, close != '\0' ? "the end" : "',' or the end");
}
