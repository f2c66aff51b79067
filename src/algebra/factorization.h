/* Factorization of the characteristic polynomial and the orders of its factors. */
#ifndef LFSR_FACTORIZATION_H
#define LFSR_FACTORIZATION_H

#include "lfsr/analysis.h"

/* Factor f over its field and compute the order of each factor and of g. An order that needs an unfinished
 * integer factorization is left 0 and named in obstacle: that is LFSR_OK here, the caller decides. seconds as
 * in lfsr_factor_power_minus_one. Deterministic order of the factors; the product is checked against f. */
LFSR_MUST_CHECK lfsr_status lfsr_factorization_init(lfsr_factorization *out, const lfsr_register *reg,
                                                    double seconds, lfsr_error *error);
void lfsr_factorization_clear(lfsr_factorization *factorization, const lfsr_field *field);

/* The order of x modulo a monic irreducible poly != x of the given degree: the least T > 0 with poly | x^T
 * - 1. Sets order to 0 where q^degree - 1 could not be factored far enough to tell. */
LFSR_MUST_CHECK lfsr_status lfsr_irreducible_order(fmpz_t order, const fq_default_poly_t poly, slong degree,
                                                   const lfsr_field *field, double seconds,
                                                   lfsr_error *error);

/* p^t, the least power of p that is >= j (j >= 1): ord(h^j) = ord(h) p^t for irreducible h. */
void lfsr_multiplicity_factor(fmpz_t out, const fmpz_t p, slong j);

#endif
