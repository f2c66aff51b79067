/* Expressions: sums of products of powers, over a field. */
#ifndef LFSR_EXPRESSION_H
#define LFSR_EXPRESSION_H

#include "scan.h"
#include "value.h"

/* A variable: its letter; of a numbered one (x_1) also 256 times its number and one. */
typedef int lfsr_variable;

/* One text being read. */
typedef struct lfsr_parser {
    lfsr_scan scan;
    lfsr_arith arith;
    lfsr_variable variable; /* 0 until the first one is met */
    bool modulus;           /* the text is a modulus: a may be its variable */
    bool elements_only;     /* no variable allowed: an entry of a list */
    int magma;              /* $.1 over an extension field: 1 the generator, 2 not clear, 0 not met */
    bool codes;             /* an integer is the element with that code */
    int depth;              /* of parentheses */
    ulong primitive_root;   /* the least one mod p; 0 until it is needed */
    char *plain;            /* a copy of the text in plain spelling; NULL: none */
    fmpz_t named_p;         /* the field that the text names, where it is another one; 0: none */
    slong named_k;
    lfsr_error *error;
} lfsr_parser;

/* Read the longest sum at the cursor into *value, which starts as zero. The caller checks what follows it
 * (the end, a comma, a parenthesis). On failure *value still has to be cleared. */
LFSR_MUST_CHECK lfsr_status lfsr_parse_sum(lfsr_parser *parser, lfsr_value *value);

/* --- Shared by expression.c, integers.c and names.c: the factors of a product, the cursor at them --- */

/* ^ or ** and the exponent, if they come next. */
LFSR_MUST_CHECK lfsr_status lfsr_parse_exponent(lfsr_parser *parser, lfsr_number *exponent, bool *present);
/* Times a, the cursor behind its name, to the exponent that may follow. */
LFSR_MUST_CHECK lfsr_status lfsr_times_root(lfsr_parser *parser, lfsr_value *product, size_t column);
/* Times the variable, the cursor behind its name, to the exponent that may follow. */
LFSR_MUST_CHECK lfsr_status lfsr_times_variable(lfsr_parser *parser, lfsr_value *product,
                                                lfsr_variable variable, size_t column);
/* Times the integer at the cursor, to the power that may follow. */
LFSR_MUST_CHECK lfsr_status lfsr_times_integer(lfsr_parser *parser, lfsr_value *product);
/* Times a polynomial, which is used up, to the power that may follow. */
LFSR_MUST_CHECK lfsr_status lfsr_times_raised(lfsr_parser *parser, lfsr_value *product, lfsr_value *group,
                                              size_t column);
/* One level of parentheses more; the caller takes it off again. */
LFSR_MUST_CHECK lfsr_status lfsr_enter_group(lfsr_parser *parser, size_t column);
/* A number mod m; its length is charged. */
LFSR_MUST_CHECK lfsr_status lfsr_reduce_number(fmpz_t out, const lfsr_number *number, const fmpz_t m,
                                               lfsr_parser *parser);

/* Times what a name of several characters stands for, in other tools' spelling: Mod(1, 2), Z(2^2), z2, $.1,
 * x_1, x16; any other letter is a variable. */
LFSR_MUST_CHECK lfsr_status lfsr_times_name(lfsr_parser *parser, lfsr_value *product);

/* The text is over GF(p^k): LFSR_OK where that is the field. Else LFSR_BAD_INPUT, "field", and the parser
 * holds the field that the text needs. */
LFSR_MUST_CHECK lfsr_status lfsr_require_field(lfsr_parser *parser, const fmpz_t p, slong k, size_t column);
/* The same for a subfield GF(p^k) of it. */
LFSR_MUST_CHECK lfsr_status lfsr_require_subfield(lfsr_parser *parser, const fmpz_t p, slong k,
                                                  size_t column);

#endif
