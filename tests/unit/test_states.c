/* Questions about states against stepping: every state of many small registers, over many fields, repeated
 * factors and singular polynomials included; at large degrees the inverse question. */
#include "test_algebra_support.h"

#include <math.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <flint/fmpz_vec.h>

#include "lfsr/state.h"
#include "state_list.h"
#include "string_builder.h"

/* A register with everything asked of it. */
typedef struct subject {
    lfsr_field field;
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_state_algebra algebra;
} subject;

static void subject_init(subject *s, const char *order, slong degree, int shape, uint64_t *random)
{
    lfsr_error error = {0};
    fq_default_poly_t f, part;
    test_field(&s->field, order);
    fq_default_poly_init(f, s->field.context);
    fq_default_poly_init(part, s->field.context);
    if (shape == 0) { /* any polynomial */
        test_random_poly(f, degree, &s->field, random);
    } else { /* small factors, repeated */
        fq_default_poly_one(f, s->field.context);
        while (fq_default_poly_degree(f, s->field.context) < degree) {
            slong left = degree - fq_default_poly_degree(f, s->field.context);
            slong d = 1 + (slong)test_random(random, left < 3 ? (uint64_t)left : 3);
            test_random_poly(part, d, &s->field, random);
            for (uint64_t e = 1 + test_random(random, 4); e > 0 && left >= d; e--, left -= d)
                fq_default_poly_mul(f, f, part, s->field.context);
        }
    }
    test_register(&s->reg, f, &s->field);
    ck_assert_ok(lfsr_factorization_init(&s->factorization, &s->reg, 0, &error), error);
    ck_assert_ok(lfsr_state_algebra_init(&s->algebra, &s->reg, &s->factorization, &lfsr_log_default, &error),
                 error);
    fq_default_poly_clear(f, s->field.context);
    fq_default_poly_clear(part, s->field.context);
}

static void subject_clear(subject *s)
{
    lfsr_state_algebra_clear(&s->algebra);
    lfsr_factorization_clear(&s->factorization, &s->reg.field);
    lfsr_register_clear(&s->reg);
    lfsr_field_clear(&s->field);
}

/* Code of a state, s_0 the most significant digit, as residue and back. */
static void residue_of(fq_default_poly_t residue, uint64_t code, const subject *s)
{
    uint64_t q = fmpz_get_ui(s->field.order);
    fq_default_poly_t symbols;
    fq_default_t c;
    fq_default_poly_init(symbols, s->field.context);
    fq_default_init(c, s->field.context);
    for (slong i = s->reg.degree - 1; i >= 0; i--, code /= q) {
        lfsr_field_set_code(c, code % q, &s->reg.field);
        fq_default_poly_set_coeff(symbols, i, c, s->field.context);
    }
    lfsr_state_to_residue(residue, symbols, &s->algebra);
    fq_default_clear(c, s->field.context);
    fq_default_poly_clear(symbols, s->field.context);
}

static uint64_t code_of(const fq_default_poly_t residue, const subject *s)
{
    uint64_t q = fmpz_get_ui(s->field.order), code = 0;
    fq_default_poly_t symbols;
    fq_default_t c;
    fq_default_poly_init(symbols, s->field.context);
    fq_default_init(c, s->field.context);
    lfsr_state_from_residue(symbols, residue, &s->algebra);
    for (slong i = 0; i < s->reg.degree; i++) {
        fq_default_poly_get_coeff(c, symbols, i, s->field.context);
        code = code * q + lfsr_field_get_code(c, &s->reg.field);
    }
    fq_default_clear(c, s->field.context);
    fq_default_poly_clear(symbols, s->field.context);
    return code;
}

/* The successor of every state, by the companion matrix. */
static uint64_t *successors(uint64_t states, const subject *s)
{
    uint64_t q = fmpz_get_ui(s->field.order);
    slong n = s->reg.degree;
    uint64_t *next = malloc(states * sizeof *next);
    fq_default_mat_t matrix, column, product;
    lfsr_companion_init(matrix, &s->reg);
    fq_default_mat_init(column, n, 1, s->reg.field.context);
    fq_default_mat_init(product, n, 1, s->reg.field.context);
    fq_default_t c;
    fq_default_init(c, s->field.context);
    for (uint64_t state = 0; state < states; state++) {
        uint64_t code = state, image = 0;
        for (slong i = n - 1; i >= 0; i--, code /= q) {
            lfsr_field_set_code(c, code % q, &s->reg.field);
            fq_default_mat_entry_set(column, i, 0, c, s->reg.field.context);
        }
        fq_default_mat_mul(product, matrix, column, s->reg.field.context);
        for (slong i = 0; i < n; i++) {
            fq_default_mat_entry(c, product, i, 0, s->reg.field.context);
            image = image * q + lfsr_field_get_code(c, &s->reg.field);
        }
        next[state] = image;
    }
    fq_default_clear(c, s->field.context);
    fq_default_mat_clear(matrix, s->reg.field.context);
    fq_default_mat_clear(column, s->reg.field.context);
    fq_default_mat_clear(product, s->reg.field.context);
    return next;
}

