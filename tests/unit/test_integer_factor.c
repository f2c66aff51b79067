/* Integer factoring: every line of the compiled-in tables, random p^m - 1 against plain trial division and
 * against their product, and honesty about a number that cannot be split in time. */
#include "test_support.h"

#include <string.h>

#include "cyclotomic.h"
#include "factor_table.h"
#include "integer_factor.h"
#include "split.h"

/* One line: each listed number a prime = 1 mod n that divides, ascending; what remains as the line says. */
static void check_line(unsigned long base, const char *line)
{
    fmpz_t b, rest, p, last;
    fmpz_init_set_ui(b, base);
    fmpz_init(rest);
    fmpz_init(p);
    fmpz_init(last);
    char *word;
    long n = strtol(line, &word, 10);
    lfsr_cyclotomic_value(rest, n, b);
    lfsr_remove_primes_of(rest, n);
    char *copy = strdup(word);
    ck_assert_ptr_nonnull(copy);
    int composite = 0;
    for (char *token = strtok(copy, " "); token != NULL; token = strtok(NULL, " ")) {
        ck_assert_msg(!composite, "%lu %ld: text after *", base, n);
        composite = strcmp(token, "*") == 0;
        if (composite)
            continue;
        ck_assert_int_eq(fmpz_set_str(p, token, 16), 0);
        ck_assert_msg(fmpz_is_probabprime(p), "%lu %ld: %s is composite", base, n, token);
        ck_assert_msg(n <= 2 || fmpz_fdiv_ui(p, (ulong)n) == 1, "%lu %ld: %s is not 1 mod n", base, n, token);
        ck_assert_msg(fmpz_cmp(last, p) < 0, "%lu %ld: not ascending", base, n);
        ck_assert_msg(fmpz_remove(rest, rest, p) > 0, "%lu %ld: %s does not divide", base, n, token);
        fmpz_set(last, p);
    }
    if (composite)
        ck_assert_msg(!fmpz_is_one(rest) && !fmpz_is_probabprime(rest), "%lu %ld: nothing composite", base,
                      n);
    else if (!fmpz_is_one(rest))
        ck_assert_msg(fmpz_is_probabprime(rest) && fmpz_cmp(last, rest) < 0, "%lu %ld: bad rest", base, n);
    free(copy);
    fmpz_clear(b);
    fmpz_clear(rest);
    fmpz_clear(p);
    fmpz_clear(last);
}

START_TEST(every_table_line)
{
    const unsigned long bases[] = {2, 3, 5, 7, 11};
    const size_t lengths[] = {2355, 700, 500, 400, 330};
    for (size_t i = 0; i < 5; i++) {
        ck_assert_uint_eq(lfsr_factor_tables[i].base, bases[i]);
        ck_assert_uint_eq(lfsr_factor_tables[i].length, lengths[i]);
        for (size_t j = 0; j < lengths[i]; j++) {
            const char *line = lfsr_factor_tables[i].lines[j];
            check_line(bases[i], line);
            char *rest;
            long n = strtol(line, &rest, 10);
            ck_assert_str_eq(lfsr_factor_table_line(bases[i], n), rest);
        }
    }
    ck_assert_uint_eq(lfsr_factor_tables[5].base, 0);
    ck_assert_ptr_null(lfsr_factor_table_line(2, 5989));
    ck_assert_ptr_null(lfsr_factor_table_line(13, 1));
}
END_TEST

/* The cyclotomic values of the divisors of m multiply to p^m - 1. */
START_TEST(cyclotomic_product)
{
    fmpz_t b, value, product, power;
    fmpz_init(b);
    fmpz_init(value);
    fmpz_init(product);
    fmpz_init(power);
    for (ulong base = 2; base < 8; base++)
        for (slong m = 1; m < 130; m++) {
            slong count;
            slong *divisors = lfsr_divisors(&count, m);
            ck_assert_ptr_nonnull(divisors);
            fmpz_set_ui(b, base);
            fmpz_one(product);
            for (slong i = 0; i < count; i++) {
                lfsr_cyclotomic_value(value, divisors[i], b);
                fmpz_mul(product, product, value);
            }
            fmpz_pow_ui(power, b, (ulong)m);
            fmpz_sub_ui(power, power, 1);
            ck_assert(fmpz_equal(product, power));
            free(divisors);
        }
    fmpz_clear(b);
    fmpz_clear(value);
    fmpz_clear(product);
    fmpz_clear(power);
}
END_TEST

