/* What the pictures of cycles share. */
#include "plot.h"

#include "picture_title.h"
#include "state_graph.h"
#include "svg.h"

bool lfsr_plot_begin(lfsr_sink *sink, double height, const lfsr_analysis *analysis, const char *more)
{
    lfsr_string title = LFSR_STRING_EMPTY, sizes = LFSR_STRING_EMPTY, description = LFSR_STRING_EMPTY;
    lfsr_string_add_title(&title, analysis);
    lfsr_string_add_sizes(&sizes, analysis);
    lfsr_string_addf(&description, "%s%s", lfsr_string_ok(&sizes) ? sizes.data : "", more);
    bool whole = lfsr_string_ok(&title) && lfsr_string_ok(&sizes) && lfsr_string_ok(&description);
    if (whole) {
        lfsr_svg_begin(sink, LFSR_PLOT_WIDTH, height, title.data, description.data);
        lfsr_svg_text(sink, LFSR_PLOT_WIDTH / 2, 48, LFSR_SVG_LABEL, "middle", sizes.data);
    } else {
        lfsr_sink_add_owned(sink, NULL); /* out of memory */
    }
    lfsr_string_clear(&title);
    lfsr_string_clear(&sizes);
    lfsr_string_clear(&description);
    return whole;
}

void lfsr_plot_structure(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    if (fmpz_cmp_ui(lfsr_partition_states(lfsr_analysis_partition(analysis)), LFSR_GRAPH_STATES) <= 0)
        lfsr_plot_rings(sink, analysis);
    else
        lfsr_plot_periods(sink, analysis);
}
