/* Cycle structures and the check of leaders, against plain walks of small registers: random polynomials,
 * repeated factors with exponents around powers of p, singular ones. */
#include "test_algebra_support.h"
#include "test_boundary.h"

#include "cycle_set.h"
#include "cycle_set_word.h"
#include "factorization.h"
#include "integer_factor.h"
#include "verify_leaders.h"

#define MAX_STATES 40000

static const char *const fields[] = {"2", "3", "4", "5", "7", "8", "9", "11", "16", "25", "27", "49", "256"};
#define FIELDS (sizeof fields / sizeof fields[0])

/* successor[state], states as base-q codes, by field operations one symbol at a time. */
static uint32_t *successors(const lfsr_register *reg, uint64_t states)
{
    const lfsr_field *field = &reg->field;
    uint64_t q = fmpz_get_ui(field->order);
    slong n = reg->degree;
    fq_default_t *element = malloc(q * sizeof *element);
    fq_default_t c, sum, term;
    uint32_t *successor = malloc(states * sizeof *successor);
    ck_assert(element != NULL && successor != NULL);
    for (uint64_t code = 0; code < q; code++) {
        fq_default_init(element[code], field->context);
        lfsr_field_set_code(element[code], code, field);
    }
    fq_default_init(c, field->context);
    fq_default_init(sum, field->context);
    fq_default_init(term, field->context);
    for (uint64_t state = 0; state < states; state++) {
        fq_default_zero(sum, field->context);
        uint64_t rest = state;
        for (slong j = n - 1; j >= 0; j--) {
            fq_default_poly_get_coeff(c, reg->f, j, field->context);
            fq_default_mul(term, c, element[rest % q], field->context);
            fq_default_sub(sum, sum, term, field->context);
            rest /= q;
        }
        successor[state] = (uint32_t)(state % (states / q) * q + lfsr_field_get_code(sum, field));
    }
    for (uint64_t code = 0; code < q; code++)
        fq_default_clear(element[code], field->context);
    free(element);
    fq_default_clear(c, field->context);
    fq_default_clear(sum, field->context);
    fq_default_clear(term, field->context);
    return successor;
}

/* The partition by walking; out is initialized. */
static void walked_partition(lfsr_partition *out, const lfsr_register *reg, uint64_t states)
{
    lfsr_error error = {0};
    uint32_t *successor = successors(reg, states);
    uint8_t *periodic = calloc(states, 1), *seen = calloc(states, 1);
    ck_assert(periodic != NULL && seen != NULL);
    uint64_t count = 0;
    for (uint64_t state = 0; state < states; state++) {
        uint64_t s = state;
        for (slong i = 0; i < reg->degree; i++)
            s = successor[s];
        count += !periodic[s];
        periodic[s] = 1;
    }
    for (uint64_t state = 0; state < states; state++) {
        slong tail = 0;
        for (uint64_t s = state; !periodic[s]; s = successor[s])
            tail++;
        out->max_tail = tail > out->max_tail ? tail : out->max_tail;
        if (!periodic[state] || seen[state])
            continue;
        uint64_t period = 0;
        for (uint64_t s = state; !seen[s]; s = successor[s], period++)
            seen[s] = 1;
        ck_assert_ok(lfsr_partition_add_ui(out, period, 1, &error), error);
        ck_assert_ok(lfsr_partition_add_leader(out, state, period, &error), error);
    }
    out->has_leaders = true;
    lfsr_register_states(out->states, reg);
    fmpz_set_ui(out->transient, states - count);
    lfsr_partition_finish(out);
    ck_assert(fmpz_equal_ui(out->periodic, count));
    free(successor);
    free(periodic);
    free(seen);
}

