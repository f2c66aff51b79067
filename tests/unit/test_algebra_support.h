/* Registers for the tests of the algebra: random ones, and products of chosen powers. */
#ifndef LFSR_TEST_ALGEBRA_SUPPORT_H
#define LFSR_TEST_ALGEBRA_SUPPORT_H

#include "test_support.h"

#include <string.h>

#include <flint/fmpz_vec.h>

#include "lfsr/notation.h"
#include "register_data.h"

/* The field of a given order, with its default modulus. */
static inline void test_field(lfsr_field *field, const char *order)
{
    lfsr_field_spec spec;
    lfsr_error error = {0};
    lfsr_field_spec_init(&spec);
    ck_assert_ok(lfsr_field_spec_parse(&spec, order, strlen(order), NULL, &error), error);
    ck_assert_ok(lfsr_field_init(field, &spec, &error), error);
    lfsr_field_spec_clear(&spec);
}

/* A random element: digits of as many random words as p has and one more, reduced. */
static inline void test_random_element(fq_default_t out, const lfsr_field *field, uint64_t *random)
{
    slong k = field->spec.k;
    fmpz *digits = _fmpz_vec_init(k);
    for (slong i = 0; i < k; i++) {
        for (ulong bits = 0; bits <= fmpz_bits(field->spec.p); bits += 64) {
            fmpz_mul_2exp(digits + i, digits + i, 64);
            fmpz_add_ui(digits + i, digits + i, test_random(random, 0));
        }
        fmpz_mod(digits + i, digits + i, field->spec.p);
    }
    lfsr_field_set_digits(out, digits, field);
    _fmpz_vec_clear(digits, k);
}

/* poly: initialized; monic, of the given degree. */
static inline void test_random_poly(fq_default_poly_t poly, slong degree, const lfsr_field *field,
                                    uint64_t *random)
{
    fq_default_t c;
    fq_default_init(c, field->context);
    fq_default_poly_zero(poly, field->context);
    for (slong i = 0; i < degree; i++) {
        test_random_element(c, field, random);
        fq_default_poly_set_coeff(poly, i, c, field->context);
    }
    fq_default_one(c, field->context);
    fq_default_poly_set_coeff(poly, degree, c, field->context);
    fq_default_clear(c, field->context);
}

static inline void test_register(lfsr_register *reg, const fq_default_poly_t poly, const lfsr_field *field)
{
    lfsr_spec spec;
    lfsr_error error = {0};
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_spec_from_poly(&spec, poly, field, &error), error);
    ck_assert_ok(lfsr_register_init(reg, &spec, &error), error);
    lfsr_spec_clear(&spec);
}

#endif
