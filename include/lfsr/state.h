/* Questions about single states of a register, answered by algebra at any degree (docs/states.md).
 *
 * Everything here is opaque. Returned text belongs to the object and is valid as long as that is.
 * Numbers that may be large are decimal text. */
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

/* Two registers of f that put out the same sequences (docs/states.md, "Forms"). A state of either is n
 * symbols, the next one put out first. */
typedef enum lfsr_form {
    LFSR_FORM_FIBONACCI, /* (s_0, ..., s_(n-1)): the next n symbols put out */
    LFSR_FORM_GALOIS     /* (g_0, ..., g_(n-1)): the next state has g_(i+1) + c_(n-1-i) g_0 at i */
} lfsr_form;

/* Set up by lfsr_states_options_init, before any member is set. Members may be added at the end in later
 * versions. */
typedef struct lfsr_states_options {
    size_t size;           /* of this structure, as the program knows it */
    double factor_seconds; /* for factoring; 0: the default of 20 */
    unsigned prime_bits;   /* logarithms modulo primes of more bits are not computed */
    uint64_t leader_steps; /* cycles of at most this many states are walked for their leader */
    /* Called regularly during the search for a logarithm; false stops the search. May be NULL. */
    bool (*proceed)(void *context);
    void *context;
    lfsr_form form; /* of the states that are read and returned as text */
    /* Not NULL: an element of the field, not 0, that is added to the recurrence (1 over GF(2): a register
     * with XNOR feedback). Its states are answered as those of the linear register of (x - 1) f: that is what
     * minimal polynomials divide. Only with LFSR_FORM_FIBONACCI. Not kept. */
    const char *constant;
    double log_seconds; /* for the logarithms of one question; 0: the default of 120. A logarithm that is
                         * expected to take longer than what is left is not begun. */
} lfsr_states_options;

/* The defaults, in a structure of that many bytes. */
LFSR_API void lfsr_states_options_init_sized(lfsr_states_options *options, size_t size);
#define lfsr_states_options_init(options) lfsr_states_options_init_sized(options, sizeof *(options))

/* options: NULL for the defaults; LFSR_USAGE where they were not set up. On success lfsr_states_close ends
 * it. LFSR_UNABLE where f could not be factored in time. Orders that stay unknown are no failure: what
 * depends on them is missing in the answers.
 */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_states_open(lfsr_states **states, const lfsr_spec *spec,
                                                      const lfsr_states_options *options, lfsr_error *error);
/* Does nothing to NULL. */
LFSR_API void lfsr_states_close(lfsr_states *states);
/* With a constant: the state that is its own successor. NULL: there is none, f(1) = 0, or no constant. */
LFSR_API const char *lfsr_states_lock_up(const lfsr_states *states);

/* One state with its place. Belongs to its lfsr_states: freed before that is closed. */
typedef struct lfsr_state lfsr_state;

/* Read a state as it is printed, in the form of `states`; over GF(2) also 0x1A, bit i is symbol i.
 * LFSR_BAD_INPUT with the column. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_parse(lfsr_state **state, lfsr_states *states,
                                                      const char *text, size_t length, lfsr_error *error);
LFSR_API void lfsr_state_free(lfsr_state *state);

/* Its symbols in the form of its lfsr_states, as lists of leaders print them. */
LFSR_API const char *lfsr_state_symbols(const lfsr_state *state);

typedef enum lfsr_state_style {
    LFSR_STYLE_SYMBOLS,
    LFSR_STYLE_LOW_FIRST, /* 0x1A over GF(2): bit i is symbol i */
    LFSR_STYLE_HIGH_FIRST /* 0x1A over GF(2): bit n-1-i is symbol i */
} lfsr_state_style;

/* The state in either form. The caller frees the text. NULL when out of memory, for a hexadecimal style over
 * a field other than GF(2), and for the Galois form where a constant is added. */
LFSR_API char *lfsr_state_format(const lfsr_state *state, lfsr_form form, lfsr_state_style style);

