/* What plans are made of: constants, and the plan of one stratum. */
#ifndef LFSR_PLAN_TYPES_H
#define LFSR_PLAN_TYPES_H

#include "task.h"

typedef enum lfsr_plan_form {
    LFSR_PLAN_CHEAPEST,
    LFSR_PLAN_WHOLE, /* all of g in one piece */
    LFSR_PLAN_STRATA /* each divisor of g by itself */
} lfsr_plan_form;

/* Constants from measurements (docs/performance.md), varied by tests. */
typedef struct lfsr_plan_tuning {
    lfsr_plan_form form;
    uint64_t bitmap_states; /* strata up to this size: by bitmap, where that is cheaper */
    double stratum_ns;      /* fixed cost of a stratum: context, matrix, tables, a task */
    uint64_t max_records;   /* largest section, but for hundreds of workers */
    int zeros;           /* sections after a run, with L zeros; -1: the cheapest section (tests force it) */
    uint64_t bound;      /* sections by first symbol with this bound; 0: as above */
    double record_ns;    /* cost of a record in the parent: transport, contraction */
    double spare_hits;   /* section states or candidates on a cycle beyond the logarithm of the cycles */
    unsigned workers;    /* for whom the tasks are cut; 0 or 1: one process */
    double task_seconds; /* least time of a task, */
    double task_wait;  /* and for each worker, so that tasks do not come faster than the parent takes them */
    double task_limit; /* longest time of a task, as far as few walks a task are not a loss */
    double tasks;      /* pieces that a long walk is cut into at least (tests want many) */
    double worker_tasks;       /* for each of many workers */
    uint64_t candidates;       /* least candidate leaders a task */
    uint64_t candidates_limit; /* most candidate leaders a task */
    double candidate_tasks;    /* pieces that many candidates are cut into, */
    double worker_candidates;  /* and for each worker */
    uint64_t record_limit;     /* records a task, so that a frame holds them */
    double sample_share; /* samples are taken where they cost less than this many times the next candidates */
    bool affine;         /* strata of an affine register: only divisors with x - 1 to its full power */
} lfsr_plan_tuning;

extern const lfsr_plan_tuning lfsr_plan_default;

/* The plan of one stratum, or of all of g in one piece (no cofactors). */
typedef struct lfsr_stratum_plan {
    lfsr_stratum stratum;
    uint64_t expected; /* states to be found: Phi(g), or q^m */
    uint64_t period;   /* ord(g), known from the algebra: a hint for choosing, never an answer; 0: unknown */
    uint64_t scalars;  /* constants c such that c times a state is on its cycle; 0: unknown. A hint as well */
    lfsr_method method;
    lfsr_section section; /* LFSR_BY_SECTION */
    uint64_t first;   /* LFSR_BY_CANDIDATES, LFSR_BY_SAMPLES: the leaders below this code have been found; the
                         candidates, or the numbers of the samples, begin with it */
    uint64_t indices; /* section size, candidates, samples, or 1 */
    uint64_t per_task;
} lfsr_stratum_plan;

/* Largest section, also of a plan from a checkpoint: the parent holds 16 bytes a record, 4 GiB in all. */
#define LFSR_RECORDS_LIMIT (UINT64_C(1) << 28)

#endif
