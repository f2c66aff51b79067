/* Expressions by recursive descent:
 *
 *     sum     = [+|-] product { (+|-) [+|-] product }
 *     product = power { [*] power }           juxtaposition multiplies, except before an integer
 *     power   = base [ (^|**) integer ]
 *     base    = integer | a | variable | ( sum )
 *
 * A product is accumulated in place, factor by factor: c x^e never becomes more than one coefficient and a
 * shift. */
#include "expression.h"

#include <stdio.h>

#define MAX_DEPTH 100

/* ^ or ** and the exponent, if they come next. */
lfsr_status lfsr_parse_exponent(lfsr_parser *parser, lfsr_number *exponent, bool *present)
{
    *present = lfsr_scan_accept_power(&parser->scan);
    if (*present && !lfsr_scan_number(&parser->scan, exponent))
        return lfsr_expected(&parser->scan, parser->error, "an exponent (an integer of at least 0)");
    return LFSR_OK;
}

/* An exponent of a nonzero element, reduced by Fermat's theorem: its value mod q - 1. */
static lfsr_status reduce_exponent(fmpz_t out, const lfsr_number *exponent, lfsr_parser *parser)
{
    return lfsr_reduce_number(out, exponent, lfsr_arith_group(&parser->arith), parser);
}

lfsr_status lfsr_times_root(lfsr_parser *parser, lfsr_value *product, size_t column)
{
    lfsr_arith *arith = &parser->arith;
    if (arith->k == 1)
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                            "'a' is not an element of a prime field (and cannot be the variable)");
    lfsr_number exponent;
    bool power;
    lfsr_status status = lfsr_parse_exponent(parser, &exponent, &power);
    if (status != LFSR_OK)
        return status;
    fmpz_t e;
    fmpz_init_set_ui(e, 1);
    if (power) {
        slong small = lfsr_number_bounded(&exponent, arith->k - 1);
        fmpz_set_si(e, small);
        if (small >= arith->k)
            status = reduce_exponent(e, &exponent, parser);
    }
    if (status == LFSR_OK)
        status = lfsr_value_mul_root(product, e, arith, column, parser->error);
    fmpz_clear(e);
    return status;
}

/* Two letters side by side are not a product but a word, which is an error. */
static lfsr_status refuse_word(const lfsr_parser *parser, size_t column)
{
    const lfsr_scan *scan = &parser->scan;
    size_t start = column - 1, end = start;
    while (start > 0 && lfsr_is_letter((unsigned char)scan->text[start - 1]))
        start--;
    while (end < scan->length && lfsr_is_letter((unsigned char)scan->text[end]) && end - start < 20)
        end++;
    return lfsr_fail_at(
        parser->error, start + 1, LFSR_BAD_INPUT, "syntax",
        "the word '%.*s' is not a polynomial; polynomials are written x^4+x+1, 0x13 or taps:4,1",
        (int)(end - start), scan->text + start);
}

static void show_variable(char shown[32], lfsr_variable variable)
{
    if (variable < 256)
        snprintf(shown, 32, "%c", variable);
    else
        snprintf(shown, 32, "%c_%d", variable & 0xff, (variable >> 8) - 1);
}

/* A letter that cannot stand here. */
static lfsr_status refuse_variable(const lfsr_parser *parser, lfsr_variable variable, size_t column)
{
    char shown[32], expected[32];
    show_variable(shown, variable);
    if (parser->elements_only)
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                            "expected a field element, found the letter '%s'", shown);
    if (column > 1 && lfsr_is_letter((unsigned char)parser->scan.text[column - 2]))
        return refuse_word(parser, column);
    show_variable(expected, parser->variable);
    return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                        "expected the variable '%s' throughout, found '%s'", expected, shown);
}

lfsr_status lfsr_times_variable(lfsr_parser *parser, lfsr_value *product, lfsr_variable variable,
                                size_t column)
{
    lfsr_number exponent;
    bool power = lfsr_is_digit(lfsr_scan_byte(&parser->scan)); /* x16 */
    if (parser->variable == 0)
        parser->variable = variable;
    if (parser->variable != variable || parser->elements_only)
        return refuse_variable(parser, variable, column);
    lfsr_status status = lfsr_arith_spend(&parser->arith, 3, column, parser->error);
    if (status == LFSR_OK && power)
        (void)lfsr_scan_number(&parser->scan, &exponent);
    else if (status == LFSR_OK)
        status = lfsr_parse_exponent(parser, &exponent, &power);
    if (status != LFSR_OK)
        return status;
    if (!power)
        return lfsr_value_shift(product, 1, &parser->arith, column, parser->error);
    slong e = lfsr_number_bounded(&exponent, LFSR_MAX_DEGREE);
    if (e > LFSR_MAX_DEGREE) {
        char shown[32];
        lfsr_number_show(shown, &exponent);
        return lfsr_fail_at(parser->error, exponent.column, LFSR_UNABLE, "degree",
                            "the degree %s is over the limit of %d", shown, LFSR_MAX_DEGREE);
    }
    return lfsr_value_shift(product, e, &parser->arith, exponent.column, parser->error);
}

