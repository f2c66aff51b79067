/* GF(2) lanes: many registers side by side, lane l in bit l of a wide word, one word a time step.
 *
 * Three layers: the vector operations here, built once for each instruction set (gf2.inc.h); the walk
 * on top of them (gf2_walk.c), which knows nothing of vectors; the kernels (gf2_kernel.c). A wide word is
 * `width` bits, an array of width / 64 uint64_t, lane l in bit l % 64 of element l / 64. */
#ifndef LFSR_GF2_LANES_H
#define LFSR_GF2_LANES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "gf2_bits.h"
#include "gf2_plan.h"
#include "gf2_candidates.h"

#define LFSR_GF2_MAX_WIDTH 512
#define LFSR_GF2_ALIGN     64

/* A run of L zeros has at least (L - 3) / 4 aligned groups of four words in it. From these L on it is looked
 * for inside the stepping loop, by three or four groups; below, hits are found by a second pass, exactly. */
#define LFSR_GF2_THREE_GROUPS 15
#define LFSR_GF2_FOUR_GROUPS  19

/* A stretch of words with fixed distances to the words they are made of. */
typedef struct lfsr_gf2_span {
    unsigned start, blocks;
    ptrdiff_t offset[LFSR_GF2_MAX_TAPS]; /* in words */
} lfsr_gf2_span;

/* The history: words -front .. size - 1. One revolution makes words 0 .. size - 1 from the last `depth` words
 * of the revolution before; those not within `front` of the start are read where they stand, before they are
 * overwritten. size and front are multiples of LFSR_GF2_BLOCK. */
typedef struct lfsr_gf2_ring {
    uint64_t *words; /* position 0 */
    unsigned size, front, taps;
    unsigned span_count;
    lfsr_gf2_span span[LFSR_GF2_MAX_TAPS + 1];
    uint8_t *flags; /* one a block (a word, for ops.runs): which elements have a lane to look at */
} lfsr_gf2_ring;

typedef struct lfsr_gf2_lane_ops {
    unsigned width;
    /* One revolution. groups, 0 (no watch), 3 or 4: flags[b], element e: a lane of it is all zero in that
     * many successive aligned groups of four words, the last one in block b. True if any flag is set. */
    bool (*revolve)(lfsr_gf2_ring *ring, unsigned groups);
    /* out[r] = sum of in[r + i] over the bits i of mask, r ascending (out may overlap in, above it). */
    void (*combine)(uint64_t *out, const uint64_t *in, uint64_t mask, unsigned count);
    /* hits[i] = in[i] and no lane bit in in[i + 1 .. i + zeros], i < count; in and hits have count + zeros
     * words. flags[i], element e: hits[i] has a lane of it; up to the next multiple of 8 they are
     * 0. True if any. */
    bool (*runs)(uint64_t *hits, uint8_t *flags, const uint64_t *in, unsigned count, unsigned zeros);
    /* Step and compare until the next event, or until time `until`. */
    lfsr_gf2_halt (*compare)(lfsr_gf2_block *block, uint64_t until);
    /* How many lanes are set. */
    unsigned (*count)(const uint64_t *lanes);
    /* The lanes of `in` that are set in mask, in ascending order, into the lanes of out from `at` on: count
     * wide words. The lanes of out from `at` on are 0 before. */
    void (*compress)(uint64_t *out, unsigned at, const uint64_t *in, const uint64_t *mask, unsigned count);
} lfsr_gf2_lane_ops;

/* avx2 and avx512: only in builds for x86-64 (LFSR_LANES_X86). */
extern const lfsr_gf2_lane_ops lfsr_gf2_lane_ops_base, lfsr_gf2_lane_ops_avx2, lfsr_gf2_lane_ops_avx512;

/* --- The walk --- */
/* What a kernel keeps for a stratum. */
typedef struct lfsr_gf2_state {
    const lfsr_stratum *stratum;
    const lfsr_gf2_lane_ops *ops;
    lfsr_gf2_register reg;
    lfsr_gf2_plan plan;
    bool planned;
} lfsr_gf2_state;

LFSR_MUST_CHECK lfsr_status lfsr_gf2_walk(lfsr_gf2_state *state, unsigned zeros, uint64_t lo, uint64_t count,
                                          uint64_t *next, uint64_t *length, const lfsr_tick *tick,
                                          lfsr_error *error);
/* Walk by walk, 64 symbols a time: for few zeros, where records are many. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_walk_scalar(lfsr_gf2_state *state, unsigned zeros, uint64_t lo,
                                                 uint64_t count, uint64_t *next, uint64_t *length,
                                                 const lfsr_tick *tick, lfsr_error *error);

/* Every cycle whose leader is in lo .. hi - 1, of exact minimal polynomial. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_short_cycles(lfsr_gf2_state *state, uint64_t lo, uint64_t hi,
                                                  lfsr_partition *found, const lfsr_tick *tick,
                                                  lfsr_error *error);
/* Every cycle of exact minimal polynomial, with marks for the states met: at most LFSR_BITMAP_STATES. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_bitmap(const lfsr_gf2_state *state, lfsr_partition *found,
                                            const lfsr_tick *tick, lfsr_error *error);
/* kernel.h, `samples`. */
LFSR_MUST_CHECK lfsr_status lfsr_gf2_samples(void *state, const lfsr_samples *samples, uint64_t *leader,
                                             uint64_t *period, const lfsr_tick *tick, lfsr_error *error);

#endif
