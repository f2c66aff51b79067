/* The lane kernels of every field but GF(2): gf2k for GF(2^k), gf3 for GF(3^k), gfp8 for small p in bytes,
 * gfq8 for q up to 128 by tables of products, gfp32 and gfp64 for the others in single and double precision.
 */
#ifndef LFSR_LANE_KERNELS_H
#define LFSR_LANE_KERNELS_H

#include "kernel.h"

#if defined(__x86_64__)
#define LFSR_LANES_X86 1
#else
#define LFSR_LANES_X86 0
#endif

extern const lfsr_kernel lfsr_kernel_gf2k_base, lfsr_kernel_gf3_base, lfsr_kernel_gfp8_base,
    lfsr_kernel_gfp32_base, lfsr_kernel_gfp64_base;

#if LFSR_LANES_X86
extern const lfsr_kernel lfsr_kernel_gf2k_avx512, lfsr_kernel_gf3_avx512, lfsr_kernel_gfp8_avx512,
    lfsr_kernel_gfq8_avx512, lfsr_kernel_gfp32_avx512, lfsr_kernel_gfp64_avx512;
extern const lfsr_kernel lfsr_kernel_gf2k_avx2, lfsr_kernel_gf3_avx2, lfsr_kernel_gfp8_avx2,
    lfsr_kernel_gfp32_avx2, lfsr_kernel_gfp64_avx2;
#endif

/* For tables of kernels. */
#define LFSR_LANE_KERNELS_FOR(isa)                                                                           \
    &lfsr_kernel_gf2k_##isa, &lfsr_kernel_gf3_##isa, &lfsr_kernel_gfp8_##isa, &lfsr_kernel_gfp32_##isa,      \
        &lfsr_kernel_gfp64_##isa
#if LFSR_LANES_X86
#define LFSR_LANE_KERNEL_LIST                                                                                \
    LFSR_LANE_KERNELS_FOR(avx512), &lfsr_kernel_gfq8_avx512, LFSR_LANE_KERNELS_FOR(avx2),                    \
        LFSR_LANE_KERNELS_FOR(base)
#else
#define LFSR_LANE_KERNEL_LIST LFSR_LANE_KERNELS_FOR(base)
#endif

#endif
