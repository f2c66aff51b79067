/* What it costs to try the codes below a bound as leaders, in blocks of lanes (lanes/candidates.inc.h). */
#ifndef LFSR_BLOCK_COST_H
#define LFSR_BLOCK_COST_H

#include "kernel.h"

/* Candidates move to a pool after so many steps, after half as many again, twice as many, and so on. */
#define LFSR_LEVEL_STEPS 8
#define LFSR_LEVELS      48

static inline uint64_t lfsr_level_steps(unsigned level)
{
    const uint64_t steps = (uint64_t)LFSR_LEVEL_STEPS << level / 2;
    return level % 2 == 0 ? steps : steps + steps / 2;
}

/* By these a walk decides when candidates move. */
typedef struct lfsr_block_moves {
    double empty_ns; /* to step an empty lane */
    double lane_ns;  /* to move a lane to a pool and from there to a block, */
    double block_ns; /* whatever their number */
} lfsr_block_moves;

/* Is it cheaper to move the lanes alive than to step the others to the next level? */
static inline bool lfsr_worth_moving(const lfsr_block_moves *moves, double lanes, double alive, double steps)
{
    const double empty = lanes - alive;
    return 8 * alive <= 7 * lanes &&
           empty * steps * moves->empty_ns > moves->block_ns + alive * moves->lane_ns;
}

typedef struct lfsr_block_lanes {
    lfsr_block_moves moves;
    double lanes;     /* of a block that have a candidate */
    double size;      /* lanes of a block */
    double low;       /* symbols that vary across the lanes, */
    double piece;     /* of whose codes a block has this share */
    double begin_ns;  /* to write the first windows of a block */
    double step_ns;   /* to step a block and compare its windows */
    double pool_ns;   /* to write a candidate into a pool and from there into a block */
    double leader_ns; /* for a leader */
    double call_ns;   /* to open and close a call */
} lfsr_block_lanes;

/* Nanoseconds for the codes below `bound` in that many calls, with no period over `period` (0: unknown). */
double lfsr_block_cost(const lfsr_stratum *stratum, const lfsr_block_lanes *lanes, uint64_t period,
                       uint64_t bound, double calls);

#endif
