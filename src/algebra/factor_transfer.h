/* The list of factors that another process found: its form in a message, and the check of the product. */
#ifndef LFSR_FACTOR_TRANSFER_H
#define LFSR_FACTOR_TRANSFER_H

#include "factor_list.h"
#include "string_builder.h"

/* LFSR_SYSTEM ("internal") unless the product is f. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_list_check(const lfsr_factorization *list, const lfsr_register *reg,
                                                   lfsr_error *error);

/* The list as bytes, and back (the list in place is replaced): polynomials and multiplicities, not the
 * orders. */
void lfsr_factor_list_pack(lfsr_string *bytes, const lfsr_factorization *list, const lfsr_field *field);
LFSR_MUST_CHECK lfsr_status lfsr_factor_list_unpack(lfsr_factorization *list, const char *bytes,
                                                    size_t length, const lfsr_field *field,
                                                    lfsr_error *error);

#endif
