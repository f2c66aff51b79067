/* States as text, in both forms. With P = p_0 + p_1 x + ... the residue, a step of the Galois register
 * multiplies it by x modulo f, and its symbols are g_i = p_(n-1-i). */
#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "state_read.h"
#include "states.h"
#include "symbols.h"

void lfsr_residue_symbols(fq_default_poly_t symbols, const fq_default_poly_t residue, lfsr_form form,
                          const lfsr_states *states)
{
    if (form == LFSR_FORM_GALOIS)
        fq_default_poly_reverse(symbols, residue, states->reg.degree, states->reg.field.context);
    else
        lfsr_state_from_residue(symbols, residue, &states->algebra);
}

void lfsr_residue_of_symbols(fq_default_poly_t residue, const fq_default_poly_t symbols, lfsr_form form,
                             const lfsr_states *states)
{
    if (form == LFSR_FORM_GALOIS)
        fq_default_poly_reverse(residue, symbols, states->reg.degree, states->reg.field.context);
    else
        lfsr_state_to_residue(residue, symbols, &states->algebra);
}

char *lfsr_residue_text(const fq_default_poly_t residue, lfsr_form form, const lfsr_states *states)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    fq_default_poly_t symbols;
    fq_default_poly_init(symbols, states->reg.field.context);
    lfsr_residue_symbols(symbols, residue, form, states);
    lfsr_symbols_text(&text, symbols, states->width, true, &states->reg.field);
    fq_default_poly_clear(symbols, states->reg.field.context);
    return lfsr_string_take(&text);
}

/* The hexadecimal word of n symbols 0 and 1. The highest digit is made of those that are left over. */
static char *word_text(const char *symbols, size_t n, bool low_first)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add(&text, "0x");
    bool leading = true;
    for (size_t digit = (n + 3) / 4; digit-- > 0;) {
        unsigned value = 0;
        for (size_t bit = 0; bit < 4; bit++) {
            size_t i = 4 * digit + bit;
            if (i < n && symbols[low_first ? i : n - 1 - i] == '1')
                value |= 1U << bit;
        }
        leading = leading && value == 0 && digit > 0;
        if (!leading)
            lfsr_string_add_bytes(&text, &"0123456789ABCDEF"[value], 1);
    }
    return lfsr_string_take(&text);
}

char *lfsr_state_format(const lfsr_state *state, lfsr_form form, lfsr_state_style style)
{
    const lfsr_states *states = state->states;
    if (form == LFSR_FORM_GALOIS && states->affine.active)
        return NULL;
    if (style != LFSR_STYLE_SYMBOLS && !fmpz_equal_ui(states->reg.field.order, 2))
        return NULL;
    char *symbols = lfsr_residue_text(state->residue, form, states);
    if (symbols == NULL || style == LFSR_STYLE_SYMBOLS)
        return symbols;
    char *word = word_text(symbols, (size_t)states->width, style == LFSR_STYLE_LOW_FIRST);
    free(symbols);
    return word;
}

lfsr_status lfsr_state_parse(lfsr_state **state, lfsr_states *states, const char *text, size_t length,
                             lfsr_error *error)
{
    const lfsr_field *field = &states->reg.field;
    slong n = states->width, k = field->spec.k;
    fmpz *digits = _fmpz_vec_init(n * k);
    *state = NULL;
    lfsr_status status = lfsr_state_read(digits, n, &field->spec, text, length, error);
    if (status == LFSR_OK) {
        fq_default_poly_t symbols;
        fq_default_t c;
        fq_default_poly_init(symbols, field->context);
        fq_default_init(c, field->context);
        for (slong i = n - 1; i >= 0; i--) {
            if (_fmpz_vec_is_zero(digits + i * k, k))
                continue;
            lfsr_field_set_digits(c, digits + i * k, field);
            fq_default_poly_set_coeff(symbols, i, c, field->context);
        }
        if (states->affine.active)
            lfsr_affine_extend(symbols, &states->affine);
        lfsr_residue_of_symbols(symbols, symbols, states->form, states);
        status = lfsr_state_new(state, states, symbols, error);
        fq_default_clear(c, field->context);
        fq_default_poly_clear(symbols, field->context);
    }
    _fmpz_vec_clear(digits, n * k);
    return status;
}
