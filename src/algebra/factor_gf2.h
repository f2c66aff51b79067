/* Factoring over GF(2), by the packed polynomials of src/gf2. */
#ifndef LFSR_FACTOR_GF2_H
#define LFSR_FACTOR_GF2_H

#include "factor_list.h"

/* Append the irreducible factors of g, of a register over GF(2). */
LFSR_MUST_CHECK lfsr_status lfsr_factor_gf2(lfsr_factorization *list, const lfsr_register *reg,
                                            lfsr_error *error);

/* The coefficients of f from x^shift on, of a register over GF(2), and back: append the polynomial of degree
 * d >= 1. The caller frees the bits; NULL when out of memory. */
uint64_t *lfsr_gf2_pack_register(const lfsr_register *reg, slong shift);
LFSR_MUST_CHECK lfsr_status lfsr_factor_list_add_gf2(lfsr_factorization *list, const uint64_t *bits, slong d,
                                                     slong multiplicity, bool irreducible,
                                                     const lfsr_field *field, lfsr_error *error);

/* The coefficients of a polynomial over GF(2) other than 0; bits has capacity for them. */
void lfsr_gf2_pack(uint64_t *bits, const fq_default_poly_t poly);

/* Do the factors multiply to f, of a register over GF(2)? */
LFSR_MUST_CHECK lfsr_status lfsr_factor_gf2_product_is(bool *is, const lfsr_factorization *list,
                                                       const lfsr_register *reg, lfsr_error *error);

/* About how many seconds that takes on one core, for a random polynomial. */
double lfsr_factor_gf2_seconds(slong degree);

/* Set the order of an irreducible factor of degree 1 to 64, other than x. The prime factors of
 * 2^degree - 1 are known for all of these degrees. Orders of recurring factors are cached. */
LFSR_MUST_CHECK lfsr_status lfsr_order_gf2_word(lfsr_factor *factor, lfsr_error *error);

#endif
