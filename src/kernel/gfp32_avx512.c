/* Single precision GF(p^k) lanes for AVX-512. */
#include "lane_kernels.h"

#if LFSR_LANES_X86
#define LANE_BYTES 64
#define LANE_BITS  32
#include "gfpf_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gfp32_avx512, "gfp32-avx512");
#endif
