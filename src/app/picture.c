/* What is drawn, and when it cannot be. */
#include "picture.h"

#include "plot.h"
#include "summary.h"

lfsr_status lfsr_picture_check(const lfsr_cli *cli, const lfsr_spec *spec, lfsr_error *error)
{
    return cli->format == LFSR_REPORT_DOT ? lfsr_state_graph_check(spec, error) : LFSR_OK;
}

lfsr_status lfsr_picture_graph(lfsr_state_graph **graph, const lfsr_cli *cli, const lfsr_analysis *analysis,
                               lfsr_error *error)
{
    *graph = NULL;
    return cli->format == LFSR_REPORT_DOT ? lfsr_state_graph_new(graph, analysis, error) : LFSR_OK;
}

lfsr_status lfsr_picture_plot(lfsr_session *r, const lfsr_report_item *item, const lfsr_analysis *analysis,
                              lfsr_error *error)
{
    if (r->plot == NULL)
        return LFSR_OK;
    const char *missing = lfsr_missing_reason(analysis);
    if (r->cli->compare && item->comparison == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "too-large", "nothing is plotted: there are no timings");
    if (!r->cli->compare && lfsr_analysis_partition(analysis) == NULL)
        return lfsr_fail(error, LFSR_UNABLE, "unknown", "nothing is plotted: %.400s",
                         missing != NULL ? missing : "the cycles are not known");
    if (r->cli->compare)
        lfsr_plot_comparison(r->plot, item->comparison, analysis);
    else
        lfsr_plot_structure(r->plot, analysis);
    r->plotted = true;
    return lfsr_sink_flush(r->plot, error);
}
