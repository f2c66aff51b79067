/* Contraction: follow the first-return map from section state to section state.
 *
 * The map is a permutation of the section; a cycle of it, with the lengths added up, is a cycle of the
 * register. The leader is the smallest successor of the cycle's section states, or, of a section by first
 * symbol, the smallest of these states (docs/mathematics.md).
 *
 * One entry after the other, each waits for the memory. So the map is cut: every so many entries is a stop,
 * and the chains from stop to stop are followed many at a time. They make a map of the stops alone, small
 * enough for the cache. Cycles without a stop are followed last. */
#include "contract.h"

#include <stdlib.h>

#include "kernel_progress.h"

#define VISITED     (UINT64_C(1) << 63) /* this bit of an entry; a section has fewer states */
#define CUT_SIZE    2048                /* smaller maps are not cut */
#define LEAST_APART 32                  /* entries from stop to stop */
#define MOST_STOPS  (UINT64_C(1) << 16)
#define CHAINS      64 /* followed at a time */

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
    lfsr_record *map;
    uint64_t visited; /* entries followed */
    lfsr_ticker ticker;
} section_map;

/* The state that a section state proposes as the leader: its successor or, of a section by first symbol, the
 * state itself. The leader of a cycle is the least of them. */
static uint64_t proposed(const section_map *s, uint64_t index)
{
    uint64_t state = lfsr_section_state(s->stratum, s->section, index);
    return s->section.bound > 0 ? state : lfsr_scalar_step(s->scalar, state);
}

static uint64_t free_symbols(const section_map *s, uint64_t index)
{
    return s->free_states == s->size ? index : index % s->free_states;
}

/* Does section state a propose a smaller leader than b? A successor is the L zeros, the free symbols and one
 * new symbol, which is computed only where the free symbols are equal. */
static bool proposes_lower(const section_map *s, uint64_t a, uint64_t b)
{
    if (s->section.bound > 0)
        return a < b;
    uint64_t x = free_symbols(s, a), y = free_symbols(s, b);
    return x != y ? x < y : proposed(s, a) < proposed(s, b);
}

static lfsr_status no_permutation(lfsr_error *error)
{
    return lfsr_fail(error, LFSR_SYSTEM, "internal", "a first-return map is not a permutation");
}

/* A part of a cycle, or a whole one. */
typedef struct part {
    uint64_t sum;   /* of the lengths */
    uint64_t least; /* the section index that proposes the smallest leader */
} part;

/* Go on from entry `at`, which becomes VISITED, to *to. */
static inline lfsr_status follow_entry(section_map *s, uint64_t at, part *p, uint64_t *to, lfsr_error *error)
{
    lfsr_record *entry = &s->map[at];
    *to = entry->next;
    if (*to >= s->size || __builtin_add_overflow(p->sum, entry->length, &p->sum))
        return no_permutation(error);
    if (proposes_lower(s, at, p->least))
        p->least = at;
    entry->next |= VISITED;
    s->visited++;
    return lfsr_tick_add(&s->ticker, 0, 1) ? LFSR_OK : lfsr_tick_stopped(error);
}

/* Add a cycle that contains the section state `start`. */
static lfsr_status add_cycle(lfsr_partition *out, const section_map *s, uint64_t start, part whole,
                             lfsr_error *error)
{
    if (!lfsr_scalar_is_exact(s->scalar, lfsr_section_state(s->stratum, s->section, start)))
        return LFSR_OK;
    return lfsr_partition_add_cycle(out, proposed(s, whole.least), whole.sum, error);
}

/* --- Cycles with stops --- */

/* The part of a cycle from one stop to the next one, whose number is `to`. */
typedef struct segment {
    part part;
    uint64_t to;
} segment;

typedef struct chain {
    uint64_t stop; /* the number of the stop it began at */
    uint64_t at;
    part part;
} chain;

static chain chain_from(const section_map *s, uint64_t stop, uint64_t apart)
{
    uint64_t at = stop * apart;
    __builtin_prefetch(&s->map[at], 1);
    return (chain){stop, at, {0, at}};
}

