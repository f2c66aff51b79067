/* States as people read them. */
#include "lfsr/register.h"

#include <inttypes.h>
#include <stdlib.h>

#include <flint/fmpz_vec.h>

#include "element_text.h"
#include "text.h"

static void add_symbol(lfsr_text *text, uint64_t code, const lfsr_field *field)
{
    if (field->spec.k == 1) {
        lfsr_text_addf(text, "%" PRIu64, code);
        return;
    }
    fmpz *digits = _fmpz_vec_init(field->spec.k);
    ulong p = fmpz_get_ui(field->spec.p);
    for (slong i = 0; i < field->spec.k; i++) {
        fmpz_set_ui(digits + i, code % p);
        code /= p;
    }
    lfsr_element_text(text, digits, field->spec.k);
    _fmpz_vec_clear(digits, field->spec.k);
}

char *lfsr_state_text(uint64_t code, slong n, const lfsr_field *field)
{
    lfsr_text text = LFSR_TEXT_EMPTY;
    uint64_t q = fmpz_get_ui(field->order);
    uint64_t weight = 1; /* of s_0 */
    for (slong i = 1; i < n; i++)
        weight *= q;
    bool separated = field->spec.k > 1 || q >= 10;
    for (slong i = 0; i < n; i++) {
        if (i > 0 && separated)
            lfsr_text_add(&text, " ");
        add_symbol(&text, code / weight, field);
        code %= weight;
        weight = weight >= q ? weight / q : 1; /* NOLINT(clang-analyzer-core.DivideZero): q >= 2 */
    }
    return lfsr_text_take(&text);
}
