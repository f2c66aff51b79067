/* The plain walk that everything is measured against: what a competent user writes in an afternoon. */
#ifndef LFSR_PLAIN_WALK_H
#define LFSR_PLAIN_WALK_H

#include "kernel.h"

/* Nanoseconds a state of a walk with a visited bitmap in a register like this one, but with about that many
 * states (the same taps, places modulo the degree): processor time over the first `steps` states, the bitmap
 * in memory before. Negative where there is no memory. */
double lfsr_plain_walk(const lfsr_stratum *stratum, uint64_t states, uint64_t steps);

#endif
