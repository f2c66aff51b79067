/* GF(3^k) lanes for any machine. */
#include "lane_kernels.h"

#define LANE_BYTES 16
#include "gf3_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gf3_base, "gf3-base");
