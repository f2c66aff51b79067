/* The GF(2) lane kernels. */
#ifndef LFSR_GF2_KERNEL_H
#define LFSR_GF2_KERNEL_H

#include "lane_kernels.h"

#define LFSR_GF2_LANE_ZEROS 10 /* fewer zeros: one walk at a time, no lanes */

extern const lfsr_kernel lfsr_kernel_gf2_base;
#if LFSR_LANES_X86
extern const lfsr_kernel lfsr_kernel_gf2_avx2, lfsr_kernel_gf2_avx512;
#define LFSR_GF2_KERNEL_LIST &lfsr_kernel_gf2_avx512, &lfsr_kernel_gf2_avx2, &lfsr_kernel_gf2_base
#else
#define LFSR_GF2_KERNEL_LIST &lfsr_kernel_gf2_base
#endif

#endif
