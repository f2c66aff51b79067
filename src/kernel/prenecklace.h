/* Prenecklaces over q symbols: words no part of which is smaller than what they begin with. The first symbols
 * of a leader are one, because no later state of its cycle is smaller; so other words need not be tried.
 */
#ifndef LFSR_PRENECKLACE_H
#define LFSR_PRENECKLACE_H

#include <stdbool.h>
#include <stdint.h>

typedef struct lfsr_prenecklace {
    unsigned length; /* 0 .. 63 */
    unsigned period; /* length of its longest Lyndon prefix: digit i repeats digit i - period or is greater */
    uint64_t q, digits[64]; /* most significant first */
} lfsr_prenecklace;

/* The least prenecklace of this length whose code is at least `code`; there is one. */
void lfsr_prenecklace_set(lfsr_prenecklace *word, uint64_t q, unsigned length, uint64_t code);
/* The next one; *changed is the index of the first digit that differs. False after the last. */
bool lfsr_prenecklace_next(lfsr_prenecklace *word, unsigned *changed);
uint64_t lfsr_prenecklace_code(const lfsr_prenecklace *word);
/* The code of the least `more` digits that may follow (q^more fits 63 bits): a smaller continuation is no
 * prenecklace. */
uint64_t lfsr_prenecklace_least(const lfsr_prenecklace *word, unsigned more);
/* Bit t, 0 < t < length: the digits from t on equal as many first ones. */
uint64_t lfsr_prenecklace_borders(const lfsr_prenecklace *word);

/* Over GF(2), as integers of `length` <= 63 bits, the first symbol the most significant one: the next
 * prenecklace (2^length or more: none), and the borders. */
uint64_t lfsr_gf2_prenecklace_next(uint64_t word, unsigned length);
uint64_t lfsr_gf2_prenecklace_borders(uint64_t word, unsigned length);

#endif
