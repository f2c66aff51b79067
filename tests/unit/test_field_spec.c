/* Fields from text: orders, moduli, limits, and the default moduli against published and brute-force ones. */
#include "test_boundary.h"
#include "test_support.h"

#include <string.h>

#include <flint/fmpz_vec.h>
#include <flint/nmod_poly.h>
#include <flint/nmod_poly_factor.h>
#include <flint/ulong_extras.h>

#include "lfsr/notation.h"
#include "register_data.h"
#include "modulus.h"
#include "modulus_gf2.h"

static lfsr_status parse(lfsr_field_spec *field, const char *order, const char *modulus, lfsr_error *error)
{
    *error = (lfsr_error){0};
    return lfsr_field_spec_parse(field, order, strlen(order), modulus, error);
}

static const struct {
    const char *order, *modulus, *printed_order, *printed_modulus;
    bool conway;
} good[] = {
    {"2", NULL, "2", NULL, true},
    {" 9 ", NULL, "3^2", "a^2 + 2*a + 2", true},
    {"3^2", "a^2+1", "3^2", "a^2 + 1", false},
    {"3**2", "2a^2 + a + 1", "3^2", "a^2 + 2*a + 2", true}, /* made monic */
    {"4^2", NULL, "2^4", "a^4 + a + 1", true},
    {"0000256", NULL, "2^8", "a^8 + a^4 + a^3 + a^2 + 1", true},
    {"2 ^ 8", "a^8 + a^4 + a^3 + a + 1", "2^8", "a^8 + a^4 + a^3 + a + 1", false},
    {"2^8", "0x11B", "2^8", "a^8 + a^4 + a^3 + a + 1", false},
    {"65537", NULL, "65537", NULL, true},
    {"2305843009213693951", NULL, "2305843009213693951", NULL, true},
    {"1152921504606846976", NULL, "2^60", NULL, true},
    {"7^1", NULL, "7", NULL, true},
    {"1267650600228229401496703205653", NULL, "1267650600228229401496703205653", NULL,
     true}, /* nextprime(2^100) */
    {"1606938044258990275541962092341162602522202993782792835301611", NULL,
     "1606938044258990275541962092341162602522202993782792835301611", NULL, true}, /* 2^200 + 235 */
    {"2305843009213693951^2", NULL, "2305843009213693951^2", "a^2 + 1", false},
};

START_TEST(good_orders_and_moduli)
{
    lfsr_field_spec field;
    lfsr_error error;
    lfsr_field_spec_init(&field);
    ck_assert_ok(parse(&field, good[_i].order, good[_i].modulus, &error), error);
    ck_assert_ok(lfsr_field_spec_check(&field, &error), error);
    char *order = lfsr_field_spec_order_text(&field), *modulus = lfsr_field_spec_modulus_text(&field);
    ck_assert_str_eq(order, good[_i].printed_order);
    ck_assert(field.conway == good[_i].conway);
    if (good[_i].printed_modulus != NULL)
        ck_assert_str_eq(modulus, good[_i].printed_modulus);
    ck_assert((modulus == NULL) == (field.k == 1));

    lfsr_field_spec again;
    lfsr_field_spec_init(&again);
    ck_assert_ok(parse(&again, order, modulus, &error), error);
    ck_assert(lfsr_field_spec_equal(&field, &again));
    ck_assert(again.conway == field.conway);
    lfsr_field_spec_clear(&again);
    free(order);
    free(modulus);
    lfsr_field_spec_clear(&field);
}
END_TEST

#define POWER "expected a prime power (2, 9, 2^8), found "

