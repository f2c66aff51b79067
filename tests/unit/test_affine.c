/* Affine registers against stepping: all engines, their leaders, the fixed point, and questions about states.
 */
#include "test_algebra_support.h"

#include "analysis_data.h"
#include "lfsr/state.h"
#include "string_builder.h"

typedef struct subject {
    lfsr_field field;
    lfsr_register reg;
    uint64_t q, states, constant;
    char *constant_text;
    uint64_t *next, *leader, *period, *tail;
} subject;

/* s_n = b - f_0 s_0 - ... - f_(n-1) s_(n-1), code by code. */
static void set_successors(subject *s)
{
    const fq_default_ctx_struct *context = s->reg.field.context;
    slong n = s->reg.degree;
    fq_default_t sum, c, symbol;
    fq_default_init(sum, context);
    fq_default_init(c, context);
    fq_default_init(symbol, context);
    for (uint64_t state = 0; state < s->states; state++) {
        uint64_t code = state;
        lfsr_field_set_code(sum, s->constant, &s->reg.field);
        for (slong i = n - 1; i >= 0; i--, code /= s->q) {
            lfsr_field_set_code(symbol, code % s->q, &s->reg.field);
            fq_default_poly_get_coeff(c, s->reg.f, i, context);
            fq_default_mul(c, c, symbol, context);
            fq_default_sub(sum, sum, c, context);
        }
        s->next[state] = state % (s->states / s->q) * s->q + lfsr_field_get_code(sum, &s->reg.field);
    }
    fq_default_clear(sum, context);
    fq_default_clear(c, context);
    fq_default_clear(symbol, context);
}

/* Of each state: the leader and period of its cycle, and the steps until it is there. */
static void set_truth(subject *s)
{
    memset(s->leader, 0xff, s->states * sizeof *s->leader);
    for (uint64_t start = 0; start < s->states; start++) {
        uint64_t at = start, least, period = 0;
        for (slong i = 0; i < s->reg.degree; i++)
            at = s->next[at]; /* now on a cycle */
        least = at;
        uint64_t walk = at;
        do {
            least = walk < least ? walk : least;
            walk = s->next[walk];
            period++;
        } while (walk != at);
        s->leader[start] = least;
        s->period[start] = period;
        bool on_cycle = false;
        for (at = start, s->tail[start] = 0; !on_cycle; at = s->next[at]) {
            walk = at;
            for (uint64_t i = 0; i < period; i++)
                walk = s->next[walk];
            on_cycle = walk == at;
            s->tail[start] += !on_cycle;
        }
    }
}

static void subject_init(subject *s, const char *order, slong degree, uint64_t *random)
{
    fq_default_poly_t f, part;
    test_field(&s->field, order);
    fq_default_poly_init(f, s->field.context);
    fq_default_poly_init(part, s->field.context);
    fq_default_poly_one(f, s->field.context);
    while (fq_default_poly_degree(f, s->field.context) < degree) {
        slong left = degree - fq_default_poly_degree(f, s->field.context);
        if (test_random(random, 3) == 0) { /* x - 1 */
            fq_default_t c;
            fq_default_init(c, s->field.context);
            fq_default_poly_gen(part, s->field.context);
            fq_default_one(c, s->field.context);
            fq_default_neg(c, c, s->field.context);
            fq_default_poly_set_coeff(part, 0, c, s->field.context);
            fq_default_clear(c, s->field.context);
        } else {
            test_random_poly(part, 1 + (slong)test_random(random, (uint64_t)left), &s->field, random);
        }
        fq_default_poly_mul(f, f, part, s->field.context);
    }
    test_register(&s->reg, f, &s->field);
    fq_default_poly_clear(f, s->field.context);
    fq_default_poly_clear(part, s->field.context);
    s->q = fmpz_get_ui(s->field.order);
    ck_assert(lfsr_register_states_u64(&s->states, &s->reg));
    s->constant = 1 + test_random(random, s->q - 1);
    s->constant_text = lfsr_state_text(s->constant, 1, &s->reg.spec.field);
    uint64_t **const arrays[] = {&s->next, &s->leader, &s->period, &s->tail};
    for (int i = 0; i < 4; i++)
        *arrays[i] = calloc(s->states, sizeof **arrays[i]);
    set_successors(s);
    set_truth(s);
}

static void subject_clear(subject *s)
{
    free(s->next);
    free(s->leader);
    free(s->period);
    free(s->tail);
    free(s->constant_text);
    lfsr_register_clear(&s->reg);
    lfsr_field_clear(&s->field);
}

