/* Whether a state has the minimal polynomial of its stratum. */
#include "lane_exact.h"

#include <stdlib.h>

lfsr_status lfsr_lane_exact_open(lfsr_lane_exact *exact, const lfsr_stratum *stratum, lfsr_error *error)
{
    *exact = (lfsr_lane_exact){.stratum = stratum, .count = stratum->cofactor_count};
    if (exact->count == 0)
        return LFSR_OK;
    exact->cofactors = calloc(exact->count, sizeof *exact->cofactors);
    exact->fields = calloc(exact->count, sizeof *exact->fields);
    lfsr_status status =
        exact->cofactors == NULL || exact->fields == NULL ? lfsr_fail_memory(error) : LFSR_OK;
    for (unsigned i = 0; i < exact->count && status == LFSR_OK; i++) {
        exact->cofactors[i] = *stratum;
        exact->cofactors[i].poly = stratum->cofactors[i];
        exact->cofactors[i].degree = stratum->cofactors[i].degree;
        if (exact->cofactors[i].degree > 0)
            status = lfsr_lane_field_open(&exact->fields[i], &exact->cofactors[i], error);
    }
    if (status != LFSR_OK)
        lfsr_lane_exact_close(exact);
    return status;
}

void lfsr_lane_exact_close(lfsr_lane_exact *exact)
{
    for (unsigned i = 0; exact->fields != NULL && i < exact->count; i++)
        lfsr_lane_field_close(&exact->fields[i]);
    free(exact->fields);
    free(exact->cofactors);
    *exact = (lfsr_lane_exact){0};
}

/* The cofactor h annihilates the state if the recurrence of h holds in it as far as it goes. */
static bool annihilates(const lfsr_lane_field *field, const uint64_t *symbols, unsigned m)
{
    for (unsigned t = 0; t + field->degree < m; t++)
        if (lfsr_lane_next(field, symbols + t) != symbols[t + field->degree])
            return false;
    return true;
}

bool lfsr_lane_is_exact(const lfsr_lane_exact *exact, uint64_t code)
{
    uint64_t symbols[64];
    if (exact->count == 0)
        return true;
    if (code == 0) /* every cofactor annihilates it, constants too; they annihilate no other state */
        return false;
    for (unsigned i = exact->stratum->degree; i-- > 0; code /= exact->stratum->q)
        symbols[i] = code % exact->stratum->q;
    for (unsigned i = 0; i < exact->count; i++)
        if (exact->cofactors[i].degree > 0 && annihilates(&exact->fields[i], symbols, exact->stratum->degree))
            return false;
    return true;
}