static const struct {
    const char *order, *modulus;
    size_t column;
    const char *code, *message;
} bad[] = {
    {"", NULL, 1, "syntax", POWER "the end"},
    {"0", NULL, 1, "field", POWER "0"},
    {"1", NULL, 1, "field", POWER "1"},
    {"1^5", NULL, 1, "field", POWER "1"},
    {"6", NULL, 1, "field", POWER "6"},
    {"10", NULL, 1, "field", POWER "10"},
    {" 36", NULL, 2, "field", POWER "36"},
    {"2^0", NULL, 3, "field", "expected an exponent of at least 1, found 0"},
    {"-3", NULL, 1, "syntax", POWER "'-'"},
    {"q", NULL, 1, "syntax", POWER "'q'"},
    {"2^", NULL, 3, "syntax", "expected an exponent (an integer of at least 1), found the end"},
    {"2^-1", NULL, 3, "syntax", "expected an exponent (an integer of at least 1), found '-'"},
    {"3^2^2", NULL, 4, "syntax", "expected the end, found '^'"},
    {"6^2", NULL, 1, "field", POWER "6"},
    {"9x", NULL, 2, "syntax", "expected '^' or the end, found 'x'"},
    {"2^99999999", NULL, 1, "field", "the field order is over the limit of 16384 bits"},
    {"2^99999999999999999999999999", NULL, 1, "field", "the field order is over the limit of 16384 bits"},
    {"2^16384", NULL, 1, "field", "the field order is over the limit of 16384 bits"},
    {"3^10338", NULL, 1, "field", "the field order is over the limit of 16384 bits"},
    {"3", "a+1", 1, "modulus", "a prime field has no modulus"},
    {"9", "a^2+2", 1, "modulus", "the modulus is reducible"},
    {"9", "a^2", 1, "modulus", "the modulus is reducible"},
    {"9", "a^3+2a+1", 1, "modulus", "the modulus has degree 3 instead of 2"},
    {"9", "3a^2+a+1", 1, "modulus", "the modulus has degree 1 instead of 2"},
    {"9", "a^2+", 5, "syntax", "expected a term, found the end"},
    {"9", "x^2+y+1", 5, "syntax", "expected the variable 'x' throughout, found 'y'"},
    {"9", "2", 1, "degree", "the polynomial is a constant, its degree must be at least 1"},
    {"2^4", "(a^2+a+1)^2", 1, "modulus", "the modulus is reducible"},
};

START_TEST(bad_orders_and_moduli)
{
    lfsr_field_spec field;
    lfsr_error error;
    lfsr_field_spec_init(&field);
    bool limit = strstr(bad[_i].message, "over the limit") != NULL;
    ck_assert_int_eq(parse(&field, bad[_i].order, bad[_i].modulus, &error),
                     limit ? LFSR_UNABLE : LFSR_BAD_INPUT);
    ck_assert_str_eq(error.message, bad[_i].message);
    ck_assert_str_eq(error.code, bad[_i].code);
    ck_assert_uint_eq(error.column, bad[_i].column);
    ck_assert(field.k == 1 && fmpz_equal_ui(field.p, 2)); /* untouched */
    lfsr_field_spec_clear(&field);
}
END_TEST

