/* Every cycle by one of its states (lfsr/state.h): its leader where the cycles of its period are cheap to
 * walk, else its representative. States are stored as keys whose bytes compare as states do. */
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include <flint/fmpz_vec.h>

#include "cycle_set.h"
#include "element_text.h"
#include "state_list.h"
#include "states.h"
#include "symbols.h"

#define MOST_CYCLES (UINT64_C(1) << 24)
#define MOST_BYTES  (UINT64_C(1) << 30)
#define VISITS      16 /* after that many cycles the caller is asked whether to continue */
#define WALKED_STATES                                                                                        \
    (UINT64_C(1) << 24) /* states of the cycles of one period: up to this many are walked for leaders */

typedef struct period_class {
    fmpz_t period;
    char *text;
    bool walked;
    bool leader; /* the states that name its cycles are their leaders */
} period_class;

typedef struct entry {
    const unsigned char *key; /* into keys */
    uint32_t class;
} entry;

struct lfsr_cycle_list {
    const lfsr_states *states;
    size_t digit_bytes, key_bytes;
    period_class *classes;
    size_t class_count;
    unsigned char *keys;
    entry *entries;
    size_t length, capacity;
    uint64_t visited;
};

void lfsr_cycle_list_free(lfsr_cycle_list *list)
{
    if (list == NULL)
        return;
    for (size_t i = 0; i < list->class_count; i++) {
        fmpz_clear(list->classes[i].period);
        free(list->classes[i].text);
    }
    free(list->classes);
    free(list->keys);
    free(list->entries);
    free(list);
}

/* Digits from the highest power of a down, each with its highest byte first. */
static void set_key(unsigned char *key, const fq_default_poly_t symbols, const lfsr_cycle_list *list)
{
    const lfsr_field *field = &list->states->reg.field;
    slong k = field->spec.k;
    fmpz *digits = _fmpz_vec_init(k);
    fmpz_t byte;
    fq_default_t c;
    fmpz_init(byte);
    fq_default_init(c, field->context);
    for (slong i = 0; i < list->states->reg.degree; i++) {
        fq_default_poly_get_coeff(c, symbols, i, field->context);
        lfsr_field_get_digits(digits, c, field);
        for (slong d = k - 1; d >= 0; d--, key += list->digit_bytes)
            for (size_t b = list->digit_bytes; b-- > 0;) {
                key[b] = (unsigned char)fmpz_fdiv_ui(digits + d, 256);
                fmpz_fdiv_q_2exp(digits + d, digits + d, 8);
            }
    }
    fq_default_clear(c, field->context);
    fmpz_clear(byte);
    _fmpz_vec_clear(digits, k);
}

static lfsr_status visit(void *context, const fq_default_poly_t representative, const fmpz_t period,
                         lfsr_error *error)
{
    lfsr_cycle_list *list = context;
    const lfsr_state_algebra *algebra = &list->states->algebra;
    uint32_t class = 0;
    lfsr_status status =
        ++list->visited % VISITS == 0 ? lfsr_log_limits_check(algebra->limits, error) : LFSR_OK;
    if (status != LFSR_OK)
        return status;
    if (list->states->affine.active && !lfsr_affine_holds(representative, &list->states->affine))
        return LFSR_OK;
    while (class < list->class_count && !fmpz_equal(list->classes[class].period, period))
        class ++;
    if (class == list->class_count || list->length == list->capacity)
        return lfsr_fail(error, LFSR_SYSTEM, "internal", "the listed cycles are not those of the structure");
    fq_default_poly_t symbols;
    slong steps;
    fq_default_poly_init(symbols, algebra->reg->field.context);
    if (list->classes[class].walked)
        status = lfsr_find_leader(symbols, &steps, representative, fmpz_get_si(period), algebra, error);
    else
        lfsr_state_from_residue(symbols, representative, algebra);
    if (status == LFSR_OK) {
        unsigned char *key = list->keys + list->length * list->key_bytes;
        set_key(key, symbols, list);
        list->entries[list->length++] = (entry){key, class};
    }
    fq_default_poly_clear(symbols, algebra->reg->field.context);
    return status;
}

static int compare_entries(const void *a, const void *b, void *context)
{
    const entry *x = a, *y = b;
    const lfsr_cycle_list *list = context;
    return memcmp(x->key, y->key, list->key_bytes);
}

