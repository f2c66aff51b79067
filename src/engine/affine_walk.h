/* The walks of an affine register: they walk the linear register of (x - 1) f, in the strata that f does not
 * annihilate (docs/states.md, "Affine registers"). */
#ifndef LFSR_AFFINE_WALK_H
#define LFSR_AFFINE_WALK_H

#include "affine.h"
#include "factorization_data.h"

/* All zero to begin with. */
typedef struct lfsr_affine_question {
    lfsr_affine affine;
    lfsr_factorization factorization; /* of (x - 1) f */
} lfsr_affine_question;

/* text: the constant; NULL: none, nothing is done. */
LFSR_MUST_CHECK lfsr_status lfsr_affine_question_init(lfsr_affine_question *question, const char *text,
                                                      const lfsr_register *base, double factor_seconds,
                                                      lfsr_error *error);
/* May be called again. */
void lfsr_affine_question_clear(lfsr_affine_question *question);

/* Turn what a walk of those strata found into the partition of the affine register. Over GF(q) they hold the
 * affine registers of all q - 1 constants, whose structures are equal. */
LFSR_MUST_CHECK lfsr_status lfsr_affine_select(lfsr_partition *partition, const lfsr_affine *affine,
                                               lfsr_error *error);

#endif
