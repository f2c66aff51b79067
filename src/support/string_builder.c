/* A growable string that remembers its first failed allocation. */
#include "string_builder.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "growth.h"

static bool reserve(lfsr_string *text, size_t more)
{
    if (text->failed)
        return false;
    bool countable = more < SIZE_MAX - text->length; /* and the zero at the end */
    char *data = countable ? lfsr_grow(text->data, text->length + more + 1, &text->capacity, 1) : NULL;
    if (data == NULL) {
        text->failed = true;
        return false;
    }
    text->data = data;
    return true;
}

void lfsr_string_clear(lfsr_string *text)
{
    free(text->data);
    *text = (lfsr_string)LFSR_STRING_EMPTY;
}

void lfsr_string_add_many(lfsr_string *text, const void *bytes, size_t length)
{
    if (!reserve(text, length))
        return;
    if (length > 0)
        memcpy(text->data + text->length, bytes, length);
    text->length += length;
    text->data[text->length] = '\0';
}

void lfsr_string_add(lfsr_string *text, const char *string)
{
    lfsr_string_add_bytes(text, string, strlen(string));
}

void lfsr_string_addf(lfsr_string *text, const char *format, ...)
{
    char small[256];
    va_list arguments;
    va_start(arguments, format);
    int length = vsnprintf(small, sizeof small, format, arguments);
    va_end(arguments);
    if (length < 0) {
        text->failed = true;
        return;
    }
    if ((size_t)length < sizeof small) {
        lfsr_string_add_bytes(text, small, (size_t)length);
        return;
    }
    if (!reserve(text, (size_t)length))
        return;
    va_start(arguments, format);
    vsnprintf(text->data + text->length, (size_t)length + 1, format, arguments);
    va_end(arguments);
    text->length += (size_t)length;
}

/* Two digits at a time, from the last ones on. */
size_t lfsr_decimal(char digits[LFSR_DECIMAL_DIGITS], uint64_t n)
{
    static const char pairs[] = "0001020304050607080910111213141516171819"
                                "2021222324252627282930313233343536373839"
                                "4041424344454647484950515253545556575859"
                                "6061626364656667686970717273747576777879"
                                "8081828384858687888990919293949596979899";
    char reversed[LFSR_DECIMAL_DIGITS], *end = reversed + sizeof reversed, *at = end;
    if (n < 10) {
        digits[0] = (char)('0' + n);
        return 1;
    }
    if (n < 100) {
        memcpy(digits, pairs + n * 2, 2);
        return 2;
    }
    for (; n >= 100; n /= 100)
        memcpy(at -= 2, pairs + n % 100 * 2, 2);
    if (n >= 10)
        memcpy(at -= 2, pairs + n * 2, 2);
    else
        *--at = (char)('0' + n);
    memcpy(digits, at, (size_t)(end - at));
    return (size_t)(end - at);
}

void lfsr_string_add_u64(lfsr_string *text, uint64_t n)
{
    char digits[LFSR_DECIMAL_DIGITS];
    size_t length = lfsr_decimal(digits, n);
    lfsr_string_add_bytes(text, digits, length);
}

bool lfsr_string_ok(const lfsr_string *text)
{
    return !text->failed;
}

char *lfsr_string_take(lfsr_string *text)
{
    char *data = NULL;
    lfsr_string_add_bytes(text, "", 0);
    if (!text->failed) {
        data = text->data;
        text->data = NULL;
    }
    lfsr_string_clear(text);
    return data;
}

void lfsr_string_add_safe(lfsr_string *text, const char *bytes, size_t length, size_t limit)
{
    size_t shown = length < limit ? length : limit;
    for (size_t i = 0; i < shown; i++) {
        unsigned char c = (unsigned char)bytes[i];
        if (c >= 0x20 && c < 0x7f)
            lfsr_string_add_bytes(text, &c, 1);
        else
            lfsr_string_addf(text, "\\x%02x", c);
    }
    if (shown < length)
        lfsr_string_add(text, "...");
}
