/* What an order computation found out (docs/mathematics.md, "Orders"). */
#ifndef LFSR_ORDER_H
#define LFSR_ORDER_H

#include "factorization.h"

/* lfsr_irreducible_order, and where the order stays unknown one line in obstacle (size bytes) that says why;
 * obstacle is otherwise left as it is. */
LFSR_MUST_CHECK lfsr_status lfsr_order_with_obstacle(fmpz_t order, char *obstacle, size_t size,
                                                     const fq_default_poly_t poly, slong degree,
                                                     const lfsr_field *field, double seconds,
                                                     lfsr_error *error);

#endif
