/* Numbers, shares and polynomials as text. Shortened forms are for people and are marked as such; the formats
 * for programs have every digit. */
#include "text_values.h"

#include <stdlib.h>
#include <string.h>

#define SHORT_TEXT 16384 /* bytes: what is longer is allocated */

char *lfsr_number_full(const fmpz_t n)
{
    size_t size = fmpz_sizeinbase(n, 10) + 2;
    char *digits = malloc(size);
    if (digits != NULL)
        fmpz_get_str(digits, 10, n);
    return digits;
}

void lfsr_sink_add_integer(lfsr_sink *sink, const fmpz_t n)
{
    if (fmpz_sgn(n) >= 0 && fmpz_abs_fits_ui(n)) {
        lfsr_sink_add_u64(sink, fmpz_get_ui(n));
    } else if (fmpz_bits(n) <= 3 * SHORT_TEXT) { /* 3.32 bits a digit */
        char *to = lfsr_sink_reserve(sink, SHORT_TEXT);
        sink->used += strlen(fmpz_get_str(to, 10, n));
    } else {
        lfsr_sink_add_owned(sink, lfsr_number_full(n));
    }
}

/* e with n = p^e, or 0. */
static slong exact_power(const fmpz_t n, const fmpz_t p)
{
    if (fmpz_cmp(n, p) < 0)
        return 0;
    fmpz_t rest;
    fmpz_init(rest);
    slong e = fmpz_remove(rest, n, p);
    bool exact = fmpz_is_one(rest);
    fmpz_clear(rest);
    return exact ? e : 0;
}

/* "2^1279" or "2^1279 - 1" after `before`, if n is of that form with an exponent of at least `least`. */
static bool add_power(lfsr_string *text, const char *before, const fmpz_t n, const fmpz_t p, slong least)
{
    fmpz_t above;
    fmpz_init(above);
    fmpz_add_ui(above, n, 1);
    slong e = exact_power(n, p), e_above = exact_power(above, p);
    fmpz_clear(above);
    if (e < least && e_above < least)
        return false;
    char *base = lfsr_number_full(p);
    lfsr_string_addf(text, "%s%s^%ld%s", before, base != NULL ? base : "", (long)(e >= least ? e : e_above),
                     e >= least ? "" : " - 1");
    text->failed |= base == NULL;
    free(base);
    return true;
}

void lfsr_string_add_equal_power(lfsr_string *text, const fmpz_t n, const fmpz_t p)
{
    (void)add_power(text, " = ", n, p, 2);
}

void lfsr_string_add_number(lfsr_string *text, const fmpz_t n, const fmpz_t p, size_t width)
{
    char *digits = lfsr_number_full(n);
    if (digits == NULL) {
        text->failed = true;
        return;
    }
    size_t length = strlen(digits), ends = width / 4;
    bool counted = width >= 12, power = length > width && add_power(text, "", n, p, 1);
    if (length <= width)
        lfsr_string_add(text, digits);
    else if (!power && counted)
        lfsr_string_addf(text, "%.*s...%s", (int)ends, digits, digits + length - ends);
    else if (!power)
        lfsr_string_addf(text, "%.1s.%.3se%zu", digits, digits + 1, length - 1);
    if (length > width && counted)
        lfsr_string_addf(text, " (%zu digits)", length);
    free(digits);
}

void lfsr_string_add_share(lfsr_string *text, const fmpz_t part, const fmpz_t whole)
{
    if (fmpz_equal(part, whole)) {
        lfsr_string_add(text, "100%");
        return;
    }
    slong part_exponent, whole_exponent;
    double a = fmpz_get_d_2exp(&part_exponent, part), b = fmpz_get_d_2exp(&whole_exponent, whole);
    slong shift = part_exponent - whole_exponent;
    double percent = shift < -200 ? 0 : 100 * a / b;
    for (; percent > 0 && shift < 0; shift++)
        percent /= 2;
    for (; shift > 0; shift--)
        percent *= 2;
    if (percent < 0.001)
        lfsr_string_add(text, "< 0.001%");
    else if (percent > 99.999)
        lfsr_string_add(text, "> 99.999%");
    else
        lfsr_string_addf(text, "%.3f%%", percent);
}

