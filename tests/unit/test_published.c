/* Facts that other projects publish about binary polynomials: orders, irreducible polynomials, primes of
 * 2^n - 1 (tests/data/published/README.md names the sources). */
#include "test_algebra_support.h"

#include "../open_register.h"
#include "gf2_poly.h"
#include "integer_factor.h"

#define LONGEST_LINE 4096

/* The next line of a file that is no comment, without its end. */
static bool next_line(char line[LONGEST_LINE], FILE *file)
{
    while (fgets(line, LONGEST_LINE, file) != NULL) {
        ck_assert_ptr_nonnull(strchr(line, '\n'));
        line[strcspn(line, "\r\n")] = '\0';
        if (line[0] != '#' && line[0] != '\0')
            return true;
    }
    return false;
}

static FILE *open_data(const char *name)
{
    char path[1024];
    snprintf(path, sizeof path, "%s/published/%s", LFSR_TEST_DATA, name);
    FILE *file = fopen(path, "r");
    ck_assert_msg(file != NULL, "%s", path);
    return file;
}

static void parse(lfsr_spec *spec, const char *polynomial)
{
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_field_spec_init(&field);
    ck_assert_ok(lfsr_spec_parse(spec, &field, polynomial, strlen(polynomial), false, &error), error);
    lfsr_field_spec_clear(&field);
}

typedef struct solved {
    lfsr_register reg;
    lfsr_factorization factorization;
} solved;

static void solve(solved *out, const char *polynomial)
{
    lfsr_error error = {0};
    ck_assert_ok(open_register(&out->reg, &out->factorization, "2", NULL, polynomial, &error), error);
}

/* Lines of degree, polynomial, order. */
static void check_orders(const char *name, long rows)
{
    FILE *file = open_data(name);
    char line[LONGEST_LINE];
    long count = 0;
    for (; next_line(line, file); count++) {
        solved s;
        char *rest = NULL;
        long degree = strtol(strtok_r(line, "\t", &rest), NULL, 10);
        const char *polynomial = strtok_r(NULL, "\t", &rest), *order = strtok_r(NULL, "\t", &rest);
        ck_assert(polynomial != NULL && order != NULL);
        solve(&s, polynomial);
        ck_assert_int_eq(s.reg.degree, degree);
        char *found = fmpz_get_str(NULL, 10, s.factorization.order);
        ck_assert_msg(strcmp(found, order) == 0, "%s: %s, published %s", polynomial, found, order);
        flint_free(found);
        close_register(&s.reg, &s.factorization);
    }
    ck_assert_int_eq(count, rows);
    fclose(file);
}

START_TEST(orders_of_crc_polynomials)
{
    check_orders("koopman_orders.tsv", 33133);
    check_orders("hd_orders.tsv", 455);
}
END_TEST

START_TEST(primitive_registers)
{
    FILE *file = open_data("lighthouse.txt");
    char line[LONGEST_LINE];
    long count = 0;
    for (; next_line(line, file); count++) {
        solved s;
        solve(&s, line);
        ck_assert_msg(s.factorization.primitive && s.reg.degree == 17, "%s", line);
        close_register(&s.reg, &s.factorization);
    }
    ck_assert_int_eq(count, 32);
    fclose(file);
}
END_TEST

/* The packed bits of a polynomial over GF(2). The caller frees them. */
static uint64_t *packed(const lfsr_spec *spec)
{
    uint64_t *bits = calloc(lfsr_gf2_words((size_t)spec->degree), sizeof *bits);
    ck_assert_ptr_nonnull(bits);
    for (slong i = 0; i <= spec->degree; i++)
        bits[i / 64] |= (uint64_t)fmpz_is_one(spec->coefficients + i) << (i % 64);
    return bits;
}

START_TEST(irreducible_polynomials_of_lowest_weight)
{
    FILE *file = open_data("irreducible_lowest_weight.txt");
    char line[LONGEST_LINE];
    long count = 0;
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    for (; next_line(line, file); count++) {
        lfsr_error error = {0};
        bool irreducible;
        parse(&spec, line);
        uint64_t *bits = packed(&spec);
        ck_assert_ok(lfsr_gf2_is_irreducible(&irreducible, bits, (size_t)spec.degree, NULL, &error), error);
        ck_assert_msg(irreducible, "%s", line);
        bits[0] ^= 1; /* a multiple of x */
        ck_assert_ok(lfsr_gf2_is_irreducible(&irreducible, bits, (size_t)spec.degree, NULL, &error), error);
        ck_assert_msg(!irreducible, "%s", line);
        free(bits);
    }
    ck_assert_int_eq(count, 696);
    lfsr_spec_clear(&spec);
    fclose(file);
}
END_TEST

/* The primes of 2^n - 1 are those listed, and the polynomial is found irreducible with a known order. */
static void check_primes(char *line)
{
    char *rest = NULL;
    lfsr_error error = {0};
    const lfsr_prime_set *set;
    fmpz_t two, prime;
    fmpz_init_set_ui(two, 2);
    fmpz_init(prime);
    slong n = strtol(strtok_r(line, "\t", &rest), NULL, 10), found = 0;
    const char *polynomial = strtok_r(NULL, "\t", &rest);
    ck_assert_ptr_nonnull(polynomial);
    ck_assert_ok(lfsr_factor_power_minus_one(&set, two, n, 0, &error), error);
    ck_assert_int_eq(set->composite_count, 0);
    for (const char *word; (word = strtok_r(NULL, "\t,", &rest)) != NULL;) {
        ck_assert_int_eq(fmpz_set_str(prime, word, 10), 0);
        if (found > 0 && fmpz_equal(set->primes + found - 1, prime))
            continue; /* listed with its multiplicity */
        ck_assert_msg(found < set->length && fmpz_equal(set->primes + found, prime), "2^%ld - 1: %s", (long)n,
                      word);
        found++;
    }
    ck_assert_int_eq(found, set->length);
    solved s;
    solve(&s, polynomial);
    ck_assert_msg(s.reg.degree == n && s.factorization.irreducible && s.factorization.orders_known, "%s",
                  polynomial);
    close_register(&s.reg, &s.factorization);
    fmpz_clear(two);
    fmpz_clear(prime);
}

START_TEST(factorizations_of_the_cunningham_tables)
{
    FILE *file = open_data("cunningham_check.tsv");
    char line[LONGEST_LINE];
    long count = 0;
    for (; next_line(line, file); count++)
        check_primes(line);
    ck_assert_int_eq(count, 300);
    fclose(file);
    lfsr_factor_cache_clear();
}
END_TEST

/* Degrees whose primes came with the second edition of the tables. */
START_TEST(long_orders)
{
    static const char *const primitive[] = {"taps:4096,4095,4081,4069", "x^1455+x^52+1"};
    for (size_t i = 0; i < sizeof primitive / sizeof *primitive; i++) {
        solved s;
        solve(&s, primitive[i]);
        ck_assert_msg(s.factorization.primitive, "%s: %s", primitive[i], s.factorization.reason);
        close_register(&s.reg, &s.factorization);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("published");
    TCase *tcase = test_case(suite, "published", 240);
    tcase_add_test(tcase, orders_of_crc_polynomials);
    tcase_add_test(tcase, primitive_registers);
    tcase_add_test(tcase, irreducible_polynomials_of_lowest_weight);
    tcase_add_test(tcase, factorizations_of_the_cunningham_tables);
    tcase_add_test(tcase, long_orders);
    return test_main(suite);
}
