/* The end of a chunk: fewer walks left than lanes. Left alone, the last walk of 512 takes about seven mean
 * lengths and the lanes idle. Instead the future of each walk is cut into segments and every lane gets one: a
 * state J steps on is a fixed linear combination of the next symbols, for all lanes at once. After J steps a
 * walk has ended at its first hit, or goes on from the end of its last segment. The time left is that of the
 * work left, divided by all lanes, and what was walked behind a hit. */
#include "gf2_walk.h"

#include <stdlib.h>
#include <string.h>

#define LEAST_STEPS 16384 /* a round: well above what its beginning costs */

typedef struct unfinished_walk {
    uint64_t owner, window;
    uint64_t walked; /* steps from the start to the window */
} unfinished_walk;

/* The walks not ended, from their last segments: lane l walked for list[l % count] before, if there was
 * one. */
static unsigned list_unfinished(gf2_walk *walk, unfinished_walk *list)
{
    unsigned count = 0;
    uint64_t at = walk->base + walk->ring.size - walk->reg->degree;
    lfsr_gf2_read_windows(walk);
    for (unsigned l = walk->width; l-- > 0;) {
        const gf2_lane *it = &walk->lane[l];
        if (it->owner == GF2_NONE || walk->length[it->owner] != GF2_PENDING)
            continue;
        /* A higher lane of the same walk is a later segment; mark the walk as seen until the next round. */
        walk->length[it->owner] = 0;
        list[count++] = (unfinished_walk){it->owner, walk->window[l], at - it->started_at};
    }
    for (unsigned i = 0; i < count; i++)
        walk->length[list[i].owner] = GF2_PENDING;
    return count;
}

/* window[k .. ] = the windows of lanes 0 .. k - 1 J steps on, 2 J steps on, and so on for all lanes. */
static void jump_ahead(gf2_walk *walk, uint64_t *scratch, uint64_t *jumped, unsigned count, uint64_t steps)
{
    unsigned degree = walk->reg->degree;
    const lfsr_gf2_lane_ops *ops = walk->state->ops;
    uint64_t power = lfsr_gf2_register_power(walk->reg, steps);
    uint64_t *image = scratch + (size_t)(2 * degree) * walk->elements;
    for (unsigned have = count; have < walk->width; have *= 2) {
        unsigned more = have < walk->width - have ? have : walk->width - have;
        lfsr_gf2_slice(scratch, walk->window, degree, walk->elements);
        ops->combine(scratch + (size_t)degree * walk->elements, scratch, walk->reg->feedback, degree);
        ops->combine(image, scratch, power, degree);
        lfsr_gf2_unslice(jumped, image, degree, walk->elements);
        memcpy(walk->window + have, jumped, more * sizeof *jumped);
        power = lfsr_gf2_register_multiply(walk->reg, power, power);
    }
}

static void set_lanes(gf2_walk *walk, const unfinished_walk *list, unsigned count, uint64_t steps)
{
    uint64_t start = walk->ring.size - walk->state->plan.depth;
    for (unsigned l = 0; l < walk->width; l++) {
        const unfinished_walk *it = &list[l % count];
        walk->lane[l].owner = it->owner;
        walk->lane[l].started_at = start - it->walked - (l / count) * steps;
    }
}

/* Each round takes every walk about half a mean length on. */
static uint64_t round_steps(const gf2_walk *walk, unsigned count)
{
    double mean = (double)(UINT64_C(1) << walk->zeros) * 2, steps = 0.5 * mean * count / walk->width;
    uint64_t size = walk->ring.size, least = LEAST_STEPS;
    uint64_t wanted = steps > (double)least ? (uint64_t)steps : least;
    return (wanted + size - 1) / size * size;
}

bool lfsr_gf2_tail(gf2_walk *walk)
{
    unfinished_walk list[LFSR_GF2_MAX_WIDTH];
    uint64_t jumped[LFSR_GF2_MAX_WIDTH];
    unsigned count;
    bool going = true;
    walk->in_tail = true;
    while (going && (count = list_unfinished(walk, list)) > 0) {
        uint64_t steps = round_steps(walk, count);
        memset(walk->window, 0, walk->width * sizeof *walk->window);
        for (unsigned i = 0; i < count; i++)
            walk->window[i] = list[i].window;
        jump_ahead(walk, walk->ring.words, jumped, count, steps);
        set_lanes(walk, list, count, steps);
        lfsr_gf2_fill(walk);
        for (uint64_t done = 0; going && done < steps && walk->active > 0; done += walk->ring.size)
            going = lfsr_gf2_revolution(walk);
    }
    return going;
}