void lfsr_string_add_polynomial(lfsr_string *text, const char *polynomial, size_t width)
{
    size_t length = strlen(polynomial), terms = 1;
    if (length <= width) {
        lfsr_string_add(text, polynomial);
        return;
    }
    for (const char *plus = polynomial; (plus = strstr(plus, " + ")) != NULL; plus += 3)
        terms++;
    const char *last = polynomial + length;
    while (last > polynomial && strncmp(last, " + ", 3) != 0)
        last--;
    lfsr_string rest = LFSR_STRING_EMPTY;
    lfsr_string_addf(&rest, " + ...%.60s (%zu terms)", last, terms);
    if (rest.length + 8 > width) { /* no place for the last one */
        lfsr_string_clear(&rest);
        lfsr_string_addf(&rest, " + ... (%zu terms)", terms);
    }
    size_t cut = rest.length < width ? width - rest.length : 0;
    while (cut > 0 && strncmp(polynomial + cut, " + ", 3) != 0)
        cut--;
    lfsr_string_add_bytes(text, polynomial, cut);
    lfsr_string_add(text, lfsr_string_ok(&rest) ? rest.data + (cut == 0 ? 3 : 0) : "");
    text->failed |= rest.failed;
    lfsr_string_clear(&rest);
}

char *lfsr_factor_text(const lfsr_factor *factor, const lfsr_register *reg)
{
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    char *text = NULL;
    if (lfsr_factor_spec(&spec, factor, reg, NULL) == LFSR_OK)
        text = lfsr_spec_polynomial_text(&spec);
    lfsr_spec_clear(&spec);
    return text;
}

void lfsr_sink_add_factor(lfsr_sink *sink, const lfsr_factor *factor, const lfsr_register *reg)
{
    char *to = lfsr_sink_reserve(sink, SHORT_TEXT);
    size_t length = lfsr_factor_print(to, SHORT_TEXT, factor, reg);
    if (length > 0 && length < SHORT_TEXT)
        sink->used += length;
    else
        lfsr_sink_add_owned(sink, lfsr_factor_text(factor, reg));
}

void lfsr_sink_add_polynomial(lfsr_sink *sink, const lfsr_spec *spec)
{
    char *to = lfsr_sink_reserve(sink, SHORT_TEXT);
    size_t length = lfsr_spec_polynomial_print(to, SHORT_TEXT, spec);
    if (length > 0 && length < SHORT_TEXT)
        sink->used += length;
    else
        lfsr_sink_add_owned(sink, lfsr_spec_polynomial_text(spec));
}

/* The length of the valid UTF-8 sequence at bytes, 0 if there is none (overlong forms, surrogates and values
 * above U+10FFFF are invalid). */
static size_t utf8_sequence(const unsigned char *bytes, size_t length)
{
    unsigned char lead = bytes[0];
    size_t count = lead < 0x80   ? 1
                   : lead < 0xc2 ? 0
                   : lead < 0xe0 ? 2
                   : lead < 0xf0 ? 3
                   : lead < 0xf5 ? 4
                                 : 0;
    if (count > length)
        return 0;
    for (size_t i = 1; i < count; i++)
        if ((bytes[i] & 0xc0) != 0x80)
            return 0;
    if ((lead == 0xe0 && bytes[1] < 0xa0) || (lead == 0xed && bytes[1] > 0x9f) ||
        (lead == 0xf0 && bytes[1] < 0x90) || (lead == 0xf4 && bytes[1] > 0x8f))
        return 0;
    return count;
}

void lfsr_string_add_utf8(lfsr_string *text, const char *bytes, size_t length)
{
    for (size_t i = 0; i < length;) {
        size_t count = utf8_sequence((const unsigned char *)bytes + i, length - i);
        if (count == 0)
            lfsr_string_add(text, "\xef\xbf\xbd");
        else
            lfsr_string_add_bytes(text, bytes + i, count);
        i += count == 0 ? 1 : count;
    }
}
