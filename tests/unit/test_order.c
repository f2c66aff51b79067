/* Factorizations and orders: against plain stepping of x modulo each factor, against powers of the companion
 * matrix, and what is said where an order cannot be known. */
#include "test_algebra_support.h"
#include "test_boundary.h"

#include <flint/fq_default_poly_factor.h>
#include <flint/nmod_poly.h>

#include "cycle_set.h"
#include "factorization.h"
#include "integer_factor.h"
#include "order.h"

static const char *const fields[] = {"2",  "3",  "4",  "5",   "7",   "8",     "9",     "11",
                                     "16", "25", "27", "256", "257", "65537", "65536", "4294967291"};
#define FIELDS (sizeof fields / sizeof fields[0])

/* The least T <= limit with x^T = 1 mod h, one multiplication by x at a time; 0 if there is none. */
static ulong stepped_order(const fq_default_poly_t h, ulong limit, const lfsr_field *field)
{
    fq_default_poly_t power;
    fq_default_poly_init(power, field->context);
    fq_default_poly_one(power, field->context);
    ulong order = 0;
    for (ulong t = 1; t <= limit && order == 0; t++) {
        fq_default_poly_shift_left(power, power, 1, field->context);
        fq_default_poly_rem(power, power, h, field->context);
        if (fq_default_poly_is_one(power, field->context))
            order = t;
    }
    fq_default_poly_clear(power, field->context);
    return order;
}

/* Orders up to the limit by stepping; larger ones must at least not be found below it. */
static void check_factors(const lfsr_factorization *factorization, const lfsr_register *reg, ulong limit)
{
    for (slong i = 0; i < factorization->length; i++) {
        const lfsr_factor *factor = &factorization->factors[i];
        ck_assert(fq_default_poly_is_irreducible(factor->poly, reg->field.context));
        ck_assert(i == 0 || factorization->factors[i - 1].degree <= factor->degree);
        if (fq_default_poly_is_gen(factor->poly, reg->field.context)) {
            ck_assert(fmpz_is_one(factor->order));
            ck_assert_int_eq(factor->multiplicity, reg->tail);
            continue;
        }
        ck_assert(!fmpz_is_zero(factor->order));
        ulong stepped = stepped_order(factor->poly, limit, &reg->field);
        if (stepped != 0)
            ck_assert(fmpz_equal_ui(factor->order, stepped));
        else
            ck_assert(fmpz_cmp_ui(factor->order, limit) > 0);
    }
    ulong stepped = stepped_order(reg->g, limit, &reg->field);
    if (reg->tail == reg->degree)
        ck_assert(fmpz_is_one(factorization->order));
    else if (stepped != 0)
        ck_assert(fmpz_equal_ui(factorization->order, stepped));
    else
        ck_assert(fmpz_cmp_ui(factorization->order, limit) > 0);
}

START_TEST(orders_by_stepping)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    lfsr_error error = {0};
    lfsr_field field;
    test_field(&field, fields[_i]);
    slong most = 14 / (slong)fmpz_bits(field.order) + 1;
    for (long trial = test_scaled(12); trial > 0; trial--) {
        fq_default_poly_t poly;
        fq_default_poly_init(poly, field.context);
        test_random_poly(poly, 1 + (slong)test_random(&random, (uint64_t)most), &field, &random);
        if (test_random(&random, 3) == 0)
            fq_default_poly_pow(poly, poly, 2 + test_random(&random, 3), field.context);
        lfsr_register reg;
        test_register(&reg, poly, &field);
        lfsr_factorization factorization;
        ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 5, &error), error);
        ck_assert(factorization.orders_known);
        check_factors(&factorization, &reg, 20000);
        fmpz_t all;
        fmpz_init(all);
        lfsr_register_states(all, &reg);
        fmpz_sub_ui(all, all, 1);
        ck_assert_int_eq(factorization.primitive,
                         reg.tail == 0 && factorization.irreducible && fmpz_equal(all, factorization.order));
        fmpz_clear(all);
        lfsr_factorization_clear(&factorization, &reg.field);
        lfsr_register_clear(&reg);
        fq_default_poly_clear(poly, field.context);
    }
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
}
END_TEST

