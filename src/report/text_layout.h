/* Lines of the text report: 80 columns, labels, headings, colours. */
#ifndef LFSR_TEXT_LAYOUT_H
#define LFSR_TEXT_LAYOUT_H

#include "sink.h"

#define LFSR_TEXT_DIGITS 40 /* longer numbers are shortened */
/* The same for the numbers of a table, which must be short enough for its lines to fit: the first that does.
 */
#define LFSR_TEXT_LEVELS 4
extern const size_t lfsr_text_levels[LFSR_TEXT_LEVELS];
/* The beginning of a line. */
void lfsr_text_label(lfsr_sink *sink, const char *label);
/* On a terminal with colours, what follows is bold, green or red, up to lfsr_text_plain or the end of
 * lfsr_text_flow. */
typedef enum lfsr_text_paint { LFSR_BOLD = 1, LFSR_RED = 31, LFSR_GREEN = 32 } lfsr_text_paint;
void lfsr_text_painted(lfsr_sink *sink, lfsr_text_paint paint);
void lfsr_text_plain(lfsr_sink *sink);
/* A line in bold: the heading of a table. */
void lfsr_text_heading(lfsr_sink *sink, const char *format, ...) LFSR_PRINTF(2, 3);
#define LFSR_TEXT_WIDTH 80 /* columns of a line, unless a single word is longer */
/* A text (emptied) from column `at` on, broken at blanks; further lines begin at column indent. '~' is
 * written as a blank, without a break. */
void lfsr_text_flow(lfsr_sink *sink, lfsr_string *text, size_t at, size_t indent);
/* The same after a label; and as a line under a table. */
void lfsr_text_wrapped(lfsr_sink *sink, const char *label, lfsr_string *text);
void lfsr_text_line(lfsr_sink *sink, lfsr_string *text);

#endif
