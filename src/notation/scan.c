/* The cursor of every notation. The text is untrusted: it may hold any byte, and numbers of any length. */
#include "scan.h"

#include <stdio.h>
#include <string.h>

#include "string_builder.h"

size_t lfsr_field_name_length(const char *text, size_t length)
{
    if (length < 2)
        return 0;
    bool named = (text[0] | 0x20) == 'g' && (text[1] | 0x20) == 'f';
    return named || ((text[0] | 0x20) == 'f' && text[1] == '_') ? 2 : 0;
}

bool lfsr_scan_accept(lfsr_scan *scan, char c)
{
    if (lfsr_scan_peek(scan) != c)
        return false;
    scan->at++;
    return true;
}

bool lfsr_scan_accept_power(lfsr_scan *scan)
{
    if (lfsr_scan_accept(scan, '^'))
        return true;
    if (!lfsr_scan_word_next(scan, "**"))
        return false;
    scan->at += 2;
    return true;
}

bool lfsr_scan_word_next(const lfsr_scan *scan, const char *word)
{
    size_t length = strlen(word);
    return scan->length - scan->at >= length && memcmp(scan->text + scan->at, word, length) == 0;
}

size_t lfsr_scan_argument_end(const lfsr_scan *scan)
{
    int depth = 0;
    for (size_t i = scan->at; i < scan->length; i++) {
        char c = scan->text[i];
        if (depth == 0 && (c == ',' || c == ')'))
            return i;
        if (c == '(' || c == '[')
            depth++;
        else if (depth > 0 && (c == ')' || c == ']'))
            depth--;
    }
    return scan->length;
}

bool lfsr_scan_number(lfsr_scan *scan, lfsr_number *number)
{
    if (!lfsr_is_digit(lfsr_scan_peek(scan)))
        return false;
    size_t start = scan->at;
    while (lfsr_is_digit(lfsr_scan_byte(scan)))
        scan->at++;
    *number = (lfsr_number){scan->text + start, scan->at - start, start + 1};
    return true;
}

/* The letter outside ASCII at the cursor, in UTF-8; 0 where the bytes are none. */
static unsigned code_point(const lfsr_scan *scan)
{
    unsigned first = (unsigned)lfsr_scan_byte(scan);
    size_t more = first >= 0xf0 && first < 0xf8 ? 3 : first >= 0xe0 ? 2 : 1;
    unsigned point = first & (0x3fu >> more);
    if (first < 0xc2 || first >= 0xf8 || scan->length - scan->at <= more)
        return 0;
    for (size_t i = 1; i <= more; i++) {
        unsigned next = (unsigned char)scan->text[scan->at + i];
        if ((next & 0xc0) != 0x80)
            return 0;
        point = point << 6 | (next & 0x3f);
    }
    return point;
}

lfsr_status lfsr_expected(lfsr_scan *scan, lfsr_error *error, const char *wanted)
{
    int c = lfsr_scan_peek(scan);
    size_t column = scan->at + 1;
    if (c == LFSR_SCAN_END)
        return lfsr_fail_at(error, column, LFSR_BAD_INPUT, "syntax", "expected %s, found the end", wanted);
    if (c > 0x20 && c < 0x7f)
        return lfsr_fail_at(error, column, LFSR_BAD_INPUT, "syntax", "expected %s, found '%c'", wanted, c);
    unsigned point = code_point(scan);
    if (point > 0)
        return lfsr_fail_at(error, column, LFSR_BAD_INPUT, "syntax", "expected %s, found U+%04X", wanted,
                            point);
    return lfsr_fail_at(error, column, LFSR_BAD_INPUT, "syntax", "expected %s, found the byte 0x%02x", wanted,
                        (unsigned)c);
}

lfsr_status lfsr_scan_finish(lfsr_scan *scan, lfsr_error *error, const char *wanted)
{
    if (lfsr_scan_peek(scan) == LFSR_SCAN_END)
        return LFSR_OK;
    return lfsr_expected(scan, error, wanted);
}

slong lfsr_number_bounded(const lfsr_number *number, slong limit)
{
    slong value = 0;
    for (size_t i = 0; i < number->length; i++) {
        slong digit = number->digits[i] - '0';
        if (value > (limit - digit) / 10)
            return limit + 1;
        value = 10 * value + digit;
    }
    return value;
}

/* Horner's rule on blocks of 18 digits, the most that always fit a small fmpz on 64 bits. */
void lfsr_number_mod(fmpz_t out, const lfsr_number *number, const fmpz_t m)
{
    enum { BLOCK = 18 };
    fmpz_zero(out);
    for (size_t i = 0; i < number->length;) {
        ulong block = 0, scale = 1;
        for (size_t end = i + BLOCK; i < end && i < number->length; i++) {
            block = 10 * block + (ulong)(number->digits[i] - '0');
            scale *= 10;
        }
        if (!fmpz_is_zero(out))
            fmpz_mul_ui(out, out, scale);
        fmpz_add_ui(out, out, block);
        if (fmpz_cmp(out, m) >= 0)
            fmpz_mod(out, out, m);
    }
}

bool lfsr_number_below(const lfsr_number *number, const fmpz_t bound)
{
    size_t zeros = 0;
    while (zeros < number->length && number->digits[zeros] == '0')
        zeros++;
    lfsr_number digits = {number->digits + zeros, number->length - zeros, number->column};
    if (digits.length > fmpz_sizeinbase(bound, 10))
        return false;
    fmpz_t value, power;
    fmpz_init(value);
    fmpz_init_set_ui(power, 10);
    fmpz_pow_ui(power, power, (ulong)digits.length);
    lfsr_number_mod(value, &digits, power);
    bool below = fmpz_cmp(value, bound) < 0;
    fmpz_clear(value);
    fmpz_clear(power);
    return below;
}

void lfsr_number_show(char shown[32], const lfsr_number *number)
{
    if (number->length <= 24)
        snprintf(shown, 32, "%.*s", (int)number->length, number->digits);
    else
        snprintf(shown, 32, "%.20s...", number->digits);
}
