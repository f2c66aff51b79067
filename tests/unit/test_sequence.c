/* The register of a sequence: that of random registers over many fields, from the symbols they put out; the
 * packed algorithm against the plain one on random sequences. */
#include "test_algebra_support.h"

#include "berlekamp_massey.h"
#include "lfsr/sequence.h"
#include "lfsr/state.h"
#include "string_builder.h"
#include "test_boundary.h"

static bool collect(void *context, const char *text, size_t length)
{
    lfsr_string_add_bytes(context, text, length);
    return true;
}

/* What a state puts out after a jump of degree steps is what it puts out after that many symbols. */
static void check_jump(const lfsr_state *state, slong degree)
{
    lfsr_error error = {0};
    lfsr_state *later;
    lfsr_string all = LFSR_STRING_EMPTY, end = LFSR_STRING_EMPTY;
    char steps[24];
    snprintf(steps, sizeof steps, "%lld", (long long)degree);
    ck_assert_ok(lfsr_state_jump(&later, state, steps, &error), error);
    ck_assert_ok(lfsr_state_sequence(state, 2 * (uint64_t)degree, collect, &all, &error), error);
    ck_assert_ok(lfsr_state_sequence(later, (uint64_t)degree, collect, &end, &error), error);
    ck_assert_uint_ge(all.length, end.length);
    ck_assert_str_eq(all.data + all.length - end.length, end.data);
    lfsr_string_clear(&all);
    lfsr_string_clear(&end);
    lfsr_state_free(later);
}

/* A register, what it puts out from a random state, and back. */
START_TEST(registers_are_found)
{
    static const struct {
        const char *order;
        slong most; /* degree */
    } fields[] = {{"618970019642690137449562111", 2},
                  {"3^50", 2},
                  {"2", 40},
                  {"3", 20},
                  {"4", 12},
                  {"5", 12},
                  {"9", 8},
                  {"11", 8},
                  {"256", 5},
                  {"65537", 6}};
    const long small = sizeof fields / sizeof fields[0];
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(300); trial++) {
        long which = trial % (small + BOUNDARY_FIELDS);
        const char *order = which < small ? fields[which].order : boundary_fields[which - small];
        slong degree = 1 + (slong)test_random(&random, which < small ? (uint64_t)fields[which].most : 2);
        lfsr_error error = {0};
        lfsr_field field;
        lfsr_register reg;
        lfsr_spec found;
        lfsr_states *states;
        lfsr_state *state;
        lfsr_sequence_facts facts = {.size = sizeof facts};
        char *start;
        fq_default_poly_t f;
        test_field(&field, order);
        fq_default_poly_init(f, field.context);
        test_random_poly(f, degree, &field, &random);
        test_register(&reg, f, &field);
        lfsr_spec_init(&found);
        ck_assert_ok(lfsr_states_open(&states, &reg.spec, NULL, &error), error);
        lfsr_string zeros = LFSR_STRING_EMPTY, symbols = LFSR_STRING_EMPTY;
        for (slong i = 0; i < degree; i++) { /* the state 0...01 has minimal polynomial f */
            bool separated = field.spec.k > 1 || fmpz_cmp_ui(field.spec.p, 10) >= 0;
            lfsr_string_add(&zeros, separated && i > 0 ? " " : "");
            lfsr_string_add(&zeros, i == degree - 1 ? "1" : "0");
        }
        ck_assert_ok(lfsr_state_parse(&state, states, zeros.data, zeros.length, &error), error);
        uint64_t count = 2 * (uint64_t)degree + test_random(&random, 40);
        ck_assert_ok(lfsr_state_sequence(state, count, collect, &symbols, &error), error);
        ck_assert_ok(lfsr_spec_from_sequence(&found, &start, &facts, &field.spec, symbols.data,
                                             symbols.length, &error),
                     error);
        ck_assert_uint_eq(facts.symbols, count);
        ck_assert_uint_eq(facts.complexity, (size_t)degree);
        ck_assert(facts.certain);
        ck_assert(lfsr_spec_equal(&found, &reg.spec));
        ck_assert_str_eq(start, zeros.data);
        check_jump(state, degree);
        free(start);
        lfsr_string_clear(&zeros);
        lfsr_string_clear(&symbols);
        lfsr_state_free(state);
        lfsr_states_close(states);
        lfsr_spec_clear(&found);
        lfsr_register_clear(&reg);
        fq_default_poly_clear(f, field.context);
        lfsr_field_clear(&field);
    }
}
END_TEST

