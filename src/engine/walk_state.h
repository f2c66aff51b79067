/* The state of a running walk, shared by walk.c, walk_collect.c and the checkpoints. */
#ifndef LFSR_WALK_STATE_H
#define LFSR_WALK_STATE_H

#include "contract.h"
#include "walk_options.h"

/* The records of one stratum received so far. Its tasks are numbered: task t covers the indices from t *
 * per_task on. */
typedef struct lfsr_collection {
    uint64_t cursor;      /* tasks before this one are assigned or done */
    uint64_t back;        /* indices with a result */
    double steps;         /* LFSR_BY_SECTION: the sum of the lengths received */
    uint64_t *done;       /* one bit per task: its result was received */
    lfsr_record *map;     /* LFSR_BY_SECTION: the first-return map; LFSR_BY_SAMPLES: leaders, periods */
    lfsr_partition found; /* the cycles found so far */
    unsigned extended;    /* how often the certificate fell short */
    bool complete;
} lfsr_collection;

typedef struct lfsr_walk_state {
    const lfsr_walk_options *options;
    const lfsr_register *reg;
    const lfsr_factorization *factorization;
    lfsr_plan_tuning tuning; /* options->tuning, with the limits of listing leaders */
    lfsr_plan plan;
    lfsr_collection *collections; /* one per stratum of the plan */
    size_t open;                  /* all tasks of strata before this one are assigned */
    size_t completed;
    lfsr_partition *out;
    lfsr_walk_report *report;
    double total, began;
    double before;       /* states from the checkpoint */
    double saved;        /* when the last checkpoint was saved, */
    double save_seconds; /* and how long that took */
    bool stopped;        /* the progress callback returned false */
} lfsr_walk_state;

/* Allocate the array for the records of the section of a stratum, if there is none yet. */
LFSR_MUST_CHECK lfsr_status lfsr_collection_allocate(lfsr_collection *g,
                                                     const lfsr_stratum_plan *stratum_plan,
                                                     lfsr_error *error);
/* Begin a stratum: nothing assigned, nothing received, no cycle found. */
LFSR_MUST_CHECK lfsr_status lfsr_collection_reset(lfsr_collection *g, const lfsr_stratum_plan *stratum_plan,
                                                  bool list, lfsr_error *error);
void lfsr_collection_clear(lfsr_collection *g);

/* Make a new plan with another tuning, before anything was walked. */
LFSR_MUST_CHECK lfsr_status lfsr_walk_replan(lfsr_walk_state *w, const lfsr_plan_tuning *tuning,
                                             lfsr_error *error);

/* Report progress: that many more states were walked. False: stop. */
bool lfsr_walk_progress(void *walk, double states);

/* Complete the strata of which a checkpoint holds all records. */
LFSR_MUST_CHECK lfsr_status lfsr_walk_complete_resumed(lfsr_walk_state *w, lfsr_error *error);

/* Take one result. With the last one of a stratum, complete and certify the stratum and add it to the answer.
 */
LFSR_MUST_CHECK lfsr_status lfsr_walk_take(lfsr_walk_state *w, const lfsr_task *task,
                                           lfsr_task_result *result, lfsr_error *error);

#endif