/* out = matrix^exponent, by squaring; out is no alias of matrix. */
static void matrix_pow(fq_default_mat_t out, const fq_default_mat_t matrix, const fmpz_t exponent,
                       const lfsr_field *field)
{
    const fq_default_ctx_struct *context = field->context;
    slong n = fq_default_mat_nrows(matrix, context);
    fq_default_mat_t product;
    fq_default_mat_init(product, n, n, context);
    fq_default_mat_one(out, context);
    for (slong bit = (slong)fmpz_bits(exponent) - 1; bit >= 0; bit--) {
        fq_default_mat_mul(product, out, out, context);
        fq_default_mat_swap(product, out, context);
        if (fmpz_tstbit(exponent, (ulong)bit)) {
            fq_default_mat_mul(product, out, matrix, context);
            fq_default_mat_swap(product, out, context);
        }
    }
    fq_default_mat_clear(product, context);
}

/* C^order = I, and C^(order / r) != I for each prime r of the order. */
static void check_by_matrix(const lfsr_register *reg, const lfsr_factorization *factorization)
{
    const fq_default_ctx_struct *context = reg->field.context;
    fq_default_mat_t companion, power;
    lfsr_companion_init(companion, reg);
    fq_default_mat_init(power, reg->degree, reg->degree, context);
    matrix_pow(power, companion, factorization->order, &reg->field);
    ck_assert(fq_default_mat_is_one(power, context));
    fmpz_t part;
    fmpz_init(part);
    for (slong i = 0; i < factorization->length; i++) {
        const lfsr_prime_set *set;
        lfsr_error error = {0};
        slong m = factorization->factors[i].degree * reg->field.spec.k;
        ck_assert_ok(lfsr_factor_power_minus_one(&set, reg->field.spec.p, m, 5, &error), error);
        for (slong j = -1; j < set->length; j++) {
            const fmpz *prime = j < 0 ? reg->field.spec.p : set->primes + j;
            if (!fmpz_divisible(factorization->order, prime))
                continue;
            fmpz_divexact(part, factorization->order, prime);
            matrix_pow(power, companion, part, &reg->field);
            ck_assert(!fq_default_mat_is_one(power, context));
        }
    }
    fmpz_clear(part);
    fq_default_mat_clear(companion, context);
    fq_default_mat_clear(power, context);
}

/* The largest degree for which the parts of q^n - 1 are easy to factor: at most two words each. */
static slong boundary_degree(const lfsr_field *field)
{
    ulong bits = fmpz_bits(field->spec.p);
    if (bits > 66)
        return field->spec.k == 1 ? 2 : 1;
    if (bits > 33)
        return field->spec.k == 1 ? 4 : 6 / field->spec.k;
    return field->spec.k < 32 ? 2 : 1;
}

/* A random element, or one of the small order r where r divides q - 1. */
static void root_of_small_order(fq_default_t out, const lfsr_field *field, uint64_t *random)
{
    fmpz_t exponent, order;
    fmpz_init(exponent);
    fmpz_init(order);
    do
        test_random_element(out, field, random);
    while (fq_default_is_zero(out, field->context));
    fmpz_sub_ui(order, field->order, 1);
    ulong r = 1 + test_random(random, 60);
    if (fmpz_divisible_si(order, (slong)r)) {
        fmpz_divexact_ui(exponent, order, r);
        fq_default_pow(out, out, exponent, field->context);
    }
    fmpz_clear(exponent);
    fmpz_clear(order);
}

/* Over one field: x^n - c, powers, products of linear factors, random polynomials; orders by stepping up to a
 * bound, and beyond it by powers of the companion matrix. */
