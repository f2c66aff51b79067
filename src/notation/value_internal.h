/* Shared by value.c and value_mul.c. */
#ifndef LFSR_VALUE_INTERNAL_H
#define LFSR_VALUE_INTERNAL_H

#include "value.h"

LFSR_MUST_CHECK lfsr_status lfsr_arith_check_degree(const lfsr_arith *arith, slong degree, size_t column,
                                                    lfsr_error *error);

#endif
