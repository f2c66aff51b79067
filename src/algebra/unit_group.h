/* The units modulo a power of an irreducible polynomial, and the subgroup that x generates
 * (docs/states.md, "Units modulo a power").
 *
 * For a factor h of degree d and a power h^j the unit group is the direct product of the multiplicative group
 * of GF(q^d), of order Q - 1 with Q = q^d, and of a p-group. The powers of x are a cyclic subgroup of order T
 * = ord(h) p^t. Its cosets are the cycles of the states with minimal polynomial h^j. */
#ifndef LFSR_UNIT_GROUP_H
#define LFSR_UNIT_GROUP_H

#include "discrete_log.h"

/* One factor h of g with what its powers need. Keeps pointers to the field and the limits. */
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

/* order: ord(h), known; primes: its primes (primes_length of them). */
LFSR_MUST_CHECK lfsr_status lfsr_unit_field_init(lfsr_unit_field *units, const fq_default_poly_t h,
                                                 const fmpz_t order, const fmpz *primes, slong primes_length,
                                                 const lfsr_field *field, const lfsr_log_limits *limits,
                                                 lfsr_error *error);
void lfsr_unit_field_clear(lfsr_unit_field *units);

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

void lfsr_unit_group_init(lfsr_unit_group *group, lfsr_unit_field *units, slong exponent);
void lfsr_unit_group_clear(lfsr_unit_group *group);

/* A logarithm to the base x, as far as it is known: log modulo `modulus`, a divisor of T. hard: the product
 * of the primes whose part was not computed. */
typedef struct lfsr_partial_log {
    fmpz_t log, modulus, hard;
} lfsr_partial_log;

void lfsr_partial_log_init(lfsr_partial_log *log);
void lfsr_partial_log_clear(lfsr_partial_log *log);

/* Is u a power of x? If so *log is set. needed: only the part of the logarithm modulo this divisor of T is
 * asked for; NULL: all of it. */
LFSR_MUST_CHECK lfsr_status lfsr_unit_log(bool *is_power, lfsr_partial_log *log, const fq_default_poly_t u,
                                          const fmpz_t needed, const lfsr_unit_group *group,
                                          lfsr_error *error);

/* The canonical representative of the coset u <x>: the same element for every u of the coset. */
LFSR_MUST_CHECK lfsr_status lfsr_unit_representative(fq_default_poly_t out, const fq_default_poly_t u,
                                                     const lfsr_unit_group *group, lfsr_error *error);

#endif