static void check_boundary_field(const char *order, long trials, uint64_t random)
{
    lfsr_error error = {0};
    lfsr_field field;
    test_field(&field, order);
    slong most = boundary_degree(&field);
    fq_default_t c;
    fq_default_poly_t poly, linear;
    fq_default_init(c, field.context);
    fq_default_poly_init(poly, field.context);
    fq_default_poly_init(linear, field.context);
    for (long trial = 0; trial < trials; trial++) {
        slong n = 1 + (slong)test_random(&random, (uint64_t)most);
        test_random_poly(poly, n, &field, &random);
        if (trial % 4 == 0) {
            fq_default_poly_one(poly, field.context);
            fq_default_poly_shift_left(poly, poly, n, field.context);
        }
        if (trial % 4 == 1)
            fq_default_poly_one(poly, field.context);
        root_of_small_order(c, &field, &random);
        fq_default_neg(c, c, field.context);
        if (trial % 4 == 0) {
            fq_default_poly_set_coeff(poly, 0, c, field.context);
        } else if (trial % 4 < 3) {
            fq_default_poly_gen(linear, field.context);
            fq_default_poly_set_coeff(linear, 0, c, field.context);
            fq_default_poly_pow(linear, linear, 1 + test_random(&random, 3), field.context);
            fq_default_poly_mul(poly, poly, linear, field.context);
        }
        lfsr_register reg;
        test_register(&reg, poly, &field);
        lfsr_factorization factorization;
        ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 200, &error), error);
        ck_assert_msg(factorization.orders_known, "%s: %s", order, factorization.reason);
        check_factors(&factorization, &reg, 500);
        if (reg.tail == 0)
            check_by_matrix(&reg, &factorization);
        lfsr_factorization_clear(&factorization, &reg.field);
        lfsr_register_clear(&reg);
    }
    fq_default_clear(c, field.context);
    fq_default_poly_clear(poly, field.context);
    fq_default_poly_clear(linear, field.context);
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
}

START_TEST(orders_at_the_edges_of_a_word)
{
    check_boundary_field(boundary_fields[_i], test_scaled(8), test_seed() + 200 + (uint64_t)_i);
}
END_TEST

/* These eight ended in an abort or a segmentation fault while orders were computed by FLINT's generic power.
 */
START_TEST(orders_over_word_primes)
{
    check_boundary_field(word_primes[_i], test_scaled(16), test_seed() + 300 + (uint64_t)_i);
}
END_TEST

START_TEST(orders_by_matrix)
{
    uint64_t random = test_seed() + 100 + (uint64_t)_i;
    lfsr_error error = {0};
    lfsr_field field;
    test_field(&field, fields[_i]);
    slong most = 60 / (slong)fmpz_bits(field.order);
    for (long trial = test_scaled(4); trial > 0; trial--) {
        fq_default_poly_t poly;
        fq_default_poly_init(poly, field.context);
        do
            test_random_poly(poly, 1 + (slong)test_random(&random, (uint64_t)most), &field, &random);
        while (fq_default_poly_degree(poly, field.context) < 1);
        lfsr_register reg;
        test_register(&reg, poly, &field);
        lfsr_factorization factorization;
        ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 5, &error), error);
        if (reg.tail == 0 && factorization.orders_known)
            check_by_matrix(&reg, &factorization);
        lfsr_factorization_clear(&factorization, &reg.field);
        lfsr_register_clear(&reg);
        fq_default_poly_clear(poly, field.context);
    }
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
}
END_TEST

static void next_prime(fmpz_t p)
{
    do
        fmpz_add_ui(p, p, 1);
    while (!fmpz_is_probabprime(p));
}

/* p = k r s + 1 with r, s of 40 digits. The order of x - 2 cannot be found in a short time; x - 2^(r s) has
 * one that divides k, whatever r s is. */
