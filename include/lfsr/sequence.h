/* The shortest register that generates a sequence (Berlekamp and Massey). */
#ifndef LFSR_SEQUENCE_H
#define LFSR_SEQUENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lfsr/export.h"
#include "lfsr/spec.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Properties of a sequence of symbols. Set size, the library sets the rest. Later versions may add members at
 * the end. */
typedef struct lfsr_sequence_facts {
    size_t size;       /* of this structure, as the program knows it: sizeof(lfsr_sequence_facts) */
    size_t symbols;    /* their number */
    size_t complexity; /* linear complexity: the degree of the shortest register */
    bool certain;      /* symbols >= 2 complexity: no other register of this degree generates them */
} lfsr_sequence_facts;

/* Read symbols, s_0 first, written like those of a state: side by side over a prime field with p < 10, else
 * with spaces, commas or line ends between them. Set *spec to the shortest register that generates them and
 * *state to the state in which it begins, as text (the caller frees it). *facts is set on failure too, to
 * what was found until then. LFSR_USAGE ("options"): facts->size was not set. LFSR_BAD_INPUT: "syntax", with
 * the column; "sequence", all symbols are 0. LFSR_UNABLE: "degree", it is above LFSR_MAX_DEGREE. The time
 * grows with the square of the number of symbols. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_spec_from_sequence(lfsr_spec *spec, char **state,
                                                             lfsr_sequence_facts *facts,
                                                             const lfsr_field_spec *field, const char *text,
                                                             size_t length, lfsr_error *error);

#ifdef __cplusplus
}
#endif

#endif
