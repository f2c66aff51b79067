/* Factoring in steps against factoring at once; what is said of unknown orders against the orders; the child
 * process against this one; the cache of factors as text. */
#include "test_algebra_support.h"

#include <errno.h>
#include <sys/wait.h>

#include "factor_poly.h"
#include "factor_short.h"
#include "factor_transfer.h"
#include "factorization.h"
#include "flint_compat.h"
#include "integer_factor.h"
#include "order.h"
#include "short_residue.h"
#include "test_boundary.h"

static const char *const fields[] = {"2",   "3",          "4",         "9",
                                     "101", "2147483647", "1000003^2", "18446744073709551557"};
#define FIELDS (sizeof fields / sizeof *fields)

/* A random polynomial of degree n, with repeated factors, factors of small degree and sometimes x. */
static void random_product(fq_default_poly_t poly, slong n, const lfsr_field *field, uint64_t *random)
{
    fq_default_poly_t factor;
    fq_default_poly_init(factor, field->context);
    fq_default_poly_one(poly, field->context);
    while (fq_default_poly_degree(poly, field->context) < n) {
        slong left = n - fq_default_poly_degree(poly, field->context);
        slong degree = 1 + (slong)test_random(random, (uint64_t)(test_random(random, 2) ? left : 3));
        fq_default_t c;
        fq_default_init(c, field->context);
        fq_default_poly_zero(factor, field->context);
        for (slong i = 0; i < degree; i++) {
            lfsr_flint_set_ui(c, (ulong)test_random(random, 1000), field->context);
            fq_default_poly_set_coeff(factor, i, c, field->context);
        }
        fq_default_one(c, field->context);
        fq_default_poly_set_coeff(factor, degree, c, field->context);
        fq_default_clear(c, field->context);
        fq_default_poly_pow(factor, factor, 1 + (ulong)test_random(random, 3), field->context);
        fq_default_poly_mul(poly, poly, factor, field->context);
    }
    fq_default_poly_clear(factor, field->context);
}

/* The text of a factor is that of its spec. */
static void expect_text(const lfsr_factor *factor, const lfsr_register *reg)
{
    char printed[4096];
    lfsr_spec spec;
    lfsr_error error = {0};
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_factor_spec(&spec, factor, reg, &error), error);
    char *text = lfsr_spec_polynomial_text(&spec);
    for (size_t size = sizeof printed; size > 0; size = size == sizeof printed ? 100 : 0)
        if (lfsr_factor_print(printed, size, factor, reg) < size)
            ck_assert_str_eq(printed, text);
        else
            ck_assert_uint_ge(strlen(text), size);
    free(text);
    lfsr_spec_clear(&spec);
}

typedef struct steps {
    const lfsr_register *reg;
    long seen;
} steps;

/* Every intermediate list multiplies to f, and survives its form as bytes. */
static lfsr_status on_step(void *context, const lfsr_factorization *list, lfsr_error *error)
{
    steps *s = context;
    const lfsr_field *field = &s->reg->field;
    lfsr_string bytes = LFSR_STRING_EMPTY;
    lfsr_factorization copy = {0};
    s->seen++;
    ck_assert_ok(lfsr_factor_list_check(list, s->reg, error), *error);
    lfsr_factor_list_pack(&bytes, list, field);
    ck_assert_ok(lfsr_factor_list_unpack(&copy, bytes.data, bytes.length, field, error), *error);
    ck_assert_int_eq(copy.length, list->length);
    for (slong i = 0; i < list->length; i++) {
        ck_assert(fq_default_poly_equal(copy.factors[i].poly, list->factors[i].poly, field->context));
        ck_assert_int_eq(copy.factors[i].multiplicity, list->factors[i].multiplicity);
        ck_assert(copy.factors[i].irreducible == list->factors[i].irreducible);
        expect_text(&list->factors[i], s->reg);
    }
    for (size_t cut = 1; cut < bytes.length && cut < 32; cut++)
        ck_assert_int_eq(lfsr_factor_list_unpack(&copy, bytes.data, bytes.length - cut, field, error),
                         LFSR_SYSTEM);
    lfsr_factor_list_clear(&copy, field);
    lfsr_string_clear(&bytes);
    return LFSR_OK;
}

/* Factor `trials` products of degree n at most in steps, and more until one has lists between the first and
 * the last. Returns how many have. */