/* The field, its texts, its elements and codes. */
START_TEST(fields_at_the_edges_of_a_word)
{
    uint64_t random = test_seed() + (uint64_t)_i;
    lfsr_field_spec spec, again;
    lfsr_field field;
    lfsr_error error;
    lfsr_field_spec_init(&spec);
    lfsr_field_spec_init(&again);
    ck_assert_ok(parse(&spec, boundary_fields[_i], NULL, &error), error);
    char *order = lfsr_field_spec_order_text(&spec), *modulus = lfsr_field_spec_modulus_text(&spec);
    ck_assert_str_eq(order, boundary_fields[_i]);
    ck_assert_ok(parse(&again, order, modulus, &error), error);
    ck_assert(lfsr_field_spec_equal(&spec, &again) && spec.conway == again.conway);
    ck_assert_ok(lfsr_field_init(&field, &spec, &error), error);
    fmpz *digits = _fmpz_vec_init(2 * spec.k);
    fq_default_t element;
    fq_default_init(element, field.context);
    for (long trial = 0; trial < 50; trial++) {
        for (slong i = 0; i < spec.k; i++) { /* the largest digits too */
            fmpz_sub_ui(digits + i, spec.p, 1 + test_random(&random, trial < 25 ? 2 : 0));
            fmpz_mod(digits + i, digits + i, spec.p);
        }
        lfsr_field_set_digits(element, digits, &field);
        lfsr_field_get_digits(digits + spec.k, element, &field);
        ck_assert(_fmpz_vec_equal(digits, digits + spec.k, spec.k));
        if (fmpz_bits(field.order) <= 63) {
            uint64_t code = fmpz_get_ui(field.order) - 1 - test_random(&random, 1000);
            lfsr_field_set_code(element, code, &field);
            ck_assert_uint_eq(lfsr_field_get_code(element, &field), code);
        }
    }
    fq_default_clear(element, field.context);
    _fmpz_vec_clear(digits, 2 * spec.k);
    lfsr_field_clear(&field);
    free(order);
    free(modulus);
    lfsr_field_spec_clear(&spec);
    lfsr_field_spec_clear(&again);
}
END_TEST

START_TEST(clearing_twice_is_harmless)
{
    lfsr_error error;
    lfsr_field_spec spec;
    lfsr_spec polynomial;
    lfsr_field field;
    lfsr_register reg;
    const char *order = _i == 0 ? "9" : "340282366920938463463374607431768211507^2";
    lfsr_field_spec_init(&spec);
    lfsr_spec_init(&polynomial);
    ck_assert_ok(parse(&spec, order, NULL, &error), error);
    ck_assert_ok(lfsr_spec_parse(&polynomial, &spec, "x^3+x", 5, false, &error), error);
    ck_assert_ok(lfsr_field_init(&field, &spec, &error), error);
    ck_assert_ok(lfsr_register_init(&reg, &polynomial, &error), error);
    for (int i = 0; i < 2; i++) {
        lfsr_register_clear(&reg);
        lfsr_field_clear(&field);
        lfsr_spec_clear(&polynomial);
        lfsr_field_spec_clear(&spec);
    }
    lfsr_spec_init(&polynomial);
    polynomial.degree = 0; /* refused */
    ck_assert_int_eq(lfsr_register_init(&reg, &polynomial, &error), LFSR_BAD_INPUT);
    lfsr_register_clear(&reg);
    polynomial.degree = 1;
    lfsr_spec_clear(&polynomial);
}
END_TEST

/* More digits than 64 bits hold, and fields whose elements do not fit in them. */
START_TEST(states_as_text_of_any_length)
{
    static const struct {
        const char *order;
        uint64_t code;
        slong n;
        const char *text;
    } states[] = {
        {"2", 0, 65, "00000000000000000000000000000000000000000000000000000000000000000"},
        {"2", UINT64_MAX, 66, "001111111111111111111111111111111111111111111111111111111111111111"},
        {"2", 6, 4, "0110"},
        {"2", 6, 2, "10"},
        {"2", 6, 0, ""},
        {"7", 48, 3, "066"},
        {"7", 48, 40, "0000000000000000000000000000000000000066"},
        {"9", 80, 3, "0 2*a+2 2*a+2"},
        {"4294967296", 3, 3, "0 0 a+1"},
        {"18446744073709551557", 18446744073709551556u, 2, "0 18446744073709551556"},
        {"18446744073709551629", UINT64_MAX, 2, "0 18446744073709551615"},
        {"18446744073709551629^2", UINT64_MAX, 2, "0 18446744073709551615"},
        {"2^64", 5, 2, "0 a^2+1"},
        {"2^65", 5, 2, "0 a^2+1"},
    };
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        lfsr_error error;
        lfsr_field_spec spec;
        lfsr_field field;
        lfsr_field_spec_init(&spec);
        ck_assert_ok(parse(&spec, states[i].order, NULL, &error), error);
        ck_assert_ok(lfsr_field_init(&field, &spec, &error), error);
        char *text = lfsr_state_text(states[i].code, states[i].n, &field.spec);
        ck_assert_str_eq(text, states[i].text);
        free(text);
        lfsr_field_clear(&field);
        lfsr_field_spec_clear(&spec);
    }
}
END_TEST

