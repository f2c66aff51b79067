/* Checking a list of leaders against the algebra (docs/mathematics.md, "Minimal polynomials"). */
#ifndef LFSR_VERIFY_LEADERS_H
#define LFSR_VERIFY_LEADERS_H

#include "factorization_data.h"
#include "partition_data.h"

/* Do these leaders agree with the algebra? Each leader's minimal polynomial is found from the factors alone,
 * its period must be the order of that polynomial, and every stratum must have exactly Phi / order leaders.
 * On a contradiction: false, and one line in why (size bytes). Needs q^n <= 2^63. */
LFSR_MUST_CHECK lfsr_status lfsr_verify_leaders(bool *agree, char *why, size_t size,
                                                const lfsr_partition *partition, const lfsr_register *reg,
                                                const lfsr_factorization *factorization, lfsr_error *error);

#endif
