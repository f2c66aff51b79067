/* The inverse question at degrees 32 to 512 on random registers: jump by a random number of steps, then ask
 * for the distance. Where the logarithms are possible it is that number modulo the period. Else the answer
 * says so, names what is too hard, and comes within the time that was given. */
#include "test_algebra_support.h"

#include "factorization.h"
#include "lfsr/state.h"
#include "string_builder.h"

static const char *const orders[] = {"2", "2", "3", "4", "5", "7", "8", "9", "11", "16", "25", "27", "65537"};
#define FIELDS (sizeof orders / sizeof orders[0])

/* n random symbols; the caller frees the text. */
static char *random_state(slong n, const lfsr_spec *spec, uint64_t *random)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    uint64_t q = 1, p = fmpz_get_ui(spec->field.p);
    for (slong i = 0; i < spec->field.k; i++)
        q *= p;
    bool separated = spec->field.k > 1 || p >= 10;
    for (slong i = 0; i < n; i++) {
        char *symbol = lfsr_state_text(test_random(random, q), 1, &spec->field);
        lfsr_string_add(&text, separated && i > 0 ? " " : "");
        lfsr_string_add(&text, symbol);
        free(symbol);
    }
    return lfsr_string_take(&text);
}

/* A random f, or a product of random factors of degree 20 at most: the second kind is mostly answered. */
static void random_spec(lfsr_spec *spec, const char *order, slong degree, bool smooth, uint64_t *random)
{
    lfsr_field field;
    lfsr_error error = {0};
    fq_default_poly_t f, part;
    test_field(&field, order);
    fq_default_poly_init(f, field.context);
    fq_default_poly_init(part, field.context);
    fq_default_poly_one(f, field.context);
    for (slong left = degree; left > 0; left = degree - fq_default_poly_degree(f, field.context)) {
        slong most = smooth ? 1 + 40 / (slong)fmpz_bits(field.order) : degree;
        test_random_poly(part, left < most ? left : most, &field, random);
        fq_default_poly_mul(f, f, part, field.context);
    }
    ck_assert_ok(lfsr_spec_from_poly(spec, f, &field, &error), error);
    fq_default_poly_clear(f, field.context);
    fq_default_poly_clear(part, field.context);
    lfsr_field_clear(&field);
}

/* steps and number modulo the period agree. */
static bool same_steps(const char *steps, const char *number, const char *period)
{
    fmpz_t a, b, modulus;
    fmpz_init(a);
    fmpz_init(b);
    fmpz_init(modulus);
    fmpz_set_str(a, steps, 10);
    fmpz_set_str(b, number, 10);
    fmpz_set_str(modulus, period, 10);
    bool reduced = fmpz_cmp(a, modulus) < 0;
    fmpz_mod(b, b, modulus);
    bool same = reduced && fmpz_equal(a, b);
    fmpz_clear(a);
    fmpz_clear(b);
    fmpz_clear(modulus);
    return same;
}

/* What is missing is said, with the prime or with the order that is not known. */
static bool is_reason(const char *text)
{
    return text != NULL && (strstr(text, "prime") != NULL || strstr(text, "order") != NULL);
}

static bool ask(const lfsr_spec *spec, uint64_t *random)
{
    lfsr_error error = {0};
    lfsr_states *states;
    lfsr_state *start, *from, *to;
    lfsr_states_options options;
    lfsr_distance kind;
    char number[200] = "1", tail[32], *steps, reason[128];
    lfsr_states_options_init(&options);
    options.factor_seconds = 2;
    options.log_seconds = 2;
    lfsr_status status = lfsr_states_open(&states, spec, &options, &error);
    if (status == LFSR_UNABLE) {
        ck_assert_str_eq(error.code, "factorization");
        return false;
    }
    ck_assert_ok(status, error);
    char *text = random_state(spec->degree, spec, random);
    for (size_t i = 1; i < 150; i++)
        number[i] = (char)('0' + test_random(random, 10));
    ck_assert_ok(lfsr_state_parse(&start, states, text, strlen(text), &error), error);
    snprintf(tail, sizeof tail, "%ld", (long)spec->degree); /* periodic then */
    ck_assert_ok(lfsr_state_jump(&from, start, tail, &error), error);
    ck_assert_ok(lfsr_state_jump(&to, from, number, &error), error);
    ck_assert_ok(lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, from, to, &error), error);
    ck_assert_ok(lfsr_state_find_place(from, false, &error), error);
    if (kind == LFSR_DISTANCE_STEPS) {
        ck_assert_ptr_nonnull(lfsr_state_period(from));
        ck_assert(same_steps(steps, number, lfsr_state_period(from)));
    } else {
        ck_assert(kind == LFSR_DISTANCE_SAME_CYCLE || kind == LFSR_DISTANCE_UNKNOWN);
        ck_assert_msg(is_reason(reason), "'%s'", reason);
    }
    free(steps);
    free(text);
    lfsr_state_free(start);
    lfsr_state_free(from);
    lfsr_state_free(to);
    lfsr_states_close(states);
    return kind == LFSR_DISTANCE_STEPS;
}

