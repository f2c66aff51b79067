/* The lanes of one first_return call: who walks where, shared by the main part and the tail phase. */
#ifndef LFSR_GF2_WALK_H
#define LFSR_GF2_WALK_H

#include "gf2_lanes.h"
#include "kernel_progress.h"

#define GF2_NONE    UINT64_MAX /* owner of an idle lane */
#define GF2_PENDING UINT64_MAX /* length of a walk begun and not ended; 0: not begun */

/* Time is counted in words made, from the word at position 0 of the first revolution. A lane walks from the
 * section state lo + owner; its symbol at time t is the one t - started_at steps after that state. */
typedef struct gf2_lane {
    uint64_t owner, started_at;
    uint64_t first;       /* time of the first symbol that is this lane's */
    uint64_t refilled_at; /* base of the revolution at whose end the lane was refilled */
} gf2_lane;

typedef struct gf2_walk {
    const lfsr_gf2_state *state;
    const lfsr_gf2_register *reg;
    lfsr_gf2_ring ring;
    unsigned elements; /* uint64_t in a wide word */
    unsigned width;
    unsigned zeros;
    unsigned groups;            /* of four words, watched for in the stepping loop; 0: a second pass */
    uint64_t lo, count, cursor; /* starts before the cursor have been begun */
    uint64_t *next, *length;
    uint64_t base; /* time of position 0 */
    unsigned active;
    gf2_lane *lane;
    uint64_t *window; /* width: windows on their way in or out */
    uint64_t *hits;   /* scratch for runs */
    void *memory;
    lfsr_ticker ticker;
    double counted; /* steps of ended walks, without the tail phase */
    bool in_tail;   /* several lanes may walk for one start */
} gf2_walk;

/* The element that holds a lane's symbol at a position. */
static inline uint64_t *gf2_lane_word(const gf2_walk *walk, unsigned lane, int position)
{
    return walk->ring.words + (ptrdiff_t)position * (ptrdiff_t)walk->elements + lane / 64;
}

/* The window of section state `index`. */
uint64_t lfsr_gf2_start_window(const gf2_walk *walk, uint64_t index);
/* A one at this position, the zeros behind it known: the end of a walk, unless it is its beginning. The lane
 * goes on or gets another start. */
void lfsr_gf2_end_walk(gf2_walk *walk, unsigned lane, int position);
/* The lane is zero at the positions `from` .. `to`: end its walk if enough zeros surround them. */
void lfsr_gf2_examine(gf2_walk *walk, unsigned lane, int from, int to);

/* Lane l gets the symbols that begin with window[l], at the end of the history; hits among them are handled.
 * Owner and started_at are set already, started_at for base = 0. */
void lfsr_gf2_fill(gf2_walk *walk);
/* One revolution and its hits. False: stop. */
bool lfsr_gf2_revolution(gf2_walk *walk);
/* The windows at the end of the history. */
void lfsr_gf2_read_windows(gf2_walk *walk);
/* The end of a chunk: more lanes than walks. False: stopped. */
bool lfsr_gf2_tail(gf2_walk *walk);

#endif
