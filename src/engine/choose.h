/* Choosing: which of the requested walking engines run, and whether leaders are listed. */
#ifndef LFSR_CHOOSE_H
#define LFSR_CHOOSE_H

#include "affine_walk.h"
#include "analysis_data.h"
#include "plan.h"

/* The decision. */
typedef struct lfsr_choice {
    bool run[LFSR_ENGINES];
    bool list;      /* leaders, too */
    lfsr_plan plan; /* for sequential and parallel; empty where neither runs or nothing is to be walked */
    bool planned;
} lfsr_choice;

/* Decide from options and from the algebra in *analysis; question: active where a constant is added; *choice
 * is overwritten. The outcome of an engine that is left out has the reason; no_leaders has the reason why
 * leaders are not listed. Where the algebraic engine has run, its structure tells how many leaders there are.
 * On failure *choice needs no clearing. */
LFSR_MUST_CHECK lfsr_status lfsr_choose(lfsr_choice *choice, lfsr_analysis *analysis,
                                        const lfsr_affine_question *question, const lfsr_options *options,
                                        lfsr_error *error);
void lfsr_choice_clear(lfsr_choice *choice);

/* The number of workers of parallel. */
unsigned lfsr_workers_of(const lfsr_options *options);

/* The engine has no answer, for this reason. */
void lfsr_leave_out(lfsr_outcome *outcome, lfsr_omission omission, const char *format, ...) LFSR_PRINTF(3, 4);

#endif
