/* Contraction: follow the first-return map from section state to section state.
 *
 * The map is a permutation of the section; a cycle of it, with the lengths added up, is a cycle of the
 * register. The leader is the smallest successor of the cycle's section states (docs/mathematics.md). */
#include "contract.h"

#define VISITED UINT64_MAX

uint64_t lfsr_extend_code(const lfsr_stratum *stratum, const lfsr_scalar *scalar, uint64_t code,
                          unsigned extend)
{
    uint64_t window = code;
    for (unsigned i = 0; i < extend; i++) {
        window = lfsr_scalar_step(scalar, window);
        code = code * stratum->q + window % stratum->q;
    }
    return code;
}

/* The map of one section; entries are marked as they are followed. */
typedef struct section {
    const lfsr_stratum *stratum;
    const lfsr_scalar *scalar;
    unsigned zeros;
    uint64_t size;
    uint64_t free_states; /* q^(m-1-L): an index modulo it is the code of the free symbols */
    uint64_t *next;
    const uint64_t *length;
} section;

static uint64_t successor(const section *s, uint64_t index)
{
    return lfsr_scalar_step(s->scalar, lfsr_section_state(s->stratum, s->zeros, index));
}

/* Is the successor of section state a smaller than that of b? A successor is the L zeros, the free symbols
 * and one new symbol, which is computed only where the free symbols are equal. */
static bool leads_lower(const section *s, uint64_t a, uint64_t b)
{
    uint64_t x = a % s->free_states, y = b % s->free_states;
    return x != y ? x < y : successor(s, a) < successor(s, b);
}

/* One cycle of the map; its entries become VISITED. period: the sum of the lengths; least: the section index
 * with the smallest successor. False where the map is no permutation. */
static bool follow(section *s, uint64_t start, uint64_t *period, uint64_t *least)
{
    uint64_t at = start, sum = 0;
    *least = start;
    do {
        uint64_t to = s->next[at];
        if (to >= s->size || __builtin_add_overflow(sum, s->length[at], &sum))
            return false; /* visited before, or not a section index */
        if (leads_lower(s, at, *least))
            *least = at;
        s->next[at] = VISITED;
        at = to;
    } while (at != start);
    *period = sum;
    return true;
}

lfsr_status lfsr_contract(lfsr_partition *out, const lfsr_stratum *stratum, const lfsr_scalar *scalar,
                          unsigned zeros, uint64_t size, uint64_t *next, const uint64_t *length,
                          lfsr_error *error)
{
    section s = {stratum, scalar, zeros, size, size / (stratum->q - 1), next, length};
    for (uint64_t start = 0; start < size; start++) {
        uint64_t period = 0, least = 0;
        if (next[start] == VISITED)
            continue;
        if (!follow(&s, start, &period, &least))
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "a first-return map is not a permutation");
        if (!lfsr_scalar_is_exact(scalar, lfsr_section_state(stratum, zeros, start)))
            continue;
        lfsr_status status = lfsr_partition_add_cycle(out, successor(&s, least), period, error);
        if (status != LFSR_OK)
            return status;
    }
    return LFSR_OK;
}
