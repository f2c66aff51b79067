/* Pictures as SVG: the cycles of a register, and timings. */
#ifndef LFSR_PLOT_H
#define LFSR_PLOT_H

#include "lfsr/analysis.h"
#include "sink.h"
#include "timing.h"

#define LFSR_PLOT_WIDTH 760.0 /* of every picture */

/* The cycles; lfsr_analysis_partition is not NULL. Up to LFSR_GRAPH_STATES states are drawn as rings, more as
 * a chart of the number of cycles against their period. */
void lfsr_plot_structure(lfsr_sink *sink, const lfsr_analysis *analysis);
void lfsr_plot_rings(lfsr_sink *sink, const lfsr_analysis *analysis);
void lfsr_plot_periods(lfsr_sink *sink, const lfsr_analysis *analysis);

/* Begin a picture of cycles: the title, below it the sizes, and a description, which is the sizes and `more`.
 * False: out of memory, which the sink remembers. */
bool lfsr_plot_begin(lfsr_sink *sink, double height, const lfsr_analysis *analysis, const char *more);

/* Speed-up and efficiency against the number of workers. */
void lfsr_plot_comparison(lfsr_sink *sink, const lfsr_comparison *comparison, const lfsr_analysis *analysis);

#endif
