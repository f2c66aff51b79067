/* Words: polynomials over GF(2) as numbers, hexadecimal or binary, plain or as Verilog writes them, and the
 * words of data sheets, which leave out a bit or reverse the order. */
#include "notation.h"

/* Digits of a word: text[start..end), of which `digits` are no underscores, each of `size` bits. bits: those
 * from the highest 1 down. width: of a Verilog literal; else 0. */
typedef struct word {
    size_t start, end, column;
    slong digits, bits, width;
    int size;
} word;

static int digit_value(int c, int size)
{
    if (size == 1)
        return c == '0' || c == '1' ? c - '0' : -1;
    if (lfsr_is_digit(c))
        return c - '0';
    c |= 0x20;
    return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

bool lfsr_word_next(const lfsr_scan *scan)
{
    lfsr_scan ahead = *scan;
    if (lfsr_scan_byte(&ahead) == '0' && ahead.at + 1 < ahead.length) {
        int letter = ahead.text[ahead.at + 1] | 0x20;
        if (letter == 'x')
            return true;
        if (letter == 'b')
            return ahead.at + 2 < ahead.length && digit_value(ahead.text[ahead.at + 2], 1) >= 0;
    }
    while (lfsr_is_digit(lfsr_scan_byte(&ahead)))
        ahead.at++;
    return ahead.at > scan->at && lfsr_scan_byte(&ahead) == '\'';
}

/* The digits at the cursor, with underscores between them. */
static lfsr_status scan_digits(lfsr_parser *parser, word *w)
{
    lfsr_scan *scan = &parser->scan;
    slong zeros = 0;
    int top = 0; /* the first digit that is not 0 */
    w->start = scan->at;
    w->digits = 0;
    for (int c; (c = lfsr_scan_byte(scan)) != LFSR_SCAN_END; scan->at++) {
        if (c == '_' && w->digits > 0)
            continue;
        int value = digit_value(c, w->size);
        if (value < 0)
            break;
        w->digits++;
        if (top == 0) {
            top = value;
            zeros += value == 0;
        }
    }
    w->end = scan->at;
    if (w->digits == 0)
        return lfsr_expected(scan, parser->error, w->size == 1 ? "a binary digit" : "a hexadecimal digit");
    w->bits = top == 0 ? 0 : 32 - __builtin_clz((unsigned)top) + w->size * (w->digits - 1 - zeros);
    if (w->bits > LFSR_MAX_DEGREE + 1)
        return lfsr_fail_at(parser->error, w->start + 1, LFSR_UNABLE, "degree",
                            "%lld %s digits, the degree is over the limit of %d",
                            (long long)(w->digits - zeros), w->size == 1 ? "binary" : "hexadecimal",
                            LFSR_MAX_DEGREE);
    return LFSR_OK;
}

/* 16'h or 17'b: the width, the cursor behind the letter. Anything else leaves the cursor alone. */
static lfsr_status scan_verilog(lfsr_parser *parser, word *w)
{
    lfsr_scan ahead = parser->scan;
    lfsr_number number;
    if (!lfsr_scan_number(&ahead, &number) || lfsr_scan_byte(&ahead) != '\'')
        return LFSR_OK;
    parser->scan = ahead;
    w->width = lfsr_number_bounded(&number, LFSR_MAX_DEGREE);
    if (w->width == 0 || w->width > LFSR_MAX_DEGREE)
        return lfsr_fail_at(parser->error, number.column, w->width == 0 ? LFSR_BAD_INPUT : LFSR_UNABLE,
                            "degree", "expected a width from 1 to %d", LFSR_MAX_DEGREE);
    parser->scan.at++;
    int base = lfsr_scan_byte(&parser->scan) | 0x20;
    if (base != 'h' && base != 'b')
        return lfsr_expected(&parser->scan, parser->error, "h or b as the base of the literal");
    w->size = base == 'h' ? 4 : 1;
    parser->scan.at++;
    return LFSR_OK;
}

static lfsr_status refuse_wide(lfsr_parser *parser, const word *w, slong width)
{
    if (w->bits <= width)
        return LFSR_OK;
    return lfsr_fail_at(parser->error, w->column, LFSR_BAD_INPUT, "syntax",
                        "the word has %lld bits, more than its width of %lld", (long long)w->bits,
                        (long long)width);
}

/* Move past 0x or 0b. bare_hex: after hex:, where 0b would be two digits. */
static lfsr_status scan_base(lfsr_parser *parser, word *w, bool bare_hex)
{
    lfsr_scan *scan = &parser->scan;
    int letter =
        scan->at + 1 < scan->length && scan->text[scan->at] == '0' ? scan->text[scan->at + 1] | 0x20 : 0;
    if (letter == 'x') {
        scan->at += 2;
    } else if (letter == 'b') {
        if (bare_hex)
            return lfsr_fail_at(parser->error, scan->at + 1, LFSR_BAD_INPUT, "syntax",
                                "0b marks a binary number; before hexadecimal digits write 0x");
        scan->at += 2;
        w->size = 1;
    } else {
        return scan_verilog(parser, w);
    }
    return LFSR_OK;
}

/* A word and the end of the text. */
static lfsr_status scan_word(lfsr_parser *parser, word *w, bool bare_hex)
{
    lfsr_scan *scan = &parser->scan;
    (void)lfsr_scan_peek(scan);
    *w = (word){.column = scan->at + 1, .size = 4};
    lfsr_status status = scan_base(parser, w, bare_hex);
    if (status == LFSR_OK)
        status = scan_digits(parser, w);
    if (status == LFSR_OK && scan->at < scan->length)
        status =
            lfsr_scan_finish(scan, parser->error,
                             w->size == 1 ? "a binary digit or the end" : "a hexadecimal digit or the end");
    return status == LFSR_OK && w->width > 0 ? refuse_wide(parser, w, w->width) : status;
}

/* Bit i of the word is the coefficient of x^(from + step i), step 1 or -1; degree is that of the result.
 * left_out: the exponent of the bit that the word leaves out; -1: none. */
static lfsr_status set_bits(lfsr_parser *parser, lfsr_value *value, const word *w, slong degree, slong from,
                            slong step, slong left_out)
{
    const char *text = parser->scan.text;
    lfsr_status status =
        lfsr_value_reserve(value, degree < 0 ? 0 : degree, &parser->arith, w->column, parser->error);
    if (status != LFSR_OK)
        return status;
    slong place = from;
    for (size_t i = w->end; i-- > w->start;) {
        if (text[i] == '_')
            continue;
        unsigned rest = (unsigned)digit_value((unsigned char)text[i], w->size);
        for (; rest != 0; rest &= rest - 1)
            fmpz_one(value->digits + place + step * __builtin_ctz(rest));
        place += step * w->size;
    }
    if (left_out >= 0)
        fmpz_one(value->digits + left_out);
    lfsr_value_trim(value, degree + 1, &parser->arith);
    return LFSR_OK;
}

/* Without a leading bit in its width, a Verilog literal is the word of a CRC or of a register with as many
 * stages, which leaves that bit out. */
static bool leading_bit_implied(const word *w)
{
    return w->width > 0 && w->bits < w->width;
}

lfsr_status lfsr_read_word(lfsr_parser *parser, lfsr_value *value, bool prefixed)
{
    word w;
    lfsr_status status = lfsr_binary_only(parser, "hexadecimal");
    if (status == LFSR_OK)
        status = scan_word(parser, &w, prefixed);
    if (status != LFSR_OK)
        return status;
    bool implied = leading_bit_implied(&w) && !prefixed;
    slong degree = implied ? w.width : w.bits - 1;
    return set_bits(parser, value, &w, degree, 0, 1, implied ? degree : -1);
}

lfsr_status lfsr_read_koopman(lfsr_parser *parser, lfsr_value *value)
{
    word w;
    lfsr_status status = lfsr_binary_only(parser, "hexadecimal");
    if (status == LFSR_OK)
        status = scan_word(parser, &w, false);
    return status == LFSR_OK ? set_bits(parser, value, &w, w.bits, 1, 1, 0) : status;
}

/* "16:" before a word: *width. Without it *width stays 0. */
static lfsr_status accept_width(lfsr_parser *parser, slong *width)
{
    lfsr_scan ahead = parser->scan;
    lfsr_number number;
    if (!lfsr_scan_number(&ahead, &number) || !lfsr_scan_accept(&ahead, ':'))
        return LFSR_OK;
    *width = lfsr_number_bounded(&number, LFSR_MAX_DEGREE);
    parser->scan = ahead;
    if (*width == 0)
        return lfsr_fail_at(parser->error, number.column, LFSR_BAD_INPUT, "degree",
                            "expected a width of at least 1, found 0");
    if (*width > LFSR_MAX_DEGREE)
        return lfsr_fail_at(parser->error, number.column, LFSR_UNABLE, "degree",
                            "the width is over the limit of %d", LFSR_MAX_DEGREE);
    return LFSR_OK;
}

/* A word and its width, before it or as that of a Verilog literal; *width 0: not given. */
static lfsr_status scan_crc_word(lfsr_parser *parser, const char *notation, word *w, slong *width)
{
    *w = (word){0};
    *width = 0;
    lfsr_status status = lfsr_binary_only(parser, notation);
    if (status == LFSR_OK)
        status = accept_width(parser, width);
    if (status == LFSR_OK)
        status = scan_word(parser, w, false);
    if (*width == 0)
        *width = w->width;
    return status;
}

lfsr_status lfsr_read_crc(lfsr_parser *parser, lfsr_value *value)
{
    word w;
    slong width;
    size_t column = parser->scan.at + 1;
    lfsr_status status = scan_crc_word(parser, "crc:", &w, &width);
    if (status != LFSR_OK)
        return status;
    if (width == 0)
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                            "expected the width before the word, as in crc:16:0x1021");
    if (w.bits == width + 1)
        return lfsr_fail_at(parser->error, w.column, LFSR_BAD_INPUT, "syntax",
                            "the word has %lld bits, one more than the width: crc: words leave out the "
                            "leading bit; with it they are written hex:",
                            (long long)w.bits);
    status = refuse_wide(parser, &w, width);
    return status == LFSR_OK ? set_bits(parser, value, &w, width, 0, 1, width) : status;
}