/* The truth by stepping: of each state its tail, the smallest state of the cycle it runs into, and the
 * period. */
typedef struct truth {
    uint64_t *next, *tail, *leader, *period;
} truth;

static void truth_init(truth *t, uint64_t states, const subject *s)
{
    t->next = successors(states, s);
    t->tail = calloc(states, sizeof *t->tail);
    t->leader = calloc(states, sizeof *t->leader);
    t->period = calloc(states, sizeof *t->period);
    for (uint64_t state = 0; state < states; state++) {
        uint64_t at = state, tail = 0;
        for (slong i = 0; i < s->reg.tail; i++)
            at = t->next[at]; /* now on a cycle */
        uint64_t leader = at, period = 0, walk = at;
        do {
            leader = walk < leader ? walk : leader;
            walk = t->next[walk];
            period++;
        } while (walk != at);
        t->leader[state] = leader;
        t->period[state] = period;
        for (at = state;; at = t->next[at], tail++) { /* is at on the cycle? */
            walk = at;
            for (uint64_t i = 0; i < period; i++)
                walk = t->next[walk];
            if (walk == at)
                break;
        }
        t->tail[state] = tail;
    }
}

static void truth_clear(truth *t)
{
    free(t->next);
    free(t->tail);
    free(t->leader);
    free(t->period);
}

/* Steps from a to b by stepping; false: never. */
static bool steps_between(uint64_t *steps, uint64_t a, uint64_t b, uint64_t states, const truth *t)
{
    for (*steps = 0; *steps <= states; ++*steps, a = t->next[a])
        if (a == b)
            return true;
    return false;
}

static void check_place(uint64_t state, uint64_t *representative_of, const truth *t, const subject *s)
{
    lfsr_error error = {0};
    lfsr_state_place place;
    fq_default_poly_t residue, walked;
    fmpz_t steps;
    fmpz_init(steps);
    fq_default_poly_init(residue, s->field.context);
    fq_default_poly_init(walked, s->field.context);
    lfsr_state_place_init(&place, &s->algebra);
    residue_of(residue, state, s);
    ck_assert_uint_eq(code_of(residue, s), state);
    ck_assert_ok(lfsr_state_locate(&place, residue, true, &s->algebra, &error), error);
    ck_assert_uint_eq((uint64_t)place.tail, t->tail[state]);
    ck_assert_uint_eq(fmpz_get_ui(place.period), t->period[state]);
    ck_assert(place.located && place.indexed);
    uint64_t representative = code_of(place.representative, s);
    ck_assert_uint_eq(t->leader[representative], t->leader[state]);
    ck_assert_uint_eq(t->tail[representative], 0);
    uint64_t *known = &representative_of[t->leader[state]];
    if (*known == UINT64_MAX)
        *known = representative;
    ck_assert_uint_eq(*known, representative);
    /* After tail steps the state is the representative stepped index times. */
    ck_assert(lfsr_residue_jump(walked, place.representative, place.index, &s->algebra));
    fmpz_set_si(steps, place.tail);
    ck_assert(lfsr_residue_jump(residue, residue, steps, &s->algebra));
    ck_assert(fq_default_poly_equal(walked, residue, s->field.context));
    /* The cycle alone gives the same representative. */
    ck_assert_ok(lfsr_state_locate(&place, residue, false, &s->algebra, &error), error);
    ck_assert(place.located);
    ck_assert_uint_eq(code_of(place.representative, s), representative);
    fmpz_clear(steps);
    fq_default_poly_clear(residue, s->field.context);
    fq_default_poly_clear(walked, s->field.context);
    lfsr_state_place_clear(&place, &s->algebra);
}

