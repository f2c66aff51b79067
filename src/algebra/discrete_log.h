/* Discrete logarithms in the multiplicative group of GF(q)[x]/(h), h irreducible: Pohlig-Hellman; for each
 * prime baby steps and giant steps, above a table's size Pollard's rho with distinguished points. */
#ifndef LFSR_DISCRETE_LOG_H
#define LFSR_DISCRETE_LOG_H

#include "log_solver.h"

/* 62 bits, 2^20 baby steps (24 MiB a prime). */
extern const lfsr_log_limits lfsr_log_default;

/* Keeps pointers to ring and limits. */
LFSR_MUST_CHECK lfsr_status lfsr_log_solver_init(lfsr_log_solver *solver, const lfsr_quotient *ring,
                                                 const lfsr_log_limits *limits, lfsr_error *error);
void lfsr_log_solver_clear(lfsr_log_solver *solver);

/* The digits of the logarithm of y to the base b, where b has order prime^exponent and y is a power of b: log
 * is known modulo prime^digits, digits <= exponent. LFSR_UNABLE ("logarithm") where the prime is too large or
 * too little time is left. */
LFSR_MUST_CHECK lfsr_status lfsr_log_prime_power(fmpz_t log, const fq_default_poly_t y,
                                                 const fq_default_poly_t base, const fmpz_t prime,
                                                 ulong exponent, ulong digits, lfsr_log_solver *solver,
                                                 lfsr_error *error);

#endif
