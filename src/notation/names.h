/* Names in other tools' spelling; the cursor is behind the name, column is its place. */
#ifndef LFSR_NAMES_H
#define LFSR_NAMES_H

#include "expression.h"

/* Z, and then (2^2) and the power that may follow. */
LFSR_MUST_CHECK lfsr_status lfsr_times_gap_element(lfsr_parser *parser, lfsr_value *product, size_t column);
/* Mod, and then (value, modulus) and the power that may follow. */
LFSR_MUST_CHECK lfsr_status lfsr_times_pari_residue(lfsr_parser *parser, lfsr_value *product, size_t column);

#endif
