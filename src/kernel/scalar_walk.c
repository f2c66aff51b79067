/* The walks of the scalar kernel: first-return map, short cycles, bitmap.
 *
 * Each loop is written once and compiled for each arithmetic by inlining its form evaluation. GF(2) has a first-return
 * loop of its own on packed states. */
#include <stdlib.h>

#include "scalar.h"

#define TICK_STATES (UINT64_C(1) << 20)
#define INLINED     static inline __attribute__((always_inline))

typedef uint64_t (*form_fn)(const lfsr_scalar *, const lfsr_form *, const uint64_t *, unsigned);

/* --- Ticking --- */

typedef struct pulse {
    const lfsr_tick *tick;
    uint64_t states; /* walked and not yet reported */
} pulse;

/* False: stop. */
INLINED bool beat(pulse *p, uint64_t more)
{
    p->states += more;
    if (__builtin_expect(p->states < TICK_STATES, 1))
        return true;
    double states = (double)p->states;
    p->states = 0;
    return p->tick == NULL || p->tick->fn == NULL || p->tick->fn(p->tick->context, states);
}

static void last_beat(pulse *p)
{
    if (p->tick != NULL && p->tick->fn != NULL && p->states > 0)
        (void)p->tick->fn(p->tick->context, (double)p->states);
}

static lfsr_status stopped(lfsr_error *error)
{
    return lfsr_fail(error, LFSR_UNABLE, "stopped", "the walk was stopped");
}

/* --- First return --- */

/* GF(2): the state is one word, s_0 its top bit; in the section it reads 1 0...0 in its top L + 1 bits. */
static lfsr_status first_return_bits(const lfsr_scalar *k, unsigned zeros, uint64_t lo, uint64_t count,
                                     uint64_t *next, uint64_t *length, const lfsr_tick *tick, lfsr_error *error)
{
    const uint64_t mask = k->stratum->states - 1, taps = k->feedback_mask;
    const unsigned free_bits = k->degree - 1 - zeros;
    const uint64_t pattern = UINT64_C(1) << zeros, free_mask = (UINT64_C(1) << free_bits) - 1;
    pulse p = {tick, 0};
    for (uint64_t i = 0; i < count; i++) {
        uint64_t state = pattern << free_bits | (lo + i), steps = 0;
        do {
            state = (state << 1 & mask) | (uint64_t)__builtin_parityll(state & taps);
            steps++;
            if (steps % TICK_STATES == 0 && !beat(&p, TICK_STATES))
                return stopped(error);
        } while (state >> free_bits != pattern);
        next[i] = state & free_mask;
        length[i] = steps;
        if (!beat(&p, steps % TICK_STATES))
            return stopped(error);
    }
    last_beat(&p);
    return LFSR_OK;
}

/* The section index of the window at base, whose symbols are all known. */
static uint64_t section_index(const lfsr_scalar *k, unsigned zeros, const uint64_t *ring, unsigned base)
{
    uint64_t index = lfsr_symbol_to_code(k, ring[LFSR_AT(base)]) - 1;
    for (unsigned i = zeros + 1; i < k->degree; i++)
        index = index * k->stratum->q + lfsr_symbol_to_code(k, ring[LFSR_AT(base + i)]);
    return index;
}

/* Any field: read the symbols s_1, s_2, ... in order; when L zeros in a row have been read, the symbol before them is
 * where the cycle meets the section again. The ring always holds the newest known symbol and the m - 1 before it. */
INLINED lfsr_status first_return_symbols(const lfsr_scalar *k, form_fn form, unsigned zeros, uint64_t lo,
                                         uint64_t count, uint64_t *next, uint64_t *length, const lfsr_tick *tick,
                                         lfsr_error *error)
{
    const unsigned m = k->degree;
    const uint64_t zero = k->zero;
    uint64_t ring[LFSR_RING];
    pulse p = {tick, 0};
    for (uint64_t i = 0; i < count; i++) {
        lfsr_window_set(k, ring, lfsr_section_state(k->stratum, zeros, lo + i));
        uint64_t known = m, position = zeros, hit = 0; /* known: symbols in the ring; position: last one read */
        for (unsigned run = zeros; hit == 0;) {
            position++;
            if (position == known) {
                ring[LFSR_AT(known)] = form(k, &k->feedback, ring, (unsigned)(known - m));
                known++;
            }
            run = ring[LFSR_AT(position)] == zero ? run + 1 : 0;
            /* In a window of m > L symbols the run is preceded by a nonzero symbol: no state but 0 is all zero. */
            if (run == zeros)
                hit = position - zeros;
            if (position % TICK_STATES == 0 && !beat(&p, TICK_STATES))
                return stopped(error);
        }
        for (; known < hit + m; known++)
            ring[LFSR_AT(known)] = form(k, &k->feedback, ring, (unsigned)(known - m));
        next[i] = section_index(k, zeros, ring, (unsigned)hit);
        length[i] = hit;
        if (!beat(&p, hit % TICK_STATES))
            return stopped(error);
    }
    last_beat(&p);
    return LFSR_OK;
}

lfsr_status lfsr_scalar_first_return(void *state, unsigned zeros, uint64_t lo, uint64_t count, uint64_t *next,
                                     uint64_t *length, const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_scalar *k = state;
    switch (k->arithmetic) {
    case LFSR_BITS:
        return first_return_bits(k, zeros, lo, count, next, length, tick, error);
    case LFSR_RESIDUES:
        return first_return_symbols(k, lfsr_form_residues, zeros, lo, count, next, length, tick, error);
    case LFSR_LOGARITHMS:
        return first_return_symbols(k, lfsr_form_logarithms, zeros, lo, count, next, length, tick, error);
    case LFSR_GENERIC:
        break;
    }
    return first_return_symbols(k, lfsr_form_generic, zeros, lo, count, next, length, tick, error);
}

