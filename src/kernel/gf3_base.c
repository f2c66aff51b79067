/* GF(3) lanes for any machine. */
#define LANE_BYTES 16
#include "gf3_lanes.inc.h"
#include "lane_kernels.h"

LANE_KERNEL(lfsr_kernel_gf3_base, "gf3-base");
