/* The unit group of a factor and of its powers: the data that unit_group.c and unit_digits.c share. */
#ifndef LFSR_UNIT_TYPES_H
#define LFSR_UNIT_TYPES_H

#include "discrete_log.h"

/* One factor h of g with the data for its powers. Keeps pointers to the field and the limits. */
typedef struct lfsr_unit_field {
    const lfsr_field *field;
    lfsr_quotient ring; /* modulo h */
    lfsr_log_solver solver;
    fmpz_t order;     /* ord(h) */
    fmpz_t units;     /* Q - 1 */
    fmpz_t outside;   /* the largest divisor of Q - 1 prime to ord(h) */
    fmpz *primes;     /* of ord(h), ascending */
    ulong *exponents; /* of each prime in ord(h) */
    ulong *cofactors; /* of each prime in (Q - 1) / ord(h) */
    slong prime_count;
    fq_default_poly_t
        *generators; /* of the Sylow subgroup of each prime with a cofactor; set when first used */
    bool *generator_known;
} lfsr_unit_field;

/* The power h^j, 1 <= j. Keeps a pointer to units. */
typedef struct lfsr_unit_group {
    lfsr_unit_field *units;
    slong exponent;     /* j */
    lfsr_quotient ring; /* modulo h^j */
    ulong p_digits;     /* t: x has order ord(h) p^t */
    fmpz_t p_part;      /* p^t */
    fmpz_t period;      /* T */
    fmpz_t lift;        /* a power of Q: raising to it leaves the residue modulo h and kills the p-part */
    fmpz_t unipotent;   /* raising to it leaves the p-part and kills the rest */
    fq_default_poly_t x_unipotent;
} lfsr_unit_group;

#endif
