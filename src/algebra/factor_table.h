/* Published prime factors of Phi_n(b), compiled in (src/algebra/tables/README.md says what a line means). */
#ifndef LFSR_FACTOR_TABLE_H
#define LFSR_FACTOR_TABLE_H

#include <stddef.h>

/* The lines of one base, ascending by n; "n p1 p2 ... [*]". */
typedef struct lfsr_factor_table {
    unsigned long base;
    size_t length;
    const char *const *lines;
} lfsr_factor_table;

/* Ends with base 0. */
extern const lfsr_factor_table lfsr_factor_tables[];

/* The primes listed for Phi_n(base), a space before each, perhaps a final " *"; NULL where there is no
 * line. */
const char *lfsr_factor_table_line(unsigned long base, long n);

#endif
