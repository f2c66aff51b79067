/* The GF(2) lane kernels. */
#ifndef LFSR_GF2_KERNEL_H
#define LFSR_GF2_KERNEL_H

#include "kernel.h"

#define LFSR_GF2_LANE_ZEROS 10 /* fewer zeros: walk by walk */

/* Advice to the planner, measured with 512 lanes at 2^36 states and 19 zeros. Starts in one call: 65,536
 * 0.0024 ns a state, 4,096 0.0025, 1,024 0.0030, 512 0.0037; fewer than lanes never cost more than half as
 * much again, however few and however long the walks are. Zeros: 19 or more at every degree from 24 on, so
 * many that records stay few (degree - 18); 15 to 18 cost 2.5 times as much, fewer cost by the record, about
 * 100 ns each. */
#define LFSR_GF2_CHUNK_STARTS 4096

extern const lfsr_kernel lfsr_kernel_gf2_avx512;
extern const lfsr_kernel lfsr_kernel_gf2_avx2;
extern const lfsr_kernel lfsr_kernel_gf2_base;

#endif