START_TEST(order_text_is_counted_not_terminated)
{
    lfsr_field_spec field;
    lfsr_error error = {0};
    lfsr_field_spec_init(&field);
    ck_assert_ok(lfsr_field_spec_parse(&field, "3^2: x", 3, NULL, &error), error);
    ck_assert_int_eq(field.k, 2);
    ck_assert_int_eq(lfsr_field_spec_parse(&field, "3\0", 2, NULL, &error), LFSR_BAD_INPUT);
    ck_assert_uint_eq(error.column, 2);
    ck_assert_str_eq(error.message, "expected '^' or the end, found the byte 0x00");
    lfsr_field_spec_clear(&field);
}
END_TEST

START_TEST(order_of_millions_of_digits_is_refused)
{
    size_t length = 5000000;
    char *text = malloc(length);
    lfsr_field_spec field;
    lfsr_error error = {0};
    lfsr_field_spec_init(&field);
    memset(text, '7', length);
    ck_assert_int_eq(lfsr_field_spec_parse(&field, text, length, NULL, &error), LFSR_UNABLE);
    ck_assert_str_eq(error.code, "field");
    free(text);
    lfsr_field_spec_clear(&field);
}
END_TEST

/* Every integer below a bound: a prime power or not, by trial division. */
START_TEST(small_orders_by_trial_division)
{
    for (ulong q = 0; q < 3000; q++) {
        ulong p = 2, rest = q;
        slong k = 0;
        while (p < q && q % p != 0)
            p++;
        while (q >= 2 && rest % p == 0) {
            rest /= p;
            k++;
        }
        char text[24];
        snprintf(text, sizeof text, "%lu", (unsigned long)q);
        lfsr_field_spec field;
        lfsr_error error;
        lfsr_field_spec_init(&field);
        lfsr_status status = parse(&field, text, NULL, &error);
        ck_assert_int_eq(status, q >= 2 && rest == 1 ? LFSR_OK : LFSR_BAD_INPUT);
        if (status == LFSR_OK)
            ck_assert(fmpz_equal_ui(field.p, p) && field.k == k);
        lfsr_field_spec_clear(&field);
    }
}
END_TEST

/* Irreducible by definition: no monic polynomial of degree 1 .. k/2 divides it. */
static bool irreducible_slow(const nmod_poly_t f, ulong p)
{
    slong k = nmod_poly_degree(f);
    nmod_poly_t g, r;
    bool irreducible = true;
    nmod_poly_init(g, p);
    nmod_poly_init(r, p);
    ulong codes = p;
    for (slong d = 1; d <= k / 2; d++, codes *= p) {
        for (ulong code = 0; code < codes && irreducible; code++) {
            nmod_poly_zero(g);
            nmod_poly_set_coeff_ui(g, d, 1);
            ulong rest = code;
            for (slong i = 0; i < d; i++, rest /= p)
                nmod_poly_set_coeff_ui(g, i, rest % p);
            nmod_poly_rem(r, f, g);
            irreducible = !nmod_poly_is_zero(r);
        }
    }
    nmod_poly_clear(g);
    nmod_poly_clear(r);
    return irreducible;
}

/* All monic polynomials of small degree: the test of irreducibility, and the first one in the stated
 * order. */
