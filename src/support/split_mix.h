/* SplitMix64 (Steele, Lea and Flood, 2014): a fixed sequence for every start, the same on every machine. */
#ifndef LFSR_SPLIT_MIX_H
#define LFSR_SPLIT_MIX_H

#include <stdint.h>

/* A bijection of 64-bit words without visible pattern. */
static inline uint64_t lfsr_mix(uint64_t z)
{
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return z ^ z >> 31;
}

/* The next word of the sequence; any state is a start. */
static inline uint64_t lfsr_split_mix(uint64_t *state)
{
    return lfsr_mix(*state += UINT64_C(0x9e3779b97f4a7c15));
}

#endif
