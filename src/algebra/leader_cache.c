/* Open addressing by a hash of the representative's text. */
#include "leader_cache.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS   8192 /* at most half of them are used */
#define LONGEST 4096 /* bytes of a state */

static size_t first_slot(const char *text)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325); /* FNV-1a */
    for (; *text != '\0'; text++)
        hash = (hash ^ (unsigned char)*text) * UINT64_C(0x100000001b3);
    return (size_t)(hash ^ hash >> 32) % SLOTS;
}

void lfsr_leader_cache_clear(lfsr_leader_cache *cache)
{
    for (size_t i = 0; cache->slots != NULL && i < SLOTS; i++) {
        free(cache->slots[i].representative);
        free(cache->slots[i].leader);
    }
    free(cache->slots);
    *cache = (lfsr_leader_cache){0};
}

const lfsr_known_leader *lfsr_leader_cache_find(const lfsr_leader_cache *cache, const char *representative)
{
    if (cache->slots == NULL)
        return NULL;
    for (size_t i = first_slot(representative); cache->slots[i].representative != NULL; i = (i + 1) % SLOTS)
        if (strcmp(cache->slots[i].representative, representative) == 0)
            return &cache->slots[i];
    return NULL;
}

void lfsr_leader_cache_add(lfsr_leader_cache *cache, const char *representative, const char *leader,
                           slong steps)
{
    if (cache->slots == NULL)
        cache->slots = calloc(SLOTS, sizeof *cache->slots);
    if (cache->slots == NULL || cache->count >= SLOTS / 2 || strlen(leader) > LONGEST)
        return;
    size_t i = first_slot(representative);
    while (cache->slots[i].representative != NULL)
        i = (i + 1) % SLOTS;
    lfsr_known_leader entry = {strdup(representative), strdup(leader), steps};
    if (entry.representative == NULL || entry.leader == NULL) {
        free(entry.representative);
        free(entry.leader);
        return;
    }
    cache->slots[i] = entry;
    cache->count++;
}
