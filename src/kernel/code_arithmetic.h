/* Field elements by their codes, digit by digit: what every kernel builds its tables from. */
#ifndef LFSR_CODE_ARITHMETIC_H
#define LFSR_CODE_ARITHMETIC_H

#include "kernel.h"

/* base^exponent, or 0 where that is over 2^63. */
uint64_t lfsr_bounded_power(uint64_t base, unsigned exponent);

/* -x. */
uint64_t lfsr_code_negative(const lfsr_stratum *stratum, uint64_t x);
/* x + factor y, 0 <= factor < p. */
uint64_t lfsr_code_add_multiple(const lfsr_stratum *stratum, uint64_t x, uint64_t y, uint64_t factor);
/* x a, where a is the root of the modulus (k > 1). */
uint64_t lfsr_code_times_a(const lfsr_stratum *stratum, uint64_t x);

/* The field of a stratum. *spec is initialized by the caller. */
void lfsr_stratum_field(lfsr_field_spec *spec, const lfsr_stratum *stratum);

#endif