START_TEST(packed_agrees)
{
    uint64_t random = test_seed();
    lfsr_error error = {0};
    lfsr_field field;
    lfsr_code_field codes;
    test_field(&field, "2");
    ck_assert_ok(lfsr_code_field_init(&codes, &field, 1e6, &error), error);
    for (long trial = 0; trial < test_scaled(400); trial++) {
        enum { MOST = 700 };
        uint64_t symbols[MOST], a[MOST + 1] = {0}, b[MOST + 1] = {0};
        size_t count = test_random(&random, MOST + 1), la, lb;
        uint64_t rarity = 1 + test_random(&random, 20); /* long runs of zeros too */
        for (size_t i = 0; i < count; i++)
            symbols[i] =
                test_random(&random, rarity + 1) == 0 || (rarity == 1 && test_random(&random, 2) == 0);
        ck_assert_ok(lfsr_berlekamp_massey_codes(a, &la, symbols, count, &codes, &error), error);
        ck_assert_ok(lfsr_berlekamp_massey_gf2(b, &lb, symbols, count, &error), error);
        ck_assert_uint_eq(la, lb);
        for (size_t i = 0; i <= la; i++)
            ck_assert_uint_eq(a[i], b[i]);
        for (size_t i = la; i < count; i++) { /* it is a recurrence of the sequence */
            uint64_t sum = 0;
            for (size_t j = 0; j <= la; j++)
                sum ^= a[j] & symbols[i - j];
            ck_assert_uint_eq(sum, 0);
        }
    }
    lfsr_code_field_clear(&codes);
    lfsr_field_clear(&field);
}
END_TEST

/* The algorithm on elements against the one on codes, on random sequences with few symbols that are not 0. */
START_TEST(elements_agree)
{
    static const char *const orders[] = {"2", "3", "4", "9", "11", "256"};
    uint64_t random = test_seed();
    for (long trial = 0; trial < test_scaled(120); trial++) {
        enum { MOST = 120 };
        lfsr_error error = {0};
        lfsr_field field;
        lfsr_code_field codes;
        fq_default_struct symbols[MOST], found[MOST + 1];
        uint64_t word[MOST], expected[MOST + 1] = {0}, rarity = 1 + test_random(&random, 9);
        size_t count = test_random(&random, MOST + 1), a, b;
        test_field(&field, orders[trial % 6]);
        ck_assert_ok(lfsr_code_field_init(&codes, &field, 1e6, &error), error);
        for (size_t i = 0; i <= MOST; i++)
            fq_default_init(&found[i], field.context);
        for (size_t i = 0; i < count; i++) {
            word[i] = test_random(&random, rarity) > 0 ? 0 : test_random(&random, codes.q);
            fq_default_init(&symbols[i], field.context);
            lfsr_field_set_code(&symbols[i], word[i], &field);
        }
        ck_assert_ok(lfsr_berlekamp_massey_codes(expected, &a, word, count, &codes, &error), error);
        ck_assert_ok(lfsr_berlekamp_massey_elements(found, &b, symbols, count, &field, &error), error);
        ck_assert_uint_eq(a, b);
        for (size_t i = 0; i <= a; i++)
            ck_assert_uint_eq(lfsr_field_get_code(&found[i], &field), expected[i]);
        for (size_t i = 0; i <= MOST; i++)
            fq_default_clear(&found[i], field.context);
        for (size_t i = 0; i < count; i++)
            fq_default_clear(&symbols[i], field.context);
        lfsr_code_field_clear(&codes);
        lfsr_field_clear(&field);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("sequence");
    tcase_add_test(test_case(suite, "registers", 600), registers_are_found);
    tcase_add_test(test_case(suite, "packed", 600), packed_agrees);
    tcase_add_test(test_case(suite, "elements", 600), elements_agree);
    return test_main(suite);
}
