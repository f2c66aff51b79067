/* --from-sequence: the polynomial and the state come from the symbols in a file. */
#ifndef LFSR_APP_SEQUENCE_INPUT_H
#define LFSR_APP_SEQUENCE_INPUT_H

#include "console.h"
#include "lfsr/sequence.h"

typedef struct lfsr_sequence_input {
    char *polynomial, *state;
} lfsr_sequence_input;

/* Read the file ("-": standard input) and find the shortest register; a summary is printed on the console
 * unless it is quiet. Both texts are freed by lfsr_sequence_input_clear. */
LFSR_MUST_CHECK lfsr_status lfsr_sequence_input_read(lfsr_sequence_input *input, const char *file,
                                                     const lfsr_field_spec *field, lfsr_console *console,
                                                     lfsr_error *error);
void lfsr_sequence_input_clear(lfsr_sequence_input *input);

#endif
