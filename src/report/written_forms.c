/* Words of f and of its reversal as text. One reversal serves all reversed forms: the reversed word of f
 * without its leading term is the reciprocal without its constant term. */
#include "written_forms.h"

#include <string.h>

#include "lfsr/notation.h"

bool lfsr_written_set(lfsr_written *written, const lfsr_spec *spec)
{
    slong n = spec->degree;
    if (n > LFSR_WRITTEN_DEGREE || spec->field.k > 1 || !fmpz_equal_ui(spec->field.p, 2))
        return false;
    written->spec = spec;
    written->degree = n;
    written->reversible = !fmpz_is_zero(spec->coefficients);
    for (slong word = 0; word <= n / 64; word++) {
        uint64_t f = 0, reciprocal = 0;
        slong count = n + 1 - 64 * word < 64 ? n + 1 - 64 * word : 64;
        for (slong i = 0; i < count; i++) {
            f |= (uint64_t)!fmpz_is_zero(spec->coefficients + 64 * word + i) << i;
            reciprocal |= (uint64_t)!fmpz_is_zero(spec->coefficients + n - 64 * word - i) << i;
        }
        written->f[word] = f;
        written->reciprocal[word] = reciprocal;
    }
    return true;
}

/* Eight hexadecimal digits, all at once: a byte for each, then 7 more for A to F. */
static void put_digits(char to[8], uint32_t value)
{
    uint64_t x = value;
    x = (x | x << 16) & UINT64_C(0x0000ffff0000ffff);
    x = (x | x << 8) & UINT64_C(0x00ff00ff00ff00ff);
    x = (x | x << 4) & UINT64_C(0x0f0f0f0f0f0f0f0f);
    x += UINT64_C(0x3030303030303030) +
         7 * ((x + UINT64_C(0x0606060606060606)) >> 4 & UINT64_C(0x0101010101010101));
    x = __builtin_bswap64(x);
    memcpy(to, &x, sizeof x);
}

/* The bits low, ..., low + count - 1 of a word, low < 64, as "0x" and (count + 3) / 4 digits. Up to 16 bytes
 * behind them are written, too. */
static char *put_word(char *to, const uint64_t *bits, slong low, slong count)
{
    *to++ = '0';
    *to++ = 'x';
    for (slong at = (count - 1) / 64 * 64; at >= 0; at -= 64) {
        slong left = count - at < 64 ? count - at : 64, word = at / 64;
        uint64_t value = bits[word] >> low;
        if (low > 0 && left > 64 - low)
            value |= bits[word + 1] << (64 - low);
        value &= UINT64_MAX >> (64 - left);
        char digits[32] = {0};
        slong shown = (left + 3) / 4;
        if (shown > 8)
            put_digits(digits, (uint32_t)(value >> 32));
        put_digits(digits + 8, (uint32_t)value);
        memcpy(to, digits + 16 - shown, 16);
        to += shown;
    }
    return to;
}

/* "16:" */
static char *put_width(char *to, slong degree)
{
    to += lfsr_decimal(to, (uint64_t)degree);
    *to++ = ':';
    return to;
}

/* "taps:16,5,3,2", without the constant term. */
static char *put_taps(char *to, const lfsr_written *written)
{
    to = stpcpy(to, "taps:");
    for (slong word = written->degree / 64; word >= 0; word--)
        for (uint64_t rest = written->f[word] & (word > 0 ? UINT64_MAX : UINT64_MAX - 1); rest != 0;) {
            int bit = 63 - __builtin_clzll(rest);
            rest ^= UINT64_C(1) << bit;
            to += lfsr_decimal(to, (uint64_t)(64 * word + bit));
            *to++ = ',';
        }
    return to - 1;
}

size_t lfsr_written_text(char text[LFSR_WRITTEN_SIZE], const lfsr_written *written, lfsr_written_form form)
{
    slong n = written->degree;
    char *to = text;
    switch (form) {
    case LFSR_WRITTEN_HEXADECIMAL:
        to = put_word(to, written->f, 0, n + 1);
        break;
    case LFSR_WRITTEN_RECIPROCAL:
        to = put_word(to, written->reciprocal, 0, n + 1);
        break;
    case LFSR_WRITTEN_KOOPMAN:
        to = put_word(stpcpy(to, "koopman:"), written->f, 1, n);
        break;
    case LFSR_WRITTEN_TAPS:
        to = put_taps(to, written);
        break;
    case LFSR_WRITTEN_CRC:
        to = put_word(put_width(stpcpy(to, "crc:"), n), written->f, 0, n);
        break;
    case LFSR_WRITTEN_CRC_REVERSED:
        to = put_word(put_width(stpcpy(to, "reversed:"), n), written->reciprocal, 1, n);
        break;
    case LFSR_WRITTEN_WORD:
        to = put_word(to, written->f, 0, n);
        break;
    case LFSR_WRITTEN_WORD_REVERSED:
        to = put_word(to, written->reciprocal, 1, n);
        break;
    }
    return (size_t)(to - text);
}

size_t lfsr_written_reciprocal(char *text, size_t size, const lfsr_written *written)
{
    fmpz coefficients[LFSR_WRITTEN_DEGREE + 1];
    lfsr_spec reciprocal = {written->spec->field, written->degree, coefficients};
    for (slong i = 0; i <= written->degree; i++) /* 0 and 1: nothing is allocated or shared */
        coefficients[i] = written->spec->coefficients[written->degree - i];
    return lfsr_spec_polynomial_print(text, size, &reciprocal);
}

bool lfsr_written_even(const lfsr_written *written)
{
    int weight = 0;
    for (slong i = 0; i <= written->degree / 64; i++)
        weight += __builtin_popcountll(written->f[i]);
    return weight % 2 == 0;
}

bool lfsr_written_data_bits(fmpz_t data_bits, const lfsr_written *written, const lfsr_analysis *analysis)
{
    const fmpz *order = lfsr_factorization_order(lfsr_analysis_factorization(analysis));
    if (!written->reversible || fmpz_is_zero(order))
        return false;
    fmpz_sub_ui(data_bits, order, (ulong)written->degree);
    return true;
}