/* The check must notice a wrong period, a missing leader, an additional one and one that is not a state. */
static void check_corruptions(lfsr_partition *walked, const lfsr_register *reg,
                              const lfsr_factorization *factorization, uint64_t *random)
{
    lfsr_error error = {0};
    char why[200];
    bool fit;
    size_t at = test_random(random, walked->leader_count);
    lfsr_leader right = walked->leaders[at];
    walked->leaders[at].period++;
    ck_assert_ok(lfsr_verify_leaders(&fit, why, sizeof why, walked, reg, factorization, &error), error);
    ck_assert(!fit && why[0] != '\0');
    walked->leaders[at] = right;
    walked->leader_count--;
    ck_assert_ok(lfsr_verify_leaders(&fit, why, sizeof why, walked, reg, factorization, &error), error);
    ck_assert(!fit && why[0] != '\0');
    walked->leader_count++;
    right = walked->leaders[walked->leader_count - 1];
    walked->leaders[walked->leader_count - 1].state = fmpz_get_ui(walked->states);
    ck_assert_ok(lfsr_verify_leaders(&fit, why, sizeof why, walked, reg, factorization, &error), error);
    ck_assert(!fit && why[0] != '\0');
    walked->leaders[walked->leader_count - 1] = right;
    if (walked->leader_count > 1) {
        walked->leaders[walked->leader_count - 1] = walked->leaders[walked->leader_count - 2];
        ck_assert_ok(lfsr_verify_leaders(&fit, why, sizeof why, walked, reg, factorization, &error), error);
        ck_assert(!fit && why[0] != '\0');
        walked->leaders[walked->leader_count - 1] = right;
    }
}

/* In words, where they suffice, and in numbers of any size. */
static void check_arithmetic(const lfsr_partition *structure, const lfsr_register *reg,
                             const lfsr_factorization *factorization)
{
    fmpz_t states, limit;
    fmpz_init(states);
    fmpz_init(limit);
    fmpz_setbit(limit, 64);
    lfsr_register_states(states, reg);
    bool fits = lfsr_cycle_structure_fits_words(reg);
    ck_assert_int_eq(fits, fmpz_bits(reg->field.order) <= 64 && fmpz_cmp(states, limit) <= 0);
    for (int words = 0; words <= fits; words++) {
        lfsr_error error = {0};
        lfsr_partition again;
        lfsr_partition_init(&again);
        ck_assert_ok(lfsr_cycle_structure_by(&again, reg, factorization, words != 0, &error), error);
        ck_assert(lfsr_partition_same_structure(structure, &again));
        lfsr_partition_clear(&again);
    }
    fmpz_clear(states);
    fmpz_clear(limit);
}

static void compare(const fq_default_poly_t poly, const lfsr_field *field, uint64_t *random)
{
    lfsr_error error = {0};
    lfsr_register reg;
    test_register(&reg, poly, field);
    uint64_t states;
    ck_assert(lfsr_register_states_u64(&states, &reg));
    lfsr_factorization factorization;
    lfsr_partition structure, walked;
    lfsr_partition_init(&structure);
    lfsr_partition_init(&walked);
    ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 5, &error), error);
    ck_assert_ok(lfsr_cycle_structure(&structure, &reg, &factorization, &error), error);
    check_arithmetic(&structure, &reg, &factorization);
    walked_partition(&walked, &reg, states);
    if (!lfsr_partition_same_structure(&structure, &walked)) {
        char *text = lfsr_spec_polynomial_text(&reg.spec);
        ck_abort_msg("structures differ for %s over a field of %lu", text, fmpz_get_ui(field->order));
    }
    bool fit;
    char why[200];
    ck_assert_ok(lfsr_verify_leaders(&fit, why, sizeof why, &walked, &reg, &factorization, &error), error);
    ck_assert_msg(fit && why[0] == '\0', "%s", why);
    check_corruptions(&walked, &reg, &factorization, random);
    lfsr_partition_clear(&structure);
    lfsr_partition_clear(&walked);
    lfsr_factorization_clear(&factorization, &reg.field);
    lfsr_register_clear(&reg);
}

/* The largest degree with at most MAX_STATES states. */
static slong largest_degree(const lfsr_field *field)
{
    uint64_t q = fmpz_get_ui(field->order), states = q;
    slong degree = 1;
    while (states * q <= MAX_STATES) {
        states *= q;
        degree++;
    }
    return degree;
}

START_TEST(random_registers)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    lfsr_field field;
    test_field(&field, fields[_i]);
    slong most = largest_degree(&field);
    fq_default_poly_t poly;
    fq_default_poly_init(poly, field.context);
    for (long trial = test_scaled(15); trial > 0; trial--) {
        test_random_poly(poly, 1 + (slong)test_random(&random, (uint64_t)most), &field, &random);
        compare(poly, &field, &random);
    }
    fq_default_poly_clear(poly, field.context);
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
}
END_TEST

