/* The first-return map of the scalar kernel.
 *
 * Each loop is written once and compiled for each arithmetic by inlining its form evaluation. GF(2) has a
 * first-return loop of its own on packed states. */
#include "scalar_state.h"

/* GF(2): the state is one word, s_0 its top bit; in the section it reads 1 0...0 in its top L + 1 bits. */
static lfsr_status first_return_bits(const lfsr_scalar *k, unsigned zeros, uint64_t lo, uint64_t count,
                                     uint64_t *next, uint64_t *length, const lfsr_tick *tick,
                                     lfsr_error *error)
{
    const uint64_t mask = k->stratum->states - 1, taps = k->feedback_mask;
    const unsigned free_bits = k->degree - 1 - zeros;
    const uint64_t pattern = UINT64_C(1) << zeros, free_mask = (UINT64_C(1) << free_bits) - 1;
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    for (uint64_t i = 0; i < count; i++) {
        uint64_t state = pattern << free_bits | (lo + i), steps = 0;
        do {
            state = (state << 1 & mask) | (uint64_t)__builtin_parityll(state & taps);
            steps++;
            if (!lfsr_tick_add(&ticker, 0, 1))
                return lfsr_tick_stopped(error);
        } while (state >> free_bits != pattern);
        next[i] = state & free_mask;
        length[i] = steps;
        ticker.states += (double)steps;
    }
    return lfsr_tick_end(&ticker, error);
}

/* The section index of the window at base, whose symbols are all known. */
static uint64_t section_index(const lfsr_scalar *k, unsigned zeros, const uint64_t *ring, unsigned base)
{
    uint64_t index = lfsr_symbol_to_code(k, ring[LFSR_AT(base)]) - 1;
    for (unsigned i = zeros + 1; i < k->degree; i++)
        index = index * k->stratum->q + lfsr_symbol_to_code(k, ring[LFSR_AT(base + i)]);
    return index;
}

/* Any field: read the symbols s_1, s_2, ... in order; when L zeros in a row have been read, the symbol before
 * them is where the cycle meets the section again. The ring always holds the newest known symbol and the m -
 * 1 before it. */
LFSR_INLINED lfsr_status first_return_symbols(const lfsr_scalar *k, lfsr_form_function form, unsigned zeros,
                                              uint64_t lo, uint64_t count, uint64_t *next, uint64_t *length,
                                              const lfsr_tick *tick, lfsr_error *error)
{
    const unsigned m = k->degree;
    const uint64_t zero = k->zero;
    uint64_t ring[LFSR_RING];
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    for (uint64_t i = 0; i < count; i++) {
        lfsr_window_set(k, ring, lfsr_section_state(k->stratum, zeros, lo + i));
        uint64_t known = m, position = zeros,
                 hit = 0; /* known: symbols in the ring; position: last one read */
        for (unsigned run = zeros; hit == 0;) {
            position++;
            if (position == known) {
                ring[LFSR_AT(known)] = form(k, &k->feedback, ring, (unsigned)(known - m));
                known++;
            }
            run = ring[LFSR_AT(position)] == zero ? run + 1 : 0;
            /* In a window of m > L symbols the run is preceded by a nonzero symbol: no state but 0 is all
             * zero. */
            if (run == zeros)
                hit = position - zeros;
            if (!lfsr_tick_add(&ticker, 0, 1))
                return lfsr_tick_stopped(error);
        }
        for (; known < hit + m; known++)
            ring[LFSR_AT(known)] = form(k, &k->feedback, ring, (unsigned)(known - m));
        next[i] = section_index(k, zeros, ring, (unsigned)hit);
        length[i] = hit;
        ticker.states += (double)hit;
    }
    return lfsr_tick_end(&ticker, error);
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
