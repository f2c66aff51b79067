/* Where pictures put cycles: each is a ring, the transient states before it are trees outside of it, and
 * rings stand in rows. */
#ifndef LFSR_RING_LAYOUT_H
#define LFSR_RING_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

/* A rectangle to be placed; x and y are its least coordinates. */
typedef struct lfsr_box {
    double width, height, x, y;
} lfsr_box;

/* Place boxes in rows of at most `width` (a wider box has a row of its own), in their order, all on
 * the lower edge of its row. Returns the height of all; *used is the width of the widest row. */
double lfsr_place_boxes(lfsr_box *boxes, size_t count, double width, double *used);
/* A width for lfsr_place_boxes that makes the whole wider than high. */
double lfsr_boxes_width(const lfsr_box *boxes, size_t count);

/* A ring. Every state of the cycle has its sector; states that are j steps before the cycle lie in the sector
 * of the state that they reach, at radius + j * level. */
typedef struct lfsr_ring {
    double period;
    double radius, level;
    double sector; /* radians */
} lfsr_ring;

/* The ring of a cycle, its states `spacing` apart. A single state with a tree is a point. */
lfsr_ring lfsr_ring_of(double period, bool tree, double spacing, double level);
/* Enlarge a ring until the states of its trees, too, are at least `spacing` apart, where f = x^tail g over
 * GF(q): every periodic state has the same tree, with (q - 1) q^(j-1) states at level j. */
void lfsr_ring_widen(lfsr_ring *ring, double q, long tail, double spacing);
/* The largest radius that is used. */
double lfsr_ring_outer(const lfsr_ring *ring, long tail);
/* A point of the plane, y upwards: angle 0 is the top, angles grow clockwise. */
void lfsr_ring_point(double *x, double *y, double radius, double angle);

#endif
