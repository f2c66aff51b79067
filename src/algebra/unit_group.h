/* The units modulo a power of an irreducible polynomial, and the subgroup that x generates
 * (docs/states.md, "Units modulo a power").
 *
 * For a factor h of degree d and a power h^j the unit group is the direct product of the multiplicative group
 * of GF(q^d), of order Q - 1 with Q = q^d, and of a p-group. The powers of x are a cyclic subgroup of order T
 * = ord(h) p^t. Its cosets are the cycles of the states with minimal polynomial h^j. */
#ifndef LFSR_UNIT_GROUP_H
#define LFSR_UNIT_GROUP_H

#include "unit_types.h"

/* order: ord(h), known; primes: its primes (primes_length of them). */
LFSR_MUST_CHECK lfsr_status lfsr_unit_field_init(lfsr_unit_field *units, const fq_default_poly_t h,
                                                 const fmpz_t order, const fmpz *primes, slong primes_length,
                                                 const lfsr_field *field, const lfsr_log_limits *limits,
                                                 lfsr_error *error);
void lfsr_unit_field_clear(lfsr_unit_field *units);

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
