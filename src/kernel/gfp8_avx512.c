/* Byte GF(p^k) lanes for AVX-512. */
#include "lane_kernels.h"

#if LFSR_LANES_X86
#define LANE_BYTES 64
#include "gfp8_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gfp8_avx512, "gfp8-avx512");
#endif
