/* JSON values, byte for byte as jansson writes them; tests/unit/test_json.c compares them. */
#include "json_value.h"

#include <stdio.h>
#include <string.h>

#include "words.h"

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

void lfsr_json_string(lfsr_sink *sink, const char *bytes, size_t length)
{
    LFSR_PUT(sink, "\"");
    if (is_ascii(bytes, length)) {
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

/* As %g writes it, with a point or an exponent in every number, and the exponent without plus and zeros. */
void lfsr_json_real(lfsr_sink *sink, double value)
{
    char text[40];
    snprintf(text, sizeof text, "%.3g", value);
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
    lfsr_sink_add(sink, text);
}
