/* Leaders of cycles that were walked before, by representative: questions about many states of few cycles
 * walk each cycle once. */
#ifndef LFSR_LEADER_CACHE_H
#define LFSR_LEADER_CACHE_H

#include <stddef.h>
#include <stdint.h>

#include <flint/flint.h>

typedef struct lfsr_known_leader {
    char *representative, *leader;
    slong steps; /* from the representative to the leader */
} lfsr_known_leader;

/* All zero to begin with. Holds at most a few thousand cycles, and forgets none. */
typedef struct lfsr_leader_cache {
    lfsr_known_leader *slots;
    size_t count;
} lfsr_leader_cache;

void lfsr_leader_cache_clear(lfsr_leader_cache *cache);
/* NULL: not known. */
const lfsr_known_leader *lfsr_leader_cache_find(const lfsr_leader_cache *cache, const char *representative);
/* Remember copies of both, unless there is no more space. */
void lfsr_leader_cache_add(lfsr_leader_cache *cache, const char *representative, const char *leader,
                           slong steps);

#endif
