/* The scalar kernel against the companion matrix in FLINT, state by state. */
#include "test_support.h"

#include <string.h>

#include "lfsr/notation.h"
#include "scalar.h"

/* C s, by FLINT, from codes to codes. */
static uint64_t matrix_step(const lfsr_register *reg, const fq_default_mat_t companion, uint64_t code)
{
    const lfsr_field *field = &reg->field;
    uint64_t q = fmpz_get_ui(field->order), result = 0;
    fq_default_mat_t column, product;
    fq_default_t symbol;
    fq_default_mat_init(column, reg->degree, 1, field->context);
    fq_default_mat_init(product, reg->degree, 1, field->context);
    fq_default_init(symbol, field->context);
    for (slong i = reg->degree - 1; i >= 0; i--, code /= q) {
        lfsr_field_set_code(symbol, code % q, field);
        fq_default_mat_entry_set(column, i, 0, symbol, field->context);
    }
    fq_default_mat_mul(product, companion, column, field->context);
    for (slong i = 0; i < reg->degree; i++) {
        fq_default_mat_entry(symbol, product, i, 0, field->context);
        result = result * q + lfsr_field_get_code(symbol, field);
    }
    fq_default_clear(symbol, field->context);
    fq_default_mat_clear(column, field->context);
    fq_default_mat_clear(product, field->context);
    return result;
}

/* Is the state in the section? By its symbols, apart from any kernel. */
static bool in_section(const lfsr_stratum *s, lfsr_section section, uint64_t code)
{
    uint64_t low = s->states / s->q;
    if (section.bound > 0)
        return code / low < section.bound;
    if (code / low == 0)
        return false;
    for (unsigned i = 0; i < section.zeros; i++, code %= low) {
        code %= low;
        low /= s->q;
        if (code / low != 0)
            return false;
    }
    return true;
}

static void check_first_return(const lfsr_register *reg, const lfsr_stratum *s, lfsr_scalar *kernel,
                               const fq_default_mat_t companion, uint64_t *random)
{
    lfsr_error error = {0};
    for (unsigned i = 0; i <= s->degree; i++) { /* every number of zeros, and a bound */
        const lfsr_section section = i < s->degree ? (lfsr_section){.zeros = i}
                                                   : (lfsr_section){.bound = 1 + test_random(random, s->q)};
        uint64_t size = lfsr_section_size(s, section), next[3], length[3];
        uint64_t count = size < 3 ? size : 3, lo = test_random(random, size - count + 1);
        ck_assert_ok(lfsr_kernel_scalar.first_return(kernel, section, lo, count, next, length, NULL, &error),
                     error);
        for (uint64_t j = 0; j < count; j++) {
            uint64_t state = lfsr_section_state(s, section, lo + j), steps = 0;
            ck_assert(in_section(s, section, state));
            do {
                state = matrix_step(reg, companion, state);
                steps++;
            } while (!in_section(s, section, state));
            ck_assert_uint_eq(steps, length[j]);
            ck_assert_uint_eq(state, lfsr_section_state(s, section, next[j]));
        }
    }
}

static void check_field(const char *order, const char *modulus, uint64_t *random)
{
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_field_spec_parse(&field, order, strlen(order), modulus, &error), error);
    fmpz_t q;
    fmpz_init(q);
    lfsr_field_spec_order(q, &field);
    unsigned most = 1;
    for (double states = fmpz_get_d(q); states * fmpz_get_d(q) <= 4096; states *= fmpz_get_d(q))
        most++;
    for (long trial = test_scaled(4); trial > 0; trial--) {
        slong degree = 1 + (slong)test_random(random, most);
        char text[4096] = "list:[";
        for (slong i = 0; i < degree; i++) {
            size_t at = strlen(text);
            int length =
                snprintf(text + at, sizeof text - at, "%llu%s",
                         (unsigned long long)(i == 0 ? 1 : test_random(random, fmpz_get_ui(field.p))),
                         field.k > 1 && test_random(random, 2) ? "+a," : ",");
            ck_assert_int_gt(length, 0);
        }
        snprintf(text + strlen(text), sizeof text - strlen(text), "1]");
        lfsr_register reg;
        lfsr_stratum s;
        lfsr_scalar *kernel;
        fq_default_mat_t companion;
        ck_assert_ok(lfsr_spec_parse(&spec, &field, text, strlen(text), false, &error), error);
        ck_assert_ok(lfsr_register_init(&reg, &spec, &error), error);
        lfsr_companion_init(companion, &reg);
        ck_assert_ok(lfsr_stratum_init(&s, reg.g, NULL, 0, &reg.field, &error), error);
        ck_assert_ok(lfsr_scalar_open(&kernel, &s, &error), error);
        for (int i = 0; i < 50; i++) {
            uint64_t state = test_random(random, s.states);
            ck_assert_uint_eq(lfsr_scalar_step(kernel, state), matrix_step(&reg, companion, state));
        }
        if (s.states <= 4096)
            check_first_return(&reg, &s, kernel, companion, random);
        lfsr_scalar_close(kernel);
        lfsr_stratum_clear(&s);
        fq_default_mat_clear(companion, reg.field.context);
        lfsr_register_clear(&reg);
    }
    fmpz_clear(q);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}

START_TEST(scalar_steps_as_the_matrix_does)
{
    static const char *const fields[][2] = {
        {"2", NULL},
        {"3", NULL},
        {"4", NULL},
        {"5", NULL},
        {"7", NULL},
        {"8", NULL},
        {"9", NULL},
        {"16", NULL},
        {"25", NULL},
        {"27", NULL},
        {"49", NULL},
        {"64", NULL},
        {"121", NULL},
        {"251", NULL},
        {"256", NULL},
        {"257", NULL},
        {"625", NULL},
        {"2^10", NULL},
        {"65537", NULL},
        {"2^16", NULL},
        {"3^10", NULL},
        {"2^17", NULL},
        {"3^11", NULL},
        {"4294967291", NULL},
        {"2^31", NULL},
        {"1000003^3", NULL},
        {"16", "a^4 + a^3 + a^2 + a + 1"}, /* irreducible, a is not a generator */
        {"9", "a^2 + 1"}};
    uint64_t random = test_seed();
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        check_field(fields[i][0], fields[i][1], &random);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scalar");
    tcase_add_test(test_case(suite, "scalar", 600), scalar_steps_as_the_matrix_does);
    return test_main(suite);
}
