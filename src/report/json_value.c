/* JSON values, byte for byte as jansson writes them; tests/unit/test_json.c compares them. */
#include "json_value.h"

#include <stdio.h>
#include <string.h>

#include "text_values.h"

static void escape(lfsr_sink *sink, unsigned char c)
{
    static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";
    char text[8];
    for (size_t i = 0; i + 1 < sizeof letters; i += 2)
        if ((unsigned char)letters[i] == c) {
            text[0] = '\\';
            text[1] = letters[i + 1];
            lfsr_sink_add_bytes(sink, text, 2);
            return;
        }
    lfsr_sink_add_bytes(sink, text, (size_t)snprintf(text, sizeof text, "\\u%04X", c));
}

static bool is_plain(unsigned char c)
{
    return c >= 0x20 && c != '"' && c != '\\';
}

/* Valid UTF-8 without its quotes. */
static void add_escaped(lfsr_sink *sink, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t end = i;
        while (end < length && is_plain((unsigned char)bytes[end]))
            end++;
        lfsr_sink_add_bytes(sink, bytes + i, end - i);
        if (end < length)
            escape(sink, (unsigned char)bytes[end++]);
        i = end;
    }
}

static bool is_ascii(const char *bytes, size_t length)
{
    for (size_t i = 0; i < length; i++)
        if ((unsigned char)bytes[i] >= 0x80)
            return false;
    return true;
}

/* Nothing to escape, no byte beyond ASCII. No early exit: the compiler makes a loop of vectors of it. */
static bool is_written_as_is(const char *bytes, size_t length)
{
    unsigned special = 0;
    for (size_t i = 0; i < length; i++) {
        unsigned char c = (unsigned char)bytes[i];
        special |=
            (unsigned)(c < 0x20) | (unsigned)(c == '"') | (unsigned)(c == '\\') | (unsigned)(c >= 0x80);
    }
    return special == 0;
}

void lfsr_json_string(lfsr_sink *sink, const char *bytes, size_t length)
{
    LFSR_PUT(sink, "\"");
    if (is_written_as_is(bytes, length)) {
        lfsr_sink_add_bytes(sink, bytes, length);
    } else if (is_ascii(bytes, length)) {
        add_escaped(sink, bytes, length);
    } else {
        lfsr_string text = LFSR_STRING_EMPTY;
        lfsr_string_add_utf8(&text, bytes, length);
        if (lfsr_string_ok(&text))
            add_escaped(sink, text.data, text.length);
        else
            lfsr_sink_add_owned(sink, NULL);
        lfsr_string_clear(&text);
    }
    LFSR_PUT(sink, "\"");
}

void lfsr_json_number(lfsr_sink *sink, const fmpz_t n)
{
    if (!COEFF_IS_MPZ(*n) && *n >= 0) {
        char *to = lfsr_sink_reserve(sink, LFSR_DECIMAL_DIGITS + 2);
        size_t length = lfsr_decimal(to + 1, (uint64_t)*n);
        to[0] = to[length + 1] = '"';
        sink->used += length + 2;
        return;
    }
    LFSR_PUT(sink, "\"");
    lfsr_sink_add_integer(sink, n);
    LFSR_PUT(sink, "\"");
}

void lfsr_json_known_number(lfsr_sink *sink, const fmpz_t n)
{
    if (fmpz_is_zero(n))
        LFSR_PUT(sink, "null");
    else
        lfsr_json_number(sink, n);
}

void lfsr_json_boolean(lfsr_sink *sink, bool known, bool value)
{
    lfsr_sink_add(sink, !known ? "null" : value ? "true" : "false");
}

#define REAL_SIZE 40

/* As %.3g writes it, with a point or an exponent in every number, and the exponent without plus and zeros. */
static void real_text_by_printf(char text[REAL_SIZE], double value)
{
    snprintf(text, REAL_SIZE, "%.3g", value);
    char *exponent = strchr(text, 'e');
    if (exponent != NULL) {
        char *to = exponent[1] == '-' ? exponent + 2 : exponent + 1;
        char *from = exponent + 2;
        while (*from == '0')
            from++;
        memmove(to, from, strlen(from) + 1);
    } else if (strchr(text, '.') == NULL) {
        strcat(text, ".0");
    }
}

/* value = digits 10^exponent with 100 <= digits < 1000, rounded; false where that is not certain to be the
 * nearest: the value is not positive, far from 1, or about midway between two. */
static bool three_digits(unsigned *digits, int *exponent, double value)
{
    enum { MOST = 22 }; /* powers of ten up to this one are exact */
    double scaled = value, power = 1;
    int steps = 0;
    if (!(value > 1e-18 && value < 1e18))
        return false;
    for (; value * power < 100 && steps < MOST; steps++)
        power *= 10;
    if (steps > 0)
        scaled = value * power;
    for (; value / power >= 1000 && steps > -MOST; steps--)
        power *= 10;
    if (steps < 0)
        scaled = value / power;
    unsigned whole = (unsigned)scaled;
    double rest = scaled - whole;
    if (rest > 0.499999 && rest < 0.500001)
        return false;
    *digits = whole + (rest > 0.5);
    *exponent = -steps;
    if (*digits == 1000) {
        *digits = 100;
        ++*exponent;
    }
    return true;
}

/* Without printf, which costs as much as a small factorization. */
static void real_text(char text[REAL_SIZE], double value)
{
    unsigned digits;
    int exponent;
    if (!three_digits(&digits, &exponent, value)) {
        real_text_by_printf(text, value);
        return;
    }
    char shown[3] = {(char)('0' + digits / 100), (char)('0' + digits / 10 % 10), (char)('0' + digits % 10)};
    int length = shown[2] != '0'   ? 3
                 : shown[1] != '0' ? 2
                                   : 1,
        first = exponent + 2; /* the power of shown[0] */
    bool scientific = first < -4 || first > 2;
    int point = scientific ? 0 : first; /* the place of the digit before the point */
    if (point < 0)
        *text++ = '0';
    for (int i = point < 0 ? point + 1 : 0; i < length || i <= point; i++) {
        if (i == point + 1)
            *text++ = '.';
        *text++ = i >= 0 && i < length ? shown[i] : '0';
    }
    if (!scientific && length <= point + 1)
        text = stpcpy(text, ".0");
    if (scientific) {
        *text++ = 'e';
        if (first < 0)
            *text++ = '-';
        text += lfsr_decimal(text, (uint64_t)(first < 0 ? -first : first));
    }
    *text = '\0';
}

void lfsr_json_real(lfsr_sink *sink, double value)
{
    char text[REAL_SIZE];
    real_text(text, value);
    lfsr_sink_add(sink, text);
}
