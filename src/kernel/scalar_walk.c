/* The first-return map of the scalar kernel: a loop that is compiled for each arithmetic. */
#include "scalar_state.h"

/* The section index of the window at base, whose symbols are all known. */
static uint64_t section_index(const lfsr_scalar *k, lfsr_section section, const uint64_t *ring, unsigned base)
{
    uint64_t index = lfsr_symbol_to_code(k, ring[LFSR_AT(base)]) - lfsr_section_least(section);
    for (unsigned i = section.zeros + 1; i < k->degree; i++)
        index = index * k->stratum->q + lfsr_symbol_to_code(k, ring[LFSR_AT(base + i)]);
    return index;
}

/* Read the symbols s_1, s_2, ... in order. After a run: when L zeros in a row have been read, the symbol
 * before them is where the cycle meets the section again. By first symbol: the first one below the bound is.
 * The ring always holds the newest known symbol and the m - 1 before it. */
LFSR_INLINED lfsr_status first_return(const lfsr_scalar *k, lfsr_arithmetic how, lfsr_section section,
                                      uint64_t lo, uint64_t count, uint64_t *next, uint64_t *length,
                                      const lfsr_tick *tick, lfsr_error *error)
{
    const unsigned m = k->degree, zeros = section.zeros;
    const uint64_t zero = k->zero, bound = section.bound;
    uint64_t ring[LFSR_RING];
    lfsr_ticker ticker;
    lfsr_ticker_init(&ticker, tick);
    for (uint64_t i = 0; i < count; i++) {
        lfsr_window_set(k, ring, lfsr_section_state(k->stratum, section, lo + i));
        uint64_t known = m, position = zeros; /* symbols in the ring; the last one read */
        uint64_t hit = 0;
        for (unsigned run = zeros; hit == 0;) {
            position++;
            if (position == known) {
                ring[LFSR_AT(known)] = lfsr_form_by(how, k, &k->feedback, ring, (unsigned)(known - m));
                known++;
            }
            const uint64_t symbol = ring[LFSR_AT(position)];
            run = symbol == zero ? run + 1 : 0;
            /* In a window of m > L symbols the run is preceded by a nonzero symbol: no state but 0 is all
             * zero. */
            if (bound > 0 ? lfsr_symbol_to_code(k, symbol) < bound : run == zeros)
                hit = position - zeros;
            if (!lfsr_tick_add(&ticker, 0, 1))
                return lfsr_tick_stopped(error);
        }
        for (; known < hit + m; known++)
            ring[LFSR_AT(known)] = lfsr_form_by(how, k, &k->feedback, ring, (unsigned)(known - m));
        next[i] = section_index(k, section, ring, (unsigned)hit);
        length[i] = hit;
        ticker.states += (double)hit;
    }
    return lfsr_tick_end(&ticker, error);
}

lfsr_status lfsr_scalar_first_return(void *state, lfsr_section section, uint64_t lo, uint64_t count,
                                     uint64_t *next, uint64_t *length, const lfsr_tick *tick,
                                     lfsr_error *error)
{
    const lfsr_scalar *k = state;
    switch (k->arithmetic) {
    case LFSR_BITS:
    case LFSR_RESIDUES:
        return first_return(k, LFSR_RESIDUES, section, lo, count, next, length, tick, error);
    case LFSR_LOGARITHMS:
        return first_return(k, LFSR_LOGARITHMS, section, lo, count, next, length, tick, error);
    case LFSR_GENERIC:
        break;
    }
    return first_return(k, LFSR_GENERIC, section, lo, count, next, length, tick, error);
}