START_TEST(irreducibility_and_first_modulus_by_definition)
{
    static const struct {
        ulong p;
        slong k;
    } fields[] = {{2, 2}, {2, 3}, {2, 6}, {2, 9}, {3, 2},  {3, 4},  {3, 5},   {5, 2},  {5, 3},
                  {5, 4}, {7, 2}, {7, 4}, {7, 3}, {11, 3}, {13, 3}, {101, 2}, {31, 2}, {3, 6}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        ulong p = fields[i].p;
        slong k = fields[i].k;
        fmpz_t prime;
        fmpz_init_set_ui(prime, p);
        fmpz *digits = _fmpz_vec_init(k + 1), *first = _fmpz_vec_init(k + 1);
        nmod_poly_t f;
        nmod_poly_init(f, p);
        bool found = false;
        ulong codes = n_pow(p, (ulong)k);
        lfsr_error error = {0};
        ck_assert_ok(lfsr_modulus_first(first, prime, k, &error), error);
        for (ulong code = 0; code < codes && code < 3000; code++) {
            ulong rest = code;
            for (slong d = 0; d <= k; d++, rest /= p) {
                ulong digit = d == k ? 1 : rest % p;
                fmpz_set_ui(digits + d, digit);
                nmod_poly_set_coeff_ui(f, d, digit);
            }
            bool slow = irreducible_slow(f, p);
            ck_assert_msg(lfsr_modulus_irreducible(digits, prime, k) == slow, "p=%lu k=%ld code=%lu",
                          (unsigned long)p, (long)k, (unsigned long)code);
            if (slow && !found) {
                found = true;
                ck_assert(_fmpz_vec_equal(digits, first, k + 1));
            }
        }
        ck_assert(found);
        nmod_poly_clear(f);
        _fmpz_vec_clear(digits, k + 1);
        _fmpz_vec_clear(first, k + 1);
        fmpz_clear(prime);
    }
}
END_TEST

/* The same for larger degrees and characteristics against FLINT's own test. */
START_TEST(irreducibility_against_flint)
{
    static const ulong primes[] = {2,
                                   3,
                                   5,
                                   257,
                                   65537,
                                   UINT64_C(2305843009213693951),
                                   UINT64_C(2147483659),
                                   UINT64_C(4294967291),
                                   UINT64_C(4611686018427388039),
                                   UINT64_C(9223372036854775783),
                                   UINT64_C(9223372036854775837),
                                   UINT64_C(18446744073709551557)};
    uint64_t seed = test_seed();
    for (long trial = 0; trial < test_scaled(600); trial++) {
        ulong p = primes[test_random(&seed, sizeof primes / sizeof *primes)];
        slong k = 2 + (slong)test_random(&seed, 30);
        nmod_poly_t f;
        nmod_poly_init(f, p);
        fmpz_t prime;
        fmpz_init_set_ui(prime, p);
        fmpz *digits = _fmpz_vec_init(k + 1);
        for (slong d = 0; d <= k; d++) {
            ulong digit = d == k ? 1 : d == 0 ? 1 + test_random(&seed, p - 1) : test_random(&seed, p);
            fmpz_set_ui(digits + d, digit);
            nmod_poly_set_coeff_ui(f, d, digit);
        }
        ck_assert(lfsr_modulus_irreducible(digits, prime, k) == (nmod_poly_is_irreducible(f) != 0));
        _fmpz_vec_clear(digits, k + 1);
        fmpz_clear(prime);
        nmod_poly_clear(f);
    }
}
END_TEST

static bool packed_irreducible(slong k, uint64_t tail)
{
    lfsr_error error = {0};
    bool irreducible;
    fmpz *digits = _fmpz_vec_init(k + 1);
    for (slong i = 0; i < LFSR_GF2_TAIL_BITS; i++)
        fmpz_set_ui(digits + i, tail >> i & 1);
    fmpz_one(digits + k);
    ck_assert_ok(lfsr_modulus_gf2_irreducible(&irreducible, digits, k, &error), error);
    _fmpz_vec_clear(digits, k + 1);
    return irreducible;
}

