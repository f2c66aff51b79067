/* A spec and a state from the output symbols of a register (lfsr/sequence.h). */
#include "lfsr/sequence.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "berlekamp_massey.h"
#include "element_text.h"
#include "sized_options.h"
#include "spec_storage.h"
#include "state_read.h"

/* The size of the structure in its first version. */
#define LEAST_FACTS (offsetof(lfsr_sequence_facts, certain) + sizeof(bool))

/* Symbols and the register found, in one of two kinds: codes for q < 2^63, else elements. */
typedef struct search {
    const lfsr_field_spec *spec;
    lfsr_field field;
    size_t count;
    uint64_t *codes, *code_connection;
    fq_default_struct *elements, *element_connection;
} search;

static void free_elements(fq_default_struct *elements, size_t count, const lfsr_field *field)
{
    for (size_t i = 0; elements != NULL && i < count; i++)
        fq_default_clear(&elements[i], field->context);
    free(elements);
}

static void search_clear(search *s)
{
    free(s->codes);
    free(s->code_connection);
    free_elements(s->elements, s->count, &s->field);
    free_elements(s->element_connection, s->count + 1, &s->field);
    lfsr_field_clear(&s->field);
}

static lfsr_status new_elements(fq_default_struct **elements, size_t count, const lfsr_field *field,
                                lfsr_error *error)
{
    *elements = calloc(count + 1, sizeof **elements);
    if (*elements == NULL)
        return lfsr_fail_memory(error);
    for (size_t i = 0; i < count; i++)
        fq_default_init(&(*elements)[i], field->context);
    return LFSR_OK;
}

/* Digits of the element at symbol i, or of coefficient i of the connection polynomial. */
static void get_digits(fmpz *digits, const search *s, bool connection, size_t i)
{
    const fq_default_struct *elements = connection ? s->element_connection : s->elements;
    if (elements != NULL) {
        lfsr_field_get_digits(digits, &elements[i], &s->field);
        return;
    }
    uint64_t code = connection ? s->code_connection[i] : s->codes[i];
    ulong p = fmpz_get_ui(s->spec->p);
    for (slong d = 0; d < s->spec->k; d++, code /= p)
        fmpz_set_ui(digits + d, code % p);
}

/* f = x^L (1 + c_1 / x + ... + c_L / x^L). */
static void set_spec(lfsr_spec *spec, const search *s, size_t complexity)
{
    slong n = (slong)complexity, k = s->spec->k;
    fmpz *digits = _fmpz_vec_init((n + 1) * k);
    for (slong i = 0; i <= n; i++)
        get_digits(digits + i * k, s, true, (size_t)(n - i));
    lfsr_spec_replace(spec, s->spec, n, digits);
}

static char *state_text(const search *s, size_t n)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    bool separated = s->spec->k > 1 || fmpz_cmp_ui(s->spec->p, 10) >= 0;
    fmpz *digits = _fmpz_vec_init(s->spec->k);
    for (size_t i = 0; i < n; i++) {
        get_digits(digits, s, false, i);
        lfsr_string_add(&text, separated && i > 0 ? " " : "");
        lfsr_element_text(&text, digits, s->spec->k);
    }
    _fmpz_vec_clear(digits, s->spec->k);
    return lfsr_string_take(&text);
}

static lfsr_status read_elements(search *s, const char *text, size_t length, lfsr_error *error)
{
    slong k = s->spec->k;
    s->count = lfsr_symbols_count(text, length);
    lfsr_status status = new_elements(&s->elements, s->count, &s->field, error);
    if (status != LFSR_OK)
        return status;
    fmpz *digits = _fmpz_vec_init((slong)s->count * k);
    status = lfsr_state_read(digits, (slong)s->count, s->spec, text, length, error);
    for (size_t i = 0; i < s->count && status == LFSR_OK; i++)
        lfsr_field_set_digits(&s->elements[i], digits + (slong)i * k, &s->field);
    _fmpz_vec_clear(digits, (slong)s->count * k);
    return status;
}

static lfsr_status find_by_elements(size_t *complexity, search *s, lfsr_error *error)
{
    lfsr_status status = new_elements(&s->element_connection, s->count + 1, &s->field, error);
    return status == LFSR_OK ? lfsr_berlekamp_massey_elements(s->element_connection, complexity, s->elements,
                                                              s->count, &s->field, error)
                             : status;
}

static lfsr_status find_by_codes(size_t *complexity, search *s, lfsr_error *error)
{
    lfsr_code_field codes;
    s->code_connection = calloc(s->count + 1, sizeof *s->code_connection);
    if (s->code_connection == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = lfsr_code_field_init(&codes, &s->field, (double)s->count * (double)s->count, error);
    if (status != LFSR_OK)
        return status;
    status = lfsr_berlekamp_massey(s->code_connection, complexity, s->codes, s->count, &codes, error);
    lfsr_code_field_clear(&codes);
    return status;
}

static lfsr_status set_answer(lfsr_spec *spec, char **state, lfsr_sequence_facts *facts, const search *s,
                              lfsr_error *error)
{
    if (facts->complexity == 0)
        return lfsr_fail(error, LFSR_BAD_INPUT, "sequence", "%s: every register generates that sequence",
                         s->count == 0 ? "there are no symbols" : "all symbols are 0");
    if (facts->complexity > LFSR_MAX_DEGREE)
        return lfsr_fail(error, LFSR_UNABLE, "degree",
                         "the shortest register has degree %zu, the limit is %d", facts->complexity,
                         LFSR_MAX_DEGREE);
    set_spec(spec, s, facts->complexity);
    *state = state_text(s, facts->complexity);
    facts->certain = s->count >= 2 * facts->complexity;
    return *state != NULL ? LFSR_OK : lfsr_fail_memory(error);
}

static lfsr_status from_sequence(lfsr_spec *spec, char **state, lfsr_sequence_facts *facts,
                                 const lfsr_field_spec *field, const char *text, size_t length,
                                 lfsr_error *error)
{
    search s = {.spec = field};
    lfsr_status status = lfsr_field_init(&s.field, field, error);
    if (status != LFSR_OK)
        return status;
    bool coded = fmpz_bits(s.field.order) <= 63;
    status = coded ? lfsr_symbols_read(&s.codes, &s.count, field, text, length, error)
                   : read_elements(&s, text, length, error);
    facts->symbols = s.count;
    if (status == LFSR_OK)
        status = coded ? find_by_codes(&facts->complexity, &s, error)
                       : find_by_elements(&facts->complexity, &s, error);
    if (status == LFSR_OK)
        status = set_answer(spec, state, facts, &s, error);
    search_clear(&s);
    return status;
}

lfsr_status lfsr_spec_from_sequence(lfsr_spec *spec, char **state, lfsr_sequence_facts *facts,
                                    const lfsr_field_spec *field, const char *text, size_t length,
                                    lfsr_error *error)
{
    lfsr_sequence_facts own = {0};
    *state = NULL;
    lfsr_status status = lfsr_give_results(facts, &own, sizeof own, LEAST_FACTS, error);
    if (status != LFSR_OK)
        return status;
    status = from_sequence(spec, state, &own, field, text, length, error);
    lfsr_status given = lfsr_give_results(facts, &own, sizeof own, LEAST_FACTS, error);
    return status != LFSR_OK ? status : given;
}
