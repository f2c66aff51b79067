/* Contraction: follow the first-return map from section state to section state.
 *
 * The map is a permutation of the section; a cycle of it, with the lengths added up, is a cycle of the
 * register. The leader is the smallest successor of the cycle's section states, or, of a section by first
 * symbol, the smallest of these states (docs/mathematics.md). */
#include "contract.h"

#include "kernel_progress.h"

#define VISITED (UINT64_C(1) << 63) /* this bit of an entry; a section has fewer states */

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
typedef struct section_map {
    const lfsr_stratum *stratum;
    const lfsr_scalar *scalar;
    lfsr_section section;
    uint64_t size;
    uint64_t free_states; /* q^(m-1-L), after a run: an index modulo it is the code of the free symbols */
    uint64_t *next;
    const uint64_t *length;
    lfsr_ticker ticker;
} section_map;

/* The state that a section state proposes as the leader: its successor or, of a section by first symbol, the
 * state itself. The leader of a cycle is the least of them. */
static uint64_t proposed(const section_map *s, uint64_t index)
{
    uint64_t state = lfsr_section_state(s->stratum, s->section, index);
    return s->section.bound > 0 ? state : lfsr_scalar_step(s->scalar, state);
}

/* Does section state a propose a smaller leader than b? A successor is the L zeros, the free symbols and one
 * new symbol, which is computed only where the free symbols are equal. */
static bool proposes_lower(const section_map *s, uint64_t a, uint64_t b)
{
    if (s->section.bound > 0)
        return a < b;
    uint64_t x = a % s->free_states, y = b % s->free_states;
    return x != y ? x < y : proposed(s, a) < proposed(s, b);
}

/* One cycle of the map; its entries become VISITED. period: the sum of the lengths; least: the section index
 * that proposes the smallest leader. */
static lfsr_status follow(section_map *s, uint64_t start, uint64_t *period, uint64_t *least,
                          lfsr_error *error)
{
    uint64_t at = start, sum = 0;
    *least = start;
    do {
        uint64_t to = s->next[at];
        if (to >= s->size || __builtin_add_overflow(sum, s->length[at], &sum))
            return lfsr_fail(error, LFSR_SYSTEM, "internal", "a first-return map is not a permutation");
        if (proposes_lower(s, at, *least))
            *least = at;
        s->next[at] |= VISITED;
        if (!lfsr_tick_add(&s->ticker, 0, 1))
            return lfsr_tick_stopped(error);
        at = to;
    } while (at != start);
    *period = sum;
    return LFSR_OK;
}

static lfsr_status follow_all(lfsr_partition *out, section_map *s, lfsr_error *error)
{
    if (!lfsr_tick_now(&s->ticker))
        return lfsr_tick_stopped(error);
    for (uint64_t start = 0; start < s->size; start++) {
        uint64_t period = 0, least = 0;
        if (s->next[start] & VISITED)
            continue;
        lfsr_status status = follow(s, start, &period, &least, error);
        if (status == LFSR_OK &&
            lfsr_scalar_is_exact(s->scalar, lfsr_section_state(s->stratum, s->section, start)))
            status = lfsr_partition_add_cycle(out, proposed(s, least), period, error);
        if (status != LFSR_OK)
            return status;
    }
    return LFSR_OK;
}

lfsr_status lfsr_contract(lfsr_partition *out, const lfsr_stratum *stratum, const lfsr_scalar *scalar,
                          lfsr_section section, uint64_t size, uint64_t *next, const uint64_t *length,
                          const lfsr_tick *tick, lfsr_error *error)
{
    section_map s = {stratum, scalar, section, size, size / (stratum->q - 1), next, length, {0}};
    lfsr_ticker_init(&s.ticker, tick);
    lfsr_status status = follow_all(out, &s, error);
    for (uint64_t i = 0; i < size && status != LFSR_OK; i++)
        next[i] &= ~VISITED;
    return status;
}
