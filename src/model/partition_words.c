/* Partitions as words. */
#include "partition_words.h"

void lfsr_partition_put(const lfsr_partition *partition, lfsr_put_word *put, void *to)
{
    put(to, partition->length);
    for (size_t i = 0; i < partition->length; i++) {
        put(to, fmpz_get_ui(partition->classes[i].period));
        put(to, fmpz_get_ui(partition->classes[i].count));
    }
    put(to, partition->leader_count);
    for (size_t i = 0; i < partition->leader_count; i++) {
        put(to, partition->leaders[i].state);
        put(to, partition->leaders[i].period);
    }
}

bool lfsr_partition_get(lfsr_partition *partition, uint64_t max_leaders, lfsr_get_word *get, void *from)
{
    uint64_t left, period, value;
    if (!get(from, &left))
        return false;
    for (; left > 0; left--)
        if (!get(from, &period) || !get(from, &value) || period == 0 || value == 0 ||
            lfsr_partition_add_ui(partition, period, value, NULL) != LFSR_OK)
            return false;
    if (!get(from, &left) || left > max_leaders)
        return false;
    for (; left > 0; left--)
        if (!get(from, &value) || !get(from, &period) || period == 0 ||
            lfsr_partition_add_leader(partition, value, period, NULL) != LFSR_OK)
            return false;
    return true;
}
