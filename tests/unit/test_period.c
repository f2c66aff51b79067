/* Registers of a given period: the order of what is found, and that no register has fewer stages, against the
 * orders of all polynomials of low degree; known answers; periods that no register has. */
#include "test_algebra_support.h"

#include "factorization.h"
#include "lfsr/period.h"

/* order: initialized; that of the polynomial. */
static void find_order(fmpz_t order, bool *irreducible, const lfsr_spec *spec)
{
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_error error = {0};
    ck_assert_ok(lfsr_register_init(&reg, spec, &error), error);
    ck_assert_ok(lfsr_factorization_init(&factorization, &reg, 0, &error), error);
    fmpz_set(order, factorization.order);
    *irreducible = factorization.irreducible;
    lfsr_factorization_clear(&factorization, &reg.field);
    lfsr_register_clear(&reg);
}

/* Finds it, checks its order, and returns its degree; 0 where there is none. */
static slong find(const char *order, const fmpz_t period, bool irreducible, slong max_degree)
{
    lfsr_field field;
    lfsr_spec spec;
    lfsr_period_request request;
    lfsr_error error = {0};
    fmpz_t found;
    slong degree = 0;
    bool is_irreducible;
    test_field(&field, order);
    lfsr_spec_init(&spec);
    lfsr_period_request_init(&request);
    request.irreducible = irreducible;
    request.max_degree = max_degree;
    fmpz_init(found);
    lfsr_status status = lfsr_spec_of_period(&spec, &field.spec, period, &request, &error);
    if (status == LFSR_OK) {
        degree = spec.degree;
        ck_assert_int_le(degree, max_degree);
        find_order(found, &is_irreducible, &spec);
        ck_assert(fmpz_equal(found, period));
        ck_assert(!irreducible || is_irreducible);
    } else {
        ck_assert_int_eq(status, LFSR_UNABLE);
        ck_assert_str_eq(error.code, "none");
    }
    fmpz_clear(found);
    lfsr_spec_clear(&spec);
    lfsr_field_clear(&field);
    return degree;
}

enum { MOST_PERIOD = 200 };

/* fewest[N], irreducible[N]: the lowest degree of a polynomial of order N among those of one degree, where it
 * is not known yet. */
static void note_degree(slong fewest[], slong irreducible[], slong degree, const lfsr_field *field)
{
    fq_default_poly_t f;
    fq_default_t c;
    lfsr_spec spec;
    lfsr_error error = {0};
    uint64_t q = fmpz_get_ui(field->order), count = 1;
    fmpz_t order;
    fmpz_init(order);
    fq_default_init(c, field->context);
    fq_default_poly_init(f, field->context);
    lfsr_spec_init(&spec);
    for (slong i = 0; i < degree; i++)
        count *= q;
    for (uint64_t number = 0; number < count; number++) {
        uint64_t rest = number;
        bool is_irreducible;
        if (number % q == 0)
            continue;
        for (slong i = 0; i <= degree; i++, rest /= q) {
            lfsr_field_set_code(c, i < degree ? rest % q : 1, field);
            fq_default_poly_set_coeff(f, i, c, field->context);
        }
        ck_assert_ok(lfsr_spec_from_poly(&spec, f, field, &error), error);
        find_order(order, &is_irreducible, &spec);
        if (fmpz_cmp_ui(order, MOST_PERIOD) > 0)
            continue;
        ulong n = fmpz_get_ui(order);
        fewest[n] = fewest[n] == 0 ? degree : fewest[n];
        irreducible[n] = irreducible[n] == 0 && is_irreducible ? degree : irreducible[n];
    }
    lfsr_spec_clear(&spec);
    fq_default_poly_clear(f, field->context);
    fq_default_clear(c, field->context);
    fmpz_clear(order);
}

