/* A register with its factors from text, for unit tests and benchmarks. */
#ifndef LFSR_OPEN_REGISTER_H
#define LFSR_OPEN_REGISTER_H

#include <string.h>

#include "factorization.h"
#include "lfsr/notation.h"

/* modulus: NULL for the default one. To be closed with close_register; on failure it is only good for the end
 * of the program. */
static inline lfsr_status open_register(lfsr_register *reg, lfsr_factorization *factorization,
                                        const char *order, const char *modulus, const char *text,
                                        lfsr_error *error)
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_field_spec_parse(&field, order, strlen(order), modulus, error);
    if (status == LFSR_OK)
        status = lfsr_spec_parse(&spec, &field, text, strlen(text), false, error);
    if (status == LFSR_OK)
        status = lfsr_register_init(reg, &spec, error);
    if (status == LFSR_OK)
        status = lfsr_factorization_init(factorization, reg, 0, error);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
    return status;
}

static inline void close_register(lfsr_register *reg, lfsr_factorization *factorization)
{
    lfsr_factorization_clear(factorization, &reg->field);
    lfsr_register_clear(reg);
}

#endif
