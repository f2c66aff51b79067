/* Partitions from the inside: what is opaque to clients of the library. */
#ifndef LFSR_PARTITION_DATA_H
#define LFSR_PARTITION_DATA_H

#include "lfsr/partition.h"

/* count cycles of the given period. */
typedef struct lfsr_cycle_class {
    fmpz_t period;
    fmpz_t count;
} lfsr_cycle_class;

/* After lfsr_partition_finish: classes ascending by period, periods distinct, counts positive; leaders (if
 * has_leaders) ascending by state. */
struct lfsr_partition {
    fmpz_t states;    /* q^n */
    fmpz_t periodic;  /* on cycles */
    fmpz_t transient; /* not on a cycle */
    slong max_tail;   /* the most steps any state is away from a cycle */
    lfsr_cycle_class *classes;
    size_t length, capacity;
    bool has_leaders;
    lfsr_leader *leaders;
    size_t leader_count, leader_capacity;
};

void lfsr_partition_init(lfsr_partition *partition);
/* Does nothing to NULL and to an all-zero one; it is empty afterwards, and may be cleared again. */
void lfsr_partition_clear(lfsr_partition *partition);

LFSR_MUST_CHECK lfsr_status lfsr_partition_add_ui(lfsr_partition *partition, uint64_t period, uint64_t count,
                                                  lfsr_error *error);
LFSR_MUST_CHECK lfsr_status lfsr_partition_add_leader(lfsr_partition *partition, uint64_t state,
                                                      uint64_t period, lfsr_error *error);
/* One cycle by its leader, which is listed where the partition has leaders. */
LFSR_MUST_CHECK lfsr_status lfsr_partition_add_cycle(lfsr_partition *partition, uint64_t leader,
                                                     uint64_t period, lfsr_error *error);
/* Add the classes and leaders of another one. */
LFSR_MUST_CHECK lfsr_status lfsr_partition_join(lfsr_partition *partition, const lfsr_partition *other,
                                                lfsr_error *error);
/* LFSR_UNABLE ("too-large") where there are more leaders than that. */
LFSR_MUST_CHECK lfsr_status lfsr_partition_check_leaders(const lfsr_partition *partition,
                                                         uint64_t max_leaders, lfsr_error *error);

#endif
