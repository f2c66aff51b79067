/* Partitions: the cycle structure of a register and, if it was asked for, the leader of every cycle. */
#ifndef LFSR_PARTITION_H
#define LFSR_PARTITION_H

#include <stdbool.h>
#include <stdint.h>

#include <flint/fmpz.h>

#include "lfsr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

/* One cycle: its leader (base-q code, s_0 the most significant digit) and its period. */
typedef struct lfsr_leader {
    uint64_t state;
    uint64_t period;
} lfsr_leader;

/* A multiset of cycles. After lfsr_partition_finish periods are distinct and ascend, and leaders ascend by
 * state. */
typedef struct lfsr_partition lfsr_partition;

/* An empty one; NULL when out of memory. */
LFSR_API lfsr_partition *lfsr_partition_new(void);
/* Does nothing to NULL. Not for a partition that belongs to an analysis. */
LFSR_API void lfsr_partition_free(lfsr_partition *partition);

/* Add `count` cycles of a period (both positive). lfsr_partition_finish merges equal periods. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_partition_add(lfsr_partition *partition, const fmpz_t period,
                                                        const fmpz_t count, lfsr_error *error);
/* Sort and merge, and set the number of periodic states to the sum of count * period. More cycles can be
 * added afterwards; then call it again. */
LFSR_API void lfsr_partition_finish(lfsr_partition *partition);

/* The number of all states, q^n, of those on cycles, and of the others. They belong to the partition. In a
 * partition from lfsr_partition_new only the second is set. */
LFSR_API const fmpz *lfsr_partition_states(const lfsr_partition *partition);
LFSR_API const fmpz *lfsr_partition_periodic(const lfsr_partition *partition);
LFSR_API const fmpz *lfsr_partition_transient(const lfsr_partition *partition);
/* The largest number of steps before a cycle, over all states. */
LFSR_API slong lfsr_partition_max_tail(const lfsr_partition *partition);

/* The number of distinct periods. */
LFSR_API size_t lfsr_partition_length(const lfsr_partition *partition);
/* The i-th period, ascending, and the number of cycles of that period; i < lfsr_partition_length. They belong
 * to the partition. */
LFSR_API const fmpz *lfsr_partition_period(const lfsr_partition *partition, size_t i);
LFSR_API const fmpz *lfsr_partition_count(const lfsr_partition *partition, size_t i);
/* Are the leaders listed? */
LFSR_API bool lfsr_partition_has_leaders(const lfsr_partition *partition);
/* The number of leaders; 0 if they are not listed. */
LFSR_API size_t lfsr_partition_leader_count(const lfsr_partition *partition);
/* The i-th leader, ascending by state. */
LFSR_API lfsr_leader lfsr_partition_leader(const lfsr_partition *partition, size_t i);

/* The number of all cycles. */
LFSR_API void lfsr_partition_cycles(fmpz_t cycles, const lfsr_partition *partition);
/* Equal in everything but the leaders? */
LFSR_API bool lfsr_partition_same_structure(const lfsr_partition *a, const lfsr_partition *b);
/* Equal leaders? Both must have them. */
LFSR_API bool lfsr_partition_same_leaders(const lfsr_partition *a, const lfsr_partition *b);

#ifdef __cplusplus
}
#endif

#endif
