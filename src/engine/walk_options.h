/* Options and report of a walk. */
#ifndef LFSR_WALK_OPTIONS_H
#define LFSR_WALK_OPTIONS_H

#include "lfsr/analysis.h"
#include "plan.h"
#include "pool.h"

typedef struct lfsr_walk_options {
    const char *engine; /* its name, for progress */
    bool list;
    uint64_t max_leaders;
    const lfsr_plan_tuning *tuning;
    const lfsr_plan *plan; /* made with lfsr_plan_tuning_for(tuning, list); NULL: it is made here. For another
                              number of workers than tuning has, it is cut again */
    lfsr_pool *pool;       /* NULL: in this process */
    unsigned workers;
    const char *checkpoint;    /* a file, or NULL */
    double checkpoint_seconds; /* least time between two saves; 0: after every task */
    bool (*progress)(void *context, const lfsr_progress *progress);
    void *progress_context;
    void (*note)(void *context, const char *line);
    void (*notice)(void *context, const char *line);
    void *note_context;
} lfsr_walk_options;

typedef struct lfsr_walk_report {
    double states;      /* walked in this run, without those from a checkpoint */
    const char *kernel; /* of the largest stratum; NULL where nothing was walked */
    bool resumed;       /* from a checkpoint */
    bool checkpointed;  /* the checkpoint file holds this walk, complete */
    unsigned redone;    /* strata whose certificate fell short at first */
} lfsr_walk_report;

#endif
