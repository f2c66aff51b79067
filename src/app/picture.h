/* Pictures of one register: its state graph as the report, and the plot in a file of its own. */
#ifndef LFSR_APP_PICTURE_H
#define LFSR_APP_PICTURE_H

#include "session.h"

/* Can the picture that was asked for be drawn? Before the analysis. */
LFSR_MUST_CHECK lfsr_status lfsr_picture_check(const lfsr_cli *cli, const lfsr_spec *spec, lfsr_error *error);
/* --format dot: the graph, which the caller frees; else *graph is NULL. */
LFSR_MUST_CHECK lfsr_status lfsr_picture_graph(lfsr_state_graph **graph, const lfsr_cli *cli,
                                               const lfsr_analysis *analysis, lfsr_error *error);
/* --plot: draw into r->plot. */
LFSR_MUST_CHECK lfsr_status lfsr_picture_plot(lfsr_session *r, const lfsr_report_item *item,
                                              const lfsr_analysis *analysis, lfsr_error *error);

#endif
