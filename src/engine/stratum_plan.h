/* The plan of one stratum: by which method it is walked, and in which tasks (docs/mathematics.md,
 * docs/performance.md). Methods are chosen only here. */
#ifndef LFSR_STRATUM_PLAN_H
#define LFSR_STRATUM_PLAN_H

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
    double tasks;      /* pieces that a long walk is cut into at least, */
    double worker_tasks;       /* and for each worker */
    uint64_t candidates;       /* least candidate leaders a task */
    uint64_t candidates_limit; /* most candidate leaders a task */
    double candidate_tasks;    /* pieces that many candidates are cut into, */
    double worker_candidates;  /* and for each worker */
    uint64_t record_limit;     /* records a task, so that a frame holds them */
    double sample_share; /* samples are taken where they cost less than this many times the next candidates */
    bool affine;         /* strata of an affine register: only divisors with x - 1 to its full power */
} lfsr_plan_tuning;

extern const lfsr_plan_tuning lfsr_plan_default;

/* Where leaders are listed no more candidates a task than a frame holds leaders. */
#define LFSR_LISTED_CANDIDATES (UINT64_C(1) << 21)

/* The tuning for a walk that lists leaders, or does not. */
lfsr_plan_tuning lfsr_plan_tuning_for(const lfsr_plan_tuning *tuning, bool list);

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

/* Choose the cheapest method; returns its estimate in nanoseconds on one core. The rest of *stratum_plan is
 * set before. */
double lfsr_stratum_plan_choose(lfsr_stratum_plan *stratum_plan, const lfsr_plan_tuning *tuning);

/* The number of its tasks. */
uint64_t lfsr_stratum_plan_tasks(const lfsr_stratum_plan *stratum_plan);

/* After a certificate that fell short, with that many states of the stratum missing: choose what finds
 * further cycles, and none that were found before (docs/mathematics.md, "What a section misses"). False if
 * nothing is left to try. */
bool lfsr_stratum_plan_extend(lfsr_stratum_plan *stratum_plan, uint64_t missing,
                              const lfsr_plan_tuning *tuning);

/* Most tasks of a stratum: a bit each; more would take years. */
#define LFSR_STRATUM_TASKS (UINT64_C(1) << 32)
/* Largest section, also of a plan from a checkpoint: the parent holds 16 bytes a record, 4 GiB in all. */
#define LFSR_RECORDS_LIMIT (UINT64_C(1) << 28)
/* Largest stratum that is walked by bitmap, also for a plan from a checkpoint. */
#define LFSR_BITMAP_LIMIT (UINT64_C(1) << 26)

/* Give a stratum the method of a plan made elsewhere (another processor, another release). section: of
 * LFSR_BY_SECTION. first, indices: of candidates or samples. False, with *stratum_plan unchanged, where it
 * cannot be carried out within the bounds of the tuning. */
bool lfsr_stratum_plan_adopt(lfsr_stratum_plan *stratum_plan, uint64_t method, lfsr_section section,
                             uint64_t first, uint64_t indices, uint64_t per_task,
                             const lfsr_plan_tuning *tuning);

#endif
