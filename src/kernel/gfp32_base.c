/* Single precision GF(p^k) lanes for any machine. */
#include "lane_kernels.h"

#define LANE_BYTES 16
#define LANE_BITS  32
#include "gfpf_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gfp32_base, "gfp32-base");