static void check_distance(uint64_t from, uint64_t to, uint64_t states, const truth *t, const subject *s)
{
    lfsr_error error = {0};
    lfsr_distance kind;
    uint64_t expected = 0;
    fq_default_poly_t a, b;
    fmpz_t steps, hard;
    fmpz_init(steps);
    fmpz_init(hard);
    fq_default_poly_init(a, s->field.context);
    fq_default_poly_init(b, s->field.context);
    residue_of(a, from, s);
    residue_of(b, to, s);
    ck_assert_ok(lfsr_residue_distance(&kind, steps, hard, a, b, &s->algebra, &error), error);
    if (steps_between(&expected, from, to, states, t)) {
        ck_assert_int_eq(kind, LFSR_DISTANCE_STEPS);
        ck_assert_uint_eq(fmpz_get_ui(steps), expected);
    } else {
        ck_assert_int_eq(kind, t->tail[to] > 0 ? LFSR_DISTANCE_TRANSIENT : LFSR_DISTANCE_OTHER_CYCLE);
    }
    fq_default_poly_clear(a, s->field.context);
    fq_default_poly_clear(b, s->field.context);
    fmpz_clear(steps);
    fmpz_clear(hard);
}

/* The list of cycles: each leader once, with its period and the representative that locating gives. */
typedef struct listed {
    const subject *s;
    const truth *t;
    const uint64_t *representative_of;
    bool *seen;
    uint64_t states;
} listed;

static lfsr_status visit(void *context, const fq_default_poly_t representative, const fmpz_t period,
                         lfsr_error *error)
{
    listed *l = context;
    (void)error;
    uint64_t state = code_of(representative, l->s), leader = l->t->leader[state];
    ck_assert_uint_eq(l->t->tail[state], 0);
    ck_assert(!l->seen[leader]);
    l->seen[leader] = true;
    l->states += fmpz_get_ui(period);
    ck_assert_uint_eq(l->t->period[state], fmpz_get_ui(period));
    if (l->representative_of[leader] != UINT64_MAX)
        ck_assert_uint_eq(l->representative_of[leader], state);
    return LFSR_OK;
}

static void check_list(uint64_t states, const uint64_t *representative_of, const truth *t, const subject *s)
{
    lfsr_error error = {0};
    listed l = {s, t, representative_of, calloc(states, sizeof(bool)), 0};
    uint64_t periodic = 0;
    for (uint64_t state = 0; state < states; state++)
        periodic += t->tail[state] == 0;
    ck_assert_ok(lfsr_visit_cycles(&s->algebra, visit, &l, &error), error);
    ck_assert_uint_eq(l.states, periodic);
    free(l.seen);
}

static bool collect(void *context, const char *text, size_t length)
{
    lfsr_string_add_bytes(context, text, length);
    return true;
}

/* The symbols put out from a state on, as text, by stepping. */
static void expected_sequence(lfsr_string *text, uint64_t state, uint64_t count, const truth *t,
                              const subject *s)
{
    uint64_t q = fmpz_get_ui(s->field.order), weight = 1;
    bool separated = s->field.spec.k > 1 || q >= 10;
    for (slong i = 1; i < s->reg.degree; i++)
        weight *= q;
    for (uint64_t i = 0; i < count; i++, state = t->next[state]) {
        char *symbol = lfsr_state_text(state / weight, 1, &s->field.spec);
        lfsr_string_add(text, separated && i > 0 ? " " : "");
        lfsr_string_add(text, symbol);
        free(symbol);
    }
}