static long compare_steps(const char *order, long trials, slong n, uint64_t *random)
{
    lfsr_field field;
    lfsr_error error = {0};
    test_field(&field, order);
    long partial = 0;
    for (long trial = trials; trial > 0 || (partial == 0 && trial > -1000); trial--) {
        lfsr_register reg;
        fq_default_poly_t poly;
        fq_default_poly_init(poly, field.context);
        random_product(poly, 1 + (slong)test_random(random, (uint64_t)n), &field, random);
        test_register(&reg, poly, &field);
        lfsr_factorization once = {0}, stepwise = {0};
        steps s = {&reg, 0};
        const lfsr_factor_watch watch = {on_step, &s, trial % 3 == 0 ? 0 : 100, 0};
        ck_assert_ok(lfsr_factor_poly(&once, &reg, &error), error);
        ck_assert_ok(lfsr_factor_poly_in_steps(&stepwise, &reg, &watch, &error), error);
        ck_assert_int_ge(s.seen, 1);
        partial += s.seen > 3;
        ck_assert_int_eq(once.length, stepwise.length);
        for (slong i = 0; i < once.length; i++) {
            ck_assert(fq_default_poly_equal(once.factors[i].poly, stepwise.factors[i].poly, field.context));
            ck_assert_int_eq(once.factors[i].multiplicity, stepwise.factors[i].multiplicity);
            ck_assert(stepwise.factors[i].irreducible);
        }
        lfsr_factor_list_clear(&once, &field);
        lfsr_factor_list_clear(&stepwise, &field);
        lfsr_register_clear(&reg);
        fq_default_poly_clear(poly, field.context);
    }
    lfsr_field_clear(&field);
    return partial;
}

START_TEST(steps_end_where_one_call_does)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    /* over GF(2) up to degree 64 at once */
    ck_assert_int_gt(compare_steps(fields[_i], test_scaled(30), _i == 0 ? 400 : 60, &random), 0);
}
END_TEST

START_TEST(steps_at_the_edges_of_words)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    (void)compare_steps(boundary_fields[_i], test_scaled(2), 6, &random);
}
END_TEST

/* With no time for the hard part of p^m - 1 the order is known, or lies between its bounds. */
START_TEST(bounds_hold)
{
    static const char *const primes[] = {"1000000007", "2147483647", "18446744073709551557"};
    uint64_t random = test_seed() + (uint64_t)_i;
    lfsr_field field;
    lfsr_error error = {0};
    test_field(&field, primes[_i]);
    long bounded = 0;
    for (long trial = test_scaled(_i == 2 ? 24 : 12); trial > 0; trial--) {
        lfsr_register reg;
        fq_default_poly_t poly;
        fq_default_poly_init(poly, field.context);
        random_product(poly, 11, &field, &random);
        test_register(&reg, poly, &field);
        lfsr_factorization list = {0};
        ck_assert_ok(lfsr_factor_poly(&list, &reg, &error), error);
        for (slong i = 0; i < list.length; i++) {
            lfsr_factor *factor = &list.factors[i];
            if (lfsr_factor_is_x(factor, &field))
                continue;
            char reason[256] = "";
            const lfsr_factor_effort none = {0, 0}, full = lfsr_factor_effort_of(2);
            lfsr_factor_cache_clear();
            ck_assert_ok(
                lfsr_order_find(factor, reason, sizeof reason, LFSR_ORDER_THOROUGH, &field, &none, &error),
                error);
            fmpz_t divides, multiple;
            fmpz_init_set(divides, factor->order_divides);
            fmpz_init_set(multiple, factor->order_multiple_of);
            bool unknown = fmpz_is_zero(factor->order);
            ck_assert(unknown == (reason[0] != '\0'));
            ck_assert_ok(
                lfsr_order_find(factor, reason, sizeof reason, LFSR_ORDER_THOROUGH, &field, &full, &error),
                error);
            if (!fmpz_is_zero(factor->order)) {
                ck_assert(fmpz_divisible(divides, factor->order) && fmpz_divisible(factor->order, multiple));
                bounded += unknown;
            }
            fmpz_clear(divides);
            fmpz_clear(multiple);
        }
        lfsr_factor_list_clear(&list, &field);
        lfsr_register_clear(&reg);
        fq_default_poly_clear(poly, field.context);
    }
    if (_i == 2 && test_scaled(24) >= 24)
        ck_assert_int_gt(bounded, 0);
    printf("%s: %ld orders were bounded only\n", primes[_i], bounded);
    lfsr_factor_cache_clear();
    lfsr_field_clear(&field);
}
END_TEST