/* base^e x^tail, e around powers of p, times something random if the degree allows. */
START_TEST(repeated_factors)
{
    uint64_t random = test_seed() + 50 + (uint64_t)_i;
    lfsr_field field;
    test_field(&field, fields[_i]);
    slong most = largest_degree(&field), p = fmpz_get_si(field.spec.p);
    fq_default_poly_t poly, base;
    fq_default_poly_init(poly, field.context);
    fq_default_poly_init(base, field.context);
    for (slong power = 1; power <= most; power *= p)
        for (slong e = power > 1 ? power - 1 : 1; e <= power + 1 && e <= most; e++) {
            for (slong degree = 1; degree * e <= most && degree <= 3; degree++) {
                test_random_poly(base, degree, &field, &random);
                fq_default_poly_pow(poly, base, (ulong)e, field.context);
                slong left = most - degree * e;
                slong tail = (slong)test_random(&random, (uint64_t)left + 1);
                tail = tail > 2 ? 2 : tail;
                fq_default_poly_shift_left(poly, poly, tail, field.context);
                test_random_poly(base, (slong)test_random(&random, (uint64_t)(left - tail) + 1), &field,
                                 &random);
                fq_default_poly_mul(poly, poly, base, field.context);
                compare(poly, &field, &random);
            }
        }
    fq_default_poly_clear(poly, field.context);
    fq_default_poly_clear(base, field.context);
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
}
END_TEST

/* x^n and x^n - 1. */
START_TEST(extreme_registers)
{
    uint64_t random = test_seed() + 100 + (uint64_t)_i;
    lfsr_field field;
    test_field(&field, fields[_i]);
    fq_default_poly_t poly;
    fq_default_t c;
    fq_default_poly_init(poly, field.context);
    fq_default_init(c, field.context);
    for (slong n = largest_degree(&field); n > 0; n--) {
        fq_default_poly_one(poly, field.context);
        fq_default_poly_shift_left(poly, poly, n, field.context);
        compare(poly, &field, &random);
        fq_default_one(c, field.context);
        fq_default_neg(c, c, field.context);
        fq_default_poly_set_coeff(poly, 0, c, field.context);
        compare(poly, &field, &random);
    }
    fq_default_clear(c, field.context);
    fq_default_poly_clear(poly, field.context);
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
}
END_TEST

/* The T-th power of the step fixes the kernel of x^T - 1 in F_q[x]/(f): q^deg(gcd(f, x^T - 1)) states. Powers
 * by squaring, so that nothing of the algebra under test is used. */
static void fixed_states(fmpz_t count, const lfsr_register *reg, const fmpz_t period)
{
    const fq_default_ctx_struct *context = reg->field.context;
    fq_default_poly_t power, x;
    fq_default_poly_init(power, context);
    fq_default_poly_init(x, context);
    fq_default_poly_gen(x, context);
    fq_default_poly_one(power, context);
    for (slong bit = (slong)fmpz_bits(period) - 1; bit >= 0; bit--) {
        fq_default_poly_mul(power, power, power, context);
        if (fmpz_tstbit(period, (ulong)bit))
            fq_default_poly_mul(power, power, x, context);
        fq_default_poly_rem(power, power, reg->f, context);
    }
    fq_default_poly_one(x, context);
    fq_default_poly_sub(power, power, x, context);
    fq_default_poly_gcd(power, power, reg->f, context);
    fmpz_pow_ui(count, reg->field.order, (ulong)fq_default_poly_degree(power, context));
    fq_default_poly_clear(power, context);
    fq_default_poly_clear(x, context);
}

/* For every period T: the states on cycles whose periods divide T are those that the T-th power of the step
 * fixes. */
static void compare_with_fixed_states(const fq_default_poly_t poly, const lfsr_field *field)
{
    lfsr_error error = {0};
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_partition structure;
    fmpz_t sum, fixed;
    test_register(&reg, poly, field);
    fmpz_init(sum);
    fmpz_init(fixed);
    lfsr_partition_init(&structure);
    ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 200, &error), error);
    ck_assert_ok(lfsr_cycle_structure(&structure, &reg, &factorization, &error), error);
    check_arithmetic(&structure, &reg, &factorization);
    for (size_t i = 0; i < structure.length; i++) {
        const fmpz *period = structure.classes[i].period;
        fmpz_zero(sum);
        for (size_t j = 0; j <= i; j++)
            if (fmpz_divisible(period, structure.classes[j].period))
                fmpz_addmul(sum, structure.classes[j].period, structure.classes[j].count);
        fixed_states(fixed, &reg, period);
        ck_assert(fmpz_equal(sum, fixed));
    }
    fmpz_pow_ui(sum, field->order, (ulong)(reg.degree - reg.tail));
    ck_assert(fmpz_equal(sum, structure.periodic));
    ck_assert_int_eq(structure.max_tail, reg.tail);
    fmpz_clear(sum);
    fmpz_clear(fixed);
    lfsr_partition_clear(&structure);
    lfsr_factorization_clear(&factorization, &reg.field);
    lfsr_register_clear(&reg);
}

