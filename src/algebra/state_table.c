/* Every state of a cycle with its index, by stepping codes (lfsr/state.h). */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <flint/fmpz_vec.h>

#include "code_stepper.h"
#include "element_text.h"

#define PIECE (1 << 16) /* bytes handed to the writer at a time */

/* The states and the text of every symbol, where there are few symbols. */
typedef struct table {
    lfsr_code_stepper at;
    char **names; /* of the q symbols; NULL where q is large */
    uint64_t name_count;
} table;

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

/* "0011,7\n" */
static void add_row(lfsr_string *text, uint64_t index, const table *t)
{
    const lfsr_code_stepper *s = &t->at;
    const lfsr_field *field = &s->states->reg.field;
    bool separated = field->spec.k > 1 || fmpz_cmp_ui(field->spec.p, 10) >= 0;
    for (slong i = 0; i < s->n; i++) {
        if (separated && i > 0)
            lfsr_string_add(text, " ");
        if (s->symbols[i] < t->name_count) {
            lfsr_string_add(text, t->names[s->symbols[i]]);
            continue;
        }
        char *name = symbol_name(s->symbols[i], field);
        lfsr_string_add(text, name != NULL ? name : "");
        text->failed |= name == NULL;
        free(name);
    }
    lfsr_string_addf(text, ",%" PRIu64 "\n", index);
}

/* At the first state. */
static lfsr_status table_init(table *t, const lfsr_state *first, uint64_t period, lfsr_error *error)
{
    const lfsr_field *field = &first->states->reg.field;
    uint64_t q = fmpz_get_ui(field->order);
    lfsr_status status = lfsr_code_stepper_init(&t->at, first->states, first->residue, period, error);
    if (status != LFSR_OK)
        return status;
    t->name_count = q <= MOST_NAMES ? q : 0;
    t->names = calloc(t->name_count + 1, sizeof *t->names);
    bool made = t->names != NULL;
    for (uint64_t i = 0; made && i < t->name_count; i++)
        made = (t->names[i] = symbol_name(i, field)) != NULL;
    return made ? LFSR_OK : lfsr_fail_memory(error);
}

static void table_clear(table *t)
{
    for (uint64_t i = 0; t->names != NULL && i < t->name_count; i++)
        free(t->names[i]);
    free(t->names);
    if (t->at.symbols != NULL)
        lfsr_code_stepper_clear(&t->at);
}

static lfsr_status write_rows(table *t, uint64_t count,
                              bool (*write)(void *context, const char *text, size_t length), void *context,
                              lfsr_error *error)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    bool going_on = true;
    for (uint64_t index = 0; index < count && going_on; index++, lfsr_code_step(&t->at)) {
        add_row(&text, index, t);
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
    table t = {0};
    lfsr_status status = lfsr_state_find_place(state, true, error);
    if (status != LFSR_OK)
        return status;
    if (state->period == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "%s", state->reason);
    uint64_t period = strlen(state->period) < 10 ? strtoull(state->period, NULL, 10) : UINT64_MAX;
    if (period > LFSR_TABLE_STATES || fmpz_bits(states->reg.field.order) > 63)
        return lfsr_fail(error, LFSR_UNABLE, "too-large",
                         "the cycle has %.40s states; a table holds up to 2^24", state->period);
    status = lfsr_state_of_index_zero(&first, state, error);
    if (status == LFSR_OK)
        status = table_init(&t, first, period, error);
    if (status == LFSR_OK)
        status = write_rows(&t, period, write, context, error);
    table_clear(&t);
    lfsr_state_free(first);
    return status;
}
