/* Frames, grids and their values. */
#include "plot_axes.h"

#include <math.h>

double lfsr_frame_x(const lfsr_frame *frame, double x)
{
    return frame->left + frame->width * (x - frame->x_from) / (frame->x_to - frame->x_from);
}

double lfsr_frame_y(const lfsr_frame *frame, double y)
{
    return frame->top + frame->height * (frame->y_to - y) / (frame->y_to - frame->y_from);
}

double lfsr_tick_step(double range, int most, double least)
{
    static const double factors[] = {2, 2.5, 2}; /* 1, 2, 5, 10 */
    double step = least;
    for (int i = 0; range / step > most; i++)
        step *= factors[i % 3];
    return step;
}

void lfsr_frame_border(lfsr_sink *sink, const lfsr_frame *frame, const char *x_title, const char *y_title)
{
    double right = frame->left + frame->width, low = frame->top + frame->height;
    lfsr_svg_path_begin(sink, LFSR_SVG_AXIS);
    lfsr_svg_path_move(sink, frame->left, frame->top);
    lfsr_svg_path_line(sink, frame->left, low);
    lfsr_svg_path_line(sink, right, low);
    lfsr_svg_path_end(sink);
    lfsr_svg_text(sink, frame->left + frame->width / 2, low + 38, LFSR_SVG_LABEL, "middle", x_title);
    lfsr_svg_text_upwards(sink, frame->left - 52, frame->top + frame->height / 2, LFSR_SVG_LABEL, y_title);
}

void lfsr_frame_x_tick(lfsr_sink *sink, const lfsr_frame *frame, double x, const char *text,
                       const char *exponent)
{
    double at = lfsr_frame_x(frame, x), low = frame->top + frame->height;
    lfsr_svg_line(sink, at, frame->top, at, low, LFSR_SVG_GRID);
    lfsr_svg_power(sink, at, low + 18, LFSR_SVG_MUTED, "middle", text, exponent);
}

void lfsr_frame_y_tick(lfsr_sink *sink, const lfsr_frame *frame, double y, const char *text,
                       const char *exponent)
{
    double at = lfsr_frame_y(frame, y);
    lfsr_svg_line(sink, frame->left, at, frame->left + frame->width, at, LFSR_SVG_GRID);
    lfsr_svg_power(sink, frame->left - 8, at + 4, LFSR_SVG_MUTED, "end", text, exponent);
}