/* The public functions: everything as text, against stepping. */
static void check_public(uint64_t code, lfsr_states *states, uint64_t *random, const truth *t,
                         const subject *s)
{
    lfsr_error error = {0};
    lfsr_state *state, *target;
    lfsr_distance kind;
    char *steps, reason[128], number[32];
    char *text = lfsr_state_text(code, s->reg.degree, &s->field.spec);
    char *leader = lfsr_state_text(t->leader[code], s->reg.degree, &s->field.spec);
    ck_assert_ok(lfsr_state_parse(&state, states, text, strlen(text), &error), error);
    ck_assert_str_eq(lfsr_state_symbols(state), text);
    ck_assert_ok(lfsr_state_find_place(state, true, &error), error);
    ck_assert_str_eq(lfsr_state_leader(state), leader);
    ck_assert_uint_eq(lfsr_state_tail(state), t->tail[code]);
    ck_assert_uint_eq(strtoull(lfsr_state_period(state), NULL, 10), t->period[code]);
    ck_assert_ptr_null(lfsr_state_reason(state));
    uint64_t periodic = code, walk = t->leader[code];
    for (uint64_t i = 0; i < t->tail[code]; i++)
        periodic = t->next[periodic];
    for (uint64_t i = strtoull(lfsr_state_index(state), NULL, 10); i > 0; i--)
        walk = t->next[walk];
    ck_assert_uint_eq(walk, periodic);
    uint64_t jump = test_random(random, 50), reached = code;
    for (uint64_t i = 0; i < jump; i++)
        reached = t->next[reached];
    snprintf(number, sizeof number, "%llu", (unsigned long long)jump);
    ck_assert_ok(lfsr_state_jump(&target, state, number, &error), error);
    char *reached_text = lfsr_state_text(reached, s->reg.degree, &s->field.spec);
    ck_assert_str_eq(lfsr_state_symbols(target), reached_text);
    ck_assert_ok(lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, state, target, &error), error);
    ck_assert_int_eq(kind, LFSR_DISTANCE_STEPS);
    uint64_t fewest = 0;
    ck_assert(steps_between(&fewest, code, reached, UINT64_MAX - 1, t));
    ck_assert_uint_eq(strtoull(steps, NULL, 10), fewest);
    lfsr_string found = LFSR_STRING_EMPTY, expected = LFSR_STRING_EMPTY;
    uint64_t count = test_random(random, 3) == 0 ? 20000 : test_random(random, 200);
    ck_assert_ok(lfsr_state_sequence(state, count, collect, &found, &error), error);
    expected_sequence(&expected, code, count, t, s);
    ck_assert_uint_eq(found.length, expected.length);
    ck_assert(found.length == 0 || memcmp(found.data, expected.data, found.length) == 0);
    lfsr_string_clear(&found);
    lfsr_string_clear(&expected);
    free(steps);
    free(text);
    free(leader);
    free(reached_text);
    lfsr_state_free(state);
    lfsr_state_free(target);
}

/* The public list: every leader, ascending, with its period. */
static void check_cycle_list(const lfsr_states *states, const truth *t, const subject *s)
{
    lfsr_error error = {0};
    lfsr_cycle_list *list;
    ck_assert_ok(lfsr_states_list_cycles(&list, states, &error), error);
    size_t at = 0;
    uint64_t all = 0;
    ck_assert(lfsr_register_states_u64(&all, &s->reg));
    for (uint64_t state = 0; state < all; state++) {
        if (t->leader[state] != state || t->tail[state] > 0)
            continue;
        ck_assert_uint_lt(at, lfsr_cycle_list_length(list));
        char *expected = lfsr_state_text(state, s->reg.degree, &s->field.spec),
             *found = lfsr_cycle_list_state(list, at);
        ck_assert_str_eq(found, expected);
        ck_assert(lfsr_cycle_list_is_leader(list, at));
        ck_assert_uint_eq(strtoull(lfsr_cycle_list_period(list, at), NULL, 10), t->period[state]);
        free(expected);
        free(found);
        at++;
    }
    ck_assert_uint_eq(at, lfsr_cycle_list_length(list));
    lfsr_cycle_list_free(list);
}

static const struct {
    const char *order;
    slong most; /* degree */
} fields[] = {{"2", 9}, {"3", 6},  {"4", 4},  {"5", 4},  {"7", 3},  {"8", 3},
              {"9", 3}, {"11", 3}, {"13", 2}, {"25", 2}, {"27", 2}, {"49", 1}};

START_TEST(small_registers)
{
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(240); trial++) {
        size_t which = test_random(&random, sizeof fields / sizeof fields[0]);
        slong degree = 1 + (slong)test_random(&random, (uint64_t)fields[which].most);
        subject s;
        truth t;
        uint64_t states = 0;
        subject_init(&s, fields[which].order, degree, (int)(trial % 2), &random);
        ck_assert(lfsr_register_states_u64(&states, &s.reg));
        truth_init(&t, states, &s);
        uint64_t *representative_of = malloc(states * sizeof *representative_of);
        memset(representative_of, 0xff, states * sizeof *representative_of);
        for (uint64_t i = 0; i < 40; i++)
            check_place(states <= 40 ? i % states : test_random(&random, states), representative_of, &t, &s);
        for (uint64_t i = 0; i < 40; i++) {
            uint64_t from = test_random(&random, states), to = test_random(&random, states);
            if (i % 2 == 0) /* a state that is reached */
                for (uint64_t steps = to, at = to = from; steps > 0; steps--)
                    to = at = t.next[at];
            check_distance(from, to, states, &t, &s);
        }
        check_list(states, representative_of, &t, &s);
        lfsr_error error = {0};
        lfsr_states *questions;
        ck_assert_ok(lfsr_states_open(&questions, &s.reg.spec, NULL, &error), error);
        for (int i = 0; i < 5; i++)
            check_public(test_random(&random, states), questions, &random, &t, &s);
        check_cycle_list(questions, &t, &s);
        lfsr_states_close(questions);
        free(representative_of);
        truth_clear(&t);
        subject_clear(&s);
    }
}
END_TEST

