/* The p-part of the units modulo h^j by digits in powers of h. */
#ifndef LFSR_UNIT_DIGITS_H
#define LFSR_UNIT_DIGITS_H

#include "unit_types.h"

/* The polynomial a of degree < deg h in u = ... + a h^i + ..., the expansion of u in powers of h. */
void lfsr_unit_digit(fq_default_poly_t digit, const fq_default_poly_t u, slong i,
                     const lfsr_unit_group *group);

/* Multiply u, an element of the p-part, by the power -log of the p-part of x that brings it to its normal
 * form: for each k < t the digit at h^(p^k) has a 0 where the same digit of that power of x has its first
 * nonzero coordinate over GF(p). Every element of a coset has the same normal form; it is 1 for the powers of
 * x. */
void lfsr_unipotent_reduce(fq_default_poly_t u, fmpz_t log, const lfsr_unit_group *group);

/* The n-th polynomial of a fixed sequence, n >= 1: the digits of n in the base of the characteristic (at most
 * 2^32) as coordinates, lowest first, cut off at the degree of h. */
void lfsr_unit_candidate(fq_default_poly_t out, ulong n, const lfsr_unit_field *units);
/* The fixed generator of the Sylow subgroup of the i-th prime, which has a cofactor. */
void lfsr_unit_sylow_generator(fq_default_poly_t out, slong i, lfsr_unit_field *units);

/* The first nonzero coordinate over GF(p) of a != 0: coefficient *i, digit *d of it, and its value. */
void lfsr_unit_pivot(slong *i, slong *d, fmpz_t value, const fq_default_poly_t a, const lfsr_field *field);

#endif