lfsr_status lfsr_read_reversed(lfsr_parser *parser, lfsr_value *value)
{
    word w;
    slong width;
    lfsr_status status = scan_crc_word(parser, "reversed:", &w, &width);
    if (status != LFSR_OK)
        return status;
    if (width == 0)
        width = w.size * w.digits;
    if (width > LFSR_MAX_DEGREE)
        return lfsr_fail_at(parser->error, w.column, LFSR_UNABLE, "degree",
                            "the width is over the limit of %d", LFSR_MAX_DEGREE);
    status = refuse_wide(parser, &w, width);
    return status == LFSR_OK ? set_bits(parser, value, &w, width, width - 1, -1, width) : status;
}

bool lfsr_word_implies_leading_bit(const lfsr_scan *text, bool *verilog, slong *width)
{
    lfsr_field_spec binary;
    lfsr_parser parser;
    word w = {0};
    lfsr_field_spec_init(&binary);
    lfsr_parser_init(&parser, &binary, text->text, text->length, false, NULL);
    parser.scan.at = text->at;
    bool read = scan_word(&parser, &w, false) == LFSR_OK;
    lfsr_parser_clear(&parser);
    lfsr_field_spec_clear(&binary);
    *verilog = read && w.width > 0;
    *width = w.width;
    return *verilog && leading_bit_implied(&w);
}
