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
static lfsr_status parse_exponent(lfsr_parser *parser, lfsr_number *exponent, bool *present)
{
    *present = lfsr_scan_accept_power(&parser->scan);
    if (*present && !lfsr_scan_number(&parser->scan, exponent))
        return lfsr_expected(&parser->scan, parser->error, "an exponent (an integer of at least 0)");
    return LFSR_OK;
}

/* A number mod m. The cost is charged: a constant, and more for each further block of 18 digits. */
static lfsr_status reduce_number(fmpz_t out, const lfsr_number *number, const fmpz_t m, lfsr_parser *parser)
{
    double blocks = (double)(number->length / 18), limbs = (double)fmpz_size(m);
    lfsr_status status =
        lfsr_arith_spend(&parser->arith, 5 + blocks * (12 + limbs / 2), number->column, parser->error);
    if (status == LFSR_OK)
        lfsr_number_mod(out, number, m);
    return status;
}

/* An exponent of a nonzero element, reduced by Fermat's theorem: its value mod q - 1. */
static lfsr_status reduce_exponent(fmpz_t out, const lfsr_number *exponent, lfsr_parser *parser)
{
    return reduce_number(out, exponent, lfsr_arith_group(&parser->arith), parser);
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
    lfsr_status status = reduce_number(e, exponent, group, parser);
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

static lfsr_status times_integer(lfsr_parser *parser, lfsr_value *product)
{
    lfsr_number number, exponent;
    bool power;
    lfsr_scan_number(&parser->scan, &number);
    lfsr_status status = parser->elements_only ? check_list_integer(parser, &number) : LFSR_OK;
    if (status == LFSR_OK)
        status = parse_exponent(parser, &exponent, &power);
    if (status != LFSR_OK)
        return status;
    fmpz_t value;
    fmpz_init(value);
    status = reduce_number(value, &number, parser->arith.field->p, parser);
    if (power && lfsr_number_bounded(&exponent, 1) == 0)
        fmpz_one(value); /* 0^0 as well: the empty product */
    else if (status == LFSR_OK && power && !fmpz_is_zero(value))
        status = raise_integer(value, &exponent, parser);
    if (status == LFSR_OK)
        status = lfsr_value_scale(product, value, &parser->arith, number.column, parser->error);
    fmpz_clear(value);
    return status;
}

static lfsr_status times_root(lfsr_parser *parser, lfsr_value *product)
{
    size_t column = parser->scan.at + 1;
    lfsr_arith *arith = &parser->arith;
    if (arith->k == 1)
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                            "'a' is not an element of a prime field (and cannot be the variable)");
    lfsr_number exponent;
    bool power;
    parser->scan.at++;
    lfsr_status status = parse_exponent(parser, &exponent, &power);
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
static lfsr_status refuse_word(lfsr_parser *parser)
{
    const lfsr_scan *scan = &parser->scan;
    size_t start = scan->at, end = scan->at;
    while (start > 0 && lfsr_is_letter((unsigned char)scan->text[start - 1]))
        start--;
    while (end < scan->length && lfsr_is_letter((unsigned char)scan->text[end]) && end - start < 20)
        end++;
    return lfsr_fail_at(
        parser->error, start + 1, LFSR_BAD_INPUT, "syntax",
        "the word '%.*s' is not a polynomial; polynomials are written x^4+x+1, 0x13 or taps:4,1",
        (int)(end - start), scan->text + start);
}

static lfsr_status check_variable(lfsr_parser *parser, int letter)
{
    size_t column = parser->scan.at + 1;
    bool in_word = column > 1 && lfsr_is_letter((unsigned char)parser->scan.text[column - 2]);
    if (parser->elements_only)
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                            "expected a field element, found the letter '%c'", letter);
    if (parser->variable == 0)
        parser->variable = letter;
    if (parser->variable == letter)
        return LFSR_OK;
    if (in_word)
        return refuse_word(parser);
    return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                        "expected the variable '%c' throughout, found '%c'", parser->variable, letter);
}

static lfsr_status times_variable(lfsr_parser *parser, lfsr_value *product)
{
    size_t column = parser->scan.at + 1;
    lfsr_status status = check_variable(parser, lfsr_scan_byte(&parser->scan));
    lfsr_number exponent;
    bool power;
    parser->scan.at++;
    if (status == LFSR_OK)
        status = lfsr_arith_spend(&parser->arith, 3, column, parser->error);
    if (status == LFSR_OK)
        status = parse_exponent(parser, &exponent, &power);
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

static lfsr_status times_group(lfsr_parser *parser, lfsr_value *product)
{
    size_t column = parser->scan.at + 1;
    if (++parser->depth > MAX_DEPTH)
        return lfsr_fail_at(parser->error, column, LFSR_UNABLE, "too-large",
                            "parentheses are nested more than %d deep", MAX_DEPTH);
    lfsr_value group = LFSR_VALUE_ZERO;
    lfsr_number exponent;
    bool power = false;
    parser->scan.at++;
    lfsr_status status = lfsr_arith_spend(&parser->arith, 10, column, parser->error);
    if (status == LFSR_OK)
        status = lfsr_parse_sum(parser, &group);
    if (status == LFSR_OK && !lfsr_scan_accept(&parser->scan, ')'))
        status = lfsr_expected(&parser->scan, parser->error, "an operator or ')'");
    if (status == LFSR_OK)
        status = parse_exponent(parser, &exponent, &power);
    if (status == LFSR_OK && power)
        status = raise_group(parser, &group, &exponent);
    if (status == LFSR_OK)
        status = lfsr_value_mul(product, &group, &parser->arith, column, parser->error);
    lfsr_value_clear(&group, &parser->arith);
    parser->depth--;
    return status;
}

static lfsr_status times_power(lfsr_parser *parser, lfsr_value *product)
{
    int c = lfsr_scan_peek(&parser->scan);
    if (lfsr_is_digit(c))
        return times_integer(parser, product);
    if (c == 'a' && !parser->modulus)
        return times_root(parser, product);
    if (lfsr_is_letter(c))
        return times_variable(parser, product);
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
        if (status != LFSR_OK || !(c == '*' || c == '(' || lfsr_is_letter(c)))
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
