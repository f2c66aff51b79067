/* Writing SVG 1.1: a document that needs nothing else, and is readable on light and on dark backgrounds.
 * Lengths are pixels, y downwards. */
#ifndef LFSR_SVG_H
#define LFSR_SVG_H

#include "sink.h"

/* Classes of shapes and text (svg.c has their colours). */
#define LFSR_SVG_TITLE  "title"  /* text, large */
#define LFSR_SVG_LABEL  "label"  /* text, in the middle of its place */
#define LFSR_SVG_MUTED  "muted"  /* text, small */
#define LFSR_SVG_AXIS   "axis"   /* lines of axes */
#define LFSR_SVG_GRID   "grid"   /* thin lines */
#define LFSR_SVG_LINE   "line"   /* what is shown, as a line; */
#define LFSR_SVG_MARK   "mark"   /* as a spot; */
#define LFSR_SVG_HOLLOW "hollow" /* as a spot that stands for less */
#define LFSR_SVG_SECOND "second" /* lines of a second kind */
#define LFSR_SVG_GUIDE  "guide"  /* broken lines for comparison */

/* The title is shown in the picture; both are there for programs that read it aloud. */
void lfsr_svg_begin(lfsr_sink *sink, double width, double height, const char *title, const char *description);
void lfsr_svg_end(lfsr_sink *sink);

/* Text escaped for XML; what is not UTF-8 or not allowed there becomes U+FFFD. */
void lfsr_svg_escaped(lfsr_sink *sink, const char *text);
/* At most two decimals, the same with every mathematical library. */
void lfsr_svg_number(lfsr_sink *sink, double number);

/* anchor: "start", "middle" or "end". */
void lfsr_svg_text(lfsr_sink *sink, double x, double y, const char *class, const char *anchor,
                   const char *text);
/* The same, with an exponent behind the text. */
void lfsr_svg_power(lfsr_sink *sink, double x, double y, const char *class, const char *anchor,
                    const char *text, const char *exponent);
/* Upwards, its middle at (x, y). */
void lfsr_svg_text_upwards(lfsr_sink *sink, double x, double y, const char *class, const char *text);
void lfsr_svg_circle(lfsr_sink *sink, double x, double y, double radius, const char *class);
void lfsr_svg_line(lfsr_sink *sink, double x1, double y1, double x2, double y2, const char *class);

/* A path of many lines. */
void lfsr_svg_path_begin(lfsr_sink *sink, const char *class);
void lfsr_svg_path_move(lfsr_sink *sink, double x, double y);
void lfsr_svg_path_line(lfsr_sink *sink, double x, double y);
void lfsr_svg_path_end(lfsr_sink *sink);

/* Elements that belong together, with a name that is shown where the pointer is; no class: NULL. */
void lfsr_svg_group_begin(lfsr_sink *sink, const char *class, const char *name);
void lfsr_svg_group_end(lfsr_sink *sink);

#endif
