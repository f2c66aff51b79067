/* The factors of a characteristic polynomial and their orders. */
#ifndef LFSR_FACTORIZATION_H
#define LFSR_FACTORIZATION_H

#include "lfsr/register.h"

#ifdef __cplusplus
extern "C" {
#endif

/* f as a product of monic factors with their multiplicities, ascending by degree, then by the codes of the
 * coefficients from the highest down. */
typedef struct lfsr_factorization lfsr_factorization;
typedef struct lfsr_factor lfsr_factor;

/* The number of factors, and one of them; i < length. What is returned here and below belongs to the
 * factorization. */
LFSR_API slong lfsr_factorization_length(const lfsr_factorization *factorization);
LFSR_API const lfsr_factor *lfsr_factorization_factor(const lfsr_factorization *factorization, slong i);
/* Every factor is irreducible. */
LFSR_API bool lfsr_factorization_complete(const lfsr_factorization *factorization);
/* Is f irreducible, and is that known? It always is where the factorization is complete; false where it is
 * not known. Is f primitive, likewise. */
LFSR_API bool lfsr_factorization_irreducible(const lfsr_factorization *factorization);
LFSR_API bool lfsr_factorization_irreducible_known(const lfsr_factorization *factorization);
LFSR_API bool lfsr_factorization_primitive(const lfsr_factorization *factorization);
LFSR_API bool lfsr_factorization_primitive_known(const lfsr_factorization *factorization);
/* The order of x modulo g, 0 where it is not known; a multiple of it (0: none is known) and a divisor of it
 * (at least 1), both equal to a known order. */
LFSR_API const fmpz *lfsr_factorization_order(const lfsr_factorization *factorization);
LFSR_API const fmpz *lfsr_factorization_order_divides(const lfsr_factorization *factorization);
LFSR_API const fmpz *lfsr_factorization_order_multiple_of(const lfsr_factorization *factorization);
/* Where something is not known: one line that says why. Empty otherwise. */
LFSR_API const char *lfsr_factorization_obstacle(const lfsr_factorization *factorization);

LFSR_API slong lfsr_factor_degree(const lfsr_factor *factor);
LFSR_API slong lfsr_factor_multiplicity(const lfsr_factor *factor);
/* False: a square-free part that was not factored within its time. */
LFSR_API bool lfsr_factor_irreducible(const lfsr_factor *factor);
/* The order of x modulo the factor (1 for the factor x), and what is known of it, as above. */
LFSR_API const fmpz *lfsr_factor_order(const lfsr_factor *factor);
LFSR_API const fmpz *lfsr_factor_order_divides(const lfsr_factor *factor);
LFSR_API const fmpz *lfsr_factor_order_multiple_of(const lfsr_factor *factor);
/* The factor as a polynomial of its own; reg: the register that was factored. spec is initialized. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_factor_spec(lfsr_spec *spec, const lfsr_factor *factor,
                                                      const lfsr_register *reg, lfsr_error *error);

/* A quick test, for searches. True: it is reducible. False: it may be irreducible. */
LFSR_API bool lfsr_spec_surely_reducible(const lfsr_spec *spec);

#ifdef __cplusplus
}
#endif

#endif