/* Distinct ascending primes; with the composites they account for all of p^m - 1. */
static void check_set(const lfsr_prime_set *set, const fmpz_t p, slong m)
{
    fmpz_t rest, g;
    fmpz_init(rest);
    fmpz_init(g);
    fmpz_pow_ui(rest, p, (ulong)m);
    fmpz_sub_ui(rest, rest, 1);
    for (slong i = 0; i < set->length; i++) {
        ck_assert(fmpz_is_probabprime(set->primes + i));
        ck_assert(i == 0 || fmpz_cmp(set->primes + i - 1, set->primes + i) < 0);
        ck_assert_msg(fmpz_remove(rest, rest, set->primes + i) > 0, "a prime that does not divide");
    }
    for (slong i = 0; i < set->composite_count; i++) {
        ck_assert(!fmpz_is_probabprime(set->composites + i));
        ck_assert(fmpz_divisible(rest, set->composites + i));
        for (fmpz_gcd(g, rest, set->composites + i); !fmpz_is_one(g); fmpz_gcd(g, rest, set->composites + i))
            fmpz_divexact(rest, rest, g);
    }
    ck_assert_msg(fmpz_is_one(rest), "the primes do not account for the number");
    fmpz_clear(rest);
    fmpz_clear(g);
}

START_TEST(random_powers)
{
    static const ulong primes[] = {2, 3, 5, 7, 11, 13, 17, 31, 101, 251, 257, 65537, 1000003};
    uint64_t random = test_seed();
    fmpz_t p;
    fmpz_init(p);
    lfsr_error error = {0};
    for (long trial = test_scaled(60); trial > 0; trial--) {
        fmpz_set_ui(p, primes[test_random(&random, 13)]);
        slong bits = (slong)test_random(&random, 140) + 2;
        slong m = 1 + bits / (slong)fmpz_bits(p);
        const lfsr_prime_set *set;
        ck_assert_ok(lfsr_factor_power_minus_one(&set, p, m, 3, &error), error);
        check_set(set, p, m);
        const lfsr_prime_set *again;
        ck_assert_ok(lfsr_factor_power_minus_one(&again, p, m, 3, &error), error);
        ck_assert_ptr_eq(set, again);
    }
    lfsr_factor_cache_clear();
    fmpz_clear(p);
}
END_TEST

START_TEST(small_numbers_by_trial_division)
{
    uint64_t random = test_seed() + 1;
    fmpz_t n;
    fmpz_init(n);
    lfsr_error error = {0};
    for (long trial = test_scaled(300); trial > 0; trial--) {
        ulong rest = test_random(&random, UINT64_C(1) << 36) + 1;
        lfsr_prime_set set;
        lfsr_prime_set_init(&set);
        fmpz_set_ui(n, rest);
        ck_assert_ok(lfsr_split(&set, n, 1, 1, &error), error);
        slong found = 0;
        for (ulong d = 2; rest > 1; d = d * d > rest ? rest : d + 1) {
            if (rest % d != 0)
                continue;
            while (rest % d == 0)
                rest /= d;
            ck_assert(found < set.length && fmpz_equal_ui(set.primes + found, d));
            found++;
        }
        ck_assert_int_eq(found, set.length);
        ck_assert_int_eq(set.composite_count, 0);
        lfsr_prime_set_clear(&set);
    }
    fmpz_clear(n);
}
END_TEST

static void next_prime(fmpz_t p)
{
    do
        fmpz_add_ui(p, p, 1);
    while (!fmpz_is_probabprime(p));
}

