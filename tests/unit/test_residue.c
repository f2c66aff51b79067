/* Residues in words against FLINT's, at the edges of what fits. */
#include "test_algebra_support.h"

#include "residue.h"

static const char *const fields[] = {"3",          "5",          "7",         "11",      "101",
                                     "257",        "65521",      "65537",     "1000003", "379625047",
                                     "1000000007", "2147483647", "2147483659"};
enum { FIELDS = sizeof fields / sizeof *fields };

typedef struct pair {
    lfsr_residue_ring words, flint;
} pair;

static uint64_t flint_code(const lfsr_residue *a, slong i, const lfsr_residue_ring *ring)
{
    if (ring->kind == LFSR_RESIDUE_NMOD)
        return nmod_poly_get_coeff_ui(a->nmod, i);
    fq_default_t c;
    fq_default_init(c, ring->field->context);
    fq_default_poly_get_coeff(c, a->fq, i, ring->field->context);
    uint64_t code = lfsr_field_get_code(c, ring->field);
    fq_default_clear(c, ring->field->context);
    return code;
}

static bool same(const lfsr_residue *a, const lfsr_residue *b, slong degree, const lfsr_residue_ring *flint)
{
    for (slong i = 0; i < degree; i++)
        if (a->coefficients[i] != flint_code(b, i, flint))
            return false;
    return true;
}

static void random_exponent(fmpz_t out, uint64_t *random)
{
    uint64_t bits = 1 + test_random(random, test_random(random, 2) == 0 ? 30 : 300);
    fmpz_zero(out);
    for (uint64_t done = 0; done < bits; done += 32) {
        fmpz_mul_2exp(out, out, 32);
        fmpz_add_ui(out, out, test_random(random, UINT64_C(1) << 32));
    }
    fmpz_fdiv_r_2exp(out, out, bits);
    fmpz_add_ui(out, out, 1);
}

/* Powers of powers of x, one modulus. */
static void compare(const fq_default_poly_t poly, slong degree, lfsr_residue_kind kind,
                    const lfsr_field *field, uint64_t *random)
{
    lfsr_error error = {0};
    pair rings;
    lfsr_residue a, b, next_a, next_b;
    fmpz_t exponent;
    fmpz_init(exponent);
    ck_assert_ok(lfsr_residue_ring_init_as(&rings.words, kind, poly, field, &error), error);
    ck_assert_ok(lfsr_residue_ring_init_as(&rings.flint,
                                           kind == LFSR_RESIDUE_LOGS ? LFSR_RESIDUE_FQ : LFSR_RESIDUE_NMOD,
                                           poly, field, &error),
                 error);
    ck_assert_ok(lfsr_residue_init_x(&a, &rings.words, &error), error);
    ck_assert_ok(lfsr_residue_init_x(&b, &rings.flint, &error), error);
    ck_assert(same(&a, &b, degree, &rings.flint));
    for (int step = 0; step < 4; step++) {
        random_exponent(exponent, random);
        ck_assert_ok(lfsr_residue_init_pow(&next_a, &a, exponent, &rings.words, &error), error);
        ck_assert_ok(lfsr_residue_init_pow(&next_b, &b, exponent, &rings.flint, &error), error);
        ck_assert(same(&next_a, &next_b, degree, &rings.flint));
        ck_assert(lfsr_residue_is_one(&next_a, &rings.words) == lfsr_residue_is_one(&next_b, &rings.flint));
        lfsr_residue_clear(&a, &rings.words);
        lfsr_residue_clear(&b, &rings.flint);
        a = next_a;
        b = next_b;
    }
    lfsr_residue_clear(&a, &rings.words);
    lfsr_residue_clear(&b, &rings.flint);
    lfsr_residue_ring_clear(&rings.words);
    lfsr_residue_ring_clear(&rings.flint);
    fmpz_clear(exponent);
}

/* Degrees 1 to the greatest that fits; half of the moduli have the greatest coefficients. */
START_TEST(powers)
{
    lfsr_field field;
    fq_default_poly_t poly;
    fq_default_t c;
    uint64_t random = test_seed();
    test_field(&field, fields[_i]);
    fq_default_poly_init(poly, field.context);
    fq_default_init(c, field.context);
    slong most = 0;
    while (lfsr_short_ring_fits(fmpz_get_ui(field.spec.p), (size_t)most + 1))
        most++;
    ck_assert_int_ge(most, 1);
    for (long trial = test_scaled(60); trial > 0; trial--) {
        slong degree = trial % 4 == 0 ? most : 1 + (slong)test_random(&random, (uint64_t)most);
        test_random_poly(poly, degree, &field, &random);
        fq_default_one(c, field.context);
        fq_default_neg(c, c, field.context);
        for (slong i = 0; i < degree && trial % 2 == 0; i++)
            fq_default_poly_set_coeff(poly, i, c, field.context);
        compare(poly, degree, LFSR_RESIDUE_SHORT, &field, &random);
        if (lfsr_short_ring_is_narrow(fmpz_get_ui(field.spec.p), (size_t)degree))
            compare(poly, degree, LFSR_RESIDUE_NARROW, &field, &random);
    }
    fq_default_clear(c, field.context);
    fq_default_poly_clear(poly, field.context);
    lfsr_field_clear(&field);
}
END_TEST