START_TEST(none_has_fewer_stages)
{
    static const struct {
        const char *order;
        slong degree;
    } fields[] = {{"2", 9}, {"3", 5}, {"4", 4}, {"5", 4}, {"9", 2}};
    for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++) {
        slong fewest[MOST_PERIOD + 1] = {0}, irreducible[MOST_PERIOD + 1] = {0};
        lfsr_field field;
        fmpz_t period;
        test_field(&field, fields[i].order);
        fmpz_init(period);
        for (slong degree = 1; degree <= fields[i].degree; degree++)
            note_degree(fewest, irreducible, degree, &field);
        for (ulong n = 1; n <= MOST_PERIOD; n++) {
            fmpz_set_ui(period, n);
            ck_assert_int_eq(find(fields[i].order, period, false, fields[i].degree), fewest[n]);
            ck_assert_int_eq(find(fields[i].order, period, true, fields[i].degree), irreducible[n]);
        }
        fmpz_clear(period);
        lfsr_field_clear(&field);
    }
}
END_TEST

START_TEST(large_periods)
{
    static const struct {
        const char *order, *period;
        bool irreducible;
        slong degree;
    } cases[] = {
        {"2", "2305843009213693951", true, 61},                /* 2^61 - 1 */
        {"2", "162259276829213363391578010288127", true, 107}, /* 2^107 - 1 */
        {"2", "1000", false, 105},                             /* 4 + 1 times x + 1, and 125 */
        {"2", "889", false, 10},                               /* 7 * 127: degrees 3 and 7 */
        {"2", "889", true, 21},
        {"2", "1024", false, 513},
        {"3", "6560", true, 8},
        {"65537", "4295098368", true, 2},
        {"4294967291", "18446744030759878680", true, 2}, /* q^2 - 1 */
        {"9223372036854775783", "9223372036854775782", true, 1},
        {"256", "16777215", true, 3},
    };
    fmpz_t period;
    fmpz_init(period);
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        fmpz_set_str(period, cases[i].period, 10);
        ck_assert_int_eq(find(cases[i].order, period, cases[i].irreducible, 1000), cases[i].degree);
    }
    fmpz_clear(period);
}
END_TEST

START_TEST(what_is_refused)
{
    lfsr_field field;
    lfsr_spec spec;
    lfsr_period_request request;
    lfsr_error error = {0};
    fmpz_t period;
    fmpz_init(period);
    lfsr_spec_init(&spec);
    lfsr_period_request_init(&request);
    test_field(&field, "2");
    ck_assert_int_eq(lfsr_spec_of_period(&spec, &field.spec, period, &request, &error), LFSR_BAD_INPUT);
    fmpz_set_si(period, -3);
    ck_assert_int_eq(lfsr_spec_of_period(&spec, &field.spec, period, &request, &error), LFSR_BAD_INPUT);
    fmpz_primorial(period, 61); /* 18 primes, 17 of them odd */
    ck_assert_int_eq(lfsr_spec_of_period(&spec, &field.spec, period, &request, &error), LFSR_UNABLE);
    ck_assert_str_eq(error.code, "too-large");
    fmpz_set_ui(period, 12);
    request.irreducible = true;
    ck_assert_int_eq(lfsr_spec_of_period(&spec, &field.spec, period, &request, &error), LFSR_UNABLE);
    ck_assert_str_eq(error.code, "none");
    request.fewest_otherwise = true;
    ck_assert_ok(lfsr_spec_of_period(&spec, &field.spec, period, &request, &error), error);
    ck_assert_int_eq(spec.degree, 5);
    request.size = 0;
    ck_assert_int_eq(lfsr_spec_of_period(&spec, &field.spec, period, &request, &error), LFSR_USAGE);
    lfsr_field_clear(&field);
    lfsr_spec_clear(&spec);
    fmpz_clear(period);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("period");
    tcase_add_test(test_case(suite, "fewest", 600), none_has_fewer_stages);
    tcase_add_test(test_case(suite, "large", 600), large_periods);
    tcase_add_test(test_case(suite, "refused", 600), what_is_refused);
    return test_main(suite);
}
