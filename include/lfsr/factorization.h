/* The factors of a characteristic polynomial and their orders. */
#ifndef LFSR_FACTORIZATION_H
#define LFSR_FACTORIZATION_H

#include "lfsr/register.h"

#ifdef __cplusplus
extern "C" {
#endif

/* f as a product of monic factors with multiplicities. Factors are sorted by degree, then by the codes of
 * their coefficients, the highest coefficient first. */
typedef struct lfsr_factorization lfsr_factorization;
typedef struct lfsr_factor lfsr_factor;

/* The number of factors, and one of them; i < length. All results of this header belong to the factorization.
 */
LFSR_API slong lfsr_factorization_length(const lfsr_factorization *factorization);
LFSR_API const lfsr_factor *lfsr_factorization_factor(const lfsr_factorization *factorization, slong i);
/* Is every factor known to be irreducible? */
LFSR_API bool lfsr_factorization_complete(const lfsr_factorization *factorization);
/* Is f irreducible, and is that known? (It is if the factorization is complete.) The first is false where it
 * is not known. The same for primitive. */
LFSR_API bool lfsr_factorization_irreducible(const lfsr_factorization *factorization);
LFSR_API bool lfsr_factorization_irreducible_known(const lfsr_factorization *factorization);
LFSR_API bool lfsr_factorization_primitive(const lfsr_factorization *factorization);
LFSR_API bool lfsr_factorization_primitive_known(const lfsr_factorization *factorization);
/* For f = x^m g, g(0) != 0: the order of x modulo g, 0 if not known; a known multiple of it (0: none); and a
 * known divisor of it (at least 1). All three are equal if the order is known. */
LFSR_API const fmpz *lfsr_factorization_order(const lfsr_factorization *factorization);
LFSR_API const fmpz *lfsr_factorization_order_divides(const lfsr_factorization *factorization);
LFSR_API const fmpz *lfsr_factorization_order_multiple_of(const lfsr_factorization *factorization);
/* Why something is not known, one line; empty if everything is. */
LFSR_API const char *lfsr_factorization_reason(const lfsr_factorization *factorization);

LFSR_API slong lfsr_factor_degree(const lfsr_factor *factor);
LFSR_API slong lfsr_factor_multiplicity(const lfsr_factor *factor);
/* False: a square-free part that was not factored within the time limit. */
LFSR_API bool lfsr_factor_irreducible(const lfsr_factor *factor);
/* The order of x modulo the factor (1 for the factor x), and its bounds, as above. */
LFSR_API const fmpz *lfsr_factor_order(const lfsr_factor *factor);
LFSR_API const fmpz *lfsr_factor_order_divides(const lfsr_factor *factor);
LFSR_API const fmpz *lfsr_factor_order_multiple_of(const lfsr_factor *factor);
/* Copy the factor to *spec, which is initialized; reg: the register that was factored. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_factor_spec(lfsr_spec *spec, const lfsr_factor *factor,
                                                      const lfsr_register *reg, lfsr_error *error);
/* Its text, as lfsr_spec_polynomial_print prints it (lfsr/notation.h). */
LFSR_API size_t lfsr_factor_print(char *text, size_t size, const lfsr_factor *factor,
                                  const lfsr_register *reg);

/* A quick test, for searches. True: reducible. False: perhaps irreducible. */
LFSR_API bool lfsr_spec_surely_reducible(const lfsr_spec *spec);

#ifdef __cplusplus
}
#endif

#endif