/* Extension fields, also with other moduli than the Conway polynomial; alternating, so that tables are made
 * anew. */
START_TEST(powers_over_extensions)
{
    static const char *const names[] = {"4",   "8",    "9",   "16",  "25",  "27",  "32",
                                        "49",  "64",   "81",  "125", "243", "256", "729",
                                        "961", "1024", "512", "343", "289", "625", "841"};
    enum { NAMES = sizeof names / sizeof *names };
    lfsr_field fields_of[NAMES];
    uint64_t random = test_seed();
    fq_default_poly_t poly;
    for (int i = 0; i < NAMES; i++)
        test_field(&fields_of[i], names[i]);
    for (long trial = test_scaled(150); trial > 0; trial--) {
        const lfsr_field *field = &fields_of[test_random(&random, NAMES)];
        slong degree = 1 + (slong)test_random(&random, trial % 8 == 0 ? LFSR_LOG_RESIDUE_DEGREE : 12);
        ck_assert(lfsr_log_ring_fits(field, (size_t)degree));
        fq_default_poly_init(poly, field->context);
        test_random_poly(poly, degree, field, &random);
        compare(poly, degree, LFSR_RESIDUE_LOGS, field, &random);
        fq_default_poly_clear(poly, field->context);
    }
    for (int i = 0; i < NAMES; i++)
        lfsr_field_clear(&fields_of[i]);
}
END_TEST

START_TEST(powers_with_another_modulus)
{
    static const char *const moduli[][2] = {
        {"9", "a^2+1"}, {"9", "a^2+2*a+2"}, {"9", "a^2+a+2"}, {"256", "a^8+a^4+a^3+a+1"}, {"25", "a^2+2"}};
    uint64_t random = test_seed();
    for (long trial = test_scaled(40); trial > 0; trial--) {
        const char *const *chosen = moduli[test_random(&random, sizeof moduli / sizeof *moduli)];
        lfsr_field field;
        lfsr_field_spec spec;
        lfsr_error error = {0};
        fq_default_poly_t poly;
        lfsr_field_spec_init(&spec);
        ck_assert_ok(lfsr_field_spec_parse(&spec, chosen[0], strlen(chosen[0]), chosen[1], &error), error);
        ck_assert_ok(lfsr_field_init(&field, &spec, &error), error);
        fq_default_poly_init(poly, field.context);
        test_random_poly(poly, 8, &field, &random);
        compare(poly, 8, LFSR_RESIDUE_LOGS, &field, &random);
        fq_default_poly_clear(poly, field.context);
        lfsr_field_clear(&field);
        lfsr_field_spec_clear(&spec);
    }
}
END_TEST

/* Every coefficient is as large as it can be: (-1 - x - ...)^2 modulo x^degree + 1. */
static void square_of_largest(size_t degree, uint64_t p, bool narrow)
{
    lfsr_error error = {0};
    uint32_t modulus[LFSR_SHORT_RESIDUE_DEGREE] = {1}, a[LFSR_SHORT_RESIDUE_DEGREE];
    const uint64_t two = 2;
    lfsr_short_ring ring;
    for (size_t i = 0; i < degree; i++)
        a[i] = (uint32_t)(p - 1);
    ck_assert_ok(lfsr_short_ring_init(&ring, modulus, degree, p, narrow, &error), error);
    lfsr_short_ring_pow(a, a, &two, 1, &ring);
    for (size_t i = 0; i < degree; i++) { /* i + 1 products of 1, less degree - i - 1 of them */
        int64_t expected = (2 * (int64_t)i + 2 - (int64_t)degree) % (int64_t)p;
        ck_assert_uint_eq(a[i], (uint64_t)(expected < 0 ? expected + (int64_t)p : expected));
    }
    lfsr_short_ring_clear(&ring);
}

START_TEST(largest_sums)
{
    for (uint64_t p = 3; p < UINT64_C(1) << 32; p += 1 + p / 3) /* need not be prime */
        for (size_t degree = 1; lfsr_short_ring_fits(p, degree); degree++) {
            square_of_largest(degree, p, false);
            if (lfsr_short_ring_is_narrow(p, degree))
                square_of_largest(degree, p, true);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("residue");
    TCase *tcase = test_case(suite, "residue", 240);
    tcase_add_loop_test(tcase, powers, 0, FIELDS);
    tcase_add_test(tcase, powers_over_extensions);
    tcase_add_test(tcase, powers_with_another_modulus);
    tcase_add_test(tcase, largest_sums);
    return test_main(suite);
}
