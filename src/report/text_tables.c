/* The tables of the text report: cycles, leaders, timings and the verdict. Columns are as wide as what they
 * hold; a table of very many periods shows its beginning and its end. */
#include "formats.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "text_values.h"

#define HEAD_ROWS 60 /* of a longer cycle table */
#define TAIL_ROWS 20

enum { PERIOD, COUNT, STATES, SHARE, COLUMNS };

/* The i-th period. */
static void add_cells(lfsr_string cells[COLUMNS], const lfsr_partition *partition, size_t i, const fmpz *p,
                      size_t digits)
{
    fmpz_t states;
    fmpz_init(states);
    fmpz_mul(states, lfsr_partition_period(partition, i), lfsr_partition_count(partition, i));
    lfsr_string_add_number(&cells[PERIOD], lfsr_partition_period(partition, i), p, digits);
    lfsr_string_add_number(&cells[COUNT], lfsr_partition_count(partition, i), p, digits);
    lfsr_string_add_number(&cells[STATES], states, p, digits);
    lfsr_string_add_share(&cells[SHARE], states, lfsr_partition_states(partition));
    fmpz_clear(states);
}

static void put_row(lfsr_sink *sink, lfsr_string cells[COLUMNS], const size_t width[COLUMNS])
{
    lfsr_sink_add(sink, "  ");
    for (int c = 0; c < COLUMNS; c++) {
        lfsr_sink_pad(sink, 2 + width[c] - cells[c].length);
        lfsr_sink_add_text(sink, &cells[c]);
    }
    lfsr_text_plain(sink);
    lfsr_sink_add(sink, "\n");
}

/* The row after i, skipping the middle of a long table. */
static size_t next_row(size_t i, size_t rows)
{
    return i + 1 == HEAD_ROWS && rows > HEAD_ROWS + TAIL_ROWS ? rows - TAIL_ROWS : i + 1;
}

static const char *const heading[COLUMNS] = {"period", "cycles", "states", "share"};

/* The widths of the columns with numbers of so many digits; the width of a line. */
static size_t measure(size_t width[COLUMNS], const lfsr_partition *partition, const fmpz *p, size_t digits)
{
    size_t line = 2;
    for (int c = 0; c < COLUMNS; c++)
        width[c] = strlen(heading[c]);
    for (size_t i = 0; i < lfsr_partition_length(partition);
         i = next_row(i, lfsr_partition_length(partition))) {
        lfsr_string cells[COLUMNS] = {LFSR_STRING_EMPTY, LFSR_STRING_EMPTY, LFSR_STRING_EMPTY,
                                      LFSR_STRING_EMPTY};
        add_cells(cells, partition, i, p, digits);
        for (int c = 0; c < COLUMNS; c++) {
            width[c] = cells[c].length > width[c] ? cells[c].length : width[c];
            lfsr_string_clear(&cells[c]);
        }
    }
    for (int c = 0; c < COLUMNS; c++)
        line += 2 + width[c];
    return line;
}

void lfsr_text_cycles(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg)
{
    const fmpz *p = lfsr_register_field(reg)->p;
    size_t width[COLUMNS], digits = 0;
    lfsr_string cells[COLUMNS] = {LFSR_STRING_EMPTY, LFSR_STRING_EMPTY, LFSR_STRING_EMPTY, LFSR_STRING_EMPTY};
    for (int level = 0; level < LFSR_TEXT_LEVELS; level++)
        if (measure(width, partition, p, digits = lfsr_text_levels[level]) <= LFSR_TEXT_WIDTH)
            break;
    for (int c = 0; c < COLUMNS; c++)
        lfsr_string_add(&cells[c], heading[c]);
    lfsr_sink_add(sink, "\n");
    lfsr_text_painted(sink, LFSR_BOLD);
    put_row(sink, cells, width);
    for (size_t i = 0; i < lfsr_partition_length(partition);
         i = next_row(i, lfsr_partition_length(partition))) {
        add_cells(cells, partition, i, p, digits);
        put_row(sink, cells, width);
        if (next_row(i, lfsr_partition_length(partition)) != i + 1)
            lfsr_sink_addf(sink, "    ... %zu more periods (--format json has them all)\n",
                           lfsr_partition_length(partition) - HEAD_ROWS - TAIL_ROWS);
    }
    fmpz_t cycles;
    fmpz_init(cycles);
    lfsr_partition_cycles(cycles, partition);
    lfsr_string line = LFSR_STRING_EMPTY;
    lfsr_string_add(&line, "    ");
    lfsr_string_add_number(&line, cycles, p, LFSR_TEXT_DIGITS);
    lfsr_string_add(&line, fmpz_is_one(cycles) ? " cycle in all\n" : " cycles in all\n");
    lfsr_sink_add_text(sink, &line);
    fmpz_clear(cycles);
}

void lfsr_text_leaders(lfsr_sink *sink, const lfsr_partition *partition, const lfsr_register *reg)
{
    if (!lfsr_partition_has_leaders(partition))
        return;
    uint64_t longest = 0;
    for (size_t i = 0; i < lfsr_partition_leader_count(partition); i++)
        longest = lfsr_partition_leader(partition, i).period > longest
                      ? lfsr_partition_leader(partition, i).period
                      : longest;
    int width = snprintf(NULL, 0, "%llu", (unsigned long long)longest);
    width = width < 6 ? 6 : width;
    lfsr_sink_add(sink, "\n");
    lfsr_text_heading(sink, "    %*s  leader", width, "period");
    for (size_t i = 0; i < lfsr_partition_leader_count(partition); i++) {
        lfsr_leader leader = lfsr_partition_leader(partition, i);
        lfsr_sink_addf(sink, "    %*llu  ", width, (unsigned long long)leader.period);
        lfsr_sink_add_owned(
            sink, lfsr_state_text(leader.state, lfsr_register_degree(reg), lfsr_register_field(reg)));
        lfsr_sink_add(sink, "\n");
    }
}

