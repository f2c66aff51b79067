/* Cycle structures by algebra (docs/mathematics.md, "Cycle sets"). */
#ifndef LFSR_CYCLE_SET_H
#define LFSR_CYCLE_SET_H

#include "factorization_data.h"
#include "partition_data.h"

#define LFSR_MAX_CYCLE_CLASSES 1000000 /* distinct periods in one structure */
#define LFSR_MAX_CYCLE_BYTES   5e8     /* and what their counts may take */

/* The full structure of f from its factorization: totals, tail, classes. LFSR_UNABLE ("factorization") where
 * an order is not known, ("too-large") where there are too many distinct periods. out is initialized. */
LFSR_MUST_CHECK lfsr_status lfsr_cycle_structure(lfsr_partition *out, const lfsr_register *reg,
                                                 const lfsr_factorization *factorization, lfsr_error *error);

/* The same with a given arithmetic: words (where they suffice, see cycle_set_word.h) or numbers of any size.
 * For tests. */
LFSR_MUST_CHECK lfsr_status lfsr_cycle_structure_by(lfsr_partition *out, const lfsr_register *reg,
                                                    const lfsr_factorization *factorization, bool words,
                                                    lfsr_error *error);

/* The cycle structure of the affine register of f, from f and its factors or, where extended, from (x - 1) f
 * and its factors. Otherwise as lfsr_cycle_structure. */
LFSR_MUST_CHECK lfsr_status lfsr_affine_cycle_structure(lfsr_partition *out, const lfsr_register *reg,
                                                        const lfsr_factorization *factorization,
                                                        bool extended, lfsr_error *error);

#endif
