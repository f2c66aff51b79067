/* Pollard's rho for a discrete logarithm in a group of prime order. */
#ifndef LFSR_POLLARD_RHO_H
#define LFSR_POLLARD_RHO_H

#include "log_solver.h"

/* How many steps are expected. */
double lfsr_pollard_rho_steps(const fmpz_t prime);

/* How long they are expected to take, with the processes that limits->workers allows. c: any element. */
double lfsr_pollard_rho_seconds(const fmpz_t prime, const fq_default_poly_t c, lfsr_log_solver *solver);

/* log of y to the base c, which has the given prime order, below 2^62; y is a power of c. In bounded memory.
 * LFSR_UNABLE ("logarithm") where it takes too long; see lfsr_log_limits_check. */
LFSR_MUST_CHECK lfsr_status lfsr_pollard_rho(fmpz_t log, const fq_default_poly_t y, const fq_default_poly_t c,
                                             const fmpz_t prime, lfsr_log_solver *solver, lfsr_error *error);

#endif
