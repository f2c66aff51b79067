/* A characteristic polynomial over GF(2) as data sheets write it; docs/notations.md defines every form. A
 * text with a prefix reads back to the same polynomial. */
#ifndef LFSR_WRITTEN_FORMS_H
#define LFSR_WRITTEN_FORMS_H

#include "lfsr/analysis.h"
#include "string_builder.h"

#define LFSR_WRITTEN_DEGREE 1024 /* forms of a larger polynomial are not given */

typedef struct lfsr_written {
    const lfsr_spec *spec;
    slong degree;
    bool reversible; /* f(0) != 0: the reciprocal has the same degree, and + 1 may be implied */
    uint64_t f[LFSR_WRITTEN_DEGREE / 64 + 1]; /* bit i is the coefficient of x^i */
    uint64_t reciprocal[LFSR_WRITTEN_DEGREE / 64 + 1];
} lfsr_written;

/* False: the spec is not over GF(2), or its degree is too large. The spec is used as long as *written is. */
bool lfsr_written_set(lfsr_written *written, const lfsr_spec *spec);

/* For x^16 + x^5 + x^3 + x^2 + 1. Those marked * need f(0) != 0. */
typedef enum lfsr_written_form {
    LFSR_WRITTEN_HEXADECIMAL,   /* 0x1002D */
    LFSR_WRITTEN_RECIPROCAL,    /* 0x16801 * */
    LFSR_WRITTEN_KOOPMAN,       /* koopman:0x8016 * */
    LFSR_WRITTEN_TAPS,          /* taps:16,5,3,2 * */
    LFSR_WRITTEN_CRC,           /* crc:16:0x002D */
    LFSR_WRITTEN_CRC_REVERSED,  /* reversed:16:0xB400 */
    LFSR_WRITTEN_WORD,          /* 0x002D: mask of Fibonacci to the right and of Galois to the left */
    LFSR_WRITTEN_WORD_REVERSED, /* 0xB400: mask of Fibonacci to the left and of Galois to the right */
} lfsr_written_form;

enum { LFSR_WRITTEN_SIZE = 5 * LFSR_WRITTEN_DEGREE + 32 };
/* The text without a zero byte; returns its length. */
size_t lfsr_written_text(char text[LFSR_WRITTEN_SIZE], const lfsr_written *written, lfsr_written_form form);
/* The reciprocal as polynomials are printed, with a zero byte; its length, 0 when out of memory. */
size_t lfsr_written_reciprocal(char *text, size_t size, const lfsr_written *written);

/* Does x + 1 divide f? Then f divides no polynomial of odd weight. */
bool lfsr_written_even(const lfsr_written *written);
/* Words of order bits at most that f divides have no weight 1 or 2. *data_bits = order - degree; false where
 * that is not known, or f(0) = 0. */
bool lfsr_written_data_bits(fmpz_t data_bits, const lfsr_written *written, const lfsr_analysis *analysis);

#endif
