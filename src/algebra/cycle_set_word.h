/* Cycle structures whose numbers fit in words: those of nearly every list. */
#ifndef LFSR_CYCLE_SET_WORD_H
#define LFSR_CYCLE_SET_WORD_H

#include "factorization_data.h"
#include "partition_data.h"

/* q is below 2^64, and q^n at most 2^64. */
bool lfsr_cycle_structure_fits_words(const lfsr_register *reg);

/* Add the classes, ascending by period, from factors whose orders are all known. Needs the above. */
LFSR_MUST_CHECK lfsr_status lfsr_cycle_structure_words(lfsr_partition *out, const lfsr_register *reg,
                                                       const lfsr_factorization *factorization,
                                                       lfsr_error *error);

#endif
