/* The frame of a chart. */
#ifndef LFSR_PLOT_AXES_H
#define LFSR_PLOT_AXES_H

#include "svg.h"

/* A rectangle of the picture and the values at its edges: x from left to right, y from below to above. */
typedef struct lfsr_frame {
    double left, top, width, height;
    double x_from, x_to, y_from, y_to;
} lfsr_frame;

double lfsr_frame_x(const lfsr_frame *frame, double x);
double lfsr_frame_y(const lfsr_frame *frame, double y);

/* 1, 2 or 5 times a power of ten, at least `least`, so that a range has at most `most` steps. */
double lfsr_tick_step(double range, int most, double least);

/* The border, and what the axes mean. */
void lfsr_frame_border(lfsr_sink *sink, const lfsr_frame *frame, const char *x_title, const char *y_title);
/* A line of the grid with its value, which may be a power (exponent not empty). */
void lfsr_frame_x_tick(lfsr_sink *sink, const lfsr_frame *frame, double x, const char *text,
                       const char *exponent);
void lfsr_frame_y_tick(lfsr_sink *sink, const lfsr_frame *frame, double y, const char *text,
                       const char *exponent);

#endif