/* Large binary fields have a search and a test of their own. */
START_TEST(packed_binary_test_against_flint)
{
    uint64_t seed = test_seed();
    long irreducible = 0;
    for (long trial = 0; trial < test_scaled(60); trial++) {
        slong k =
            trial % 3 == 0 ? 64 * (2 + (slong)test_random(&seed, 3)) : 128 + (slong)test_random(&seed, 150);
        uint64_t first, bits = 4 + test_random(&seed, 56);
        lfsr_error error = {0};
        bool packed;
        nmod_poly_t f;
        nmod_poly_init(f, 2);
        nmod_poly_set_coeff_ui(f, k, 1);
        ck_assert_ok(lfsr_modulus_gf2_first_tail(&first, k, &error), error);
        for (uint64_t tail = 1; tail <= first; tail += 2) {
            for (slong i = 0; i < LFSR_GF2_TAIL_BITS; i++)
                nmod_poly_set_coeff_ui(f, i, tail >> i & 1);
            packed = packed_irreducible(k, tail);
            ck_assert(packed == (tail == first));
            if (tail == first || test_random(&seed, 8) == 0)
                ck_assert(packed == (nmod_poly_is_irreducible(f) != 0));
        }
        for (int i = 0; i < 20; i++) {
            uint64_t tail = test_random(&seed, UINT64_C(1) << bits) | 1;
            for (slong d = 0; d < LFSR_GF2_TAIL_BITS; d++)
                nmod_poly_set_coeff_ui(f, d, tail >> d & 1);
            packed = packed_irreducible(k, tail);
            ck_assert(packed == (nmod_poly_is_irreducible(f) != 0));
            irreducible += packed ? 1 : 0;
        }
        nmod_poly_clear(f);
    }
    if (test_scaled(60) >= 60) /* else there may be none among so few */
        ck_assert_int_gt(irreducible, 0);
}
END_TEST

START_TEST(default_modulus_without_a_conway_polynomial)
{
    static const struct {
        const char *order, *modulus;
    } fields[] = {
        {"2305843009213693951^2", "a^2 + 1"},        {"1000003^3", NULL}, {"1000033^5", NULL},
        {"2^410", "a^410 + a^10 + a^4 + a^3 + 1"},   {"2^1024", NULL},    {"2^1279", NULL},
        {"1267650600228229401496703205653^4", NULL},
    };
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        lfsr_field_spec field, again;
        lfsr_error error;
        lfsr_field_spec_init(&field);
        lfsr_field_spec_init(&again);
        ck_assert_ok(parse(&field, fields[i].order, NULL, &error), error);
        ck_assert(!field.conway);
        char *modulus = lfsr_field_spec_modulus_text(&field);
        if (fields[i].modulus != NULL)
            ck_assert_str_eq(modulus, fields[i].modulus);
        ck_assert_ok(parse(&again, fields[i].order, modulus, &error), error);
        ck_assert(lfsr_field_spec_equal(&field, &again));
        ck_assert_ok(lfsr_field_spec_check(&field, &error), error);
        free(modulus);
        lfsr_field_spec_clear(&field);
        lfsr_field_spec_clear(&again);
    }
}
END_TEST

START_TEST(search_that_would_be_long_is_refused)
{
    lfsr_field_spec field;
    lfsr_error error;
    lfsr_field_spec_init(&field);
    ck_assert_int_eq(parse(&field, "3^8000", NULL, &error), LFSR_UNABLE);
    ck_assert_str_eq(error.code, "modulus");
    ck_assert_ptr_nonnull(strstr(error.message, "must be given as the modulus"));
    lfsr_field_spec_clear(&field);
}
END_TEST

