/* Every state of a cycle with its index, by stepping codes (lfsr/state.h). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <flint/fmpz_vec.h>

#include "code_field.h"
#include "element_text.h"
#include "states.h"

#define PIECE (1 << 16) /* bytes handed to the writer at a time */

/* The register as codes: c_j, the state, and the text of every symbol where there are few. */
typedef struct stepper {
    const lfsr_states *states;
    lfsr_code_field codes;
    slong n;
    uint64_t *feedback; /* c_0 ... c_(n-1) of f, also of an affine register */
    uint64_t *symbols;
    uint64_t constant;
    char **names; /* of the q symbols; NULL where q is large */
    uint64_t name_count;
} stepper;

#define MOST_NAMES 65536

static char *symbol_name(uint64_t code, const lfsr_field *field)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    fmpz *digits = _fmpz_vec_init(field->spec.k);
    uint64_t p = fmpz_get_ui(field->spec.p);
    for (slong d = 0; d < field->spec.k; d++, code /= p)
        fmpz_set_ui(digits + d, code % p);
    lfsr_element_text(&text, digits, field->spec.k);
    _fmpz_vec_clear(digits, field->spec.k);
    return lfsr_string_take(&text);
}

static void stepper_clear(stepper *s)
{
    for (uint64_t i = 0; s->names != NULL && i < s->name_count; i++)
        free(s->names[i]);
    free(s->names);
    free(s->feedback);
    free(s->symbols);
    lfsr_code_field_clear(&s->codes);
}

/* At the state with this residue, or with these symbols. */
static void set_symbols(stepper *s, const fq_default_poly_t residue)
{
    const lfsr_field *field = &s->states->reg.field;
    fq_default_poly_t symbols;
    fq_default_t c;
    fq_default_poly_init(symbols, field->context);
    fq_default_init(c, field->context);
    lfsr_residue_symbols(symbols, residue, s->states->form, s->states);
    for (slong i = 0; i < s->n; i++) {
        fq_default_poly_get_coeff(c, symbols, i, field->context);
        s->symbols[i] = lfsr_field_get_code(c, field);
    }
    fq_default_clear(c, field->context);
    fq_default_poly_clear(symbols, field->context);
}

static lfsr_status stepper_init(stepper *s, const lfsr_states *states, const fq_default_poly_t residue,
                                uint64_t count, lfsr_error *error)
{
    const lfsr_field *field = &states->reg.field;
    uint64_t q = fmpz_get_ui(field->order);
    *s = (stepper){.states = states, .n = states->width};
    lfsr_status status = lfsr_code_field_init(&s->codes, field, (double)count * (double)s->n, error);
    if (status != LFSR_OK)
        return status;
    s->feedback = calloc((size_t)s->n, sizeof *s->feedback);
    s->symbols = calloc((size_t)s->n, sizeof *s->symbols);
    s->name_count = q <= MOST_NAMES ? q : 0;
    s->names = calloc(s->name_count + 1, sizeof *s->names);
    bool made = s->feedback != NULL && s->symbols != NULL && s->names != NULL;
    for (uint64_t i = 0; made && i < s->name_count; i++)
        made = (s->names[i] = symbol_name(i, field)) != NULL;
    if (!made) {
        stepper_clear(s);
        return lfsr_fail_memory(error);
    }
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong j = 0; j < s->n; j++) {
        const fq_default_poly_struct *f = states->affine.active ? states->affine.f : states->reg.f;
        fq_default_poly_get_coeff(c, f, j, field->context);
        fq_default_neg(c, c, field->context);
        s->feedback[j] = lfsr_field_get_code(c, field);
    }
    if (states->affine.active)
        s->constant = lfsr_field_get_code(states->affine.constant, field);
    fq_default_clear(c, field->context);
    set_symbols(s, residue);
    return LFSR_OK;
}

static void step(stepper *s)
{
    slong n = s->n;
    uint64_t first = s->symbols[0], next = s->constant;
    bool galois = s->states->form == LFSR_FORM_GALOIS;
    for (slong j = 0; j < n && !galois; j++)
        if (s->feedback[j] != 0)
            next = lfsr_code_add(next, lfsr_code_mul(s->feedback[j], s->symbols[j], &s->codes), &s->codes);
    memmove(s->symbols, s->symbols + 1, (size_t)(n - 1) * sizeof *s->symbols);
    s->symbols[n - 1] = galois ? 0 : next;
    for (slong i = 0; i < n && galois && first != 0; i++)
        if (s->feedback[n - 1 - i] != 0)
            s->symbols[i] = lfsr_code_add(s->symbols[i],
                                          lfsr_code_mul(s->feedback[n - 1 - i], first, &s->codes), &s->codes);
}

/* "0011,7\n" */
static void add_row(lfsr_string *text, uint64_t index, const stepper *s)
{
    const lfsr_field *field = &s->states->reg.field;
    bool separated = field->spec.k > 1 || fmpz_cmp_ui(field->spec.p, 10) >= 0;
    for (slong i = 0; i < s->n; i++) {
        if (separated && i > 0)
            lfsr_string_add(text, " ");
        if (s->symbols[i] < s->name_count) {
            lfsr_string_add(text, s->names[s->symbols[i]]);
            continue;
        }
        char *name = symbol_name(s->symbols[i], field);
        lfsr_string_add(text, name != NULL ? name : "");
        text->failed |= name == NULL;
        free(name);
    }
    lfsr_string_addf(text, ",%" PRIu64 "\n", index);
}

static lfsr_status write_rows(stepper *s, uint64_t count,
                              bool (*write)(void *context, const char *text, size_t length), void *context,
                              lfsr_error *error)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    bool going_on = true;
    for (uint64_t index = 0; index < count && going_on; index++, step(s)) {
        add_row(&text, index, s);
        if ((text.length >= PIECE || index + 1 == count) && lfsr_string_ok(&text)) {
            going_on = write(context, text.data, text.length);
            text.length = 0;
        }
        going_on = going_on && lfsr_string_ok(&text);
    }
    bool whole = lfsr_string_ok(&text);
    lfsr_string_clear(&text);
    return whole ? LFSR_OK : lfsr_fail_memory(error);
}

lfsr_status lfsr_state_table(lfsr_state *state, bool (*write)(void *context, const char *text, size_t length),
                             void *context, lfsr_error *error)
{
    lfsr_states *states = state->states;
    lfsr_state *first = NULL;
    stepper s;
    lfsr_status status = lfsr_state_find_place(state, true, error);
    if (status != LFSR_OK)
        return status;
    if (state->period == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "%s", state->reason);
    uint64_t period = strlen(state->period) < 10 ? strtoull(state->period, NULL, 10) : UINT64_MAX;
    if (period > LFSR_TABLE_STATES || fmpz_bits(states->reg.field.order) > 63)
        return lfsr_fail(error, LFSR_UNABLE, "too-large",
                         "the cycle has %.40s states; a table holds up to 2^24", state->period);
    const char *named = state->leader != NULL ? state->leader : state->representative;
    if (named == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "logarithm", "%s", state->reason);
    status = lfsr_state_parse(&first, states, named, strlen(named), error);
    if (status == LFSR_OK)
        status = stepper_init(&s, states, first->residue, period, error);
    if (status == LFSR_OK) {
        status = write_rows(&s, period, write, context, error);
        stepper_clear(&s);
    }
    lfsr_state_free(first);
    return status;
}
