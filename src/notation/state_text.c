/* States as people read them. */
#include "lfsr/notation.h"

#include <inttypes.h>
#include <stdlib.h>

#include <flint/fmpz_vec.h>

#include "element_text.h"
#include "string_builder.h"

static void add_symbol(lfsr_string *text, uint64_t code, const lfsr_field *field)
{
    if (field->spec.k == 1) {
        lfsr_string_addf(text, "%" PRIu64, code);
        return;
    }
    fmpz *digits = _fmpz_vec_init(field->spec.k);
    bool word = fmpz_abs_fits_ui(field->spec.p);
    ulong p = word ? fmpz_get_ui(field->spec.p) : UINT64_MAX;
    for (slong i = 0; i < field->spec.k && code > 0; i++) {
        fmpz_set_ui(digits + i, word ? code % p : code);
        code = word ? code / p : 0;
    }
    lfsr_element_text(text, digits, field->spec.k);
    _fmpz_vec_clear(digits, field->spec.k);
}

char *lfsr_state_text(uint64_t code, slong n, const lfsr_field *field)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    uint64_t *symbols = calloc(n > 0 ? (size_t)n : 1, sizeof *symbols);
    if (symbols == NULL)
        return NULL;
    /* From the last symbol, the least significant digit, to the first; beyond 64 bits the digits are 0. */
    bool word = fmpz_abs_fits_ui(field->order);
    uint64_t q = word ? fmpz_get_ui(field->order) : UINT64_MAX;
    for (slong i = n - 1; i >= 0 && code > 0; i--) {
        symbols[i] = word ? code % q : code;
        code = word ? code / q : 0;
    }
    bool separated = field->spec.k > 1 || q >= 10;
    for (slong i = 0; i < n; i++) {
        if (i > 0 && separated)
            lfsr_string_add(&text, " ");
        add_symbol(&text, symbols[i], field);
    }
    free(symbols);
    return lfsr_string_take(&text);
}
