/* Prenecklaces over q symbols. */
#include "prenecklace.h"

void lfsr_prenecklace_set(lfsr_prenecklace *word, uint64_t q, unsigned length, uint64_t code)
{
    word->q = q;
    word->length = length;
    word->period = 1;
    for (unsigned i = length; i-- > 0; code /= q)
        word->digits[i] = code % q;
    for (unsigned i = 1; i < length; i++) {
        uint64_t least = word->digits[i - word->period];
        if (word->digits[i] < least) { /* raise it to that, and repeat */
            for (; i < length; i++)
                word->digits[i] = word->digits[i - word->period];
            return;
        }
        if (word->digits[i] > least)
            word->period = i + 1;
    }
}

/* Duval 1988: the last digit that can be is raised, and the word up to it repeats. */
bool lfsr_prenecklace_next(lfsr_prenecklace *word, unsigned *changed)
{
    unsigned last = word->length;
    while (last > 0 && word->digits[last - 1] == word->q - 1)
        last--;
    if (last == 0)
        return false;
    word->digits[last - 1]++;
    word->period = last;
    for (unsigned i = last; i < word->length; i++)
        word->digits[i] = word->digits[i - last];
    *changed = last - 1;
    return true;
}

uint64_t lfsr_prenecklace_code(const lfsr_prenecklace *word)
{
    uint64_t code = 0;
    for (unsigned i = 0; i < word->length; i++)
        code = code * word->q + word->digits[i];
    return code;
}

uint64_t lfsr_prenecklace_least(const lfsr_prenecklace *word, unsigned more)
{
    uint64_t code = 0;
    for (unsigned i = word->length; word->length > 0 && i < word->length + more; i++)
        code = code * word->q + word->digits[i % word->period];
    return code;
}

uint64_t lfsr_prenecklace_borders(const lfsr_prenecklace *word)
{
    uint64_t borders = 0;
    for (unsigned t = 1; t < word->length; t++) {
        unsigned i = t;
        while (i < word->length && word->digits[i] == word->digits[i - t])
            i++;
        borders |= (uint64_t)(i == word->length) << t;
    }
    return borders;
}

/* --- GF(2): a few operations on words, for loops that need one prenecklace a block --- */

uint64_t lfsr_gf2_prenecklace_next(uint64_t word, unsigned length)
{
    uint64_t next = word + 1;
    unsigned zeros = (unsigned)__builtin_ctzll(next);
    if (zeros >= length)
        return next;
    /* Its symbols up to the last one are a Lyndon word: continue it periodically. */
    for (unsigned period = length - zeros; period < length; period *= 2)
        next |= next >> period;
    return next;
}

/* It begins with as many zeros as any part of it: a border begins with as many, or is part of its last ones.
 */
uint64_t lfsr_gf2_prenecklace_borders(uint64_t word, unsigned length)
{
    const uint64_t all = (UINT64_C(1) << length) - 1, zeros = ~word & all;
    if (word == 0 || word == all)
        return all & ~UINT64_C(1);
    const unsigned run = length - 1 - (63 - (unsigned)__builtin_clzll(word));
    const unsigned last = (unsigned)__builtin_ctzll(word) < run ? (unsigned)__builtin_ctzll(word) : run;
    uint64_t runs = zeros, borders = 0;
    for (unsigned have = 1; have < run;) { /* bit b: the `have` symbols from there on are zero */
        const unsigned more = have <= run - have ? have : run - have;
        runs &= runs << more;
        have += more;
    }
    for (runs &= all >> 1; runs != 0; runs &= runs - 1) {
        const unsigned rest = (unsigned)__builtin_ctzll(runs) + 1, t = length - rest;
        borders |= (uint64_t)(word >> t == (word & (all >> t))) << t;
    }
    return borders | (all & ~(all >> last));
}