START_TEST(structures_at_the_edges_of_a_word)
{
    uint64_t random = test_seed() + 150 + (uint64_t)_i;
    lfsr_field field;
    const char *order = _i < BOUNDARY_FIELDS ? boundary_fields[_i] : word_primes[_i - BOUNDARY_FIELDS];
    test_field(&field, order);
    fq_default_poly_t poly, factor;
    fq_default_poly_init(poly, field.context);
    fq_default_poly_init(factor, field.context);
    for (long trial = test_scaled(6); trial > 0; trial--) {
        fq_default_poly_one(poly, field.context);
        for (uint64_t factors = 1 + test_random(&random, 3); factors > 0; factors--) {
            test_random_poly(factor, 1, &field, &random);
            fq_default_poly_pow(factor, factor, 1 + test_random(&random, 3), field.context);
            fq_default_poly_mul(poly, poly, factor, field.context);
        }
        fq_default_poly_shift_left(poly, poly, (slong)test_random(&random, 3), field.context);
        compare_with_fixed_states(poly, &field);
    }
    fq_default_poly_clear(poly, field.context);
    fq_default_poly_clear(factor, field.context);
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
}
END_TEST

/* All of degree 16 with a constant term. A program that factors with NTL gives the same sums; the number of
 * primitive polynomials is phi(2^16 - 1) / 16. */
START_TEST(all_binary_polynomials_of_degree_16)
{
    lfsr_error error = {0};
    lfsr_register reg;
    lfsr_spec spec;
    fmpz_t orders, cycles, sum;
    long primitive = 0;
    fmpz_init(orders);
    fmpz_init(cycles);
    fmpz_init(sum);
    lfsr_spec_init(&spec);
    for (unsigned word = 0x10001; word < 0x20000; word += 2) {
        lfsr_factorization factorization;
        lfsr_partition partition;
        char text[16];
        int length = snprintf(text, sizeof text, "0x%x", word);
        lfsr_field_spec field;
        lfsr_field_spec_init(&field);
        ck_assert_ok(lfsr_spec_parse(&spec, &field, text, (size_t)length, false, &error), error);
        ck_assert_ok(lfsr_register_init(&reg, &spec, &error), error);
        ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 0, &error), error);
        lfsr_partition_init(&partition);
        ck_assert_ok(lfsr_cycle_structure(&partition, &reg, &factorization, &error), error);
        fmpz_add(orders, orders, factorization.order);
        lfsr_partition_cycles(sum, &partition);
        fmpz_add(cycles, cycles, sum);
        primitive += factorization.primitive;
        lfsr_partition_clear(&partition);
        lfsr_factorization_clear(&factorization, &reg.field);
        lfsr_register_clear(&reg);
        lfsr_field_spec_clear(&field);
    }
    ck_assert_int_eq(primitive, 2048);
    ck_assert(fmpz_equal_ui(orders, 707270641));
    ck_assert(fmpz_equal_ui(cycles, 2406808));
    lfsr_spec_clear(&spec);
    fmpz_clear(orders);
    fmpz_clear(cycles);
    fmpz_clear(sum);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("cycle_structure");
    TCase *tcase = test_case(suite, "cycle_structure", 240);
    tcase_add_loop_test(tcase, random_registers, 0, (int)FIELDS);
    tcase_add_loop_test(tcase, repeated_factors, 0, (int)FIELDS);
    tcase_add_loop_test(tcase, extreme_registers, 0, (int)FIELDS);
    tcase_add_test(tcase, all_binary_polynomials_of_degree_16);
    tcase_add_loop_test(tcase, structures_at_the_edges_of_a_word, 0, BOUNDARY_FIELDS + WORD_PRIMES);
    return test_main(suite);
}
