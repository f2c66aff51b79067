/* GF(2) lanes, 128 at a time: two machine words or whatever vectors the target has. Always there. */
#include "gf2_lanes.h"

#define GF2_WIDTH 128
#include "gf2_lanes.inc.h"
#include "gf2_short.inc.h"

static const lfsr_gf2_ops operations = {GF2_WIDTH, revolve, combine, runs, run_race};

const lfsr_gf2_ops *lfsr_gf2_ops_base(void)
{
    return &operations;
}
