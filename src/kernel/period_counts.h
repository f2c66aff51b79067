/* How many cycles of each period: a small table before the partition, whose numbers have any size. */
#ifndef LFSR_PERIOD_COUNTS_H
#define LFSR_PERIOD_COUNTS_H

#include "kernel.h"

#define LFSR_PERIOD_COUNTS 64

typedef struct lfsr_period_counts {
    lfsr_partition *found;
    unsigned length;
    struct {
        uint64_t period, count;
    } entry[LFSR_PERIOD_COUNTS];
} lfsr_period_counts;

/* Add `count` cycles of a period; a full table is moved to *found first. */
LFSR_MUST_CHECK lfsr_status lfsr_period_counts_add(lfsr_period_counts *counts, uint64_t period,
                                                   uint64_t count, lfsr_error *error);
/* Move everything to *found. */
LFSR_MUST_CHECK lfsr_status lfsr_period_counts_flush(lfsr_period_counts *counts, lfsr_error *error);

#endif
