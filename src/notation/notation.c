/* Choose the notation of a text: by its prefix, else by its first bytes, so that no text has two readings.
 * The degree is checked and f is made monic here, once for all notations. */
#include "notation.h"

#include <string.h>
#include <strings.h>

#include <flint/fmpz_vec.h>

#include "lfsr/notation.h"

typedef enum notation { EXPRESSION, HEX, KOOPMAN, LIST, HIGH, TAPS, RECURRENCE, UNKNOWN } notation;

void lfsr_parser_init(lfsr_parser *parser, const lfsr_field_spec *field, const char *text, size_t length,
                      bool modulus, lfsr_error *error)
{
    parser->scan = (lfsr_scan){text, length, 0};
    lfsr_arith_init(&parser->arith, field);
    parser->variable = 0;
    parser->modulus = modulus;
    parser->elements_only = false;
    parser->depth = 0;
    parser->error = error;
}

void lfsr_parser_clear(lfsr_parser *parser)
{
    lfsr_arith_clear(&parser->arith);
}

/* Recognize a word and a colon at the cursor, and move past it. EXPRESSION if there is none. */
static notation accept_prefix(lfsr_scan *scan)
{
    static const struct {
        const char *word;
        notation form;
    } prefixes[] = {
        {"hex", HEX},   {"koopman", KOOPMAN}, {"galois", KOOPMAN},    {"list", LIST},
        {"high", HIGH}, {"taps", TAPS},       {"coeffs", RECURRENCE},
    };
    lfsr_scan ahead = *scan;
    while (lfsr_is_letter(lfsr_scan_byte(&ahead)))
        ahead.at++;
    size_t length = ahead.at - scan->at;
    if (length == 0 || !lfsr_scan_accept(&ahead, ':'))
        return EXPRESSION;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (strlen(prefixes[i].word) == length &&
            strncasecmp(prefixes[i].word, scan->text + scan->at, length) == 0) {
            *scan = ahead;
            return prefixes[i].form;
        }
    }
    return UNKNOWN;
}

/* Nothing but integers, commas and spaces, with a comma among them. */
static bool is_bare_recurrence(const lfsr_scan *scan)
{
    bool comma = false;
    for (size_t i = scan->at; i < scan->length; i++) {
        char c = scan->text[i];
        if (c == ',')
            comma = true;
        else if (!lfsr_is_digit(c) && !lfsr_is_space(c) && c != '-' && c != '+')
            return false;
    }
    return comma;
}

static notation detect(lfsr_scan *scan, bool line_form)
{
    int c = lfsr_scan_peek(scan);
    if (c == '[')
        return LIST;
    if (c == '0' && scan->at + 1 < scan->length && (scan->text[scan->at + 1] | 0x20) == 'x')
        return HEX;
    notation form = accept_prefix(scan);
    if (form == EXPRESSION && line_form && is_bare_recurrence(scan))
        return RECURRENCE;
    return form;
}

/* Refuse decimal digits and one letter other than x: probably a hexadecimal number with the suffix of an
 * assembler or of C, which would be read as a number times a variable. */
static lfsr_status refuse_suffixed_number(const lfsr_parser *parser)
{
    lfsr_scan scan = parser->scan;
    lfsr_number number;
    char shown[32];
    if (parser->modulus || !lfsr_scan_number(&scan, &number))
        return LFSR_OK;
    int c = lfsr_scan_byte(&scan);
    size_t column = ++scan.at;
    if (!lfsr_is_letter(c) || c == 'x' || c == 'X' || c == 'a' || lfsr_scan_peek(&scan) != LFSR_SCAN_END)
        return LFSR_OK;
    lfsr_number_show(shown, &number);
    return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                        "'%s%c' is ambiguous: write 0x%s for a hexadecimal number, %s*%c for a product",
                        shown, c, shown, shown, c);
}

