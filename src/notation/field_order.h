/* The order of a field, without its modulus. */
#ifndef LFSR_FIELD_ORDER_H
#define LFSR_FIELD_ORDER_H

#include "lfsr/spec.h"

/* "9", "3^2", "GF(9)": p and k of *field, which is initialized. Fails as lfsr_field_spec_parse does. */
LFSR_MUST_CHECK lfsr_status lfsr_field_order_read(lfsr_field_spec *field, const char *text, size_t length,
                                                  lfsr_error *error);
/* The field GF(p^k) with its default modulus. */
LFSR_MUST_CHECK lfsr_status lfsr_field_of_order(lfsr_field_spec *field, const fmpz_t p, slong k,
                                                lfsr_error *error);

#endif