/* From state to state by the recurrence, one symbol at a time: symbols is a queue of n codes that begins at
 * *head. */
static void step_symbols(fq_default_struct *symbols, slong *head, const lfsr_register *reg)
{
    const fq_default_ctx_struct *context = reg->field.context;
    fq_default_t sum, c;
    fq_default_init(sum, context);
    fq_default_init(c, context);
    for (slong j = 0; j < reg->degree; j++) {
        fq_default_poly_get_coeff(c, reg->f, j, context);
        fq_default_mul(c, c, &symbols[(*head + j) % reg->degree], context);
        fq_default_sub(sum, sum, c, context);
    }
    fq_default_set(&symbols[*head], sum, context);
    *head = (*head + 1) % reg->degree;
    fq_default_clear(sum, context);
    fq_default_clear(c, context);
}

static uint64_t queue_code(const fq_default_struct *symbols, slong head, const lfsr_register *reg)
{
    uint64_t code = 0;
    for (slong i = 0; i < reg->degree; i++)
        code = code * fmpz_get_ui(reg->field.order) +
               lfsr_field_get_code(&symbols[(head + i) % reg->degree], &reg->field);
    return code;
}

/* Step from `from` on, `count` times, into the last state. *fewest: the steps to `to`, UINT64_MAX where it
 * was not met. */
static uint64_t walk_steps(uint64_t from, uint64_t to, uint64_t count, uint64_t *fewest,
                           const lfsr_register *reg)
{
    uint64_t q = fmpz_get_ui(reg->field.order), at = from;
    slong head = 0;
    fq_default_struct *symbols = malloc((size_t)reg->degree * sizeof *symbols);
    for (slong i = reg->degree - 1; i >= 0; i--, at /= q) {
        fq_default_init(&symbols[i], reg->field.context);
        lfsr_field_set_code(&symbols[i], at % q, &reg->field);
    }
    *fewest = UINT64_MAX;
    at = from;
    for (uint64_t i = 0; i < count; i++) {
        if (at == to && *fewest == UINT64_MAX)
            *fewest = i;
        step_symbols(symbols, &head, reg);
        at = queue_code(symbols, head, reg);
    }
    if (at == to && *fewest == UINT64_MAX)
        *fewest = count;
    for (slong i = 0; i < reg->degree; i++)
        fq_default_clear(&symbols[i], reg->field.context);
    free(symbols);
    return at;
}

/* One f, S, T, N: the state N steps on and the distance to T, by the public functions and by the recurrence.
 */
static void check_question(const subject *s, uint64_t from, uint64_t to, uint64_t jump)
{
    lfsr_error error = {0};
    lfsr_states *states;
    lfsr_state *a, *b, *jumped;
    lfsr_distance kind;
    char number[32], *steps, reason[128];
    uint64_t all = 0, fewest, unused;
    ck_assert(lfsr_register_states_u64(&all, &s->reg));
    char *from_text = lfsr_state_text(from, s->reg.degree, &s->field.spec);
    char *to_text = lfsr_state_text(to, s->reg.degree, &s->field.spec);
    uint64_t reached = walk_steps(from, from, jump, &unused, &s->reg);
    char *reached_text = lfsr_state_text(reached, s->reg.degree, &s->field.spec);
    (void)walk_steps(from, to, all, &fewest, &s->reg);
    ck_assert_ok(lfsr_states_open(&states, &s->reg.spec, NULL, &error), error);
    ck_assert_ok(lfsr_state_parse(&a, states, from_text, strlen(from_text), &error), error);
    ck_assert_ok(lfsr_state_parse(&b, states, to_text, strlen(to_text), &error), error);
    snprintf(number, sizeof number, "%llu", (unsigned long long)jump);
    ck_assert_ok(lfsr_state_jump(&jumped, a, number, &error), error);
    ck_assert_str_eq(lfsr_state_symbols(jumped), reached_text);
    ck_assert_ok(lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, a, b, &error), error);
    if (fewest != UINT64_MAX) {
        ck_assert_int_eq(kind, LFSR_DISTANCE_STEPS);
        ck_assert_uint_eq(strtoull(steps, NULL, 10), fewest);
    } else {
        ck_assert(kind == LFSR_DISTANCE_OTHER_CYCLE || kind == LFSR_DISTANCE_TRANSIENT);
    }
    free(steps);
    free(from_text);
    free(to_text);
    free(reached_text);
    lfsr_state_free(a);
    lfsr_state_free(b);
    lfsr_state_free(jumped);
    lfsr_states_close(states);
}

