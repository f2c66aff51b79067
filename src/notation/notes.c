/* Notes on polynomials that were read and may not be the ones that were meant. */
#include "lfsr/notation.h"

#include <string.h>

#include <flint/fmpz_vec.h>

#include "notation.h"

/* x divides the polynomial. */
static const char *note_on_zero(const lfsr_spec *spec, lfsr_notation form, const char *text, size_t length)
{
    slong k = spec->field.k, terms = 0;
    switch (form) {
    case LFSR_WORD:
    case LFSR_HEX:
        return "note: x divides it; was a mask meant? A mask is written galois: or koopman:";
    case LFSR_CRC:
        return "note: x divides it; was the word reversed? That is written reversed:";
    case LFSR_REVERSED:
        return "note: x divides it; was the word not reversed? That is written crc:";
    default:
        break;
    }
    if (form != LFSR_EXPRESSION || memchr(text, ',', length) != NULL || memchr(text, '(', length) != NULL)
        return NULL;
    for (slong i = 1; i <= spec->degree && terms < 2; i++)
        terms += _fmpz_vec_is_zero(spec->coefficients + i * k, k) ? 0 : 1;
    return terms > 1 ? "note: x divides it; was + 1 forgotten?" : NULL;
}

const char *lfsr_spec_note(const lfsr_spec *spec, const char *text, size_t length)
{
    lfsr_scan scan = {text, length, 0};
    if (!_fmpz_vec_is_zero(spec->coefficients, spec->field.k))
        return NULL;
    return note_on_zero(spec, lfsr_notation_detect(&scan, false), text, length);
}

/* f(0) != 0 and c_0^-1 x^n f(1/x) is not f. They are equal only if c_0^2 = 1, as the leading coefficient
 * is 1. */
static bool has_other_reciprocal(const lfsr_spec *spec)
{
    slong k = spec->field.k, n = spec->degree;
    const fmpz *c = spec->coefficients;
    if (_fmpz_vec_is_zero(c, k))
        return false;
    bool plain = _fmpz_vec_is_zero(c + 1, k - 1);
    bool minus = false, other = false;
    if (plain && !fmpz_is_one(c)) {
        fmpz_t sum;
        fmpz_init(sum);
        fmpz_add_ui(sum, c, 1);
        minus = fmpz_equal(sum, spec->field.p);
        fmpz_clear(sum);
    }
    if (!plain || !(fmpz_is_one(c) || minus))
        return true;
    fmpz_t negative;
    fmpz_init(negative);
    for (slong i = 0; i <= n && !other; i++)
        for (slong d = 0; d < k && !other; d++) {
            const fmpz *low = c + i * k + d, *high = c + (n - i) * k + d;
            if (minus && !fmpz_is_zero(low)) {
                fmpz_sub(negative, spec->field.p, low);
                low = negative;
            }
            other = !fmpz_equal(low, high);
        }
    fmpz_clear(negative);
    return other;
}

static unsigned reading_of(const lfsr_spec *spec, const char *text, size_t length)
{
    lfsr_scan scan = {text, length, 0};
    int first = lfsr_scan_peek(&scan);
    if (first == '[' || (lfsr_is_letter(first) && lfsr_call_is_array(&scan)))
        return has_other_reciprocal(spec) ? 1 : 0;
    if (!lfsr_is_digit(first) || !lfsr_word_next(&scan) || memchr(text, '\'', length) == NULL)
        return 0;
    bool verilog;
    slong width;
    if (lfsr_word_implies_leading_bit(&scan, &verilog, &width))
        return 2;
    return verilog && width % 8 != 1 ? 4 : 0;
}

const char *lfsr_spec_reading_note(const lfsr_spec *spec, const char *text, size_t length, unsigned *kind)
{
    *kind = reading_of(spec, text, length);
    switch (*kind) {
    case 1:
        return "note: read with the constant coefficient first; a list with the highest coefficient first is "
               "written high:";
    case 2:
        return "note: read as a word without its leading bit (crc:); one with it is written hex:";
    case 4:
        return "note: read as a word with its leading bit (hex:); one without it is written crc:";
    default:
        return NULL;
    }
}
