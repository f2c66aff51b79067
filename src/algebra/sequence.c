/* A spec and a state from the output symbols of a register (lfsr/sequence.h). */
#include "lfsr/sequence.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "berlekamp_massey.h"
#include "element_text.h"
#include "spec_storage.h"
#include "state_read.h"

/* f = x^L (1 + c_1 / x + ... + c_L / x^L). */
static void set_spec(lfsr_spec *spec, const uint64_t *connection, size_t complexity,
                     const lfsr_field_spec *field)
{
    slong n = (slong)complexity, k = field->k;
    ulong p = fmpz_get_ui(field->p);
    fmpz *digits = _fmpz_vec_init((n + 1) * k);
    for (slong i = 0; i <= n; i++) {
        uint64_t code = connection[n - i];
        for (slong d = 0; d < k; d++, code /= p)
            fmpz_set_ui(digits + i * k + d, code % p);
    }
    lfsr_spec_replace(spec, field, n, digits);
}

static char *state_text(const uint64_t *symbols, size_t n, const lfsr_field_spec *field)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    ulong p = fmpz_get_ui(field->p);
    bool separated = field->k > 1 || p >= 10;
    fmpz *digits = _fmpz_vec_init(field->k);
    for (size_t i = 0; i < n; i++) {
        uint64_t code = symbols[i];
        for (slong d = 0; d < field->k; d++, code /= p)
            fmpz_set_ui(digits + d, code % p);
        lfsr_string_add(&text, separated && i > 0 ? " " : "");
        lfsr_element_text(&text, digits, field->k);
    }
    _fmpz_vec_clear(digits, field->k);
    return lfsr_string_take(&text);
}

static lfsr_status find_register(lfsr_spec *spec, char **state, lfsr_sequence_facts *facts,
                                 const lfsr_field_spec *field, const uint64_t *symbols, lfsr_error *error)
{
    lfsr_field contexts;
    lfsr_code_field codes;
    size_t count = facts->symbols;
    uint64_t *connection = calloc(count + 1, sizeof *connection);
    if (connection == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = lfsr_field_init(&contexts, field, error);
    if (status != LFSR_OK) {
        free(connection);
        return status;
    }
    status = lfsr_code_field_init(&codes, &contexts, (double)count * (double)count, error);
    if (status == LFSR_OK) {
        status = lfsr_berlekamp_massey(connection, &facts->complexity, symbols, count, &codes, error);
        lfsr_code_field_clear(&codes);
    }
    if (status == LFSR_OK && facts->complexity == 0)
        status = lfsr_fail(error, LFSR_BAD_INPUT, "sequence", "%s: every register generates that sequence",
                           count == 0 ? "there are no symbols" : "all symbols are 0");
    if (status == LFSR_OK && facts->complexity > LFSR_MAX_DEGREE)
        status =
            lfsr_fail(error, LFSR_UNABLE, "degree", "the shortest register has degree %zu, the limit is %d",
                      facts->complexity, LFSR_MAX_DEGREE);
    if (status == LFSR_OK) {
        set_spec(spec, connection, facts->complexity, field);
        *state = state_text(symbols, facts->complexity, field);
        facts->certain = count >= 2 * facts->complexity;
        status = *state != NULL ? LFSR_OK : lfsr_fail_memory(error);
    }
    lfsr_field_clear(&contexts);
    free(connection);
    return status;
}

lfsr_status lfsr_spec_from_sequence(lfsr_spec *spec, char **state, lfsr_sequence_facts *facts,
                                    const lfsr_field_spec *field, const char *text, size_t length,
                                    lfsr_error *error)
{
    fmpz_t q;
    uint64_t *symbols;
    *state = NULL;
    *facts = (lfsr_sequence_facts){0};
    fmpz_init(q);
    lfsr_field_spec_order(q, field);
    bool fits = fmpz_bits(q) <= 63;
    fmpz_clear(q);
    if (!fits)
        return lfsr_fail(error, LFSR_UNABLE, "field",
                         "the register of a sequence is found over fields of less than 2^63 "
                         "elements");
    lfsr_status status = lfsr_symbols_read(&symbols, &facts->symbols, field, text, length, error);
    if (status == LFSR_OK)
        status = find_register(spec, state, facts, field, symbols, error);
    free(symbols);
    return status;
}