/* Large enough for the child process: x^n + x + 1 and (x + 1)^2 of it, against FLINT in this process. */
START_TEST(child_agrees)
{
    lfsr_field field;
    lfsr_error error = {0};
    test_field(&field, "2");
    for (slong n = 1200; n <= 1300; n += 50) {
        lfsr_register reg;
        fq_default_poly_t poly, square;
        fq_default_t one;
        fq_default_init(one, field.context);
        fq_default_one(one, field.context);
        fq_default_poly_init(poly, field.context);
        fq_default_poly_init(square, field.context);
        fq_default_poly_set_coeff(poly, n, one, field.context);
        fq_default_poly_set_coeff(poly, 1, one, field.context);
        fq_default_poly_set_coeff(poly, 0, one, field.context);
        fq_default_poly_set_coeff(square, 2, one, field.context);
        fq_default_poly_set_coeff(square, 0, one, field.context);
        fq_default_poly_mul(poly, poly, square, field.context);
        test_register(&reg, poly, &field);
        lfsr_factorization whole, once = {0};
        ck_assert_ok(lfsr_factorization_init(&whole, &reg, 600, &error), error);
        ck_assert_ok(lfsr_factor_poly(&once, &reg, &error), error);
        ck_assert(whole.complete && whole.irreducible_known && !whole.irreducible && whole.primitive_known);
        ck_assert_int_eq(whole.length, once.length);
        for (slong i = 0; i < once.length; i++)
            ck_assert(fq_default_poly_equal(once.factors[i].poly, whole.factors[i].poly, field.context));
        ck_assert(fmpz_is_one(whole.factors[0].order) || whole.factors[0].degree > 1);
        /* The order of x + 1 is known without a search. */
        lfsr_factorization_conclude(&once, &reg);
        ck_assert_int_eq(once.factors[0].degree, 1);
        ck_assert(fmpz_is_one(once.factors[0].order) && !once.orders_known);
        ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
        ck_assert_int_eq(errno, ECHILD);
        lfsr_factorization_clear(&whole, &field);
        /* No time at all: nothing or a part of it is known, nothing wrong, and nothing left behind. */
        ck_assert_ok(lfsr_factorization_init(&whole, &reg, 1e-9, &error), error);
        ck_assert(whole.complete || whole.reason[0] != '\0');
        ck_assert(!whole.irreducible);
        ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
        lfsr_factorization_clear(&whole, &field);
        lfsr_factorization_clear(&once, &field);
        lfsr_register_clear(&reg);
        fq_default_poly_clear(poly, field.context);
        fq_default_poly_clear(square, field.context);
        fq_default_clear(one, field.context);
    }
    lfsr_factor_cache_clear();
    lfsr_field_clear(&field);
}
END_TEST

/* What the quick test calls reducible is; over prime fields of one word it decides. */
START_TEST(quick_test_is_right)
{
    uint64_t random = test_seed();
    lfsr_error error = {0};
    long rejected = 0;
    for (long trial = 0; trial < test_scaled(800); trial++) {
        size_t which = (size_t)trial % FIELDS;
        lfsr_field field;
        lfsr_register reg;
        lfsr_factorization found;
        fq_default_poly_t f;
        test_field(&field, fields[which]);
        fq_default_poly_init(f, field.context);
        test_random_poly(f, 1 + (slong)test_random(&random, which < 5 ? 14 : 4), &field, &random);
        test_register(&reg, f, &field);
        ck_assert_ok(lfsr_factorization_init(&found, &reg, 0, &error), error);
        bool reducible = lfsr_spec_surely_reducible(&reg.spec);
        ck_assert(!reducible || !found.irreducible);
        if (field.spec.k == 1 && fmpz_bits(field.spec.p) < 64)
            ck_assert(reducible == !found.irreducible);
        rejected += reducible && field.spec.k > 1;
        lfsr_factorization_clear(&found, &reg.field);
        lfsr_register_clear(&reg);
        fq_default_poly_clear(f, field.context);
        lfsr_field_clear(&field);
    }
    ck_assert(rejected > 0 || test_scaled(800) < 100);
}
END_TEST

