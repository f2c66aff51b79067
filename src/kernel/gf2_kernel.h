/* The GF(2) lane kernels. */
#ifndef LFSR_GF2_KERNEL_H
#define LFSR_GF2_KERNEL_H

#include "kernel.h"

#define LFSR_GF2_LANE_ZEROS 10 /* fewer zeros: walk by walk */

extern const lfsr_kernel lfsr_kernel_gf2_avx512;
extern const lfsr_kernel lfsr_kernel_gf2_avx2;
extern const lfsr_kernel lfsr_kernel_gf2_base;

#endif
