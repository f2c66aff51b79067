/* States as text. */
#include "lfsr/notation.h"

#include <inttypes.h>
#include <stdlib.h>

#include <flint/fmpz_vec.h>

#include "element_text.h"
#include "string_builder.h"

static void add_symbol(lfsr_string *text, uint64_t code, const lfsr_field_spec *field)
{
    if (field->k == 1) {
        lfsr_string_addf(text, "%" PRIu64, code);
        return;
    }
    fmpz *digits = _fmpz_vec_init(field->k);
    bool word = fmpz_abs_fits_ui(field->p);
    ulong p = word ? fmpz_get_ui(field->p) : UINT64_MAX;
    for (slong i = 0; i < field->k && code > 0; i++) {
        fmpz_set_ui(digits + i, word ? code % p : code);
        code = word ? code / p : 0;
    }
    lfsr_element_text(text, digits, field->k);
    _fmpz_vec_clear(digits, field->k);
}

/* q, where it fits in 64 bits, else 0: no code has a second digit then. */
static uint64_t word_order(const lfsr_field_spec *field)
{
    uint64_t p = fmpz_abs_fits_ui(field->p) ? fmpz_get_ui(field->p) : 0, q = 1;
    for (slong i = 0; i < field->k && q > 0; i++)
        q = p > 0 && q <= UINT64_MAX / p ? q * p : 0;
    return q;
}

char *lfsr_state_text(uint64_t code, slong n, const lfsr_field_spec *field)
{
    if (field == NULL || field->k < 1 || fmpz_cmp_ui(field->p, 2) < 0)
        return NULL;
    lfsr_string text = LFSR_STRING_EMPTY;
    uint64_t *symbols = calloc(n > 0 ? (size_t)n : 1, sizeof *symbols);
    if (symbols == NULL)
        return NULL;
    /* From the last symbol, the least significant digit, to the first; beyond 64 bits the digits are 0. */
    uint64_t q = word_order(field);
    for (slong i = n - 1; i >= 0 && code > 0; i--) {
        symbols[i] = q > 0 ? code % q : code;
        code = q > 0 ? code / q : 0;
    }
    bool separated = field->k > 1 || q == 0 || q >= 10;
    for (slong i = 0; i < n; i++) {
        if (i > 0 && separated)
            lfsr_string_add(&text, " ");
        add_symbol(&text, symbols[i], field);
    }
    free(symbols);
    return lfsr_string_take(&text);
}
