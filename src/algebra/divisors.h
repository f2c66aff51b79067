/* The divisors of g, the part of f prime to x. Each is the minimal polynomial of Phi states, which lie on
 * cycles of one period, its order. */
#ifndef LFSR_DIVISORS_H
#define LFSR_DIVISORS_H

#include "factorization_data.h"

/* An enumeration of them. It begins with the divisor 1; the exponent of the first factor varies fastest. */
typedef struct lfsr_divisors {
    const lfsr_field *field;
    const lfsr_factor **factors; /* those of f but x */
    slong *exponents;            /* of each factor in the current divisor */
    slong count;
    slong full; /* the factor that all but the first have to its full power; -1: none */
} lfsr_divisors;

/* Points into the factorization. x_minus_one: only divisors with x - 1 to its full power, after the first. */
LFSR_MUST_CHECK lfsr_status lfsr_divisors_init(lfsr_divisors *d, const lfsr_factorization *factorization,
                                               bool x_minus_one, const lfsr_field *field, lfsr_error *error);
void lfsr_divisors_clear(lfsr_divisors *d);
/* Go to the next divisor; false after the last. */
bool lfsr_divisors_next(lfsr_divisors *d);

/* The current divisor, divided by factor number `less` (-1: by none). out is initialized. */
void lfsr_divisors_product(fq_default_poly_t out, const lfsr_divisors *d, slong less);
/* Phi and order of the current divisor; the orders of its factors are known. */
void lfsr_divisors_numbers(fmpz_t phi, fmpz_t order, const lfsr_divisors *d);

#endif
