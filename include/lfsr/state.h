/* Questions about single states of a register, answered by algebra at any degree (docs/states.md).
 *
 * Returned text belongs to the object from which it was read, unless noted otherwise. Numbers that may be
 * large are decimal text. */
#ifndef LFSR_STATE_H
#define LFSR_STATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lfsr/export.h"
#include "lfsr/spec.h"
#include "lfsr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* A register prepared for questions: its factors, their orders, tables of logarithms. */
typedef struct lfsr_states lfsr_states;

/* Two registers of f with the same output sequences (docs/states.md, "Forms"). In both forms a state has n
 * symbols, and the first is the next output. */
typedef enum lfsr_form {
    LFSR_FORM_FIBONACCI, /* (s_0, ..., s_(n-1)): the next n outputs */
    LFSR_FORM_GALOIS     /* (g_0, ..., g_(n-1)): the next state has g_(i+1) + c_(n-1-i) g_0 at i */
} lfsr_form;

/* Call lfsr_states_options_init before setting members. Later versions may add members at the end. */
typedef struct lfsr_states_options {
    size_t size;           /* of this structure, as the program knows it */
    double factor_seconds; /* time limit for factoring; 0: 20 */
    unsigned prime_bits;   /* logarithms modulo primes with more bits than this are not computed */
    uint64_t
        leader_steps; /* the leader is found by stepping through the cycle if its period is at most this */
    /* Called regularly during long computations. Return false to cancel. May be NULL. */
    bool (*proceed)(void *context);
    void *context;
    lfsr_form form; /* the form in which states are read and printed */
    /* NULL, or a nonzero element of the field as text, which is added to the recurrence (1 over GF(2): XNOR
     * feedback). States are then treated as states of the linear register of (x - 1) f, and their minimal
     * polynomials divide (x - 1) f. Only with LFSR_FORM_FIBONACCI. Used by lfsr_states_open only. */
    const char *constant;
    double log_seconds; /* for the logarithms of one question; 0: the default of 120. A logarithm that is
                         * expected to take longer than what is left is not begun. */
    unsigned workers; /* processes that share a logarithm of more than about 0.2 s; 0 or 1: none is started */
    /* NULL, or the factorization of f, from lfsr_analysis_factorization: f is not factored again. It is
     * copied. Not used with a constant. */
    const struct lfsr_factorization *factorization;
} lfsr_states_options;

/* Set the defaults in a structure of `size` bytes. Use the macro. */
LFSR_API void lfsr_states_options_init_sized(lfsr_states_options *options, size_t size);
#define lfsr_states_options_init(options) lfsr_states_options_init_sized(options, sizeof *(options))

/* Prepare a register. options: NULL for the defaults. The caller ends it by lfsr_states_close. LFSR_USAGE:
 * the options were not initialized. LFSR_UNABLE: f was not factored in time. An unknown order is not a
 * failure; answers that need it are missing. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_states_open(lfsr_states **states, const lfsr_spec *spec,
                                                      const lfsr_states_options *options, lfsr_error *error);
/* Does nothing to NULL. */
LFSR_API void lfsr_states_close(lfsr_states *states);
/* With a constant: the lock-up state, which is its own successor. NULL: no state is (f(1) = 0), or no
 * constant. */
LFSR_API const char *lfsr_states_lock_up(const lfsr_states *states);

/* One state of a register, with its position. Free it before the lfsr_states is closed. */
typedef struct lfsr_state lfsr_state;

/* Read a state as it is printed, in options.form; over GF(2) also 0x1A, where bit i is symbol i. The caller
 * frees it. LFSR_BAD_INPUT with the column. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_parse(lfsr_state **state, lfsr_states *states,
                                                      const char *text, size_t length, lfsr_error *error);
LFSR_API void lfsr_state_free(lfsr_state *state);

/* Its symbols in options.form, as lists of leaders print them. */
LFSR_API const char *lfsr_state_symbols(const lfsr_state *state);

typedef enum lfsr_state_style {
    LFSR_STYLE_SYMBOLS,
    LFSR_STYLE_LOW_FIRST, /* 0x1A over GF(2): bit i is symbol i */
    LFSR_STYLE_HIGH_FIRST /* 0x1A over GF(2): bit n-1-i is symbol i */
} lfsr_state_style;

/* The state in either form. The caller frees the text. NULL when out of memory, for a hexadecimal style over
 * a field other than GF(2), and for the Galois form of a register with a constant. */
