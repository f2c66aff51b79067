/* Arithmetic on the codes of field elements, 0..q-1, for q < 2^63. */
#ifndef LFSR_CODE_FIELD_H
#define LFSR_CODE_FIELD_H

#include <flint/nmod_poly.h>

#include "register_data.h"

/* Keeps a pointer to the field. exps and logs are NULL for prime fields, and where the field is too large for
 * them or they would not pay: products then go through FLINT. */
typedef struct lfsr_code_field {
    const lfsr_field *field;
    uint64_t p, q;
    nmod_t mod;     /* for k = 1 */
    uint32_t *exps; /* 2 (q - 1) powers of a generator */
    uint32_t *logs; /* of 1..q-1 */
    fq_default_t x, y;
} lfsr_code_field;

/* operations: about how many products are to come. */
LFSR_MUST_CHECK lfsr_status lfsr_code_field_init(lfsr_code_field *codes, const lfsr_field *field,
                                                 double operations, lfsr_error *error);
void lfsr_code_field_clear(lfsr_code_field *codes);

uint64_t lfsr_code_add(uint64_t a, uint64_t b, const lfsr_code_field *codes);
uint64_t lfsr_code_mul(uint64_t a, uint64_t b, lfsr_code_field *codes);

#endif
