/* Specs as text. Everything printed here reads back to the same spec. */
#include "lfsr/notation.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <flint/fmpz_vec.h>

#include "binary_text.h"
#include "element_text.h"
#include "string_builder.h"

static void add_integer(lfsr_string *text, const fmpz_t n)
{
    if (fmpz_abs_fits_ui(n)) {
        lfsr_string_add_u64(text, fmpz_get_ui(n));
        return;
    }
    char *digits = fmpz_get_str(NULL, 10, n);
    lfsr_string_add(text, digits);
    flint_free(digits);
}

/* letter^exponent, exponent >= 1. */
static void add_power(lfsr_string *text, char letter, slong exponent)
{
    char power[2 + LFSR_DECIMAL_DIGITS] = {letter, '^'};
    size_t length = exponent > 1 ? 2 + lfsr_decimal(power + 2, (uint64_t)exponent) : 1;
    lfsr_string_add_bytes(text, power, length);
}

/* sum of digits[i] a^i, descending. */
static void add_element(lfsr_string *text, const fmpz *digits, slong length, const char *plus)
{
    bool first = true;
    for (slong i = length - 1; i >= 0; i--) {
        if (fmpz_is_zero(digits + i))
            continue;
        if (!first)
            lfsr_string_add(text, plus);
        first = false;
        if (i == 0 || !fmpz_is_one(digits + i))
            add_integer(text, digits + i);
        if (i > 0 && !fmpz_is_one(digits + i))
            lfsr_string_add(text, "*");
        if (i > 0)
            add_power(text, 'a', i);
    }
    if (first)
        lfsr_string_add(text, "0");
}

void lfsr_element_text(lfsr_string *text, const fmpz *digits, slong k)
{
    add_element(text, digits, k, "+");
}

static bool is_one(const fmpz *digits, slong k)
{
    return fmpz_is_one(digits) && (k == 1 || _fmpz_vec_is_zero(digits + 1, k - 1));
}

static bool is_single_term(const fmpz *digits, slong k)
{
    slong terms = 0;
    for (slong d = 0; d < k && terms < 2; d++)
        terms += fmpz_is_zero(digits + d) ? 0 : 1;
    return terms == 1;
}

/* The term of x^i; its coefficient is not zero. */
static void add_term(lfsr_string *text, const fmpz *digits, slong k, slong i)
{
    bool single = k == 1 || is_single_term(digits, k);
    if (i == 0 || !is_one(digits, k)) {
        if (!single)
            lfsr_string_add(text, "(");
        add_element(text, digits, k, "+");
        lfsr_string_add(text, single ? "" : ")");
        lfsr_string_add(text, i > 0 ? "*" : "");
    }
    if (i > 0)
        add_power(text, 'x', i);
}

static void add_polynomial(lfsr_string *text, const lfsr_spec *spec)
{
    slong k = spec->field.k;
    for (slong i = spec->degree; i >= 0; i--) {
        const fmpz *digits = spec->coefficients + i * k;
        if (k == 1 ? fmpz_is_zero(digits) : _fmpz_vec_is_zero(digits, k))
            continue;
        if (i < spec->degree)
            lfsr_string_add_bytes(text, " + ", 3);
        add_term(text, digits, k, i);
    }
}

char *lfsr_spec_polynomial_text(const lfsr_spec *spec)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    add_polynomial(&text, spec);
    return lfsr_string_take(&text);
}

size_t lfsr_binary_polynomial_text(char *text, size_t size, const uint64_t *bits, size_t degree)
{
    char *to = text, exponent[LFSR_DECIMAL_DIGITS];
    size_t terms = 0, widest = 5 + lfsr_decimal(exponent, degree); /* bytes of a term: " + x^16" */
    for (size_t i = 0; i <= degree / 64; i++)
        terms += (size_t)__builtin_popcountll(bits[i]);
    if (terms * widest >= size)
        return 0;
    for (size_t word = degree / 64 + 1; word-- > 0;)
        for (uint64_t rest = bits[word]; rest != 0;) {
            unsigned bit = 63 - (unsigned)__builtin_clzll(rest);
            size_t i = 64 * word + bit;
            rest ^= UINT64_C(1) << bit;
            memcpy(to, i > 0 ? " + x^" : " + 1^", 5);
            to += i > 1 ? 5 : 4;
            if (i > 1)
                to += lfsr_decimal(to, i);
        }
    size_t length = (size_t)(to - text) - 3; /* no plus before the first */
    memmove(text, text + 3, length);
    text[length] = '\0';
    return length;
}

/* Over GF(2), where the text is not too long for the caller's buffer or the polynomial for this one's; else
 * 0. */
static size_t print_binary(char *text, size_t size, const lfsr_spec *spec)
{
    uint64_t bits[64] = {0};
    if (spec->degree >= 64 * 64 || spec->field.k > 1 || !fmpz_equal_ui(spec->field.p, 2))
        return 0;
    for (slong i = 0; i <= spec->degree; i++)
        bits[i / 64] |= (uint64_t)!fmpz_is_zero(spec->coefficients + i) << i % 64;
    return lfsr_binary_polynomial_text(text, size, bits, (size_t)spec->degree);
}

size_t lfsr_spec_polynomial_print(char *text, size_t size, const lfsr_spec *spec)
{
    size_t printed = print_binary(text, size, spec);
    if (printed > 0)
        return printed;
    lfsr_string whole = LFSR_STRING_EMPTY;
    add_polynomial(&whole, spec);
    size_t length = lfsr_string_ok(&whole) ? whole.length : 0;
    if (length > 0 && length < size)
        memcpy(text, whole.data, length + 1);
    lfsr_string_clear(&whole);
    return length;
}

char *lfsr_spec_coefficient_text(const lfsr_spec *spec, slong i)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_element_text(&text, spec->coefficients + i * spec->field.k, spec->field.k);
    return lfsr_string_take(&text);
}

char *lfsr_field_spec_order_text(const lfsr_field_spec *field)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    add_integer(&text, field->p);
    if (field->k > 1)
        lfsr_string_addf(&text, "^%" PRId64, (int64_t)field->k);
    return lfsr_string_take(&text);
}

char *lfsr_field_spec_modulus_text(const lfsr_field_spec *field)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    if (field->modulus == NULL)
        return NULL;
    add_element(&text, field->modulus, field->k + 1, " + ");
    return lfsr_string_take(&text);
}
