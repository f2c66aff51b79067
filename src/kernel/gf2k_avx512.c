/* GF(2^k) lanes for AVX-512. */
#include "lane_kernels.h"

#if LFSR_LANES_X86
#define LANE_BYTES 64
#include "gf2k_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gf2k_avx512, "gf2k-avx512");
#endif
