/* A register stepped one state after the other, symbols as codes: what tables of a cycle are made with. */
#ifndef LFSR_CODE_STEPPER_H
#define LFSR_CODE_STEPPER_H

#include "code_field.h"
#include "states.h"

/* Keeps a pointer to states. */
typedef struct lfsr_code_stepper {
    const lfsr_states *states;
    lfsr_code_field codes;
    slong n;
    uint64_t *feedback; /* c_0 ... c_(n-1) of f, also of an affine register */
    uint64_t *symbols;  /* the state, in the form of `states` */
    uint64_t constant;
} lfsr_code_stepper;

/* At the state with this residue. steps: about how many are to come. q < 2^63. */
LFSR_MUST_CHECK lfsr_status lfsr_code_stepper_init(lfsr_code_stepper *stepper, const lfsr_states *states,
                                                   const fq_default_poly_t residue, uint64_t steps,
                                                   lfsr_error *error);
void lfsr_code_stepper_clear(lfsr_code_stepper *stepper);
void lfsr_code_step(lfsr_code_stepper *stepper);

#endif