/* A list repeats its field for every polynomial, a worker for every stratum. */
START_TEST(modulus_is_proved_once)
{
    static const char *const fields[][2] = {{"9", "a^2+1"}, {"2^4", "a^4+a^3+1"}, {"1000003^3", NULL}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        lfsr_field_spec spec;
        lfsr_field field;
        lfsr_error error;
        lfsr_field_spec_init(&spec);
        ck_assert_ok(parse(&spec, fields[i][0], fields[i][1], &error), error);
        ck_assert_ok(lfsr_field_init(&field, &spec, &error), error);
        lfsr_field_clear(&field);
        unsigned long proofs = lfsr_modulus_proofs;
        ck_assert_uint_gt(proofs, 0);
        for (int again = 0; again < 5; again++) {
            ck_assert_ok(lfsr_field_init(&field, &spec, &error), error);
            lfsr_field_clear(&field);
        }
        ck_assert_uint_eq(lfsr_modulus_proofs, proofs);
        fmpz_zero(spec.modulus); /* another modulus, a reducible one: nothing remembered helps it */
        ck_assert_int_eq(lfsr_field_init(&field, &spec, &error), LFSR_BAD_INPUT);
        lfsr_field_spec_clear(&spec);
    }
}
END_TEST

START_TEST(check_rejects_what_no_parser_makes)
{
    lfsr_field_spec field;
    lfsr_error error;
    lfsr_field_spec_init(&field);
    ck_assert_ok(parse(&field, "3^2", NULL, &error), error);
    fmpz_set_ui(field.modulus + 1, 4);
    ck_assert_int_eq(lfsr_field_spec_check(&field, &error), LFSR_BAD_INPUT);
    fmpz_set_ui(field.modulus + 1, 0); /* a^2 + 2 = (a+1)(a+2), and not a Conway polynomial */
    ck_assert_int_eq(lfsr_field_spec_check(&field, &error), LFSR_BAD_INPUT);
    field.conway = false;
    ck_assert_int_eq(lfsr_field_spec_check(&field, &error), LFSR_BAD_INPUT);
    ck_assert_str_eq(error.message, "the modulus is reducible");
    fmpz_set_ui(field.modulus, 1);
    ck_assert_ok(lfsr_field_spec_check(&field, &error), error);
    fmpz_set_ui(field.modulus + 2, 2);
    ck_assert_int_eq(lfsr_field_spec_check(&field, &error), LFSR_BAD_INPUT);
    fmpz_set_ui(field.modulus + 2, 1);
    fmpz_set_ui(field.p, 15);
    ck_assert_int_eq(lfsr_field_spec_check(&field, &error), LFSR_BAD_INPUT);
    ck_assert_str_eq(error.code, "field");
    fmpz_set_si(field.p, -3);
    ck_assert_int_eq(lfsr_field_spec_check(&field, &error), LFSR_BAD_INPUT);
    lfsr_field_spec_clear(&field);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("field_spec");
    TCase *tcase = test_case(suite, "field_spec", 120);
    tcase_add_loop_test(tcase, good_orders_and_moduli, 0, (int)(sizeof good / sizeof *good));
    tcase_add_loop_test(tcase, bad_orders_and_moduli, 0, (int)(sizeof bad / sizeof *bad));
    tcase_add_loop_test(tcase, fields_at_the_edges_of_a_word, 0, BOUNDARY_FIELDS);
    tcase_add_loop_test(tcase, clearing_twice_is_harmless, 0, 2);
    tcase_add_test(tcase, states_as_text_of_any_length);
    tcase_add_test(tcase, order_text_is_counted_not_terminated);
    tcase_add_test(tcase, order_of_millions_of_digits_is_refused);
    tcase_add_test(tcase, small_orders_by_trial_division);
    tcase_add_test(tcase, irreducibility_and_first_modulus_by_definition);
    tcase_add_test(tcase, irreducibility_against_flint);
    tcase_add_test(tcase, packed_binary_test_against_flint);
    tcase_add_test(tcase, default_modulus_without_a_conway_polynomial);
    tcase_add_test(tcase, search_that_would_be_long_is_refused);
    tcase_add_test(tcase, modulus_is_proved_once);
    tcase_add_test(tcase, check_rejects_what_no_parser_makes);
    return test_main(suite);
}
