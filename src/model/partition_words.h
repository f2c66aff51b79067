/* The classes and leaders of a partition as 64-bit words, for frames and checkpoints: the number of classes,
 * period and count of each; the number of leaders, state and period of each. */
#ifndef LFSR_PARTITION_WORDS_H
#define LFSR_PARTITION_WORDS_H

#include "partition_data.h"

typedef void lfsr_put_word(void *to, uint64_t word);
typedef bool lfsr_get_word(void *from, uint64_t *word); /* false: there is none */

/* Periods and counts are below 2^64. */
void lfsr_partition_put(const lfsr_partition *partition, lfsr_put_word *put, void *to);
/* Add what was put to *partition. False where a word is missing, a period or count is 0, there are more than
 * max_leaders leaders, or memory runs out. */
LFSR_MUST_CHECK bool lfsr_partition_get(lfsr_partition *partition, uint64_t max_leaders, lfsr_get_word *get,
                                        void *from);

#endif