/* Follow the chains from all stops, one entry of each in turn, so that their waits for the memory overlap. */
static lfsr_status follow_chains(section_map *s, segment *segments, uint64_t stops, uint64_t apart,
                                 lfsr_error *error)
{
    chain chains[CHAINS];
    unsigned active = 0;
    uint64_t begun = 0;
    while (active < CHAINS && begun < stops)
        chains[active++] = chain_from(s, begun++, apart);
    while (active > 0)
        for (unsigned i = 0; i < active;) {
            chain *c = &chains[i];
            uint64_t to = 0;
            lfsr_status status = follow_entry(s, c->at, &c->part, &to, error);
            if (status != LFSR_OK)
                return status;
            if ((to & (apart - 1)) != 0) {
                __builtin_prefetch(&s->map[to], 1);
                c->at = to;
                i++;
                continue;
            }
            segments[c->stop] = (segment){c->part, to / apart};
            if (begun < stops)
                chains[i++] = chain_from(s, begun++, apart);
            else
                chains[i] = chains[--active];
        }
    return LFSR_OK;
}

/* The cycles of the map of the stops. */
static lfsr_status join_segments(lfsr_partition *out, section_map *s, segment *segments, uint64_t stops,
                                 uint64_t apart, lfsr_error *error)
{
    for (uint64_t start = 0; start < stops; start++) {
        part whole = {0, start * apart};
        uint64_t at = start;
        if (segments[start].to & VISITED)
            continue;
        do {
            const part p = segments[at].part;
            uint64_t to = segments[at].to;
            if (to >= stops || __builtin_add_overflow(whole.sum, p.sum, &whole.sum))
                return no_permutation(error);
            if (proposes_lower(s, p.least, whole.least))
                whole.least = p.least;
            segments[at].to |= VISITED;
            at = to;
        } while (at != start);
        lfsr_status status = add_cycle(out, s, start * apart, whole, error);
        if (status != LFSR_OK)
            return status;
    }
    return LFSR_OK;
}

static lfsr_status follow_cut(lfsr_partition *out, section_map *s, lfsr_error *error)
{
    uint64_t apart = LEAST_APART; /* a power of two */
    while (s->size / apart >= MOST_STOPS)
        apart *= 2;
    uint64_t stops = (s->size - 1) / apart + 1;
    segment *segments = malloc(stops * sizeof *segments);
    if (segments == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status = follow_chains(s, segments, stops, apart, error);
    if (status == LFSR_OK)
        status = join_segments(out, s, segments, stops, apart, error);
    free(segments);
    return status;
}

/* --- Other cycles --- */

static lfsr_status follow_rest(lfsr_partition *out, section_map *s, lfsr_error *error)
{
    for (uint64_t start = 0; s->visited < s->size; start++) {
        part whole = {0, start};
        uint64_t at = start;
        if (s->map[start].next & VISITED)
            continue;
        do {
            lfsr_status status = follow_entry(s, at, &whole, &at, error);
            if (status != LFSR_OK)
                return status;
        } while (at != start);
        lfsr_status status = add_cycle(out, s, start, whole, error);
        if (status != LFSR_OK)
            return status;
    }
    return LFSR_OK;
}

lfsr_status lfsr_contract(lfsr_partition *out, const lfsr_stratum *stratum, const lfsr_scalar *scalar,
                          lfsr_section section, uint64_t size, lfsr_record *map, const lfsr_tick *tick,
                          lfsr_error *error)
{
    section_map s = {stratum, scalar, section, size, size / (stratum->q - 1), map, 0, {0}};
    lfsr_ticker_init(&s.ticker, tick);
    lfsr_status status = lfsr_tick_now(&s.ticker) ? LFSR_OK : lfsr_tick_stopped(error);
    if (status == LFSR_OK && size >= CUT_SIZE)
        status = follow_cut(out, &s, error);
    if (status == LFSR_OK)
        status = follow_rest(out, &s, error);
    for (uint64_t i = 0; i < size && status != LFSR_OK; i++)
        map[i].next &= ~VISITED;
    return status;
}