LFSR_API char *lfsr_state_format(const lfsr_state *state, lfsr_form form, lfsr_state_style style);

/* Compute what the accessors below return. index: also the index on the cycle, which may need hard discrete
 * logarithms. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_find_place(lfsr_state *state, bool index, lfsr_error *error);
LFSR_API const char *lfsr_state_minimal_polynomial(const lfsr_state *state);
/* The number of steps until the state is periodic. */
LFSR_API uint64_t lfsr_state_tail(const lfsr_state *state);
/* The period of the cycle that it reaches; NULL if an order is not known. */
LFSR_API const char *lfsr_state_period(const lfsr_state *state);
/* The leader of the cycle, its smallest state in the Fibonacci form, printed in options.form; NULL if the
 * cycle has more than options.leader_steps states. */
LFSR_API const char *lfsr_state_leader(const lfsr_state *state);
/* The representative of the cycle, a state that the algebra chooses, the same for all states of the cycle;
 * NULL if it is too hard to compute. */
LFSR_API const char *lfsr_state_representative(const lfsr_state *state);
/* The number of steps from the leader (if that is NULL, the representative) to the state; for a transient
 * state, to the first periodic state after it. NULL if it is too hard to compute. */
LFSR_API const char *lfsr_state_index(const lfsr_state *state);
/* Why a result above other than the leader is NULL, one line; NULL if none is. */
LFSR_API const char *lfsr_state_reason(const lfsr_state *state);

typedef enum lfsr_distance {
    LFSR_DISTANCE_STEPS,       /* the target is reached after *steps steps */
    LFSR_DISTANCE_OTHER_CYCLE, /* the target lies on another cycle */
    LFSR_DISTANCE_TRANSIENT,   /* the target is transient and never reached */
    LFSR_DISTANCE_SAME_CYCLE,  /* the target is on the same cycle; the number of steps is too hard to compute
                                */
    LFSR_DISTANCE_UNKNOWN      /* whether it is on the same cycle is too hard to determine */
} lfsr_distance;

/* The number of steps from one state to another: *steps in decimal (the caller frees it), NULL unless *kind
 * is LFSR_DISTANCE_STEPS. For the last two kinds reason (size bytes) says what is too hard. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_steps_to(lfsr_distance *kind, char **steps, char *reason,
                                                         size_t size, const lfsr_state *from,
                                                         const lfsr_state *to, lfsr_error *error);

/* The state after `steps` steps, a decimal number of any size. The caller frees it. A negative number is
 * allowed for periodic states. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_jump(lfsr_state **out, const lfsr_state *state,
                                                     const char *steps, lfsr_error *error);

/* The next `count` outputs from this state, written in pieces, in the notation of a state. Where write
 * returns false no more is written. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_sequence(const lfsr_state *state, uint64_t count,
                                                         bool (*write)(void *context, const char *text,
                                                                       size_t length),
                                                         void *context, lfsr_error *error);

/* The largest table. */
#define LFSR_TABLE_STATES (1 << 24)

/* Every state of the cycle that this state reaches, as lines "state,index\n", written in pieces. Index 0 is
 * the leader, else the representative. Where write returns false no more is written. LFSR_UNABLE
 * ("too-large") for more than LFSR_TABLE_STATES. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_table(lfsr_state *state,
                                                      bool (*write)(void *context, const char *text,
                                                                    size_t length),
                                                      void *context, lfsr_error *error);

/* Every cycle of a register. */
typedef struct lfsr_cycle_list lfsr_cycle_list;

/* List all cycles, each by one of its states in the Fibonacci form, ascending by state. It is the leader if
 * all cycles of this period together have at most 2^24 states, else the representative. Keeps a pointer to
 * states. LFSR_UNABLE: "too-large", more than 2^24 cycles or 1 GB of states; "factorization", an order is not
 * known. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_states_list_cycles(lfsr_cycle_list **list,
                                                             const lfsr_states *states, lfsr_error *error);
LFSR_API void lfsr_cycle_list_free(lfsr_cycle_list *list);
LFSR_API size_t lfsr_cycle_list_length(const lfsr_cycle_list *list);
/* i < length. The caller frees the text; NULL when out of memory. */
LFSR_API char *lfsr_cycle_list_state(const lfsr_cycle_list *list, size_t i);
LFSR_API bool lfsr_cycle_list_is_leader(const lfsr_cycle_list *list, size_t i);
LFSR_API const char *lfsr_cycle_list_period(const lfsr_cycle_list *list, size_t i);

#ifdef __cplusplus
}
#endif

#endif
