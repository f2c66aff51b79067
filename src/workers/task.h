/* Tasks: parts of the walk of one stratum, executed by a worker or by the process itself. Plain data. */
#ifndef LFSR_TASK_H
#define LFSR_TASK_H

#include "kernel.h"

typedef enum lfsr_method {
    LFSR_BY_SECTION = 1, /* first-return map on section indices lo .. lo + count - 1 */
    LFSR_BY_CANDIDATES,  /* leaders among the codes lo .. lo + count - 1 */
    LFSR_BY_BITMAP,      /* the whole stratum */
    LFSR_BY_SAMPLES      /* the cycles of the samples lo .. lo + count - 1 that have no state below `known` */
} lfsr_method;

typedef struct lfsr_task {
    uint32_t stratum; /* its index in the plan */
    lfsr_method method;
    lfsr_section section; /* LFSR_BY_SECTION */
    uint64_t period;      /* LFSR_BY_CANDIDATES, LFSR_BY_SAMPLES: the longest period, if known; a hint */
    uint64_t known;       /* LFSR_BY_SAMPLES: the cycles with a state of code below it are found already */
    bool want_leaders;
    uint64_t lo, count;
} lfsr_task;

/* Does the result of a task have a record for each index? */
static inline bool lfsr_method_has_records(lfsr_method method)
{
    return method == LFSR_BY_SECTION || method == LFSR_BY_SAMPLES;
}

/* Records, additive over tasks. The arrays belong to the result. */
typedef struct lfsr_task_result {
    /* LFSR_BY_SECTION: the next section index and the steps to it. LFSR_BY_SAMPLES: leader and period of a
     * cycle, or 0 and 0. count entries each. */
    uint64_t *next, *length;
    uint64_t count;
    lfsr_partition found; /* the other methods: classes and leaders */
    const char *kernel;   /* static string */
    double seconds;       /* spent by a worker */
} lfsr_task_result;

void lfsr_task_result_init(lfsr_task_result *result);
void lfsr_task_result_clear(lfsr_task_result *result);

/* Executes tasks on one stratum after another, with the tables of the last stratum cached. */
typedef struct lfsr_executor lfsr_executor;

LFSR_MUST_CHECK lfsr_status lfsr_executor_create(lfsr_executor **executor, lfsr_error *error);
void lfsr_executor_destroy(lfsr_executor *executor);

/* Take a stratum over (it is cleared when the next one comes, and on failure): build its field context and
 * companion matrix from the coefficients alone, open the tables, and check that the tables step each unit
 * state to the matrix column of that state. */
LFSR_MUST_CHECK lfsr_status lfsr_executor_load(lfsr_executor *executor, uint32_t index, lfsr_stratum *stratum,
                                               lfsr_error *error);
/* True if the stratum with that index is loaded. */
bool lfsr_executor_has(const lfsr_executor *executor, uint32_t index);
/* Run a task of the loaded stratum. result is initialized by the caller. */
LFSR_MUST_CHECK lfsr_status lfsr_executor_run(lfsr_executor *executor, const lfsr_task *task,
                                              lfsr_task_result *result, const lfsr_tick *tick,
                                              lfsr_error *error);

#endif