/* Up to 2^10 states, in every 25th trial up to 2^20; half of the targets are reached. */
START_TEST(questions)
{
    static const char *const orders[] = {"2", "3", "4", "5", "7", "8", "9", "11", "16", "25", "27", "49"};
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(100); trial++) {
        subject s;
        test_field(&s.field, orders[trial % 12]);
        double bits = log2((double)fmpz_get_ui(s.field.order)), limit = trial % 25 == 24 ? 20 : 10;
        slong degree = 1 + (slong)test_random(&random, (uint64_t)(limit / bits));
        lfsr_field_clear(&s.field);
        subject_init(&s, orders[trial % 12], degree, (int)test_random(&random, 2), &random);
        uint64_t states = 0, unused;
        ck_assert(lfsr_register_states_u64(&states, &s.reg));
        uint64_t from = test_random(&random, states), to = test_random(&random, states);
        uint64_t jump = test_random(&random, states);
        if (test_random(&random, 2) == 0)
            to = walk_steps(from, from, test_random(&random, states), &unused, &s.reg);
        check_question(&s, from, to, jump);
        subject_clear(&s);
    }
}
END_TEST

/* A register of large degree whose factors have the given degrees at most: all primes of its orders are
 * small. */
static void large_subject_init(subject *s, const char *order, slong degree, slong most, uint64_t *random)
{
    lfsr_error error = {0};
    fq_default_poly_t f, part;
    test_field(&s->field, order);
    fq_default_poly_init(f, s->field.context);
    fq_default_poly_init(part, s->field.context);
    fq_default_poly_one(f, s->field.context);
    for (slong left = degree; left > 0; left = degree - fq_default_poly_degree(f, s->field.context)) {
        test_random_poly(part, left < most ? left : most, &s->field, random);
        fq_default_poly_mul(f, f, part, s->field.context);
    }
    test_register(&s->reg, f, &s->field);
    ck_assert_ok(lfsr_factorization_init(&s->factorization, &s->reg, 0, &error), error);
    ck_assert_ok(lfsr_state_algebra_init(&s->algebra, &s->reg, &s->factorization, &lfsr_log_default, &error),
                 error);
    fq_default_poly_clear(f, s->field.context);
    fq_default_poly_clear(part, s->field.context);
}

/* Jump from a random periodic state by a random number of steps, then ask for the distance: it is that number
 * modulo the period. Both states are at the same representative, their indices differ by the distance. */
static void check_inverse(const subject *s, uint64_t *random)
{
    lfsr_error error = {0};
    lfsr_distance kind;
    lfsr_state_place a, b;
    fq_default_poly_t from, to;
    fmpz_t n, tail, steps, hard;
    fq_default_poly_init(from, s->field.context);
    fq_default_poly_init(to, s->field.context);
    fmpz_init(n);
    fmpz_init_set_si(tail, s->reg.tail);
    fmpz_init(steps);
    fmpz_init(hard);
    lfsr_state_place_init(&a, &s->algebra);
    lfsr_state_place_init(&b, &s->algebra);
    test_random_poly(from, s->reg.degree - 1, &s->field, random);
    ck_assert(lfsr_residue_jump(from, from, tail, &s->algebra)); /* periodic now */
    for (int i = 0; i < 10; i++) {
        fmpz_mul_2exp(n, n, 60);
        fmpz_add_ui(n, n, test_random(random, UINT64_C(1) << 60));
    }
    ck_assert(lfsr_residue_jump(to, from, n, &s->algebra));
    ck_assert_ok(lfsr_residue_distance(&kind, steps, hard, from, to, &s->algebra, &error), error);
    ck_assert_int_eq(kind, LFSR_DISTANCE_STEPS);
    ck_assert_ok(lfsr_state_locate(&a, from, true, &s->algebra, &error), error);
    ck_assert_ok(lfsr_state_locate(&b, to, true, &s->algebra, &error), error);
    fmpz_mod(n, n, a.period);
    ck_assert(fmpz_equal(n, steps));
    ck_assert(a.indexed && b.indexed);
    ck_assert(fq_default_poly_equal(a.representative, b.representative, s->field.context));
    fmpz_sub(steps, b.index, a.index);
    fmpz_mod(steps, steps, a.period);
    ck_assert(fmpz_equal(n, steps));
    fmpz_neg(n, n); /* and back */
    ck_assert(lfsr_residue_jump(to, to, n, &s->algebra));
    ck_assert(fq_default_poly_equal(to, from, s->field.context));
    lfsr_state_place_clear(&a, &s->algebra);
    lfsr_state_place_clear(&b, &s->algebra);
    fq_default_poly_clear(from, s->field.context);
    fq_default_poly_clear(to, s->field.context);
    fmpz_clear(n);
    fmpz_clear(tail);
    fmpz_clear(steps);
    fmpz_clear(hard);
}