static lfsr_status read_expression(lfsr_parser *parser, lfsr_value *value)
{
    if (lfsr_scan_peek(&parser->scan) == LFSR_SCAN_END)
        return lfsr_expected(&parser->scan, parser->error, "a polynomial");
    lfsr_status status = refuse_suffixed_number(parser);
    if (status == LFSR_OK)
        status = lfsr_parse_sum(parser, value);
    if (status != LFSR_OK)
        return status;
    if (lfsr_scan_peek(&parser->scan) == ',')
        return lfsr_expected(&parser->scan, parser->error,
                             "an operator or the end (lists are written [1,0,1], taps:4,1 or coeffs:1,1)");
    return lfsr_scan_finish(&parser->scan, parser->error, "an operator or the end");
}

static lfsr_status read_form(lfsr_parser *parser, lfsr_value *value, notation form)
{
    switch (form) {
    case EXPRESSION:
        return read_expression(parser, value);
    case HEX:
        return lfsr_read_hex(parser, value, false);
    case KOOPMAN:
        return lfsr_read_hex(parser, value, true);
    case LIST:
        return lfsr_read_list(parser, value, false);
    case HIGH:
        return lfsr_read_list(parser, value, true);
    case TAPS:
        return lfsr_read_taps(parser, value);
    case RECURRENCE:
        return lfsr_read_recurrence(parser, value);
    case UNKNOWN:
        break;
    }
    return lfsr_fail_at(
        parser->error, parser->scan.at + 1, LFSR_BAD_INPUT, "syntax",
        "expected a polynomial or one of hex:, koopman:, galois:, list:, high:, taps:, coeffs:, "
        "found another word before ':'");
}

static lfsr_status refuse_constant(const lfsr_parser *parser, const lfsr_value *value, size_t column)
{
    lfsr_scan scan = {parser->scan.text, parser->scan.length, 0};
    lfsr_number number;
    char shown[32];
    if (!parser->modulus && lfsr_scan_number(&scan, &number) && number.length > 1 &&
        lfsr_scan_peek(&scan) == LFSR_SCAN_END) {
        lfsr_number_show(shown, &number);
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "degree",
                            "%s is a number, not a polynomial; a hexadecimal word is written 0x%s", shown,
                            shown);
    }
    return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "degree", "%s, its degree must be at least 1",
                        value->length == 0 ? "the polynomial is zero" : "the polynomial is a constant");
}

lfsr_status lfsr_read_polynomial(lfsr_parser *parser, lfsr_value *value, bool line_form)
{
    if (parser->scan.length > LFSR_MAX_TEXT)
        return lfsr_fail(parser->error, LFSR_UNABLE, "too-large",
                         "the polynomial is %llu bytes long, over the limit of %ld",
                         (unsigned long long)parser->scan.length, LFSR_MAX_TEXT);
    (void)lfsr_scan_peek(&parser->scan);
    size_t column = parser->scan.at + 1;
    lfsr_status status = read_form(parser, value, detect(&parser->scan, line_form));
    if (status != LFSR_OK)
        return status;
    if (lfsr_value_constant(value))
        return refuse_constant(parser, value, column);
    return lfsr_value_make_monic(value, &parser->arith, parser->error);
}

const char *lfsr_spec_note(const lfsr_spec *spec, const char *text, size_t length)
{
    slong k = spec->field.k, terms = 0;
    lfsr_scan scan = {text, length, 0};
    notation form = detect(&scan, false);
    if (!_fmpz_vec_is_zero(spec->coefficients, k))
        return NULL;
    if (form == HEX)
        return "note: x divides it; was a mask meant? A mask is written galois: or koopman:";
    if (form != EXPRESSION || memchr(text, ',', length) != NULL || memchr(text, '(', length) != NULL)
        return NULL;
    for (slong i = 1; i <= spec->degree && terms < 2; i++)
        terms += _fmpz_vec_is_zero(spec->coefficients + i * k, k) ? 0 : 1;
    return terms > 1 ? "note: x divides it; was + 1 forgotten?" : NULL;
}
