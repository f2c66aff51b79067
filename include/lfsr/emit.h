/* Source code of a register, to be used without this library: its step, a jump, and a decoder from a state to
 * its index on the cycle (docs/emit.md). */
#ifndef LFSR_EMIT_H
#define LFSR_EMIT_H

#include <stdbool.h>
#include <stddef.h>

#include "lfsr/state.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lfsr_language {
    LFSR_LANGUAGE_C,      /* C11 */
    LFSR_LANGUAGE_PYTHON, /* Python 3 */
    LFSR_LANGUAGE_VERILOG /* Verilog 2001; GF(2) only */
} lfsr_language;

/* Call lfsr_emit_options_init before setting members. Later versions may add members at the end. The texts
 * are only read by lfsr_emit. */
typedef struct lfsr_emit_options {
    size_t size; /* of this structure, as the program knows it */
    lfsr_language language;
    lfsr_form form;
    const char *constant;  /* as in lfsr_states_options; NULL: none */
    const char *state;     /* the initial state, in that form; NULL: 0...01, and 0...0 with a constant */
    const char *jump;      /* NULL, or a decimal number: the source has a jump by that many steps */
    bool decoder;          /* the source computes the index of a state on the cycle of `state` */
    const char *command;   /* NULL, or how the source was made, for its first comment: one printable line */
    double factor_seconds; /* time limit for factoring, which the decoder needs; 0: 20 */
} lfsr_emit_options;

/* Set the defaults in a structure of `size` bytes. Use the macro. */
LFSR_API void lfsr_emit_options_init_sized(lfsr_emit_options *options, size_t size);
#define lfsr_emit_options_init(options) lfsr_emit_options_init_sized(options, sizeof *(options))

/* Set *text to the source (the caller frees it). options: NULL for the defaults. LFSR_BAD_INPUT: "state",
 * with the column; "constant"; "syntax", the jump is not a number; "jump", it is negative and f(0) = 0;
 * "command". LFSR_UNABLE: "field", not supported in this language; "factorization"; "logarithm", the period
 * has primes that are too large for a decoder; "too-large", more than LFSR_EMIT_BYTES. */
#define LFSR_EMIT_BYTES (64L << 20)
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_emit(char **text, const lfsr_spec *spec,
                                               const lfsr_emit_options *options, lfsr_error *error);

#ifdef __cplusplus
}
#endif

#endif
