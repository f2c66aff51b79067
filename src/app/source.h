/* Generated lists: every polynomial of a degree, those of a weight, random ones. Each has a
 * number, counted from 1, and is made from that number alone, so that workers can make their own. */
#ifndef LFSR_APP_SOURCE_H
#define LFSR_APP_SOURCE_H

#include "options.h"
#include "string_builder.h"

typedef struct lfsr_source {
    const lfsr_field_spec *field;
    uint64_t q;           /* of the field; LFSR_SOURCE_MOST where it is more */
    uint64_t least, most; /* degrees */
    uint64_t weight;      /* nonzero coefficients; 0: any number */
    bool random;
    uint64_t seed;
    uint64_t total; /* polynomials; LFSR_SOURCE_MOST where there are more */
} lfsr_source;

#define LFSR_SOURCE_MOST (UINT64_C(1) << 62)

/* The field must outlive it. LFSR_USAGE where there is no such polynomial. */
LFSR_MUST_CHECK lfsr_status lfsr_source_init(lfsr_source *source, const lfsr_cli *cli,
                                             const lfsr_field_spec *field, lfsr_error *error);
/* Append the text of polynomial `number`, 1..total: monic, with a constant term. In order they ascend by
 * degree, then as numbers in base q. Over GF(2) without a weight it is hexadecimal, else an expression. */
void lfsr_source_make(lfsr_string *text, const lfsr_source *source, uint64_t number);

#endif
