/* Prenecklaces: words no part of which is smaller than what they begin with. The first symbols of a leader
 * are one. Words are integers of `length` <= 63 bits, the first symbol the most significant one. */
#ifndef LFSR_GF2_PRENECKLACE_H
#define LFSR_GF2_PRENECKLACE_H

#include <stdint.h>

/* The next candidate above the words that agree with `prefix` but for its `place` last symbols, whatever
 * these are; 2^length or more: none. With place = 0 and prefix a prenecklace, it is the next prenecklace
 * (Duval); otherwise none is left out. */
uint64_t lfsr_gf2_prenecklace_above(uint64_t prefix, unsigned place, unsigned length);
/* The least prenecklace >= prefix; 2^length or more: none. */
uint64_t lfsr_gf2_first_prenecklace(uint64_t prefix, unsigned length);
/* Bits t > 0 where the symbols from t on are equal to as many first ones. *place: 64 if this is a
 * prenecklace, else the highest bit that makes some part smaller. */
uint64_t lfsr_gf2_borders(uint64_t prefix, unsigned length, unsigned *place);

#endif
