/* The lane kernels of every field but GF(2). */
#ifndef LFSR_LANE_KERNELS_H
#define LFSR_LANE_KERNELS_H

#include "kernel.h"

#if defined(__x86_64__)
#define LFSR_LANES_X86 1
#else
#define LFSR_LANES_X86 0
#endif

extern const lfsr_kernel lfsr_kernel_gf3_base;

#if LFSR_LANES_X86
extern const lfsr_kernel lfsr_kernel_gf3_avx2, lfsr_kernel_gf3_avx512;
#endif

/* For tables of kernels. */
#define LFSR_LANE_KERNELS_BASE &lfsr_kernel_gf3_base
#if LFSR_LANES_X86
#define LFSR_LANE_KERNEL_LIST &lfsr_kernel_gf3_avx512, &lfsr_kernel_gf3_avx2, LFSR_LANE_KERNELS_BASE
#else
#define LFSR_LANE_KERNEL_LIST LFSR_LANE_KERNELS_BASE
#endif

#endif