START_TEST(large_registers)
{
    static const struct {
        const char *order;
        slong part; /* degree of the factors at most */
    } large[] = {{"2", 24}, {"3", 12}, {"4", 9}, {"5", 8}, {"7", 7}, {"9", 6}, {"101", 3}, {"65537", 2}};
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(24); trial++) {
        size_t which = (size_t)trial % (sizeof large / sizeof large[0]);
        slong degree = 32 + (slong)test_random(&random, trial < 24 ? 100 : 481);
        subject s;
        large_subject_init(&s, large[which].order, degree, large[which].part, &random);
        check_inverse(&s, &random);
        subject_clear(&s);
    }
}
END_TEST

/* Rho alone: a table bound below the square root of the primes of 2^36 - 1 and more. */
START_TEST(rho_agrees)
{
    uint64_t random = test_seed();
    lfsr_log_limits limits = lfsr_log_default;
    limits.table_bits = 4;
    for (long trial = 0; trial < test_scaled(6); trial++) {
        lfsr_error error = {0};
        subject s;
        large_subject_init(&s, trial % 2 == 0 ? "2" : "3", 20 + trial, 20 + trial, &random);
        lfsr_state_algebra_clear(&s.algebra);
        ck_assert_ok(lfsr_state_algebra_init(&s.algebra, &s.reg, &s.factorization, &limits, &error), error);
        check_inverse(&s, &random);
        subject_clear(&s);
    }
}
END_TEST

/* A random irreducible polynomial, and these limits. */
static void irreducible_subject_init(subject *s, const char *order, slong degree,
                                     const lfsr_log_limits *limits, uint64_t *random)
{
    lfsr_error error = {0};
    fq_default_poly_t f;
    test_field(&s->field, order);
    fq_default_poly_init(f, s->field.context);
    for (;;) {
        test_random_poly(f, degree, &s->field, random);
        test_register(&s->reg, f, &s->field);
        ck_assert_ok(lfsr_factorization_init(&s->factorization, &s->reg, 0, &error), error);
        if (s->factorization.length == 1 && s->factorization.factors[0].degree == degree)
            break;
        lfsr_factorization_clear(&s->factorization, &s->field);
        lfsr_register_clear(&s->reg);
    }
    ck_assert_ok(lfsr_state_algebra_init(&s->algebra, &s->reg, &s->factorization, limits, &error), error);
    fq_default_poly_clear(f, s->field.context);
}

/* Kill a child of this process, the first few times. */
static bool kill_child(void *context)
{
    int *left = context;
    char path[64], children[256] = "";
    if (*left == 0)
        return true;
    snprintf(path, sizeof path, "/proc/self/task/%d/children", (int)getpid());
    FILE *file = fopen(path, "r");
    if (file == NULL)
        return true;
    if (fgets(children, sizeof children, file) != NULL && atoi(children) > 0) {
        ck_assert_int_eq(kill(atoi(children), SIGKILL), 0);
        --*left;
    }
    fclose(file);
    return true;
}

/* Rho shared by processes that are killed now and then. 20 deaths are more than are replaced: the parent goes
 * on alone. check_inverse compares with the number of steps that was taken. */
