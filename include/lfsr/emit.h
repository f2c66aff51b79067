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

/* Set up by lfsr_emit_options_init, before any member is set. Members may be added at the end in later
 * versions. Texts are not kept. */
typedef struct lfsr_emit_options {
    size_t size; /* of this structure, as the program knows it */
    lfsr_language language;
    lfsr_form form;
    const char *constant;  /* as in lfsr_states_options; NULL: none */
    const char *state;     /* the state to begin in, in that form; NULL: 0...01, and 0...0 with a constant */
    const char *jump;      /* decimal: the source has a jump by so many steps; NULL: none */
    bool decoder;          /* the source finds the index of a state on the cycle of `state` */
    const char *command;   /* how the source was made, for its head: printable, one line; NULL: not said */
    double factor_seconds; /* for the decoder; 0: the default of 20 */
} lfsr_emit_options;

/* The defaults, in a structure of that many bytes. */
LFSR_API void lfsr_emit_options_init_sized(lfsr_emit_options *options, size_t size);
#define lfsr_emit_options_init(options) lfsr_emit_options_init_sized(options, sizeof *(options))

/* *text becomes the source (the caller frees it). options: NULL for the defaults. LFSR_BAD_INPUT: "state"
 * with the column, "constant", "syntax" for a jump that is no number, "jump" for a negative one where f(0) =
 * 0, "command". LFSR_UNABLE: "field" for a field that the language cannot do, "factorization", "logarithm"
 * where the period has primes that are too large for a decoder, "too-large" for more than LFSR_EMIT_BYTES. */
#define LFSR_EMIT_BYTES (64L << 20)
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_emit(char **text, const lfsr_spec *spec,
                                               const lfsr_emit_options *options, lfsr_error *error);

#ifdef __cplusplus
}
#endif

#endif
