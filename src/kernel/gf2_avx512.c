/* GF(2) lanes, 512 at a time. Compiled for AVX-512 where the target is x86-64, else empty. */
#include "gf2_lanes.h"

#ifdef __AVX512F__
#define GF2_WIDTH 512
#include "gf2_lanes.inc.h"
#include "gf2_short.inc.h"

static const lfsr_gf2_ops operations = {GF2_WIDTH, revolve, combine, runs, run_race};

const lfsr_gf2_ops *lfsr_gf2_ops_avx512(void)
{
    return __builtin_cpu_supports("avx512f") ? &operations : NULL;
}
#else
const lfsr_gf2_ops *lfsr_gf2_ops_avx512(void)
{
    return NULL;
}
#endif
