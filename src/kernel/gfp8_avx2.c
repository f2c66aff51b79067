/* Byte GF(p^k) lanes for AVX2. */
#include "lane_kernels.h"

#if LFSR_LANES_X86
#define LANE_BYTES 32
#include "gfp8_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gfp8_avx2, "gfp8-avx2");
#endif
