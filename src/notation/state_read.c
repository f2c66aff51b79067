/* A state as symbols or, over GF(2), as a hexadecimal word. */
#include "state_read.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "notation.h"

static bool is_separator(char c)
{
    return c == ',' || lfsr_is_space((unsigned char)c);
}

static lfsr_status wrong_length(slong symbols, slong n, lfsr_error *error)
{
    return lfsr_fail(error, LFSR_BAD_INPUT, "state", "%ld symbols; a state of this register has %ld",
                     (long)symbols, (long)n);
}

static lfsr_status read_hex(fmpz *digits, slong n, const char *text, size_t start, size_t end,
                            lfsr_error *error)
{
    if (start == end)
        return lfsr_fail_at(error, start + 1, LFSR_BAD_INPUT, "syntax", "expected a hexadecimal digit");
    for (size_t at = end; at-- > start;) {
        int c = text[at] | 0x20;
        bool letter = c >= 'a' && c <= 'f';
        if (!letter && !lfsr_is_digit((unsigned char)text[at]))
            return lfsr_fail_at(error, at + 1, LFSR_BAD_INPUT, "syntax", "expected a hexadecimal digit");
        int value = letter ? c - 'a' + 10 : text[at] - '0';
        for (int bit = 0; bit < 4; bit++) {
            size_t i = 4 * (end - 1 - at) + (size_t)bit;
            if ((value >> bit & 1) == 0)
                continue;
            if (i >= (size_t)n)
                return lfsr_fail_at(error, at + 1, LFSR_BAD_INPUT, "state",
                                    "bit %zu is set; a state of this register has %ld bits", i, (long)n);
            fmpz_one(digits + i);
        }
    }
    return LFSR_OK;
}

/* One digit a symbol, spaces ignored. */
static lfsr_status read_digits(fmpz *digits, slong n, const lfsr_field_spec *field, const char *text,
                               size_t length, lfsr_error *error)
{
    slong count = 0;
    for (size_t at = 0; at < length; at++) {
        if (is_separator(text[at]))
            continue;
        if (!lfsr_is_digit((unsigned char)text[at]) || fmpz_cmp_si(field->p, text[at] - '0') <= 0)
            return lfsr_fail_at(error, at + 1, LFSR_BAD_INPUT, "syntax", "expected a digit below %ld",
                                (long)fmpz_get_si(field->p));
        if (count < n)
            fmpz_set_si(digits + count, text[at] - '0');
        count++;
    }
    return count == n ? LFSR_OK : wrong_length(count, n, error);
}

/* One element, a whole word. */
static lfsr_status read_element(fmpz *digits, const lfsr_field_spec *field, const char *text, size_t length,
                                size_t column, lfsr_error *error)
{
    lfsr_parser parser;
    lfsr_value value = LFSR_VALUE_ZERO;
    lfsr_parser_init(&parser, field, text, length, false, error);
    parser.elements_only = true;
    lfsr_status status = lfsr_parse_sum(&parser, &value);
    if (status == LFSR_OK)
        status = lfsr_scan_finish(&parser.scan, error, "a space");
    if (status == LFSR_OK && value.length > 0)
        _fmpz_vec_set(digits, value.digits, field->k);
    lfsr_value_clear(&value, &parser.arith);
    lfsr_parser_clear(&parser);
    if (status != LFSR_OK && error != NULL && error->column > 0)
        error->column += column;
    return status;
}

static lfsr_status read_elements(fmpz *digits, slong n, const lfsr_field_spec *field, const char *text,
                                 size_t length, lfsr_error *error)
{
    slong count = 0;
    lfsr_status status = LFSR_OK;
    for (size_t at = 0; at < length && status == LFSR_OK;) {
        size_t end = at;
        while (end < length && !is_separator(text[end]))
            end++;
        if (end > at && count < n)
            status = read_element(digits + count * field->k, field, text + at, end - at, at, error);
        count += end > at;
        at = end + 1;
    }
    if (status != LFSR_OK)
        return status;
    return count == n ? LFSR_OK : wrong_length(count, n, error);
}

lfsr_status lfsr_state_read(fmpz *digits, slong n, const lfsr_field_spec *field, const char *text,
                            size_t length, lfsr_error *error)
{
    bool digit_form = field->k == 1 && fmpz_cmp_ui(field->p, 10) < 0;
    while (length > 0 && is_separator(text[0]))
        text++, length--;
    while (length > 0 && is_separator(text[length - 1]))
        length--;
    if (digit_form && fmpz_equal_ui(field->p, 2) && length >= 2 && text[0] == '0' && (text[1] | 0x20) == 'x')
        return read_hex(digits, n, text, 2, length, error);
    return digit_form ? read_digits(digits, n, field, text, length, error)
                      : read_elements(digits, n, field, text, length, error);
}

size_t lfsr_symbols_count(const char *text, size_t length)
{
    size_t count = 0;
    for (size_t at = 0; at < length; at++)
        count += !is_separator(text[at]) && (at == 0 || is_separator(text[at - 1]));
    return count;
}

static lfsr_status read_symbol(uint64_t *code, const lfsr_field_spec *field, const char *text, size_t length,
                               size_t column, fmpz *digits, lfsr_error *error)
{
    _fmpz_vec_zero(digits, field->k);
    lfsr_status status = read_element(digits, field, text, length, column, error);
    *code = 0;
    for (slong d = field->k - 1; d >= 0; d--)
        *code = *code * fmpz_get_ui(field->p) + fmpz_get_ui(digits + d);
    return status;
}

lfsr_status lfsr_symbols_read(uint64_t **codes, size_t *count, const lfsr_field_spec *field, const char *text,
                              size_t length, lfsr_error *error)
{
    bool digit_form = field->k == 1 && fmpz_cmp_ui(field->p, 10) < 0;
    fmpz *digits = _fmpz_vec_init(field->k);
    lfsr_status status = LFSR_OK;
    *count = 0;
    *codes = malloc((length + 1) * sizeof **codes); /* at most one symbol a byte */
    if (*codes == NULL)
        status = lfsr_fail_memory(error);
    for (size_t at = 0; at < length && status == LFSR_OK;) {
        size_t end = at + 1;
        if (is_separator(text[at])) {
            at++;
            continue;
        }
        while (!digit_form && end < length && !is_separator(text[end]))
            end++;
        if (!digit_form)
            status = read_symbol(&(*codes)[(*count)++], field, text + at, end - at, at, digits, error);
        else if (!lfsr_is_digit((unsigned char)text[at]) || fmpz_cmp_si(field->p, text[at] - '0') <= 0)
            status = lfsr_fail_at(error, at + 1, LFSR_BAD_INPUT, "syntax", "expected a digit below %ld",
                                  (long)fmpz_get_si(field->p));
        else
            (*codes)[(*count)++] = (uint64_t)(text[at] - '0');
        at = end;
    }
    _fmpz_vec_clear(digits, field->k);
    return status;
}
