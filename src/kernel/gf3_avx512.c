/* GF(3^k) lanes for AVX-512. */
#include "lane_kernels.h"

#if LFSR_LANES_X86
#define LANE_BYTES 64
#include "gf3_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gf3_avx512, "gf3-avx512");
#endif
