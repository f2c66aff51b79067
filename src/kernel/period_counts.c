/* How many cycles of each period. */
#include "period_counts.h"

lfsr_status lfsr_period_counts_flush(lfsr_period_counts *counts, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    for (unsigned i = 0; i < counts->length && status == LFSR_OK; i++)
        status = lfsr_partition_add_ui(counts->found, counts->entry[i].period, counts->entry[i].count, error);
    counts->length = 0;
    return status;
}

lfsr_status lfsr_period_counts_add(lfsr_period_counts *counts, uint64_t period, uint64_t count,
                                   lfsr_error *error)
{
    unsigned i = 0;
    while (i < counts->length && counts->entry[i].period != period)
        i++;
    if (i == LFSR_PERIOD_COUNTS) {
        lfsr_status status = lfsr_period_counts_flush(counts, error);
        if (status != LFSR_OK)
            return status;
        i = 0;
    }
    if (i == counts->length) {
        counts->entry[i].period = period;
        counts->entry[i].count = 0;
        counts->length++;
    }
    counts->entry[i].count += count;
    return LFSR_OK;
}
