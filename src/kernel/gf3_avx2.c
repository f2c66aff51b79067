/* GF(3^k) lanes for AVX2. */
#include "lane_kernels.h"

#if LFSR_LANES_X86
#define LANE_BYTES 32
#include "gf3_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gf3_avx2, "gf3-avx2");
#endif
