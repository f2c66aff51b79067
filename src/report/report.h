/* Reports in six formats behind one interface (docs/conventions.md has the JSON schema). Each result is
 * written at once and not stored. */
#ifndef LFSR_REPORT_H
#define LFSR_REPORT_H

#include "lfsr/analysis.h"
#include "sink.h"
#include "state_graph.h"
#include "state_report.h"
#include "timing.h"

typedef enum lfsr_report_format {
    LFSR_REPORT_TEXT,
    LFSR_REPORT_JSON, /* one object, or an array of them */
    LFSR_REPORT_JSONL,
    LFSR_REPORT_CSV,
    LFSR_REPORT_BRIEF,
    LFSR_REPORT_DOT /* the state graph for Graphviz: one polynomial */
} lfsr_report_format;

/* What is reported on besides the analysis. */
typedef struct lfsr_report_item {
    const char *input; /* as given, `length` untrusted bytes */
    size_t length;
    size_t line;                       /* from 1: line of the file, or number of the argument */
    bool modulus_given;                /* by the user, not chosen */
    bool list;                         /* leaders were asked for */
    bool explain;                      /* text: with the reasons of the structure */
    const lfsr_comparison *comparison; /* NULL: none was asked for */
    const lfsr_cycle_list *cycles;     /* NULL: cycles were not listed by algebra */
    const char *no_leaders;         /* why leaders are not listed; NULL or empty: they are, or need not be */
    const lfsr_state_report *state; /* NULL: no state was asked about */
    const lfsr_state_graph *graph;  /* for dot */
} lfsr_report_item;

typedef struct lfsr_report {
    lfsr_report_format format;
    bool several;   /* json: an array; set before the first record */
    bool bare;      /* records alone, for lfsr_report_record: no header, separator or end */
    bool continued; /* the records continue those of an earlier run: no header; set before the first one */
    bool timings;   /* csv: a row for each timing of --compare, under a header of its own */
    bool begun;
    size_t records; /* results, and failures where the format shows them */
    lfsr_sink *sink;
} lfsr_report;

void lfsr_report_init(lfsr_report *report, lfsr_report_format format, lfsr_sink *sink);

/* One answer, or both sides of a disagreement. The sink is flushed; its failure is the only one. */
LFSR_MUST_CHECK lfsr_status lfsr_report_result(lfsr_report *report, const lfsr_report_item *item,
                                               const lfsr_analysis *analysis, lfsr_error *error);
/* An input without an answer: an object with an error in json and jsonl, a row with an error in csv, a line
 * in brief, nothing in text and dot. */
LFSR_MUST_CHECK lfsr_status lfsr_report_failure(lfsr_report *report, const lfsr_report_item *item,
                                                const lfsr_error *failure, lfsr_error *error);
/* A record that was formatted elsewhere, by a bare report. The sink is not flushed. */
void lfsr_report_record(lfsr_report *report, const char *bytes, size_t length);
/* Finish: the end of an array, the header of an empty table. */
LFSR_MUST_CHECK lfsr_status lfsr_report_end(lfsr_report *report, lfsr_error *error);

#endif
