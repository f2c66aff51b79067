/* Rings and rows. */
#include "ring_layout.h"

#include <math.h>

/* A single state has no neighbours: its tree leaves some space below it. */
#define SINGLE_SECTOR (1.5 * M_PI)

double lfsr_place_boxes(lfsr_box *boxes, size_t count, double width, double *used)
{
    double y = 0;
    *used = 0;
    for (size_t first = 0, next; first < count; first = next) {
        double x = 0, height = 0;
        for (next = first; next < count && (next == first || x + boxes[next].width <= width); next++) {
            boxes[next].x = x;
            x += boxes[next].width;
            height = fmax(height, boxes[next].height);
        }
        for (size_t i = first; i < next; i++)
            boxes[i].y = y + height - boxes[i].height;
        y += height;
        *used = fmax(*used, x);
    }
    return y;
}

double lfsr_boxes_width(const lfsr_box *boxes, size_t count)
{
    double area = 0, widest = 0;
    for (size_t i = 0; i < count; i++) {
        area += boxes[i].width * boxes[i].height;
        widest = fmax(widest, boxes[i].width);
    }
    return fmax(widest, sqrt(area * 3));
}

lfsr_ring lfsr_ring_of(double period, bool tree, double spacing, double level)
{
    return (lfsr_ring){.period = period,
                       .radius = period > 1 || !tree ? period * spacing / (2 * M_PI) : 0,
                       .level = level,
                       .sector = period > 1 ? 2 * M_PI / period : SINGLE_SECTOR};
}

void lfsr_ring_widen(lfsr_ring *ring, double q, long tail, double spacing)
{
    double scale = 1, states = q - 1;
    for (long j = 1; j <= tail; j++, states *= q)
        scale = fmax(scale, states * spacing / (ring->sector * (ring->radius + (double)j * ring->level)));
    ring->radius *= scale;
    ring->level *= scale;
}

double lfsr_ring_outer(const lfsr_ring *ring, long tail)
{
    return ring->radius + (double)tail * ring->level;
}

void lfsr_ring_point(double *x, double *y, double radius, double angle)
{
    *x = radius * sin(angle);
    *y = radius * cos(angle);
}
