/* Whole cycles by the scalar kernel: short ones by their leaders, all of a small space by a bitmap.
 *
 * Each loop is written once and compiled for each arithmetic. */
#include <stdlib.h>

#include "scalar_state.h"

/* --- Whole cycles, state by state --- */

/* A state by its code and, but over GF(2), by its window in a ring, s_0 at base. */
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

LFSR_INLINED void walker_step(walker *w, lfsr_arithmetic how)
{
    const lfsr_scalar *k = w->k;
    if (how == LFSR_BITS) {
        w->code = lfsr_bits_step(k, w->code);
        return;
    }
    uint64_t oldest = lfsr_symbol_to_code(k, w->ring[LFSR_AT(w->base)]);
    uint64_t symbol = lfsr_form_by(how, k, &k->feedback, w->ring, w->base);
    w->ring[LFSR_AT(w->base + k->degree)] = symbol;
    w->base++;
    w->code = (w->code - oldest * k->top_weight) * k->stratum->q + lfsr_symbol_to_code(k, symbol);
}

/* --- Short cycles --- */

/* Walk from a candidate until it comes back or a smaller state appears. *period is 0 for the latter. */
LFSR_INLINED bool return_or_smaller(walker *w, lfsr_arithmetic how, uint64_t start, uint64_t *period,
                                    lfsr_ticker *ticker)
{
    uint64_t steps = 0;
    walker_set(w, start);
    do {
        walker_step(w, how);
        steps++;
        if (!lfsr_tick_add(ticker, 0, 1))
            return false;
    } while (w->code > start);
    *period = w->code == start ? steps : 0;
    return true;
}

LFSR_INLINED lfsr_status short_cycles(const lfsr_scalar *k, lfsr_arithmetic how, uint64_t lo, uint64_t hi,
                                      lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error)
{
    walker w = {.k = k};
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    for (uint64_t start = lo; start < hi; start++) {
        uint64_t period;
        if (!return_or_smaller(&w, how, start, &period, &ticker))
            return lfsr_tick_stopped(error);
        if (period > 0 && lfsr_scalar_is_exact(k, start)) {
            lfsr_status status = lfsr_partition_add_cycle(found, start, period, error);
            if (status != LFSR_OK)
                return status;
        }
        ticker.states++;
    }
    return lfsr_tick_end(&ticker, error);
}

/* --- Samples --- */

/* Walk from a sample until it comes back or a state below `known` appears. *leader: 0 for the latter. */
LFSR_INLINED bool return_or_known(walker *w, lfsr_arithmetic how, uint64_t start, uint64_t known,
                                  uint64_t *leader, uint64_t *period, lfsr_ticker *ticker)
{
    uint64_t steps = 0, least = start;
    *leader = *period = 0;
    if (start < known)
        return true;
    walker_set(w, start);
    do {
        walker_step(w, how);
        steps++;
        least = w->code < least ? w->code : least;
        if (!lfsr_tick_add(ticker, 0, 1))
            return false;
    } while (least >= known && w->code != start);
    if (least >= known) {
        *leader = least;
        *period = steps;
    }
    return true;
}

LFSR_INLINED lfsr_status walk_samples(const lfsr_scalar *k, lfsr_arithmetic how, const lfsr_samples *samples,
                                      uint64_t *leader, uint64_t *period, const lfsr_tick *tick,
                                      lfsr_error *error)
{
    walker w = {.k = k};
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    for (uint64_t i = 0; i < samples->count; i++)
        if (!return_or_known(&w, how, lfsr_sample_state(k->stratum, samples->lo + i), samples->known,
                             leader + i, period + i, &ticker))
            return lfsr_tick_stopped(error);
    return lfsr_tick_end(&ticker, error);
}

/* --- Bitmap --- */

LFSR_INLINED lfsr_status bitmap(const lfsr_scalar *k, lfsr_arithmetic how, uint64_t *visited,
                                lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error)
{
    walker w = {.k = k};
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    for (uint64_t start = 0; start < k->stratum->states; start++) {
        if (visited[start / 64] >> start % 64 & 1)
            continue;
        uint64_t steps = 0;
        walker_set(&w, start);
        do {
            visited[w.code / 64] |= UINT64_C(1) << w.code % 64;
            walker_step(&w, how);
            steps++;
            if (!lfsr_tick_add(&ticker, 1, 1))
                return lfsr_tick_stopped(error);
        } while (w.code != start);
        if (lfsr_scalar_is_exact(k, start)) {
            lfsr_status status = lfsr_partition_add_cycle(found, start, steps, error);
            if (status != LFSR_OK)
                return status;
        }
    }
    return lfsr_tick_end(&ticker, error);
}

lfsr_status lfsr_scalar_short_cycles(void *state, uint64_t lo, uint64_t hi, lfsr_partition *found,
                                     const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_scalar *k = state;
    switch (k->arithmetic) {
    case LFSR_BITS:
        return short_cycles(k, LFSR_BITS, lo, hi, found, tick, error);
    case LFSR_RESIDUES:
        return short_cycles(k, LFSR_RESIDUES, lo, hi, found, tick, error);
    case LFSR_LOGARITHMS:
        return short_cycles(k, LFSR_LOGARITHMS, lo, hi, found, tick, error);
    case LFSR_GENERIC:
        break;
    }
    return short_cycles(k, LFSR_GENERIC, lo, hi, found, tick, error);
}

lfsr_status lfsr_scalar_samples(void *state, const lfsr_samples *samples, uint64_t *leader, uint64_t *period,
                                const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_scalar *k = state;
    switch (k->arithmetic) {
    case LFSR_BITS:
        return walk_samples(k, LFSR_BITS, samples, leader, period, tick, error);
    case LFSR_RESIDUES:
        return walk_samples(k, LFSR_RESIDUES, samples, leader, period, tick, error);
    case LFSR_LOGARITHMS:
        return walk_samples(k, LFSR_LOGARITHMS, samples, leader, period, tick, error);
    case LFSR_GENERIC:
        break;
    }
    return walk_samples(k, LFSR_GENERIC, samples, leader, period, tick, error);
}

lfsr_status lfsr_scalar_bitmap(void *state, lfsr_partition *found, const lfsr_tick *tick, lfsr_error *error)
{
    const lfsr_scalar *k = state;
    uint64_t *visited = calloc((size_t)(k->stratum->states / 64 + 1), sizeof *visited);
    if (visited == NULL)
        return lfsr_fail_memory(error);
    lfsr_status status;
    switch (k->arithmetic) {
    case LFSR_BITS:
        status = bitmap(k, LFSR_BITS, visited, found, tick, error);
        break;
    case LFSR_RESIDUES:
        status = bitmap(k, LFSR_RESIDUES, visited, found, tick, error);
        break;
    case LFSR_LOGARITHMS:
        status = bitmap(k, LFSR_LOGARITHMS, visited, found, tick, error);
        break;
    default:
        status = bitmap(k, LFSR_GENERIC, visited, found, tick, error);
        break;
    }
    free(visited);
    return status;
}
