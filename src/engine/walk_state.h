/* The state of a walk under way: shared by its scheduling (walk.c), its collecting of results
 * (walk_collect.c) and its checkpoints (checkpoint.c), and by nothing else. */
#ifndef LFSR_WALK_STATE_H
#define LFSR_WALK_STATE_H

#include "walk_options.h"

/* Records of one unit while they come in. Its tasks are numbered: task t covers the indices from t * per_task
 * on. */
typedef struct lfsr_collection {
    uint64_t cursor;         /* tasks before this one are given out or done */
    uint64_t back;           /* indices whose result is in */
    double steps;            /* LFSR_BY_SECTION: the sum of the lengths that are in */
    uint64_t *done;          /* a bit a task: its result is in */
    uint64_t *next, *length; /* LFSR_BY_SECTION */
    lfsr_partition found;    /* the cycles found so far */
    unsigned extended;       /* times that the certificate fell short */
    bool complete;
} lfsr_collection;

typedef struct lfsr_walk_state {
    const lfsr_walk_options *options;
    const lfsr_register *reg;
    const lfsr_factorization *factorization;
    lfsr_plan_tuning tuning; /* options->tuning, bounded by what is listed */
    lfsr_plan plan;
    lfsr_collection *units;
    size_t open; /* units before this one are given out */
    size_t completed;
    lfsr_partition *out;
    lfsr_walk_report *report;
    double total, began;
    double before;       /* states that the checkpoint brought */
    double saved;        /* when the last checkpoint was saved, */
    double save_seconds; /* and how long that took */
    bool stopped;        /* the progress callback returned false */
} lfsr_walk_state;

/* Allocate the arrays for the records of a unit's section, if there is none yet. */
LFSR_MUST_CHECK lfsr_status lfsr_collection_allocate(lfsr_collection *g, const lfsr_unit *unit,
                                                     lfsr_error *error);
/* Begin a unit: nothing given out, nothing in, no cycle found. */
LFSR_MUST_CHECK lfsr_status lfsr_collection_reset(lfsr_collection *g, const lfsr_unit *unit, bool list,
                                                  lfsr_error *error);
void lfsr_collection_clear(lfsr_collection *g);

/* Plan anew, with another tuning; nothing has been walked. */
LFSR_MUST_CHECK lfsr_status lfsr_walk_replan(lfsr_walk_state *w, const lfsr_plan_tuning *tuning,
                                             lfsr_error *error);

/* States of the strata and tasks whose results are in; what a certificate that fell short cost counts, too.
 */
double lfsr_walk_finished(const lfsr_walk_state *w);

/* Take one result; completes, certifies and moves on the unit whose last result it is. */
LFSR_MUST_CHECK lfsr_status lfsr_walk_take(lfsr_walk_state *w, const lfsr_task *task,
                                           lfsr_task_result *result, lfsr_error *error);

#endif
