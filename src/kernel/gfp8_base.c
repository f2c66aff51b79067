/* Byte GF(p^k) lanes for any machine. */
#include "lane_kernels.h"

#define LANE_BYTES 16
#include "gfp8_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gfp8_base, "gfp8-base");
