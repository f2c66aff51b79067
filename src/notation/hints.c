/* What a text that is no polynomial looks like, and how it is written here. */
#include "notation.h"

#include <stdio.h>
#include <string.h>

#include "lfsr/notation.h"

/* Nothing but digits and blanks, with blanks among them. */
static bool is_blank_list(const lfsr_scan *text)
{
    lfsr_scan scan = {text->text, text->length, 0};
    lfsr_number number;
    int numbers = 0;
    while (lfsr_scan_number(&scan, &number))
        numbers++;
    return numbers > 1 && scan.at == scan.length;
}

static bool contains(const lfsr_scan *text, const char *piece)
{
    return memmem(text->text, text->length, piece, strlen(piece)) != NULL;
}

/* A word of hexadecimal digits, a blank, and the error behind it. */
static bool is_word_and_text(const lfsr_scan *text, size_t column)
{
    lfsr_scan scan = {text->text, text->length, 0};
    (void)lfsr_scan_peek(&scan);
    return lfsr_word_next(&scan) && column > scan.at + 2 && column <= text->length &&
           lfsr_is_space(text->text[column - 2]);
}

/* A field and a colon, as at the beginning of a line. */
static bool begins_with_field(const lfsr_scan *text)
{
    size_t order;
    return lfsr_spec_field_prefix(text->text, text->length, &order) > 0;
}

static const char *hint_of(const lfsr_scan *text, const lfsr_error *error)
{
    lfsr_scan scan = {text->text, text->length, 0};
    int first = lfsr_scan_peek(&scan);
    if (first == '<' && contains(text, "vector of length"))
        return "this looks like a vector that GAP abbreviates; Print(List(v)) writes its entries";
    if (first == '{')
        return "this looks like a list of C or Mathematica; write it [1,0,1], constant first";
    if (contains(text, "..."))
        return "this looks like an array that numpy abbreviates; write all its entries";
    if (is_blank_list(text))
        return "this looks like a list; write it [1 0 1], constant first";
    if (contains(text, " mod ") || contains(text, " over "))
        return "the field is not part of the polynomial; it is given by --field";
    if (contains(text, " xor "))
        return "sums are written with +";
    if (contains(text, "=") && !lfsr_call_next(&scan))
        return "an equation is no polynomial; leave out one side";
    if (strncmp(error->message, "expected an exponent", 20) == 0 && contains(text, "^-"))
        return "exponents are not negative; multiply by a power of the variable";
    if (begins_with_field(text))
        return "a field and a colon begin a line of a file; elsewhere it is given by --field";
    return is_word_and_text(text, error->column) ? "a comment begins with #" : NULL;
}

/* Another letter than the variable was found: one of the two may be the generator of a field. */
static const char *hint_on_letter(const lfsr_parser *parser)
{
    if (strstr(parser->error->message, " throughout, found '") == NULL || parser->variable >= 256)
        return NULL;
    if (parser->variable == 'z')
        return "this looks like Sage's output; z2 is its generator of GF(p^2), and --field or a prefix gives "
               "the field";
    return parser->arith.k > 1 ? "the generator of the field is written a" : NULL;
}

void lfsr_add_hint(const lfsr_parser *parser)
{
    lfsr_error *error = parser->error;
    const char *hint =
        error != NULL && strcmp(error->code, "syntax") == 0 ? hint_of(&parser->scan, error) : NULL;
    if (error != NULL && hint == NULL)
        hint = hint_on_letter(parser);
    if (hint == NULL)
        return;
    lfsr_error plain = *error;
    (void)lfsr_fail_at(error, plain.column, plain.status, plain.code, "%.300s (%s)", plain.message, hint);
}