/* The classes, and memory for all cycles. */
static lfsr_status prepare(lfsr_cycle_list *list, const lfsr_partition *structure, lfsr_error *error)
{
    const lfsr_field *field = &list->states->reg.field;
    fmpz_t cycles, total;
    fmpz_init(cycles);
    fmpz_init(total);
    lfsr_partition_cycles(cycles, structure);
    list->digit_bytes = (fmpz_bits(field->spec.p) + 7) / 8;
    list->key_bytes = (size_t)(list->states->reg.degree * field->spec.k) * list->digit_bytes;
    uint64_t most = MOST_BYTES / (list->key_bytes + sizeof(entry));
    if (most > MOST_CYCLES)
        most = MOST_CYCLES;
    lfsr_status status = LFSR_OK;
    if (!fmpz_abs_fits_ui(cycles))
        status = lfsr_fail(error, LFSR_UNABLE, "too-large",
                           "there are more than 2^64 cycles; at most %" PRIu64 " can be listed", most);
    else if (fmpz_get_ui(cycles) > most)
        status = lfsr_fail(error, LFSR_UNABLE, "too-large",
                           "there are %" PRIu64 " cycles; at most %" PRIu64 " can be listed",
                           (uint64_t)fmpz_get_ui(cycles), most);
    if (status == LFSR_OK) {
        list->capacity = (size_t)fmpz_get_ui(cycles);
        list->classes = calloc(structure->length + 1, sizeof *list->classes);
        list->keys = malloc(list->capacity * list->key_bytes + 1);
        list->entries = malloc((list->capacity + 1) * sizeof *list->entries);
        if (list->classes == NULL || list->keys == NULL || list->entries == NULL)
            status = lfsr_fail_memory(error);
    }
    for (size_t i = 0; i < structure->length && status == LFSR_OK; i++) {
        const lfsr_cycle_class *from = &structure->classes[i];
        period_class *class = &list->classes[list->class_count++];
        fmpz_init_set(class->period, from->period);
        class->text = lfsr_number_text(from->period);
        fmpz_mul(total, from->period, from->count);
        class->walked = fmpz_cmp_ui(total, WALKED_STATES) <= 0 &&
                        fmpz_cmp_ui(from->period, list->states->leader_steps) <= 0 &&
                        fmpz_bits(field->order) <= 63;
        class->leader = class->walked || lfsr_is_full_period(from->period, list->states);
        if (class->text == NULL)
            status = lfsr_fail_memory(error);
    }
    fmpz_clear(cycles);
    fmpz_clear(total);
    return status;
}

lfsr_status lfsr_states_list_cycles(lfsr_cycle_list **out, const lfsr_states *states, lfsr_error *error)
{
    lfsr_cycle_list *list = calloc(1, sizeof *list);
    lfsr_partition structure;
    *out = NULL;
    if (list == NULL)
        return lfsr_fail_memory(error);
    list->states = states;
    lfsr_partition_init(&structure);
    lfsr_status status =
        states->affine.active
            ? lfsr_affine_cycle_structure(&structure, &states->reg, &states->factorization, true, error)
            : lfsr_cycle_structure(&structure, &states->reg, &states->factorization, error);
    if (status == LFSR_OK)
        status = prepare(list, &structure, error);
    if (status == LFSR_OK)
        status = lfsr_visit_cycles(&states->algebra, visit, list, error);
    if (status == LFSR_OK && list->length != list->capacity)
        status =
            lfsr_fail(error, LFSR_SYSTEM, "internal", "the listed cycles are not those of the structure");
    lfsr_partition_clear(&structure);
    if (status != LFSR_OK) {
        lfsr_cycle_list_free(list);
        return status;
    }
    qsort_r(list->entries, list->length, sizeof *list->entries, compare_entries, list);
    *out = list;
    return LFSR_OK;
}

size_t lfsr_cycle_list_length(const lfsr_cycle_list *list)
{
    return list->length;
}

const char *lfsr_cycle_list_period(const lfsr_cycle_list *list, size_t i)
{
    return list->classes[list->entries[i].class].text;
}

bool lfsr_cycle_list_is_leader(const lfsr_cycle_list *list, size_t i)
{
    return list->classes[list->entries[i].class].leader;
}

char *lfsr_cycle_list_state(const lfsr_cycle_list *list, size_t i)
{
    const lfsr_field *field = &list->states->reg.field;
    const unsigned char *key = list->entries[i].key;
    slong k = field->spec.k;
    bool separated = k > 1 || fmpz_cmp_ui(field->spec.p, 10) >= 0;
    lfsr_string text = LFSR_STRING_EMPTY;
    fmpz *digits = _fmpz_vec_init(k);
    for (slong s = 0; s < list->states->width; s++) {
        for (slong d = k - 1; d >= 0; d--) {
            fmpz_zero(digits + d);
            for (size_t b = 0; b < list->digit_bytes; b++) {
                fmpz_mul_2exp(digits + d, digits + d, 8);
                fmpz_add_ui(digits + d, digits + d, *key++);
            }
        }
        if (separated && s > 0)
            lfsr_string_add(&text, " ");
        lfsr_element_text(&text, digits, k);
    }
    _fmpz_vec_clear(digits, k);
    return lfsr_string_take(&text);
}