/* Find the place of a state: what the accessors below return. index: also its index on the cycle, which may
 * need hard discrete logarithms. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_find_place(lfsr_state *state, bool index, lfsr_error *error);
LFSR_API const char *lfsr_state_minimal_polynomial(const lfsr_state *state);
/* Steps until the state is periodic. */
LFSR_API uint64_t lfsr_state_tail(const lfsr_state *state);
/* Of the cycle that it runs into; NULL where an order is not known. */
LFSR_API const char *lfsr_state_period(const lfsr_state *state);
/* The smallest state of the cycle in the Fibonacci register, whichever form it is written in; NULL where the
 * cycle is too long to be walked. */
LFSR_API const char *lfsr_state_leader(const lfsr_state *state);
/* The canonical state of the cycle, the same for all its states; NULL where it is too hard to compute. */
LFSR_API const char *lfsr_state_representative(const lfsr_state *state);
/* After its tail the state is the leader, or where that is NULL the representative, stepped `index` times.
 * NULL where it is too hard to compute. */
LFSR_API const char *lfsr_state_index(const lfsr_state *state);
/* Why something above other than the leader is NULL, one line; NULL if nothing is. */
LFSR_API const char *lfsr_state_gap(const lfsr_state *state);

typedef enum lfsr_distance {
    LFSR_DISTANCE_STEPS,       /* reached after that many steps */
    LFSR_DISTANCE_OTHER_CYCLE, /* the target lies on another cycle */
    LFSR_DISTANCE_TRANSIENT,   /* the target is transient and does not follow */
    LFSR_DISTANCE_SAME_CYCLE,  /* on the same cycle; the steps are too hard to compute */
    LFSR_DISTANCE_UNKNOWN      /* even the cycle is too hard to determine */
} lfsr_distance;

/* The steps from one state to another, *steps in decimal (the caller frees it), NULL unless *kind is
 * LFSR_DISTANCE_STEPS. For the last two kinds reason (size bytes) says what is too hard. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_steps_to(lfsr_distance *kind, char **steps, char *reason,
                                                         size_t size, const lfsr_state *from,
                                                         const lfsr_state *to, lfsr_error *error);

/* The state `steps` steps later: a decimal number of any size, negative only from a periodic state. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_jump(lfsr_state **out, const lfsr_state *state,
                                                     const char *steps, lfsr_error *error);

/* The output symbols from this state on, `count` of them, as text in pieces: side by side or with one space
 * between them, like the symbols of a state. write: false stops. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_sequence(const lfsr_state *state, uint64_t count,
                                                         bool (*write)(void *context, const char *text,
                                                                       size_t length),
                                                         void *context, lfsr_error *error);

/* Most states of a table. */
#define LFSR_TABLE_STATES (1 << 24)

/* Every state of the cycle that this one runs into, as lines "state,index\n" in pieces, from index 0 (the
 * leader, else the representative) on. write: false stops. LFSR_UNABLE ("too-large") for more than
 * LFSR_TABLE_STATES. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_state_table(lfsr_state *state,
                                                      bool (*write)(void *context, const char *text,
                                                                    size_t length),
                                                      void *context, lfsr_error *error);

/* Every cycle of a register. */
typedef struct lfsr_cycle_list lfsr_cycle_list;

/* List all cycles by states of the Fibonacci register, ascending by the state that names each: its leader
 * where all cycles of its period together have at most 2^24 states, else its canonical representative. Keeps
 * a pointer to states. LFSR_UNABLE for more than 2^24 cycles or a gigabyte of states ("too-large") and where
 * an order is not known
 * ("factorization"). */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_states_list_cycles(lfsr_cycle_list **list,
                                                             const lfsr_states *states, lfsr_error *error);
LFSR_API void lfsr_cycle_list_free(lfsr_cycle_list *list);
LFSR_API size_t lfsr_cycle_list_length(const lfsr_cycle_list *list);
/* i < length. The text of the state belongs to the caller; NULL when out of memory. */
LFSR_API char *lfsr_cycle_list_state(const lfsr_cycle_list *list, size_t i);
LFSR_API bool lfsr_cycle_list_is_leader(const lfsr_cycle_list *list, size_t i);
LFSR_API const char *lfsr_cycle_list_period(const lfsr_cycle_list *list, size_t i);

#ifdef __cplusplus
}
#endif

#endif
