/* Expressions: sums of products of powers, over a field. */
#ifndef LFSR_EXPRESSION_H
#define LFSR_EXPRESSION_H

#include "scan.h"
#include "value.h"

/* One text being read. */
typedef struct lfsr_parser {
    lfsr_scan scan;
    lfsr_arith arith;
    int variable;       /* the letter; 0 until the first one is met */
    bool modulus;       /* the text is a modulus: a may be its variable */
    bool elements_only; /* no variable allowed: an entry of a list */
    int depth;          /* of parentheses */
    lfsr_error *error;
} lfsr_parser;

/* Read the longest sum at the cursor into *value, which starts as zero. The caller checks what follows it
 * (the end, a comma, a parenthesis). On failure *value still has to be cleared. */
LFSR_MUST_CHECK lfsr_status lfsr_parse_sum(lfsr_parser *parser, lfsr_value *value);

#endif