static lfsr_status raise_group(lfsr_parser *parser, lfsr_value *group, const lfsr_number *exponent)
{
    lfsr_arith *arith = &parser->arith;
    if (lfsr_number_bounded(exponent, 1) == 0)
        return lfsr_value_one(group, arith, parser->error);
    if (group->length == 0)
        return LFSR_OK;
    if (!lfsr_value_constant(group))
        return lfsr_value_pow(group, lfsr_number_bounded(exponent, LFSR_MAX_DEGREE), arith, exponent->column,
                              parser->error);
    fmpz_t e;
    fmpz_init(e);
    lfsr_status status = reduce_exponent(e, exponent, parser);
    if (status == LFSR_OK && fmpz_is_zero(e))
        status = lfsr_value_one(group, arith, parser->error);
    else if (status == LFSR_OK)
        status = lfsr_value_pow_constant(group, e, arith, exponent->column, parser->error);
    fmpz_clear(e);
    return status;
}

lfsr_status lfsr_times_raised(lfsr_parser *parser, lfsr_value *product, lfsr_value *group, size_t column)
{
    lfsr_number exponent;
    bool power = false;
    lfsr_status status = lfsr_parse_exponent(parser, &exponent, &power);
    if (status == LFSR_OK && power)
        status = raise_group(parser, group, &exponent);
    return status == LFSR_OK ? lfsr_value_mul(product, group, &parser->arith, column, parser->error) : status;
}

lfsr_status lfsr_enter_group(lfsr_parser *parser, size_t column)
{
    if (++parser->depth > MAX_DEPTH)
        return lfsr_fail_at(parser->error, column, LFSR_UNABLE, "too-large",
                            "parentheses are nested more than %d deep", MAX_DEPTH);
    return LFSR_OK;
}

static lfsr_status times_group(lfsr_parser *parser, lfsr_value *product)
{
    size_t column = parser->scan.at + 1;
    lfsr_value group = LFSR_VALUE_ZERO;
    lfsr_status status = lfsr_enter_group(parser, column);
    if (status != LFSR_OK)
        return status;
    parser->scan.at++;
    status = lfsr_arith_spend(&parser->arith, 10, column, parser->error);
    if (status == LFSR_OK)
        status = lfsr_parse_sum(parser, &group);
    if (status == LFSR_OK && !lfsr_scan_accept(&parser->scan, ')'))
        status = lfsr_expected(&parser->scan, parser->error, "an operator or ')'");
    if (status == LFSR_OK)
        status = lfsr_times_raised(parser, product, &group, column);
    lfsr_value_clear(&group, &parser->arith);
    parser->depth--;
    return status;
}

/* Does a name of several characters begin at this letter? */
static bool is_long_name(const lfsr_scan *scan)
{
    int next = scan->at + 1 < scan->length ? (unsigned char)scan->text[scan->at + 1] : ' ';
    return lfsr_is_letter(next) || lfsr_is_digit(next) || next == '_' || next == '.' || next == '(';
}

static lfsr_status times_power(lfsr_parser *parser, lfsr_value *product)
{
    int c = lfsr_scan_peek(&parser->scan);
    size_t column = parser->scan.at + 1;
    if (lfsr_is_digit(c))
        return lfsr_times_integer(parser, product);
    if (c == 'a' && !parser->modulus) {
        parser->scan.at++;
        return lfsr_times_root(parser, product, column);
    }
    if (c == '$' || (lfsr_is_letter(c) && is_long_name(&parser->scan)))
        return lfsr_times_name(parser, product);
    if (lfsr_is_letter(c)) {
        parser->scan.at++;
        return lfsr_times_variable(parser, product, c, column);
    }
    if (c == '(')
        return times_group(parser, product);
    return lfsr_expected(&parser->scan, parser->error, parser->elements_only ? "a field element" : "a term");
}

static lfsr_status parse_product(lfsr_parser *parser, lfsr_value *product)
{
    lfsr_status status = lfsr_value_one(product, &parser->arith, parser->error);
    while (status == LFSR_OK) {
        status = times_power(parser, product);
        int c = lfsr_scan_peek(&parser->scan);
        if (status != LFSR_OK || !(c == '*' || c == '(' || c == '$' || lfsr_is_letter(c)))
            break;
        if (c == '*')
            parser->scan.at++;
    }
    return status;
}

/* Take a sign if it comes next; a minus flips *minus. */
static bool accept_sign(lfsr_scan *scan, bool *minus)
{
    if (lfsr_scan_accept(scan, '+'))
        return true;
    if (!lfsr_scan_accept(scan, '-'))
        return false;
    *minus = !*minus;
    return true;
}

lfsr_status lfsr_parse_sum(lfsr_parser *parser, lfsr_value *value)
{
    lfsr_value term = LFSR_VALUE_ZERO;
    lfsr_status status;
    bool minus = false, more;
    do {
        accept_sign(&parser->scan, &minus);
        (void)lfsr_scan_peek(&parser->scan);
        size_t column = parser->scan.at + 1;
        status = parse_product(parser, &term);
        if (status == LFSR_OK)
            status = lfsr_value_add(value, &term, minus, &parser->arith, column, parser->error);
        minus = false;
        more = status == LFSR_OK && accept_sign(&parser->scan, &minus);
    } while (more);
    lfsr_value_clear(&term, &parser->arith);
    return status;
}
