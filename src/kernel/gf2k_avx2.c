/* GF(2^k) lanes for AVX2. */
#include "lane_kernels.h"

#if LFSR_LANES_X86
#define LANE_BYTES 32
#include "gf2k_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gf2k_avx2, "gf2k-avx2");
#endif
