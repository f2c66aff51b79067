/* Speed-up and efficiency of parallel against the number of workers. The bars are the range that the spreads
 * of both sides allow; where no difference can be claimed the spot is hollow. */
#include "plot.h"

#include <math.h>

#include "picture_title.h"
#include "plot_axes.h"
#include "summary.h"
#include "text_values.h"

#define HEIGHT 420.0

/* Sequential over parallel: of the medians, and the least and the most by the spreads. */
typedef struct ratio {
    double median, low, high;
} ratio;

static ratio speedup_of(const lfsr_comparison *comparison, size_t row)
{
    const lfsr_timing *s = &comparison->sequential, *p = &comparison->parallel[row].timing;
    double tiny = 1e-9;
    return (ratio){s->median / fmax(p->median, tiny), s->low / fmax(p->high, tiny),
                   s->high / fmax(p->low, tiny)};
}

/* The speed-up, or divided by the number of workers. */
static ratio value_of(const lfsr_comparison *comparison, size_t row, bool efficiency)
{
    ratio r = speedup_of(comparison, row);
    double divisor = efficiency ? comparison->parallel[row].workers : 1;
    return (ratio){r.median / divisor, r.low / divisor, r.high / divisor};
}

static void put_workers(lfsr_sink *sink, const lfsr_frame *frame, const lfsr_comparison *comparison)
{
    char text[16];
    double before = -100;
    for (size_t row = 0; row < comparison->rows; row++) {
        double x = log2(comparison->parallel[row].workers);
        snprintf(text, sizeof text, "%u", comparison->parallel[row].workers);
        bool crowded = lfsr_frame_x(frame, x) - before < 18;
        lfsr_frame_x_tick(sink, frame, x, crowded ? "" : text, "");
        before = crowded ? before : lfsr_frame_x(frame, x);
    }
}

static void put_values(lfsr_sink *sink, const lfsr_frame *frame, bool efficiency)
{
    char text[16];
    double step = lfsr_tick_step(frame->y_to, 8, efficiency ? 0.1 : 0.01);
    for (int i = 0; i * step <= frame->y_to * (1 + 1e-9); i++) {
        snprintf(text, sizeof text, efficiency ? "%.0f%%" : "%.3g", i * step * (efficiency ? 100 : 1));
        lfsr_frame_y_tick(sink, frame, i * step, text, "");
    }
}

/* Perfect speed-up: as many times as there are workers. */
static void put_ideal(lfsr_sink *sink, const lfsr_frame *frame, bool efficiency)
{
    bool first = true;
    lfsr_svg_path_begin(sink, LFSR_SVG_GUIDE);
    for (int i = 0; i <= 100; i++) {
        double x = frame->x_to * i / 100, y = efficiency ? 1 : exp2(x);
        if (y > frame->y_to)
            break;
        (first ? lfsr_svg_path_move : lfsr_svg_path_line)(sink, lfsr_frame_x(frame, x),
                                                          lfsr_frame_y(frame, y));
        first = false;
    }
    lfsr_svg_path_end(sink);
}

static void put_curve(lfsr_sink *sink, const lfsr_frame *frame, const lfsr_comparison *comparison,
                      bool efficiency)
{
    lfsr_svg_path_begin(sink, LFSR_SVG_LINE);
    for (size_t row = 0; row < comparison->rows; row++)
        (row == 0 ? lfsr_svg_path_move
                  : lfsr_svg_path_line)(sink, lfsr_frame_x(frame, log2(comparison->parallel[row].workers)),
                                        lfsr_frame_y(frame, value_of(comparison, row, efficiency).median));
    lfsr_svg_path_end(sink);
    for (size_t row = 0; row < comparison->rows; row++) {
        const lfsr_parallel_timing *parallel = &comparison->parallel[row];
        ratio r = value_of(comparison, row, efficiency);
        double x = lfsr_frame_x(frame, log2(parallel->workers));
        char name[80];
        snprintf(name, sizeof name,
                 efficiency ? "%u %s: %.3g (%.3g to %.3g)" : "%u %s: %.3g times (%.3g to %.3g)",
                 parallel->workers, parallel->workers == 1 ? "worker" : "workers", r.median, r.low, r.high);
        lfsr_svg_group_begin(sink, NULL, name);
        lfsr_svg_line(sink, x, lfsr_frame_y(frame, r.low), x, lfsr_frame_y(frame, r.high), LFSR_SVG_AXIS);
        lfsr_svg_line(sink, x - 4, lfsr_frame_y(frame, r.low), x + 4, lfsr_frame_y(frame, r.low),
                      LFSR_SVG_AXIS);
        lfsr_svg_line(sink, x - 4, lfsr_frame_y(frame, r.high), x + 4, lfsr_frame_y(frame, r.high),
                      LFSR_SVG_AXIS);
        lfsr_svg_circle(sink, x, lfsr_frame_y(frame, r.median), 4,
                        lfsr_comparison_speedup(comparison, row) > 0 ? LFSR_SVG_MARK : LFSR_SVG_HOLLOW);
        lfsr_svg_group_end(sink);
    }
}

