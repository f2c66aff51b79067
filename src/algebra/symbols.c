/* Symbols by division of power series: with F = x^n f(1/x) and P the residue, s_0 + s_1 x + ... is x^(n-1)
 * P(1/x) / F. */
#include "symbols.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "element_text.h"

#define PIECE 8192 /* symbols at a time */

void lfsr_symbols(fq_default_poly_t out, const fq_default_poly_t residue, slong count,
                  const lfsr_state_algebra *algebra)
{
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    fq_default_poly_reverse(out, residue, algebra->reg->degree, context);
    fq_default_poly_div_series(out, out, algebra->reversed, count, context);
}

void lfsr_symbols_text(lfsr_string *text, const fq_default_poly_t symbols, slong count, bool first,
                       const lfsr_field *field)
{
    bool separated = field->spec.k > 1 || fmpz_cmp_ui(field->spec.p, 10) >= 0;
    fmpz *digits = _fmpz_vec_init(field->spec.k);
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong i = 0; i < count; i++) {
        if (separated && !(first && i == 0))
            lfsr_string_add(text, " ");
        fq_default_poly_get_coeff(c, symbols, i, field->context);
        lfsr_field_get_digits(digits, c, field);
        if (separated)
            lfsr_element_text(text, digits, field->spec.k);
        else {
            char digit = (char)('0' + fmpz_get_si(digits));
            lfsr_string_add_bytes(text, &digit, 1);
        }
    }
    fq_default_clear(c, field->context);
    _fmpz_vec_clear(digits, field->spec.k);
}

lfsr_status lfsr_symbols_write(const fq_default_poly_t residue, uint64_t count,
                               const lfsr_state_algebra *algebra, lfsr_text_writer write, void *context,
                               lfsr_error *error)
{
    const lfsr_register *reg = algebra->reg;
    fq_default_poly_t at, symbols, power;
    fmpz_t piece;
    bool going_on = true, first = true;
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_status status = LFSR_OK;
    if (fmpz_equal_ui(reg->field.order, 2) && reg->degree <= LFSR_BINARY_STREAM_DEGREE)
        return lfsr_symbols_write_binary(residue, count, algebra, write, context, error);
    fq_default_poly_init(at, reg->field.context);
    fq_default_poly_init(symbols, reg->field.context);
    fq_default_poly_init(power, reg->field.context);
    fmpz_init_set_ui(piece, PIECE);
    fq_default_poly_set(at, residue, reg->field.context);
    lfsr_quotient_x_pow(power, piece, &algebra->ring);
    while (count > 0 && going_on && status == LFSR_OK) {
        slong length = count < PIECE ? (slong)count : PIECE;
        text.length = 0;
        lfsr_symbols(symbols, at, length, algebra);
        lfsr_symbols_text(&text, symbols, length, first, &reg->field);
        lfsr_quotient_mul(at, at, power, &algebra->ring);
        status = lfsr_string_ok(&text) ? LFSR_OK : lfsr_fail_memory(error);
        going_on = status == LFSR_OK && write(context, text.data, text.length);
        count -= (uint64_t)length;
        first = false;
    }
    lfsr_string_clear(&text);
    fq_default_poly_clear(at, reg->field.context);
    fq_default_poly_clear(symbols, reg->field.context);
    fq_default_poly_clear(power, reg->field.context);
    fmpz_clear(piece);
    return status;
}

/* The start of the least rotation of a cyclic sequence that has no shorter period (Shiloach's two
 * candidates). */
static slong least_rotation(const uint64_t *symbols, slong period)
{
    slong a = 0, b = 1, k = 0;
    while (a < period && b < period && k < period) {
        uint64_t x = symbols[(a + k) % period], y = symbols[(b + k) % period];
        if (x == y) {
            k++;
            continue;
        }
        if (x > y)
            a += k + 1;
        else
            b += k + 1;
        if (a == b)
            b++;
        k = 0;
    }
    return a < b ? a : b;
}

/* Over GF(2) up to degree 64: the state is a word with s_0 highest, so that words compare as states do. */
static void find_leader_word(fq_default_poly_t symbols, slong *steps, const fq_default_poly_t residue,
                             slong period, const lfsr_state_algebra *algebra)
{
    const lfsr_register *reg = algebra->reg;
    const fq_default_ctx_struct *context = reg->field.context;
    slong n = reg->degree;
    uint64_t mask = UINT64_MAX >> (64 - n), at = 0, taps = 0;
    fq_default_t c;
    fq_default_init(c, context);
    lfsr_state_from_residue(symbols, residue, algebra);
    for (slong i = 0; i < n; i++) {
        fq_default_poly_get_coeff(c, symbols, i, context);
        at = at << 1 | !fq_default_is_zero(c, context);
        fq_default_poly_get_coeff(c, reg->f, i, context);
        taps = taps << 1 | !fq_default_is_zero(c, context);
    }
    uint64_t least = at;
    *steps = 0;
    for (slong i = 1; i < period; i++) {
        at = (at << 1 | (uint64_t)__builtin_parityll(at & taps)) & mask;
        if (at < least) {
            least = at;
            *steps = i;
        }
    }
    fq_default_poly_zero(symbols, context);
    fq_default_one(c, context);
    for (slong i = n - 1; i >= 0; i--)
        if ((least >> (n - 1 - i) & 1) != 0)
            fq_default_poly_set_coeff(symbols, i, c, context);
    fq_default_clear(c, context);
}

lfsr_status lfsr_find_leader(fq_default_poly_t symbols, slong *steps, const fq_default_poly_t residue,
                             slong period, const lfsr_state_algebra *algebra, lfsr_error *error)
{
    const lfsr_field *field = &algebra->reg->field;
    if (fmpz_equal_ui(field->order, 2) && algebra->reg->degree <= 64) {
        find_leader_word(symbols, steps, residue, period, algebra);
        return LFSR_OK;
    }
    uint64_t *codes = calloc((size_t)period, sizeof *codes);
    fq_default_poly_t power;
    fmpz_t exponent;
    fq_default_t c;
    if (codes == NULL)
        return lfsr_fail_memory(error);
    fq_default_init(c, field->context);
    fq_default_poly_init(power, field->context);
    lfsr_symbols(symbols, residue, period, algebra);
    for (slong i = 0; i < period; i++) {
        fq_default_poly_get_coeff(c, symbols, i, field->context);
        codes[i] = lfsr_field_get_code(c, field);
    }
    *steps = least_rotation(codes, period);
    fmpz_init_set_si(exponent, *steps);
    lfsr_quotient_x_pow(power, exponent, &algebra->ring);
    lfsr_quotient_mul(power, power, residue, &algebra->ring);
    lfsr_state_from_residue(symbols, power, algebra);
    fq_default_clear(c, field->context);
    fq_default_poly_clear(power, field->context);
    fmpz_clear(exponent);
    free(codes);
    return LFSR_OK;
}
