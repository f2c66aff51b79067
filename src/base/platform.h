/* Assumptions of the code that a compiler can check: 64-bit words of FLINT, little-endian memory.
 * CMakeLists.txt checks the same when the build is configured. */
#ifndef LFSR_PLATFORM_H
#define LFSR_PLATFORM_H

#include <flint/flint.h>

#if FLINT_BITS != 64
#error "lfsr-analyze needs a 64-bit FLINT: states and counts of up to 63 bits travel in its words"
#endif
#if !defined(__BYTE_ORDER__) || __BYTE_ORDER__ != __ORDER_LITTLE_ENDIAN__
#error                                                                                                       \
    "lfsr-analyze needs a little-endian machine: the vector lanes are addressed by bytes and by words alike"
#endif

#endif
