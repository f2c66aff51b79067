/* C: what emit_c.c, emit_c_field.c and emit_c_decoder.c share. */
#ifndef LFSR_EMIT_C_H
#define LFSR_EMIT_C_H

#include "emit_language.h"

/* How a state is stored. */
typedef enum lfsr_c_kind {
    LFSR_C_WORD,   /* GF(2), one uint64_t */
    LFSR_C_WORDS,  /* GF(2), an array of them */
    LFSR_C_SYMBOLS /* an array of codes */
} lfsr_c_kind;

typedef struct lfsr_c_source {
    lfsr_string *text;
    const lfsr_emit_plan *plan;
    lfsr_c_kind kind;
    slong width;     /* symbols that a lfsr_state can hold: n, or the degree of m if that is larger */
    bool by_element; /* a decoder without a table */
    bool combines;   /* sums of states are formed: by the jump and by such a decoder */
    slong words;     /* LFSR_C_WORDS: of a lfsr_state */
} lfsr_c_source;

/* An initializer of a lfsr_state; entries from length on are 0. */
void lfsr_c_state(const lfsr_c_source *c, const fmpz *symbols, slong length);
/* "UINT64_C(0x1), UINT64_C(0x2)": the 64-bit words of a number, lowest first. */
void lfsr_c_words(lfsr_string *text, const fmpz_t n);
slong lfsr_c_word_count(const fmpz_t n);

/* The type lfsr_code and, with arithmetic, lfsr_code_add and lfsr_code_multiply; not for GF(2). */
void lfsr_c_field(const lfsr_c_source *c, bool arithmetic);
/* lfsr_index. */
void lfsr_c_decoder(const lfsr_c_source *c);

#endif
