/* The title of pictures. */
#ifndef LFSR_PICTURE_TITLE_H
#define LFSR_PICTURE_TITLE_H

#include "lfsr/analysis.h"
#include "string_builder.h"

/* "x^4 + x + 1 over GF(2), 1 added": about 80 characters at most. */
void lfsr_string_add_title(lfsr_string *text, const lfsr_analysis *analysis);
/* "16 states, 2 cycles", "..., 12 states transient". */
void lfsr_string_add_sizes(lfsr_string *text, const lfsr_analysis *analysis);

#endif
