/* GF(2) lanes, 256 at a time. Compiled for AVX2 where the target is x86-64, else empty. */
#include "gf2_lanes.h"

#ifdef __AVX2__
#define GF2_WIDTH 256
#include "gf2_lanes.inc.h"
#include "gf2_short.inc.h"

static const lfsr_gf2_ops operations = {GF2_WIDTH, revolve, combine, runs, run_race};

const lfsr_gf2_ops *lfsr_gf2_ops_avx2(void)
{
    return __builtin_cpu_supports("avx2") ? &operations : NULL;
}
#else
const lfsr_gf2_ops *lfsr_gf2_ops_avx2(void)
{
    return NULL;
}
#endif
