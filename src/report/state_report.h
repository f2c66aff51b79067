/* Answers about one state, and the list of cycles by algebra: how the text and JSON reports show it.
 */
#ifndef LFSR_STATE_REPORT_H
#define LFSR_STATE_REPORT_H

#include "lfsr/state.h"
#include "sink.h"

/* Everything belongs to the caller. */
typedef struct lfsr_state_report {
    const lfsr_state *state; /* its place was found */
    const lfsr_state *to;    /* --to; NULL: not asked */
    lfsr_distance distance;  /* to it */
    const char *steps;       /* NULL: there are none, or they are too hard to compute */
    const char *reason;      /* what is too hard */
    const lfsr_state *jump;  /* --jump; NULL: not asked */
    const char *jump_steps;
    bool sequence; /* --sequence */
    uint64_t count;
} lfsr_state_report;

/* The list of cycles: a table; ,"leaders":[...] */
void lfsr_text_cycle_list(lfsr_sink *sink, const lfsr_cycle_list *list);
void lfsr_json_cycle_list(lfsr_sink *sink, const lfsr_cycle_list *list);

void lfsr_text_state(lfsr_sink *sink, const lfsr_state_report *report);
/* ,"state":{...} */
void lfsr_json_state(lfsr_sink *sink, const lfsr_state_report *report);

#endif
