/* Prenecklaces as integers, the first symbol the most significant bit. */
#include "gf2_prenecklace.h"

/* --- Prefixes --- */
uint64_t lfsr_gf2_prenecklace_above(uint64_t prefix, unsigned place, unsigned length)
{
    uint64_t above = (prefix | ((UINT64_C(1) << place) - 1)) + 1; /* may be 2^length: the end */
    unsigned zeros = above == 0 ? 0 : (unsigned)__builtin_ctzll(above);
    if (zeros >= length)
        return above;
    /* Its symbols up to the last one are a Lyndon word: continue it periodically. */
    for (unsigned period = length - zeros; period < length; period *= 2)
        above |= above >> period;
    return above;
}

uint64_t lfsr_gf2_borders(uint64_t prefix, unsigned length, unsigned *place)
{
    uint64_t compare = 0;
    *place = 64;
    unsigned worst = 0;
    for (unsigned t = 1; t < length; t++) {
        uint64_t mask = (UINT64_C(1) << (length - t)) - 1, first = prefix >> t, later = prefix & mask;
        if (first == later) {
            compare |= UINT64_C(1) << t;
        } else if (later < first) {
            unsigned bit = 63 - (unsigned)__builtin_clzll(first ^ later);
            if (*place == 64 || bit > worst)
                worst = bit;
            *place = worst;
        }
    }
    return compare;
}

uint64_t lfsr_gf2_first_prenecklace(uint64_t prefix, unsigned length)
{
    unsigned place;
    for (lfsr_gf2_borders(prefix, length, &place); place != 64 && prefix >> length == 0;
         lfsr_gf2_borders(prefix, length, &place))
        prefix = lfsr_gf2_prenecklace_above(prefix, place, length);
    return prefix;
}
