/* What powers of both kinds of short residues share. */
#ifndef LFSR_SHORT_POWER_H
#define LFSR_SHORT_POWER_H

#include <stddef.h>
#include <stdint.h>

#include "bit_length.h"

/* The bits of the exponent from `bit` on, `window` of them. */
static inline size_t digit_at(const uint64_t *exponent, size_t n, size_t bit, size_t window)
{
    uint64_t digit = exponent[bit / 64] >> bit % 64;
    if (bit % 64 + window > 64 && bit / 64 + 1 < n)
        digit |= exponent[bit / 64 + 1] << (64 - bit % 64);
    return (size_t)(digit & ((UINT64_C(1) << window) - 1));
}

#endif
