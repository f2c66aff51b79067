/* The length of a number of several words. */
#ifndef LFSR_BIT_LENGTH_H
#define LFSR_BIT_LENGTH_H

#include <stddef.h>
#include <stdint.h>

/* The bits of a number of n words, the lowest word first, without leading zeros; 0 for 0. */
static inline size_t lfsr_bit_length(const uint64_t *number, size_t n)
{
    while (n > 0 && number[n - 1] == 0)
        n--;
    return n == 0 ? 0 : 64 * n - (size_t)__builtin_clzll(number[n - 1]);
}

#endif