START_TEST(shared_rho_agrees)
{
    static const struct {
        const char *order;
        slong degree; /* the largest prime of q^degree - 1 has 24 to 28 bits */
    } cases[] = {{"2", 41}, {"5", 11}};
    uint64_t random = test_seed();
    int left;
    lfsr_log_limits limits = lfsr_log_default;
    limits.table_bits = 10;
    limits.workers = 3;
    limits.share_seconds = 0;
    limits.proceed = kill_child;
    limits.context = &left;
    for (long trial = 0; trial < test_scaled(6); trial++) {
        subject s;
        left = trial % 3 == 0 ? 0 : trial % 3 == 1 ? 3 : 20;
        irreducible_subject_init(&s, cases[trial % 2].order, cases[trial % 2].degree, &limits, &random);
        check_inverse(&s, &random);
        ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
        subject_clear(&s);
    }
}
END_TEST

static bool stop_later(void *context)
{
    return ++*(int *)context < 5;
}

/* A shared search modulo 2^61 - 1 is stopped, and its processes with it. */
START_TEST(shared_rho_stops)
{
    uint64_t random = test_seed();
    lfsr_error error = {0};
    int calls = 0;
    lfsr_log_limits limits = lfsr_log_default;
    limits.workers = 2;
    limits.proceed = stop_later;
    limits.context = &calls;
    subject s;
    lfsr_distance kind;
    fq_default_poly_t from, to;
    fmpz_t steps, hard;
    irreducible_subject_init(&s, "2", 61, &limits, &random);
    fq_default_poly_init(from, s.field.context);
    fq_default_poly_init(to, s.field.context);
    fmpz_init(steps);
    fmpz_init(hard);
    test_random_poly(from, 60, &s.field, &random);
    test_random_poly(to, 60, &s.field, &random);
    ck_assert_int_eq(lfsr_residue_distance(&kind, steps, hard, from, to, &s.algebra, &error), LFSR_SYSTEM);
    ck_assert_str_eq(error.code, "stopped");
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    fq_default_poly_clear(from, s.field.context);
    fq_default_poly_clear(to, s.field.context);
    fmpz_clear(steps);
    fmpz_clear(hard);
    subject_clear(&s);
}
END_TEST

/* Steps from one state to another as published for counters of 4, 10 and 14 bits (the file names its source).
 */
START_TEST(published_steps)
{
    FILE *file = fopen(LFSR_TEST_DATA "/decode_luts.tsv", "r");
    char line[256], polynomial[64], start[32], target[32], previous[64] = "";
    unsigned long expected;
    lfsr_states *states = NULL;
    lfsr_field_spec field;
    lfsr_spec spec;
    int rows = 0;
    ck_assert_ptr_nonnull(file);
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    while (fgets(line, sizeof line, file) != NULL) {
        lfsr_error error = {0};
        lfsr_state *from, *to;
        lfsr_distance kind;
        char *steps, reason[128];
        if (sscanf(line, "%63s %31s %31s %lu", polynomial, start, target, &expected) != 4 || line[0] == '#')
            continue;
        if (strcmp(polynomial, previous) != 0) {
            lfsr_states_close(states);
            strcpy(previous, polynomial);
            ck_assert_ok(lfsr_spec_parse(&spec, &field, polynomial, strlen(polynomial), false, &error),
                         error);
            ck_assert_ok(lfsr_states_open(&states, &spec, NULL, &error), error);
        }
        ck_assert_ok(lfsr_state_parse(&from, states, start, strlen(start), &error), error);
        ck_assert_ok(lfsr_state_parse(&to, states, target, strlen(target), &error), error);
        ck_assert_ok(lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, from, to, &error), error);
        ck_assert_int_eq(kind, LFSR_DISTANCE_STEPS);
        ck_assert_uint_eq(strtoul(steps, NULL, 10), expected);
        free(steps);
        lfsr_state_free(from);
        lfsr_state_free(to);
        rows++;
    }
    lfsr_states_close(states);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
    fclose(file);
    ck_assert_int_eq(rows, 415);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("states");
    tcase_add_test(test_case(suite, "small", 600), small_registers);
    tcase_add_test(test_case(suite, "questions", 3600), questions);
    tcase_add_test(test_case(suite, "large", 600), large_registers);
    tcase_add_test(test_case(suite, "published", 600), published_steps);
    tcase_add_test(test_case(suite, "rho", 600), rho_agrees);
    tcase_add_test(test_case(suite, "shared", 600), shared_rho_agrees);
    tcase_add_test(test_case(suite, "stopped", 600), shared_rho_stops);
    return test_main(suite);
}