START_TEST(inverse_questions)
{
    uint64_t random = test_seed();
    long answered = 0, trials = test_scaled(10);
    for (long trial = 0; trial < trials; trial++) {
        lfsr_spec spec;
        slong degree = 32 + (slong)test_random(&random, trial < 10 ? 97 : 481);
        lfsr_spec_init(&spec);
        random_spec(&spec, orders[test_random(&random, FIELDS)], degree, trial % 2 == 0, &random);
        answered += ask(&spec, &random);
        lfsr_spec_clear(&spec);
    }
    printf("%ld of %ld answered, the others refused with a reason\n", answered, trials);
}
END_TEST

/* A factorization that is known is taken: the same answers as without. That of another polynomial is refused.
 */
START_TEST(given_factors)
{
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(10); trial++) {
        lfsr_error error = {0};
        lfsr_spec spec, other;
        lfsr_register reg;
        lfsr_factorization factors;
        lfsr_states *states, *own;
        lfsr_states_options options;
        lfsr_state *a, *b;
        lfsr_spec_init(&spec);
        lfsr_spec_init(&other);
        random_spec(&spec, orders[(size_t)trial % FIELDS], 40, true, &random);
        random_spec(&other, orders[(size_t)trial % FIELDS], 41, true, &random);
        ck_assert_ok(lfsr_register_init(&reg, &spec, &error), error);
        ck_assert_ok(lfsr_factorization_init(&factors, &reg, 0, &error), error);
        lfsr_states_options_init(&options);
        options.log_seconds = 1e-9;
        ck_assert_ok(lfsr_states_open(&own, &spec, &options, &error), error);
        options.factorization = &factors;
        ck_assert_int_eq(lfsr_states_open(&states, &other, &options, &error), LFSR_SYSTEM);
        ck_assert_ok(lfsr_states_open(&states, &spec, &options, &error), error);
        lfsr_factorization_clear(&factors, &reg.field);
        lfsr_register_clear(&reg);
        char *text = random_state(spec.degree, &spec, &random);
        ck_assert_ok(lfsr_state_parse(&a, states, text, strlen(text), &error), error);
        ck_assert_ok(lfsr_state_parse(&b, own, text, strlen(text), &error), error);
        ck_assert_ok(lfsr_state_find_place(a, false, &error), error);
        ck_assert_ok(lfsr_state_find_place(b, false, &error), error);
        ck_assert_str_eq(lfsr_state_minimal_polynomial(a), lfsr_state_minimal_polynomial(b));
        ck_assert_str_eq(lfsr_state_period(a), lfsr_state_period(b));
        free(text);
        lfsr_state_free(a);
        lfsr_state_free(b);
        lfsr_states_close(states);
        lfsr_states_close(own);
        lfsr_spec_clear(&spec);
        lfsr_spec_clear(&other);
    }
}
END_TEST

/* No time for logarithms: a prime of 28 bits is refused at once and named, the cycle is still known. */
START_TEST(refused)
{
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_states *states;
    lfsr_state *a, *b;
    lfsr_states_options options;
    lfsr_distance kind;
    char *steps, reason[128];
    const char *f = "x^41+x^3+1";
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_spec_parse(&spec, &field, f, strlen(f), false, &error), error);
    lfsr_states_options_init(&options);
    options.log_seconds = 1e-9;
    ck_assert_ok(lfsr_states_open(&states, &spec, &options, &error), error);
    ck_assert_ok(lfsr_state_parse(&a, states, "0x1", 3, &error), error);
    ck_assert_ok(lfsr_state_parse(&b, states, "0x2", 3, &error), error);
    ck_assert_ok(lfsr_state_steps_to(&kind, &steps, reason, sizeof reason, a, b, &error), error);
    ck_assert_int_eq(kind, LFSR_DISTANCE_SAME_CYCLE);
    ck_assert_str_eq(reason, "a discrete logarithm modulo the prime 164511353 is too hard");
    ck_assert_ok(lfsr_state_find_place(a, true, &error), error);
    ck_assert_str_eq(lfsr_state_period(a), "2199023255551");
    ck_assert_ptr_nonnull(lfsr_state_leader(a));
    ck_assert_ptr_null(lfsr_state_index(a));
    lfsr_state_free(a);
    lfsr_state_free(b);
    lfsr_states_close(states);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("state_inverse");
    tcase_add_test(test_case(suite, "inverse", 1200), inverse_questions);
    tcase_add_test(test_case(suite, "refused", 60), refused);
    tcase_add_test(test_case(suite, "given", 600), given_factors);
    return test_main(suite);
}
