/* Registers: the objects for computing with a spec. */
#ifndef LFSR_REGISTER_H
#define LFSR_REGISTER_H

#include "lfsr/spec.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A register: f = x^tail g with g(0) != 0, in its field. */
typedef struct lfsr_register lfsr_register;

/* Check the spec and make a register. The caller frees it; on failure *reg is NULL. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_register_new(lfsr_register **reg, const lfsr_spec *spec,
                                                       lfsr_error *error);
/* Does nothing to NULL. Not for a register that belongs to an analysis. */
LFSR_API void lfsr_register_free(lfsr_register *reg);

/* The spec from which it was made, and its field; they belong to the register. */
LFSR_API const lfsr_spec *lfsr_register_spec(const lfsr_register *reg);
LFSR_API const lfsr_field_spec *lfsr_register_field(const lfsr_register *reg);
/* q, the degree n of f, and the exponent of the largest power of x that divides f, 0..n. */
LFSR_API const fmpz *lfsr_register_field_order(const lfsr_register *reg);
LFSR_API slong lfsr_register_degree(const lfsr_register *reg);
LFSR_API slong lfsr_register_tail(const lfsr_register *reg);
/* q^n. */
LFSR_API void lfsr_register_states(fmpz_t states, const lfsr_register *reg);
/* True and *states = q^n if that is at most 2^63. */
LFSR_API bool lfsr_register_states_u64(uint64_t *states, const lfsr_register *reg);

#ifdef __cplusplus
}
#endif

#endif
