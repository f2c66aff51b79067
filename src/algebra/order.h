/* The order of x modulo an irreducible polynomial (docs/mathematics.md, "Orders"). */
#ifndef LFSR_ORDER_H
#define LFSR_ORDER_H

#include "integer_factor.h"
#include "factorization_data.h"

typedef enum lfsr_order_try {
    LFSR_ORDER_QUICK,   /* with the primes found within some hundredths of a second; often enough */
    LFSR_ORDER_THOROUGH /* with all of the effort; if that fails, with bounds */
} lfsr_order_try;

/* Compute factor->order for an irreducible factor other than x. Where the integer factorization does not
 * suffice it stays 0; a thorough try then sets order_divides and order_multiple_of, and one line in reason
 * (size bytes), which is otherwise unchanged. */
LFSR_MUST_CHECK lfsr_status lfsr_order_find(lfsr_factor *factor, char *reason, size_t size,
                                            lfsr_order_try how, const lfsr_field *field,
                                            const lfsr_factor_effort *effort, lfsr_error *error);

/* p^t, the least power of p that is >= j (j >= 1): ord(h^j) = ord(h) p^t for irreducible h. */
void lfsr_multiplicity_factor(fmpz_t out, const fmpz_t p, slong j);

#endif