static char *text_of(uint64_t code, const subject *s)
{
    return lfsr_state_text(code, s->reg.degree, &s->reg.spec.field);
}

static void check_engines(const subject *s, bool list)
{
    lfsr_error error = {0};
    lfsr_options options;
    lfsr_analysis *analysis;
    lfsr_options_init(&options);
    options.run[LFSR_REFERENCE] = true;
    options.run[LFSR_PARALLEL] = false;
    options.automatic = false;
    options.list = list;
    options.constant = s->constant_text;
    ck_assert_ok(lfsr_analyze(&analysis, &s->reg.spec, &options, NULL, &error), error);
    ck_assert(analysis->compared && analysis->agree);
    ck_assert_str_eq(analysis->constant, s->constant_text);
    uint64_t fixed = UINT64_MAX;
    for (uint64_t state = 0; state < s->states; state++)
        fixed = s->next[state] == state ? state : fixed;
    char *lock_up = fixed != UINT64_MAX ? text_of(fixed, s) : NULL;
    ck_assert_pstr_eq(analysis->lock_up, lock_up);
    free(lock_up);
    for (int e = 0; e < LFSR_ENGINES; e++) {
        const lfsr_partition *p = &analysis->outcomes[e].partition;
        if (e == LFSR_PARALLEL)
            continue;
        ck_assert(analysis->outcomes[e].ran);
        ck_assert_int_eq(p->has_leaders, list && e != LFSR_ALGEBRAIC);
        size_t at = 0;
        for (uint64_t state = 0; state < s->states && p->has_leaders; state++) {
            if (s->leader[state] != state || s->tail[state] > 0)
                continue;
            ck_assert_uint_lt(at, p->leader_count);
            ck_assert_uint_eq(p->leaders[at].state, state);
            ck_assert_uint_eq(p->leaders[at++].period, s->period[state]);
        }
        ck_assert_uint_eq(at, p->leader_count);
    }
    lfsr_analysis_free(analysis);
}

static bool collect(void *context, const char *text, size_t length)
{
    lfsr_string_add_bytes(context, text, length);
    return true;
}

/* The table of a state's cycle: every state once, each the successor of the one before. */
static void check_table(lfsr_state *state, uint64_t code, const subject *s)
{
    lfsr_error error = {0};
    lfsr_string found = LFSR_STRING_EMPTY, expected = LFSR_STRING_EMPTY;
    ck_assert_ok(lfsr_state_table(state, collect, &found, &error), error);
    const char *named = lfsr_state_leader(state);
    named = named != NULL ? named : lfsr_state_representative(state);
    uint64_t at = s->leader[code];
    for (char *text = NULL;; at = s->next[at]) { /* index 0 */
        text = text_of(at, s);
        bool here = strcmp(text, named) == 0;
        free(text);
        if (here)
            break;
    }
    for (uint64_t i = 0; i < s->period[code]; i++, at = s->next[at]) {
        char *text = text_of(at, s);
        lfsr_string_addf(&expected, "%s,%llu\n", text, (unsigned long long)i);
        free(text);
    }
    ck_assert_str_eq(found.data, expected.data);
    lfsr_string_clear(&found);
    lfsr_string_clear(&expected);
}

