/* Questions about single states of a register, answered by algebra (docs/states.md).
 *
 * A state s of the register of f is an element of GF(q)[x]/(f), its residue: the polynomial part of f(x) (s_0
 * x^-1 + s_1 x^-2 + ...). One step multiplies it by x. Residues modulo f are passed as polynomials of degree
 * < n. */
#ifndef LFSR_STATE_ALGEBRA_H
#define LFSR_STATE_ALGEBRA_H

#include "factorization.h"
#include "lfsr/state.h"
#include "unit_group.h"

/* One irreducible factor h != x of f, with multiplicity e. */
typedef struct lfsr_state_factor {
    const lfsr_factor *factor;
    lfsr_quotient ring;           /* modulo h^e */
    fq_default_poly_t idempotent; /* 1 modulo h^e, 0 modulo the rest of f */
    bool order_known;
    lfsr_unit_field units;    /* where the order is known */
    lfsr_unit_group **groups; /* of h^j at j - 1; made when first used */
} lfsr_state_factor;

/* Keeps pointers to the register, its factorization and the limits. */
typedef struct lfsr_state_algebra {
    const lfsr_register *reg;
    const lfsr_factorization *factorization;
    const lfsr_log_limits *limits;
    lfsr_quotient ring;         /* modulo f */
    fq_default_poly_t reversed; /* x^n f(1/x) */
    lfsr_state_factor *factors;
    slong length;
} lfsr_state_algebra;

LFSR_MUST_CHECK lfsr_status lfsr_state_algebra_init(lfsr_state_algebra *algebra, const lfsr_register *reg,
                                                    const lfsr_factorization *factorization,
                                                    const lfsr_log_limits *limits, lfsr_error *error);
void lfsr_state_algebra_clear(lfsr_state_algebra *algebra);

/* Symbols, as the polynomial sum of s_i x^i, to the residue and back. */
void lfsr_state_to_residue(fq_default_poly_t residue, const fq_default_poly_t symbols,
                           const lfsr_state_algebra *algebra);
void lfsr_state_from_residue(fq_default_poly_t symbols, const fq_default_poly_t residue,
                             const lfsr_state_algebra *algebra);

/* The place of a state. */
typedef struct lfsr_state_place {
    fq_default_poly_t minimal;        /* its minimal polynomial */
    slong *exponents;                 /* of each of algebra->factors in the minimal polynomial */
    slong tail;                       /* steps until it is periodic */
    fmpz_t period;                    /* of the cycle it runs into; 0: an order is not known */
    bool located;                     /* representative is set */
    fq_default_poly_t representative; /* residue: the same for every state of the cycle */
    bool indexed;                     /* index is set */
    fmpz_t index;                     /* after tail steps the state is representative stepped index times */
    fmpz_t hard; /* if not: the product of the primes whose logarithms were not computed; 0: unknown order */
} lfsr_state_place;

void lfsr_state_place_init(lfsr_state_place *place, const lfsr_state_algebra *algebra);
void lfsr_state_place_clear(lfsr_state_place *place, const lfsr_state_algebra *algebra);

/* index: also compute the index, which needs all logarithms; else only those that determine the cycle. */
LFSR_MUST_CHECK lfsr_status lfsr_state_locate(lfsr_state_place *place, const fq_default_poly_t residue,
                                              bool index, const lfsr_state_algebra *algebra,
                                              lfsr_error *error);

/* The steps from one state to another. hard: as in lfsr_state_place. */
LFSR_MUST_CHECK lfsr_status lfsr_residue_distance(lfsr_distance *kind, fmpz_t steps, fmpz_t hard,
                                                  const fq_default_poly_t from, const fq_default_poly_t to,
                                                  const lfsr_state_algebra *algebra, lfsr_error *error);

/* out = the state `steps` steps on. Negative steps need a periodic state: false otherwise. */
bool lfsr_residue_jump(fq_default_poly_t out, const fq_default_poly_t residue, const fmpz_t steps,
                       const lfsr_state_algebra *algebra);

#endif
