/* What the two halves of the values (value.c, value_mul.c) share. */
#ifndef LFSR_VALUE_INTERNAL_H
#define LFSR_VALUE_INTERNAL_H

#include "value.h"

LFSR_MUST_CHECK lfsr_status lfsr_arith_check_degree(const lfsr_arith *arith, slong degree, size_t column,
                                                    lfsr_error *error);

#endif
