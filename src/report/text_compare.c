/* The table of --compare: timings, speed-ups, and where the time of parallel went. */
#include "formats.h"

#include <stdio.h>
#include <string.h>

#include "text_values.h"

/* Seconds, right-aligned. */
static void put_seconds(lfsr_sink *sink, double seconds, size_t width)
{
    lfsr_string cell = LFSR_STRING_EMPTY;
    lfsr_string_add_seconds(&cell, seconds);
    lfsr_sink_pad(sink, cell.length < width ? width - cell.length : 1);
    lfsr_sink_add_text(sink, &cell);
}

static void put_timing(lfsr_sink *sink, const char *name, const lfsr_timing *timing)
{
    lfsr_sink_addf(sink, "    %-12s", name);
    put_seconds(sink, timing->median, 10);
    put_seconds(sink, timing->low, 12);
    lfsr_sink_add(sink, " ..");
    put_seconds(sink, timing->high, 9);
}

static void put_row(lfsr_sink *sink, const lfsr_comparison *comparison, size_t row, const char *name)
{
    const lfsr_parallel_timing *parallel = &comparison->parallel[row];
    double speedup = lfsr_comparison_speedup(comparison, row);
    put_timing(sink, name, &parallel->timing);
    if (speedup > 0) {
        bool slower = speedup < 0.5;
        lfsr_string ratio = LFSR_STRING_EMPTY;
        lfsr_string_add_ratio(&ratio, slower ? 1 / speedup : speedup);
        lfsr_sink_pad(sink, slower ? 2 : ratio.length < 10 ? 10 - ratio.length : 1);
        lfsr_sink_add_text(sink, &ratio);
        if (slower)
            lfsr_sink_add(sink, " times slower\n");
        else
            lfsr_sink_addf(sink, "%11.0f%%\n", 100 * speedup / parallel->workers);
    } else
        lfsr_sink_add(sink, comparison->runs < LFSR_TIMING_FEWEST ? "  too few runs\n" : "  within noise\n");
}

static void put_phases(lfsr_sink *sink, const lfsr_comparison *comparison, size_t row, const char *name)
{
    lfsr_phases phases = comparison->parallel[row].phases;
    lfsr_sink_addf(sink, "    %-12s", name);
    for (int phase = 0; phase < LFSR_PHASES; phase++)
        put_seconds(sink, *lfsr_phase(&phases, phase), 9);
    lfsr_sink_add(sink, "\n");
}

/* Explain the spread and how the workers were started. */
static void put_remark(lfsr_sink *sink, const lfsr_comparison *comparison)
{
    const lfsr_parallel_timing *last = &comparison->parallel[comparison->rows - 1];
    lfsr_sink_addf(sink, "    %u interleaved %s each, workers by %s; spread: %s\n", comparison->runs,
                   comparison->runs == 1 ? "run" : "runs", lfsr_start_method_name(last->start_method),
                   comparison->runs >= LFSR_TIMING_MANY ? "the middle three quarters" : "least and most");
    if (comparison->runs < LFSR_TIMING_FEWEST)
        lfsr_sink_addf(sink, "    too few runs for a speed-up: --repeat %d or more\n", LFSR_TIMING_FEWEST);
}

void lfsr_text_comparison(lfsr_sink *sink, const lfsr_comparison *comparison)
{
    char name[32];
    lfsr_sink_add(sink, "\n");
    lfsr_text_heading(sink, "    %-12s%10s%24s%10s%12s", "comparison", "median", "spread", "speed-up",
                      "efficiency");
    put_timing(sink, "sequential", &comparison->sequential);
    lfsr_sink_add(sink, "\n");
    for (size_t row = 0; row < comparison->rows; row++) {
        unsigned workers = comparison->parallel[row].workers;
        snprintf(name, sizeof name, "%u %s", workers, workers == 1 ? "worker" : "workers");
        put_row(sink, comparison, row, name);
    }
    put_remark(sink, comparison);
    lfsr_sink_add(sink, "\n");
    lfsr_text_painted(sink, LFSR_BOLD);
    lfsr_sink_addf(sink, "    %-12s", "parallel");
    for (int phase = 0; phase < LFSR_PHASES; phase++)
        lfsr_sink_addf(sink, "%9s", lfsr_phase_names[phase]);
    lfsr_text_plain(sink);
    lfsr_sink_add(sink, "\n");
    for (size_t row = 0; row < comparison->rows; row++) {
        unsigned workers = comparison->parallel[row].workers;
        snprintf(name, sizeof name, "%u %s", workers, workers == 1 ? "worker" : "workers");
        put_phases(sink, comparison, row, name);
    }
    lfsr_sink_add(sink, "    walk: mean time inside the workers; all other columns: the parent.\n"
                        "    wait - walk: the start of the workers, tasks and results in the pipes\n");
}
