/* The canonical representatives of all cosets of the powers of x among the units modulo h^j. */
#ifndef LFSR_COSET_LIST_H
#define LFSR_COSET_LIST_H

#include "unit_group.h"

/* A counter over the cosets. Keeps a pointer to the group. */
typedef struct lfsr_coset_list {
    const lfsr_unit_group *group;
    slong axes;                    /* generators of the representatives of GF(Q)'s units */
    fq_default_poly_t *generators; /* lifted to h^j */
    fmpz *sizes;                   /* of each axis */
    fmpz *at;
    fq_default_poly_t *powers;               /* generators[i]^at[i], multiplied together from axis i up */
    slong coordinates;                       /* of the p-part that run over GF(p) */
    slong *digit, *coefficient, *coordinate; /* the position of each */
    fmpz *values;
} lfsr_coset_list;

LFSR_MUST_CHECK lfsr_status lfsr_coset_list_init(lfsr_coset_list *list, const lfsr_unit_group *group,
                                                 lfsr_error *error);
void lfsr_coset_list_clear(lfsr_coset_list *list);
/* The representative that the counter shows. */
void lfsr_coset_list_get(fq_default_poly_t out, const lfsr_coset_list *list);
/* False after the last one. */
bool lfsr_coset_list_next(lfsr_coset_list *list);

#endif
