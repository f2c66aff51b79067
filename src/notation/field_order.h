/* The order of a field, without its modulus. */
#ifndef LFSR_FIELD_ORDER_H
#define LFSR_FIELD_ORDER_H

#include "lfsr/spec.h"

/* "9", "3^2", "GF(9)": p and k of *field, which is initialized. Fails as lfsr_field_spec_parse does. */
LFSR_MUST_CHECK lfsr_status lfsr_field_order_read(lfsr_field_spec *field, const char *text, size_t length,
                                                  lfsr_error *error);
/* The field GF(p^k) with the Conway polynomial as its modulus. *known: FLINT has one, or k = 1; else *field
 * is left alone. A search for another modulus might take long. For k > 1 p is a prime. */
LFSR_MUST_CHECK lfsr_status lfsr_field_of_order(lfsr_field_spec *field, const fmpz_t p, slong k, bool *known,
                                                lfsr_error *error);

#endif