static void put_chart(lfsr_sink *sink, const lfsr_comparison *comparison, bool efficiency)
{
    double most = log2(comparison->parallel[comparison->rows - 1].workers), high = 1;
    for (size_t row = 0; row < comparison->rows; row++)
        high = fmax(high, value_of(comparison, row, efficiency).high);
    double step = lfsr_tick_step(1.05 * high, 8, efficiency ? 0.1 : 0.01),
           margin = most > 0 ? 0.08 * most : 0.5;
    lfsr_frame frame = {.left = efficiency ? 454 : 84,
                        .top = 74,
                        .width = 280,
                        .height = HEIGHT - 74 - 92,
                        .x_from = -margin,
                        .x_to = most + margin,
                        .y_from = 0,
                        .y_to = step * ceil(1.05 * high / step)};
    put_workers(sink, &frame, comparison);
    put_values(sink, &frame, efficiency);
    lfsr_frame_border(sink, &frame, "workers", efficiency ? "efficiency" : "speed-up");
    put_ideal(sink, &frame, efficiency);
    put_curve(sink, &frame, comparison, efficiency);
}

void lfsr_plot_comparison(lfsr_sink *sink, const lfsr_comparison *comparison, const lfsr_analysis *analysis)
{
    lfsr_string title = LFSR_STRING_EMPTY, what = LFSR_STRING_EMPTY, machine = LFSR_STRING_EMPTY;
    lfsr_string_add_title(&title, analysis);
    lfsr_string_add(&what, "parallel against sequential (");
    lfsr_string_add_seconds(&what, comparison->sequential.median);
    lfsr_string_addf(&what, "), %u interleaved %s each, workers by %s", comparison->runs,
                     comparison->runs == 1 ? "run" : "runs",
                     lfsr_start_method_name(comparison->parallel[comparison->rows - 1].start_method));
    lfsr_string_addf(&machine, "Broken line: every worker as fast as sequential. %s, lfsr-analyze %s",
                     lfsr_processor_name(), LFSR_VERSION_TEXT);
    if (!lfsr_string_ok(&title) || !lfsr_string_ok(&what) || !lfsr_string_ok(&machine)) {
        lfsr_sink_add_owned(sink, NULL);
    } else {
        lfsr_svg_begin(sink, LFSR_PLOT_WIDTH, HEIGHT, title.data, what.data);
        lfsr_svg_text(sink, LFSR_PLOT_WIDTH / 2, 48, LFSR_SVG_LABEL, "middle", what.data);
        put_chart(sink, comparison, false);
        put_chart(sink, comparison, true);
        lfsr_svg_text(
            sink, LFSR_PLOT_WIDTH / 2, HEIGHT - 28, LFSR_SVG_MUTED, "middle",
            "Spots: ratio of medians; hollow: within noise, or too few runs. Bars: what the spreads allow.");
        lfsr_svg_text(sink, LFSR_PLOT_WIDTH / 2, HEIGHT - 12, LFSR_SVG_MUTED, "middle", machine.data);
        lfsr_svg_end(sink);
    }
    lfsr_string_clear(&title);
    lfsr_string_clear(&what);
    lfsr_string_clear(&machine);
}