START_TEST(cache_survives_as_text)
{
    lfsr_error error = {0};
    const lfsr_prime_set *set;
    const lfsr_factor_mark all = {NULL, NULL};
    fmpz_t p;
    fmpz_init_set_ui(p, 1000003);
    lfsr_factor_cache_clear();
    for (slong m = 1; m <= 20; m++)
        ck_assert_ok(lfsr_factor_power_minus_one(&set, p, m, 0.1, &error), error);
    lfsr_string before = LFSR_STRING_EMPTY, after = LFSR_STRING_EMPTY;
    lfsr_factor_cache_export(&before, &all);
    lfsr_factor_cache_clear();
    ck_assert(!lfsr_factor_is_cached(p, 20, 0.1));
    ck_assert_ok(lfsr_factor_cache_import(before.data, &error), error);
    ck_assert(lfsr_factor_is_cached(p, 20, 0));
    lfsr_factor_cache_export(&after, &all); /* newest first: in the other order */
    ck_assert_uint_eq(before.length, after.length);
    const lfsr_factor_mark mark = lfsr_factor_cache_mark();
    after.length = 0;
    lfsr_factor_cache_export(&after, &mark);
    ck_assert_uint_eq(after.length, 0);
    static const char *const damaged[] = {"z 2 1 0x1p+0 3 /", "v", "v 2 1", "w 2 1 0x1p+0 !",
                                          "v 2 1 0x1p+0 0 /"};
    for (size_t i = 0; i < sizeof damaged / sizeof *damaged; i++)
        ck_assert_int_eq(lfsr_factor_cache_import(damaged[i], &error), LFSR_SYSTEM);
    lfsr_string_clear(&before);
    lfsr_string_clear(&after);
    lfsr_factor_cache_clear();
    fmpz_clear(p);
}
END_TEST

/* Every factor that FLINT finds, with its multiplicity. */
static void compare_short(const nmod_poly_t f)
{
    lfsr_error error = {0};
    nmod_poly_factor_t ours, flint;
    nmod_poly_factor_init(ours);
    nmod_poly_factor_init(flint);
    ck_assert(lfsr_factor_short_fits(f));
    ck_assert_ok(lfsr_factor_short(ours, f, &error), error);
    nmod_poly_factor(flint, f);
    ck_assert_int_eq(ours->num, flint->num);
    for (slong i = 0; i < ours->num; i++) {
        bool equal = false;
        for (slong j = 0; j < flint->num; j++)
            equal =
                equal || (nmod_poly_equal(ours->p + i, flint->p + j) != 0 && ours->exp[i] == flint->exp[j]);
        ck_assert(equal);
    }
    nmod_poly_factor_clear(ours);
    nmod_poly_factor_clear(flint);
}

/* Products of random powers, so that factors repeat, p-th powers occur and degrees coincide. */
START_TEST(short_polynomials)
{
    static const ulong primes[] = {3, 5, 7, 11, 13, 101, 257, 65537, 1000000007, 2147483647};
    enum { PRIMES = sizeof primes / sizeof *primes };
    uint64_t random = test_seed();
    for (long trial = test_scaled(1500); trial > 0; trial--) {
        ulong p = primes[test_random(&random, PRIMES)];
        slong most = 1;
        while (lfsr_short_ring_fits(p, (size_t)most + 1))
            most++;
        slong degree = 1 + (slong)test_random(&random, (uint64_t)(trial % 3 == 0 || most < 24 ? most : 24));
        nmod_poly_t f, g;
        nmod_poly_init(f, p);
        nmod_poly_init(g, p);
        nmod_poly_one(f);
        while (nmod_poly_degree(f) < degree) {
            slong left = degree - nmod_poly_degree(f), d = 1 + (slong)test_random(&random, (uint64_t)left);
            for (slong i = 0; i < d; i++)
                nmod_poly_set_coeff_ui(g, i, test_random(&random, p));
            nmod_poly_set_coeff_ui(g, d, 1);
            nmod_poly_truncate(g, d + 1);
            for (slong power = 1 + (slong)test_random(&random, 4); power > 0 && left >= d; power--, left -= d)
                nmod_poly_mul(f, f, g);
        }
        compare_short(f);
        nmod_poly_clear(f);
        nmod_poly_clear(g);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("factorization");
    TCase *tcase = test_case(suite, "factorization", 1200);
    tcase_add_test(tcase, short_polynomials);
    tcase_add_loop_test(tcase, steps_end_where_one_call_does, 0, FIELDS);
    tcase_add_loop_test(tcase, steps_at_the_edges_of_words, 0, BOUNDARY_FIELDS);
    tcase_add_loop_test(tcase, bounds_hold, 0, 3);
    tcase_add_test(tcase, child_agrees);
    tcase_add_test(tcase, quick_test_is_right);
    tcase_add_test(tcase, cache_survives_as_text);
    return test_main(suite);
}
