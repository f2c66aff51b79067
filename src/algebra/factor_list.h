/* The list of factors while it is being found. */
#ifndef LFSR_FACTOR_LIST_H
#define LFSR_FACTOR_LIST_H

#include "factorization_data.h"

/* Append a factor, made monic. Its order is unknown. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_list_add(lfsr_factorization *list, const fq_default_poly_t poly,
                                                 slong multiplicity, bool irreducible,
                                                 const lfsr_field *field, lfsr_error *error);
/* The same with a monic polynomial that becomes the list's own, also after a failure. */
LFSR_MUST_CHECK lfsr_status lfsr_factor_list_take(lfsr_factorization *list, fq_default_poly_t poly,
                                                  slong multiplicity, bool irreducible,
                                                  const lfsr_field *field, lfsr_error *error);
/* Remove the factor at that place. */
void lfsr_factor_list_remove(lfsr_factorization *list, slong at, const lfsr_field *field);
/* All of them. */
void lfsr_factor_list_clear(lfsr_factorization *list, const lfsr_field *field);
void lfsr_factor_list_sort(lfsr_factorization *list, const lfsr_field *field);
bool lfsr_factor_is_x(const lfsr_factor *factor, const lfsr_field *field);

#endif