/* Random products of primes up to 13 digits, squares among them, are split whole. */
START_TEST(products_are_split)
{
    uint64_t random = test_seed() + 2;
    fmpz_t n, p;
    fmpz_init(n);
    fmpz_init(p);
    lfsr_error error = {0};
    for (long trial = test_scaled(20); trial > 0; trial--) {
        lfsr_prime_set expected, set;
        lfsr_prime_set_init(&expected);
        lfsr_prime_set_init(&set);
        fmpz_one(n);
        for (int i = 0; i < 4; i++) {
            fmpz_set_ui(p, test_random(&random, UINT64_C(1) << (10 * (i + 1))) + 2);
            next_prime(p);
            ck_assert_ok(lfsr_prime_set_add(&expected, p, &error), error);
            fmpz_mul(n, n, p);
            if (test_random(&random, 4) == 0)
                fmpz_mul(n, n, p);
        }
        ck_assert_ok(lfsr_split(&set, n, 1, 60, &error), error);
        ck_assert_int_eq(set.composite_count, 0);
        ck_assert_int_eq(set.length, expected.length);
        for (slong i = 0; i < set.length; i++)
            ck_assert(fmpz_equal(set.primes + i, expected.primes + i));
        lfsr_prime_set_clear(&expected);
        lfsr_prime_set_clear(&set);
    }
    fmpz_clear(n);
    fmpz_clear(p);
}
END_TEST

/* p = k r s + 1 with r, s of 40 digits: p - 1 keeps the composite r s, and says so; nothing is invented. */
START_TEST(budget_is_honest)
{
    fmpz_t p, r, s, rs;
    fmpz_init(p);
    fmpz_init(r);
    fmpz_init(s);
    fmpz_init(rs);
    fmpz_set_str(r, "1234567890123456789012345678901234567890", 10);
    fmpz_set_str(s, "9876543210987654321098765432109876543210", 10);
    next_prime(r);
    next_prime(s);
    fmpz_mul(rs, r, s);
    for (ulong k = 2;; k += 2) {
        fmpz_mul_ui(p, rs, k);
        fmpz_add_ui(p, p, 1);
        if (fmpz_is_probabprime(p))
            break;
    }
    lfsr_error error = {0};
    const lfsr_prime_set *set;
    ck_assert_ok(lfsr_factor_power_minus_one(&set, p, 1, 0.2, &error), error);
    ck_assert_int_eq(set->composite_count, 1);
    ck_assert(fmpz_equal(set->composites, rs));
    check_set(set, p, 1);
    lfsr_factor_cache_clear();
    fmpz_clear(p);
    fmpz_clear(r);
    fmpz_clear(s);
    fmpz_clear(rs);
}
END_TEST

/* 2^1207 - 1: its cofactor of 337 digits is an open case of the tables. */
START_TEST(open_cofactor_is_reported)
{
    fmpz_t p;
    fmpz_init_set_ui(p, 2);
    lfsr_error error = {0};
    const lfsr_prime_set *set;
    ck_assert_ok(lfsr_factor_power_minus_one(&set, p, 1207, 0.2, &error), error);
    check_set(set, p, 1207);
    ck_assert_int_eq(set->composite_count, 1);
    char *digits = fmpz_get_str(NULL, 10, set->composites);
    ck_assert_uint_eq(strlen(digits), 337);
    flint_free(digits);
    ck_assert_int_eq(lfsr_factor_power_minus_one(&set, p, WORD(1) << 23, 0.2, &error), LFSR_UNABLE);
    lfsr_factor_cache_clear();
    fmpz_clear(p);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("integer_factor");
    TCase *tcase = test_case(suite, "integer_factor", 240);
    tcase_add_test(tcase, every_table_line);
    tcase_add_test(tcase, cyclotomic_product);
    tcase_add_test(tcase, random_powers);
    tcase_add_test(tcase, small_numbers_by_trial_division);
    tcase_add_test(tcase, products_are_split);
    tcase_add_test(tcase, budget_is_honest);
    tcase_add_test(tcase, open_cofactor_is_reported);
    return test_main(suite);
}