/* The remark beside the timing of parallel. */
static void add_parallel_remark(lfsr_string *line, const lfsr_report_item *item,
                                const lfsr_analysis *analysis)
{
    const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, LFSR_PARALLEL);
    double speedup = lfsr_analysis_speedup(analysis);
    lfsr_string_addf(line, "  %u %s (%s)", lfsr_outcome_workers(outcome),
                     lfsr_outcome_workers(outcome) == 1 ? "worker" : "workers",
                     lfsr_start_method_name(lfsr_outcome_start_method(outcome)));
    if (speedup == 0)
        return;
    if (item->comparison != NULL)
        return; /* the table of --compare shows it */
    if (speedup > 0.95 && speedup < 1.05) {
        lfsr_string_add(line, ", not faster");
        return;
    }
    lfsr_string_add(line, ", ");
    lfsr_string_add_ratio(line, speedup < 1 ? 1 / speedup : speedup);
    lfsr_string_add(line, speedup < 1 ? " times slower" : " times faster");
}

static void put_engine(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis,
                       lfsr_engine e)
{
    const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, e);
    lfsr_string time = LFSR_STRING_EMPTY, rate = LFSR_STRING_EMPTY, line = LFSR_STRING_EMPTY;
    lfsr_string_add_seconds(&time, lfsr_outcome_seconds(outcome));
    lfsr_string_add(&rate, "");
    if (lfsr_outcome_rate(outcome) > 0)
        lfsr_string_add_count(&rate, lfsr_outcome_rate(outcome));
    lfsr_string_addf(&line, "    %-12s%10s%12s", lfsr_engine_name(e), time.data != NULL ? time.data : "",
                     rate.data != NULL ? rate.data : "");
    if (e == LFSR_PARALLEL)
        add_parallel_remark(&line, item, analysis);
    lfsr_string_clear(&time);
    lfsr_string_clear(&rate);
    while (line.length > 0 && line.data[line.length - 1] == ' ')
        line.length--;
    lfsr_string_add(&line, "\n");
    lfsr_sink_add_text(sink, &line);
}

/* Why an engine has no answer, and the option that would change that. */
static void put_left_out(lfsr_sink *sink, const lfsr_analysis *analysis, lfsr_engine e)
{
    const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, e);
    lfsr_string line = LFSR_STRING_EMPTY;
    size_t reason;
    if (lfsr_outcome_left_out(outcome)[0] == '\0')
        return;
    lfsr_string_addf(&line, "%s left out: %s", lfsr_engine_name(e), lfsr_outcome_left_out(outcome));
    switch (lfsr_outcome_omission(outcome)) {
    case LFSR_OMITTED_STATES:
        reason = line.length + 1;
        lfsr_analysis_add_limit_hint(&line, analysis);
        for (size_t i = reason; i < line.length; i++) /* no break in it */
            line.data[i] = line.data[i] == ' ' ? '~' : line.data[i];
        break;
    case LFSR_OMITTED_REFERENCE:
    case LFSR_OMITTED_TIME:
    case LFSR_OMITTED_GAIN:
        lfsr_string_addf(&line, " (use~--engine~%s)", lfsr_engine_name(e));
        break;
    default:
        break;
    }
    lfsr_text_line(sink, &line);
}

/* One run of two engines proves little. */
static bool is_one_run(const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    return item->comparison == NULL && lfsr_analysis_speedup(analysis) > 0;
}

static void put_verdict(lfsr_sink *sink, const lfsr_analysis *analysis, int ran, const char *only)
{
    lfsr_string line = LFSR_STRING_EMPTY;
    if (ran == 0)
        lfsr_string_add(&line, "No engine answered.");
    else if (!lfsr_analysis_compared(analysis))
        lfsr_string_addf(&line, "Only %s ran: its answer was not cross-checked.", only);
    else if (lfsr_analysis_agree(analysis))
        lfsr_string_addf(&line, "%d engines agree.", ran);
    else
        lfsr_string_addf(&line, "ENGINES DISAGREE: %s", lfsr_analysis_disagreement(analysis));
    if (lfsr_analysis_compared(analysis))
        lfsr_text_painted(sink, lfsr_analysis_agree(analysis) ? LFSR_GREEN : LFSR_RED);
    lfsr_text_flow(sink, &line, 0, 2);
}

void lfsr_text_engines(lfsr_sink *sink, const lfsr_report_item *item, const lfsr_analysis *analysis)
{
    int ran = 0;
    const char *only = "";
    lfsr_sink_add(sink, "\n");
    lfsr_text_heading(sink, "    %-12s%10s%12s%s", "engine", "time", "states/s",
                      is_one_run(item, analysis) ? "  (one run; --compare measures)" : "");
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        if (lfsr_outcome_ran(lfsr_analysis_outcome(analysis, e))) {
            put_engine(sink, item, analysis, e);
            only = lfsr_engine_name(e);
            ran++;
        }
    if (item->comparison != NULL)
        lfsr_text_comparison(sink, item->comparison);
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        put_left_out(sink, analysis, e);
    lfsr_string line = LFSR_STRING_EMPTY;
    if (item->no_leaders != NULL && item->no_leaders[0] != '\0') {
        lfsr_string_addf(&line, "leaders left out: %s", item->no_leaders);
        lfsr_text_line(sink, &line);
    }
    lfsr_sink_add(sink, "\n");
    put_verdict(sink, analysis, ran, only);
}
