/* What lfsr_states is made of: for the files that implement lfsr/state.h. */
#ifndef LFSR_STATES_H
#define LFSR_STATES_H

#include "affine.h"
#include "leader_cache.h"
#include "state_algebra.h"
#include "string_builder.h"

struct lfsr_states {
    lfsr_register reg;  /* of f; of an affine register, of (x - 1) f */
    lfsr_affine affine; /* active where a constant is added */
    slong width;        /* symbols of a state */
    lfsr_factorization factorization;
    lfsr_log_limits log_limits;
    double log_seconds; /* of one question */
    uint64_t leader_steps;
    lfsr_form form;
    lfsr_state_algebra algebra;
    lfsr_leader_cache leaders;
};

struct lfsr_state {
    lfsr_states *states;
    fq_default_poly_t residue;
    char *symbols, *minimal, *period, *leader, *representative, *index;
    uint64_t tail;
    char reason[128]; /* empty: nothing is missing */
};

/* A question begins: its time for logarithms starts. */
void lfsr_states_begin_question(lfsr_states *states);

/* A state from its residue. */
LFSR_MUST_CHECK lfsr_status lfsr_state_new(lfsr_state **state, lfsr_states *states,
                                           const fq_default_poly_t residue, lfsr_error *error);

/* The state of index 0 on the cycle of a state: its leader, else its representative. After
 * lfsr_state_find_place. LFSR_UNABLE ("factorization", "logarithm") where neither is known. */
LFSR_MUST_CHECK lfsr_status lfsr_state_of_index_zero(lfsr_state **zero, const lfsr_state *state,
                                                     lfsr_error *error);

/* Its symbols in a form, as the polynomial sum of symbol i x^i. */
void lfsr_residue_symbols(fq_default_poly_t symbols, const fq_default_poly_t residue, lfsr_form form,
                          const lfsr_states *states);
/* And back; n + 1 symbols where a constant is added. residue may be symbols. */
void lfsr_residue_of_symbols(fq_default_poly_t residue, const fq_default_poly_t symbols, lfsr_form form,
                             const lfsr_states *states);
/* The state with this residue as text; the caller frees them; NULL when out of memory. */
char *lfsr_residue_text(const fq_default_poly_t residue, lfsr_form form, const lfsr_states *states);

/* Are all nonzero states one cycle? Its representative, the residue 1, is the state 0...01, and so its
 * leader. */
bool lfsr_is_full_period(const fmpz_t period, const lfsr_states *states);

/* What is too hard: hard is the product of the primes whose logarithms were not computed, 0 for an unknown
 * order. */
void lfsr_describe_reason(char *text, size_t size, const fmpz_t hard, const lfsr_states *states);

/* Decimal; the caller frees it; NULL when out of memory. */
char *lfsr_number_text(const fmpz_t n);
/* A number of steps: decimal, of any size, with a sign or without. */
LFSR_MUST_CHECK lfsr_status lfsr_steps_read(fmpz_t steps, const char *text, lfsr_error *error);

#endif