/* Places, distances, jumps and sequences of some states; the list of cycles. */
static void check_states(const subject *s, uint64_t *random)
{
    lfsr_error error = {0};
    lfsr_states_options options;
    lfsr_states *states;
    lfsr_cycle_list *list;
    lfsr_states_options_init(&options);
    options.constant = s->constant_text;
    options.leader_steps = test_random(random, 2) == 0 ? 1 : options.leader_steps; /* representatives */
    ck_assert_ok(lfsr_states_open(&states, &s->reg.spec, &options, &error), error);
    for (int i = 0; i < 8; i++) {
        uint64_t code = test_random(random, s->states), jump = test_random(random, 40), at = code;
        char *text = text_of(code, s), *steps, reason[128], number[32];
        lfsr_state *state, *target;
        lfsr_distance kind;
        ck_assert_ok(lfsr_state_parse(&state, states, text, strlen(text), &error), error);
        ck_assert_str_eq(lfsr_state_symbols(state), text);
        free(text);
        ck_assert_ok(lfsr_state_find_place(state, true, &error), error);
        ck_assert_uint_eq(lfsr_state_tail(state), s->tail[code]);
        ck_assert_uint_eq(strtoull(lfsr_state_period(state), NULL, 10), s->period[code]);
        ck_assert_ptr_null(lfsr_state_reason(state));
        const char *named = lfsr_state_leader(state);
        text = text_of(s->leader[code], s);
        if (named != NULL)
            ck_assert_str_eq(named, text);
        free(text);
        lfsr_state *first, *indexed;
        named = named != NULL ? named : lfsr_state_representative(state);
        ck_assert_ok(lfsr_state_parse(&first, states, named, strlen(named), &error), error);
        ck_assert_ok(lfsr_state_jump(&indexed, first, lfsr_state_index(state), &error), error);
        for (uint64_t k = s->tail[code]; k > 0; k--)
            at = s->next[at];
        text = text_of(at, s);
        ck_assert_str_eq(lfsr_state_symbols(indexed), text);
        free(text);
        at = code;
        for (uint64_t k = 0; k < jump; k++)
            at = s->next[at];
        snprintf(number, sizeof number, "%llu", (unsigned long long)jump);
        ck_assert_ok(lfsr_state_jump(&target, state, number, &error), error);
        text = text_of(at, s);
        ck_assert_str_eq(lfsr_state_symbols(target), text);
        free(text);
        uint64_t fewest = 0;
        for (uint64_t k = code; k != at; k = s->next[k])
            fewest++;
        ck_assert_ok(lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, state, target, &error), error);
        ck_assert_int_eq(kind, LFSR_DISTANCE_STEPS);
        ck_assert_uint_eq(strtoull(steps, NULL, 10), fewest);
        free(steps);
        check_table(state, code, s);
        lfsr_state_free(first);
        lfsr_state_free(indexed);
        lfsr_state_free(target);
        lfsr_state_free(state);
    }
    ck_assert_ok(lfsr_states_list_cycles(&list, states, &error), error);
    uint64_t cycles = 0, sum = 0, periodic = 0;
    for (uint64_t state = 0; state < s->states; state++) {
        cycles += s->leader[state] == state && s->tail[state] == 0;
        periodic += s->tail[state] == 0;
    }
    ck_assert_uint_eq(lfsr_cycle_list_length(list), cycles);
    for (size_t i = 0; i < cycles; i++)
        sum += strtoull(lfsr_cycle_list_period(list, i), NULL, 10);
    ck_assert_uint_eq(sum, periodic);
    lfsr_cycle_list_free(list);
    lfsr_states_close(states);
}

START_TEST(random_registers)
{
    static const struct {
        const char *order;
        uint64_t most; /* degree */
    } fields[] = {{"2", 9}, {"3", 5}, {"4", 4},  {"5", 4},  {"7", 3},
                  {"8", 3}, {"9", 3}, {"11", 2}, {"25", 2}, {"49", 1}};
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(120); trial++) {
        size_t which = (size_t)trial % (sizeof fields / sizeof fields[0]);
        subject s;
        subject_init(&s, fields[which].order, 1 + (slong)test_random(&random, fields[which].most), &random);
        check_engines(&s, trial % 3 != 0);
        check_states(&s, &random);
        subject_clear(&s);
    }
}
END_TEST

/* What is no constant, and what an affine register does not have. */
START_TEST(refused)
{
    static const char *const bad[] = {"0", "2", "11", "", "x"};
    lfsr_error error = {0};
    lfsr_options options;
    lfsr_analysis *analysis;
    lfsr_states_options questions;
    lfsr_states *states;
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_spec_parse(&spec, &field, "x^4+x+1", 7, false, &error), error);
    lfsr_options_init(&options);
    lfsr_states_options_init(&questions);
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        options.constant = questions.constant = bad[i];
        ck_assert_int_eq(lfsr_analyze(&analysis, &spec, &options, NULL, &error), LFSR_BAD_INPUT);
        ck_assert_str_eq(error.code, "constant");
        ck_assert_ptr_null(analysis);
        ck_assert_int_eq(lfsr_states_open(&states, &spec, &questions, &error), LFSR_BAD_INPUT);
        ck_assert_ptr_null(states);
    }
    questions.constant = "1";
    questions.form = LFSR_FORM_GALOIS;
    ck_assert_int_eq(lfsr_states_open(&states, &spec, &questions, &error), LFSR_USAGE);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("affine");
    tcase_add_test(test_case(suite, "random", 600), random_registers);
    tcase_add_test(test_case(suite, "refused", 600), refused);
    return test_main(suite);
}