/* --- Whole cycles, state by state --- */

/* A state on its way: its window in a ring, s_0 at base, and its code. */
typedef struct walker {
    const lfsr_scalar *k;
    uint64_t ring[LFSR_RING];
    unsigned base;
    uint64_t code;
} walker;

static void walker_set(walker *w, uint64_t code)
{
    w->base = 0;
    w->code = code;
    if (w->k->arithmetic != LFSR_BITS)
        lfsr_window_set(w->k, w->ring, code);
}

INLINED void walker_step(walker *w, form_fn form)
{
    const lfsr_scalar *k = w->k;
    if (form == NULL) { /* GF(2) */
        w->code = (w->code << 1 & (k->stratum->states - 1)) | (uint64_t)__builtin_parityll(w->code & k->feedback_mask);
        return;
    }
    uint64_t oldest = lfsr_symbol_to_code(k, w->ring[LFSR_AT(w->base)]);
    uint64_t symbol = form(k, &k->feedback, w->ring, w->base);
    w->ring[LFSR_AT(w->base + k->degree)] = symbol;
    w->base++;
    w->code = (w->code - oldest * k->top_weight) * k->stratum->q + lfsr_symbol_to_code(k, symbol);
}

static lfsr_status found(lfsr_tally *tally, uint64_t leader, uint64_t period, lfsr_error *error)
{
    lfsr_status status = lfsr_partition_add_ui(&tally->found, period, 1, error);
    if (status == LFSR_OK && tally->want_leaders)
        status = lfsr_partition_add_leader(&tally->found, leader, period, error);
    return status;
}

INLINED lfsr_status short_cycles(const lfsr_scalar *k, form_fn form, uint64_t lo, uint64_t hi, lfsr_tally *tally,
                                 const lfsr_tick *tick, lfsr_error *error)
{
    walker w = {.k = k};
    pulse p = {tick, 0};
    for (uint64_t start = lo; start < hi; start++) {
        uint64_t steps = 0;
        walker_set(&w, start);
        do {
            walker_step(&w, form);
            steps++;
            if (steps % TICK_STATES == 0 && !beat(&p, 0))
                return stopped(error);
        } while (w.code > start);
        if (w.code == start && lfsr_scalar_is_exact((void *)(uintptr_t)k, start)) {
            lfsr_status status = found(tally, start, steps, error);
            if (status != LFSR_OK)
                return status;
        }
        if (!beat(&p, 1))
            return stopped(error);
    }
    last_beat(&p);
    return LFSR_OK;
}

INLINED lfsr_status bitmap(const lfsr_scalar *k, form_fn form, uint64_t *visited, lfsr_tally *tally,
                           const lfsr_tick *tick, lfsr_error *error)
{
    walker w = {.k = k};
    pulse p = {tick, 0};
    for (uint64_t start = 0; start < k->stratum->states; start++) {
        if (visited[start / 64] >> start % 64 & 1)
            continue;
        uint64_t steps = 0;
        walker_set(&w, start);
        do {
            visited[w.code / 64] |= UINT64_C(1) << w.code % 64;
            walker_step(&w, form);
            steps++;
        } while (w.code != start);
        if (lfsr_scalar_is_exact((void *)(uintptr_t)k, start)) {
            lfsr_status status = found(tally, start, steps, error);
            if (status != LFSR_OK)
                return status;
        }
        if (!beat(&p, steps))
            return stopped(error);
    }
    last_beat(&p);
    return LFSR_OK;
}

lfsr_status lfsr_scalar_short_cycles(void *state, uint64_t lo, uint64_t hi, lfsr_tally *tally,
                                     const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_scalar *k = state;
    switch (k->arithmetic) {
    case LFSR_BITS:
        return short_cycles(k, NULL, lo, hi, tally, tick, error);
    case LFSR_RESIDUES:
        return short_cycles(k, lfsr_form_residues, lo, hi, tally, tick, error);
    case LFSR_LOGARITHMS:
        return short_cycles(k, lfsr_form_logarithms, lo, hi, tally, tick, error);
    case LFSR_GENERIC:
        break;
    }
    return short_cycles(k, lfsr_form_generic, lo, hi, tally, tick, error);
}

lfsr_status lfsr_scalar_bitmap(void *state, lfsr_tally *tally, const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_scalar *k = state;
    if (k->stratum->states > LFSR_BITMAP_STATES)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "too many states for a bitmap");
    uint64_t *visited = calloc((size_t)(k->stratum->states / 64 + 1), sizeof *visited);
    if (visited == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status;
    switch (k->arithmetic) {
    case LFSR_BITS:
        status = bitmap(k, NULL, visited, tally, tick, error);
        break;
    case LFSR_RESIDUES:
        status = bitmap(k, lfsr_form_residues, visited, tally, tick, error);
        break;
    case LFSR_LOGARITHMS:
        status = bitmap(k, lfsr_form_logarithms, visited, tally, tick, error);
        break;
    default:
        status = bitmap(k, lfsr_form_generic, visited, tally, tick, error);
        break;
    }
    free(visited);
    return status;
}
