/* Polynomials and arrays as Python prints them: a word, parentheses, and behind the first argument what the
 * field is. Poly(x^4 + x + 1, GF(2)) is galois', Poly(x**4 + x + 1, x, modulus=2) sympy's, GF([1, 0, 1],
 * order=2) galois' and array([1, 0, 1], dtype=uint8) numpy's. With galois an integer is the code of an
 * element. */
#include "notation.h"

#include <string.h>

#include "field_order.h"

typedef enum call_kind { POLYNOMIAL, ARRAY, HIGHEST_FIRST } call_kind;

static const struct {
    const char *word;
    call_kind kind;
} calls[] = {{"Poly(", POLYNOMIAL}, {"array(", ARRAY}, {"GF([", ARRAY}, {"poly1d(", HIGHEST_FIRST}};

/* The entry of calls that comes next, or -1. */
static int next_call(const lfsr_scan *scan)
{
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++)
        if (lfsr_scan_word_next(scan, calls[i].word))
            return (int)i;
    return -1;
}

bool lfsr_call_next(const lfsr_scan *scan)
{
    return next_call(scan) >= 0;
}

bool lfsr_call_is_array(const lfsr_scan *scan)
{
    int call = next_call(scan);
    return call >= 0 && calls[call].kind == ARRAY;
}

static bool accept_word(lfsr_scan *scan, const char *word)
{
    (void)lfsr_scan_peek(scan);
    if (!lfsr_scan_word_next(scan, word))
        return false;
    scan->at += strlen(word);
    return true;
}

/* The order of a field at the cursor, 2^8 or 256, which must be this one's. */
static lfsr_status require_order(lfsr_parser *parser)
{
    lfsr_scan *scan = &parser->scan;
    lfsr_field_spec named;
    (void)lfsr_scan_peek(scan);
    size_t start = scan->at;
    while (lfsr_is_digit(lfsr_scan_byte(scan)) || lfsr_scan_byte(scan) == '^' || lfsr_scan_byte(scan) == '*')
        scan->at++;
    lfsr_field_spec_init(&named);
    lfsr_status status = lfsr_field_order_read(&named, scan->text + start, scan->at - start, parser->error);
    if (status != LFSR_OK && parser->error != NULL)
        parser->error->column += start;
    if (status == LFSR_OK)
        status = lfsr_require_field(parser, named.p, named.k, start + 1);
    lfsr_field_spec_clear(&named);
    return status;
}

/* dtype=uint8 and what else says nothing about the polynomial, and a variable's name. */
static bool accept_other_argument(lfsr_scan *cursor)
{
    lfsr_scan ahead = *cursor, *scan = &ahead;
    static const char *const names[] = {"dtype=", "domain='ZZ'", "symmetric="};
    bool named = false;
    for (size_t i = 0; i < sizeof names / sizeof *names && !named; i++)
        named = accept_word(scan, names[i]);
    if (!named && !lfsr_is_letter(lfsr_scan_peek(scan)))
        return false;
    if (!named)
        scan->at++;
    else
        while (lfsr_is_letter(lfsr_scan_byte(scan)) || lfsr_is_digit(lfsr_scan_byte(scan)) ||
               lfsr_scan_byte(scan) == '.')
            scan->at++;
    int c = lfsr_scan_peek(scan);
    if (c != ',' && c != ')')
        return false;
    *cursor = ahead;
    return true;
}

/* ", GF(2^8), modulus=2)" and the end of the text. *galois: a field is named as galois does. */
static lfsr_status read_arguments(lfsr_parser *parser, bool *galois)
{
    lfsr_scan *scan = &parser->scan;
    lfsr_status status = LFSR_OK;
    while (status == LFSR_OK && lfsr_scan_accept(scan, ',')) {
        if (accept_word(scan, "GF(")) {
            *galois = true;
            status = require_order(parser);
            if (status == LFSR_OK && !lfsr_scan_accept(scan, ')'))
                status = lfsr_expected(scan, parser->error, "')'");
        } else if (accept_word(scan, "order=")) {
            *galois = true;
            status = require_order(parser);
        } else if (accept_word(scan, "modulus=")) {
            status = require_order(parser);
        } else if (lfsr_scan_peek(scan) != ')' && !accept_other_argument(scan)) { /* ")": "array(.., )" */
            status = lfsr_expected(scan, parser->error, "a field, as GF(2), order=2 or modulus=2");
        }
    }
    if (status == LFSR_OK && !lfsr_scan_accept(scan, ')'))
        status = lfsr_expected(scan, parser->error, "',' or ')'");
    return status == LFSR_OK ? lfsr_scan_finish(scan, parser->error, "the end") : status;
}

lfsr_status lfsr_read_call(lfsr_parser *parser, lfsr_value *value)
{
    lfsr_scan *scan = &parser->scan;
    call_kind kind = calls[next_call(scan)].kind;
    while (lfsr_scan_byte(scan) != '(')
        scan->at++;
    scan->at++;
    size_t start = scan->at, length = scan->length, end = lfsr_scan_argument_end(scan);
    scan->at = end;
    lfsr_status status = read_arguments(parser, &parser->codes);
    if (status != LFSR_OK)
        return status;
    scan->at = start;
    scan->length = end;
    if (kind == POLYNOMIAL && lfsr_scan_peek(scan) != '[') {
        status = lfsr_parse_sum(parser, value);
        if (status == LFSR_OK)
            status = lfsr_scan_finish(scan, parser->error, "an operator or ','");
    } else {
        status = lfsr_read_list(parser, value, kind != ARRAY);
    }
    scan->at = scan->length = length;
    return status;
}
