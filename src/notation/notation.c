/* Choose the notation of a text: by its prefix, else by its first bytes, so that no text has two readings.
 * The degree is checked and f is made monic here, once for all notations. */
#include "notation.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "lfsr/notation.h"

/* What a text says about itself is not known yet. */
static void begin(lfsr_parser *parser, const char *text, size_t length)
{
    parser->scan = (lfsr_scan){text, length, 0};
    parser->variable = 0;
    parser->elements_only = parser->codes = false;
    parser->magma = 0;
    parser->depth = 0;
}

void lfsr_parser_init(lfsr_parser *parser, const lfsr_field_spec *field, const char *text, size_t length,
                      bool modulus, lfsr_error *error)
{
    begin(parser, text, length);
    lfsr_arith_init(&parser->arith, field);
    parser->modulus = modulus;
    parser->primitive_root = 0;
    parser->plain = NULL;
    fmpz_init(parser->named_p);
    parser->named_k = 0;
    parser->error = error;
}

void lfsr_parser_clear(lfsr_parser *parser)
{
    lfsr_arith_clear(&parser->arith);
    fmpz_clear(parser->named_p);
    free(parser->plain);
}

static const struct {
    const char *word;
    lfsr_notation form;
} prefixes[] = {
    {"hex", LFSR_HEX},   {"koopman", LFSR_KOOPMAN},   {"galois", LFSR_KOOPMAN},
    {"crc", LFSR_CRC},   {"reversed", LFSR_REVERSED}, {"list", LFSR_LIST},
    {"high", LFSR_HIGH}, {"taps", LFSR_TAPS},         {"coeffs", LFSR_RECURRENCE},
};

/* Recognize a word and a colon at the cursor, and move past it. LFSR_EXPRESSION if there is none. */
static lfsr_notation accept_prefix(lfsr_scan *scan)
{
    lfsr_scan ahead = *scan;
    while (lfsr_is_letter(lfsr_scan_byte(&ahead)))
        ahead.at++;
    size_t length = ahead.at - scan->at;
    if (length == 0 || !lfsr_scan_accept(&ahead, ':'))
        return LFSR_EXPRESSION;
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        if (strlen(prefixes[i].word) == length &&
            strncasecmp(prefixes[i].word, scan->text + scan->at, length) == 0) {
            *scan = ahead;
            return prefixes[i].form;
        }
    }
    return LFSR_UNKNOWN;
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

lfsr_notation lfsr_notation_detect(lfsr_scan *scan, bool line_form)
{
    int c = lfsr_scan_peek(scan);
    if (c == '[')
        return LFSR_LIST;
    if (lfsr_is_digit(c) && lfsr_word_next(scan))
        return LFSR_WORD;
    lfsr_notation form = accept_prefix(scan);
    if (form != LFSR_EXPRESSION)
        return form;
    if (lfsr_is_letter(c) && lfsr_call_next(scan))
        return LFSR_CALL;
    return line_form && is_bare_recurrence(scan) ? LFSR_RECURRENCE : LFSR_EXPRESSION;
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

static lfsr_status read_form(lfsr_parser *parser, lfsr_value *value, lfsr_notation form)
{
    switch (form) {
    case LFSR_EXPRESSION:
        return read_expression(parser, value);
    case LFSR_WORD:
        return lfsr_read_word(parser, value, false);
    case LFSR_HEX:
        return lfsr_read_word(parser, value, true);
    case LFSR_KOOPMAN:
        return lfsr_read_koopman(parser, value);
    case LFSR_CRC:
        return lfsr_read_crc(parser, value);
    case LFSR_REVERSED:
        return lfsr_read_reversed(parser, value);
    case LFSR_LIST:
        return lfsr_read_list(parser, value, false);
    case LFSR_HIGH:
        return lfsr_read_list(parser, value, true);
    case LFSR_TAPS:
        return lfsr_read_taps(parser, value);
    case LFSR_RECURRENCE:
        return lfsr_read_recurrence(parser, value);
    case LFSR_CALL:
        return lfsr_read_call(parser, value);
    case LFSR_UNKNOWN:
        break;
    }
    return lfsr_fail_at(parser->error, parser->scan.at + 1, LFSR_BAD_INPUT, "syntax",
                        "expected a polynomial or one of hex:, crc:, reversed:, koopman:, galois:, list:, "
                        "high:, taps:, coeffs:, found another word before ':'");
}

static lfsr_status refuse_constant(const lfsr_parser *parser, const lfsr_value *value, size_t column)
{
    lfsr_scan scan = {parser->scan.text, parser->scan.length, 0};
    lfsr_number number;
    char shown[32];
    if (!parser->modulus && lfsr_scan_number(&scan, &number) && number.length > 1 &&
        lfsr_scan_peek(&scan) == LFSR_SCAN_END) {
        lfsr_number_show(shown, &number);
        bool binary = strspn(shown, "01") == strlen(shown);
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "degree",
                            "%s is a number, not a polynomial; a hexadecimal word is written 0x%s%s%s", shown,
                            shown, binary ? ", a binary one 0b" : "", binary ? shown : "");
    }
    return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "degree", "%s, its degree must be at least 1",
                        value->length == 0 ? "the polynomial is zero" : "the polynomial is a constant");
}

static lfsr_status read_text(lfsr_parser *parser, lfsr_value *value, bool line_form)
{
    (void)lfsr_scan_peek(&parser->scan);
    size_t column = parser->scan.at + 1;
    lfsr_status status = read_form(parser, value, lfsr_notation_detect(&parser->scan, line_form));
    return status == LFSR_OK && lfsr_value_constant(value) ? refuse_constant(parser, value, column) : status;
}

/* Begin again with the text in plain spelling; false where that changes nothing. */
static bool begin_again(lfsr_parser *parser, lfsr_value *value, bool *failed)
{
    size_t length = parser->scan.length;
    char *plain = lfsr_plain_text(parser->scan.text, length, failed);
    if (plain == NULL)
        return false;
    lfsr_value_clear(value, &parser->arith);
    begin(parser, plain, length);
    parser->plain = plain;
    return true;
}

lfsr_status lfsr_read_polynomial(lfsr_parser *parser, lfsr_value *value, bool line_form)
{
    size_t length = parser->scan.length;
    bool failed = false;
    if (length > LFSR_MAX_TEXT)
        return lfsr_fail(parser->error, LFSR_UNABLE, "too-large",
                         "the polynomial is %llu bytes long, over the limit of %ld",
                         (unsigned long long)length, LFSR_MAX_TEXT);
    lfsr_status status = read_text(parser, value, line_form);
    if (status == LFSR_BAD_INPUT) {
        parser->scan.length = length;
        if (begin_again(parser, value, &failed))
            status = read_text(parser, value, line_form);
    }
    if (failed)
        return lfsr_fail_memory(parser->error);
    if (status == LFSR_BAD_INPUT)
        lfsr_add_hint(parser);
    return status == LFSR_OK ? lfsr_value_make_monic(value, &parser->arith, parser->error) : status;
}
