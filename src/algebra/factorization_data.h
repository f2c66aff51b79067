/* A factorization from the inside: what is opaque to clients of the library. */
#ifndef LFSR_FACTORIZATION_DATA_H
#define LFSR_FACTORIZATION_DATA_H

#include "lfsr/factorization.h"
#include "register_data.h"

/* One monic factor of f. */
struct lfsr_factor {
    fq_default_poly_t poly;
    uint64_t
        low; /* over GF(2) up to degree 64: the coefficients below the leading one, bit i of x^i; else 0 */
    slong degree;
    slong multiplicity;
    bool irreducible; /* false: a square-free part that was not factored within its time */
    fmpz_t order;     /* of x modulo it; 1 for the factor x; 0 where it is not known */
    /* What is known of an unknown order: a multiple of it (0: none known) and a divisor of it (at least 1).
     * Both equal a known order. */
    fmpz_t order_divides, order_multiple_of;
};

/* f = product of poly^multiplicity, ascending by degree, then by the codes of the coefficients from the
 * highest down. order is that of g (0: not known). */
struct lfsr_factorization {
    lfsr_factor *factors;
    slong length;
    bool complete;          /* every factor is irreducible */
    bool irreducible;       /* f is; false also where that is not known */
    bool irreducible_known; /* always, where complete */
    bool primitive;         /* f is; false also where that is not known */
    bool primitive_known;
    bool orders_known; /* complete, and every order could be computed */
    fmpz_t order;
    fmpz_t order_divides, order_multiple_of; /* as in lfsr_factor */
    /* Where something is not known: one line that says why. Empty otherwise. */
    char reason[256];
};

#endif
