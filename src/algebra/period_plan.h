/* Which irreducible factors a register of a given period needs. Let period = p^t m with m prime to p. The
 * order of f is the least common multiple of the orders of its irreducible factors times the least power of p
 * that is not below the largest multiplicity. An irreducible polynomial of order d has degree ord_d(q), the
 * order of q modulo d. So each prime power of m goes to one factor, and which of them share a factor decides
 * the degree. */
#ifndef LFSR_PERIOD_PLAN_H
#define LFSR_PERIOD_PLAN_H

#include <flint/fmpz.h>

#include "lfsr/period.h"

#define LFSR_PERIOD_PRIMES 16

/* f is the product of irreducible polynomials of these orders and degrees, each to its multiplicity. */
typedef struct lfsr_period_plan {
    fmpz orders[LFSR_PERIOD_PRIMES + 1];
    slong degrees[LFSR_PERIOD_PRIMES + 1];
    slong multiplicities[LFSR_PERIOD_PRIMES + 1];
    size_t count;
    fmpz primes[LFSR_PERIOD_PRIMES]; /* of m */
    size_t prime_count;
} lfsr_period_plan;

/* The plan is initialized here; on failure it needs no clearing. Errors as of lfsr_spec_of_period. */
LFSR_MUST_CHECK lfsr_status lfsr_period_plan_init(lfsr_period_plan *plan, const fmpz_t period, const fmpz_t p,
                                                  const fmpz_t q, const lfsr_period_request *request,
                                                  lfsr_error *error);
void lfsr_period_plan_clear(lfsr_period_plan *plan);

#endif
