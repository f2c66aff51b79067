/* GF(2^k) lanes for any machine. */
#include "lane_kernels.h"

#define LANE_BYTES 16
#include "gf2k_lanes.inc.h"

LANE_KERNEL(lfsr_kernel_gf2k_base, "gf2k-base");