START_TEST(unknown_where_it_matters_only)
{
    fmpz_t p, r, s, c;
    fmpz_init(p);
    fmpz_init(r);
    fmpz_init(s);
    fmpz_init(c);
    fmpz_set_str(r, "1111111111111111111111111111111111111111", 10);
    fmpz_set_str(s, "8888888888888888888888888888888888888888", 10);
    next_prime(r);
    next_prime(s);
    fmpz_mul(r, r, s);
    ulong k = 0;
    do {
        k += 2;
        fmpz_mul_ui(p, r, k);
        fmpz_add_ui(p, p, 1);
    } while (!fmpz_is_probabprime(p));
    char *order_text = fmpz_get_str(NULL, 10, p);
    lfsr_field field;
    test_field(&field, order_text);
    flint_free(order_text);
    for (int easy = 0; easy < 2; easy++) {
        fmpz_set_ui(c, 2);
        if (easy)
            fmpz_powm(c, c, r, p);
        fmpz_neg(c, c);
        fq_default_poly_t poly;
        fq_default_t e;
        fq_default_poly_init(poly, field.context);
        fq_default_init(e, field.context);
        fq_default_set_fmpz(e, c, field.context);
        fq_default_poly_gen(poly, field.context);
        fq_default_poly_set_coeff(poly, 0, e, field.context);
        lfsr_register reg;
        test_register(&reg, poly, &field);
        lfsr_factorization factorization;
        lfsr_partition structure;
        lfsr_error error = {0};
        lfsr_partition_init(&structure);
        ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 2, &error), error);
        ck_assert(factorization.irreducible);
        lfsr_status status = lfsr_cycle_structure(&structure, &reg, &factorization, &error);
        if (easy) {
            ck_assert_int_eq(status, LFSR_OK);
            ck_assert(factorization.orders_known && fmpz_cmp_ui(factorization.order, k) <= 0);
            check_by_matrix(&reg, &factorization);
        } else {
            ck_assert_int_eq(status, LFSR_UNABLE);
            ck_assert_str_eq(error.code, "factorization");
            ck_assert(!factorization.orders_known && fmpz_is_zero(factorization.order));
            ck_assert(!factorization.primitive);
            /* Which reason depends on what fits into the two seconds here. */
            ck_assert(strstr(factorization.reason, "^1 - 1 has an unfactored") != NULL ||
                      strstr(factorization.reason, "within 2 s") != NULL);
        }
        lfsr_partition_clear(&structure);
        lfsr_factorization_clear(&factorization, &reg.field);
        lfsr_register_clear(&reg);
        fq_default_clear(e, field.context);
        fq_default_poly_clear(poly, field.context);
    }
    lfsr_field_clear(&field);
    lfsr_factor_cache_clear();
    fmpz_clear(p);
    fmpz_clear(r);
    fmpz_clear(s);
    fmpz_clear(c);
}
END_TEST

START_TEST(multiplicity_factors)
{
    fmpz_t p, power;
    fmpz_init_set_ui(p, 3);
    fmpz_init(power);
    const ulong expected[] = {1, 3, 3, 9, 9, 9, 9, 9, 9, 27};
    for (slong j = 1; j <= 10; j++) {
        lfsr_multiplicity_factor(power, p, j);
        ck_assert(fmpz_equal_ui(power, expected[j - 1]));
    }
    fmpz_clear(p);
    fmpz_clear(power);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("order");
    TCase *tcase = test_case(suite, "order", 240);
    tcase_add_loop_test(tcase, orders_by_stepping, 0, (int)FIELDS);
    tcase_add_loop_test(tcase, orders_by_matrix, 0, (int)FIELDS);
    tcase_add_loop_test(tcase, orders_at_the_edges_of_a_word, 0, BOUNDARY_FIELDS);
    tcase_add_loop_test(tcase, orders_over_word_primes, 0, WORD_PRIMES);
    tcase_add_test(tcase, unknown_where_it_matters_only);
    tcase_add_test(tcase, multiplicity_factors);
    return test_main(suite);
}
