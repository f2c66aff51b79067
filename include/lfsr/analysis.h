/* Analysis: run engines on one register, compare their answers. */
#ifndef LFSR_ANALYSIS_H
#define LFSR_ANALYSIS_H

#include "lfsr/factorization.h"
#include "lfsr/partition.h"
#include "lfsr/register.h"
#include "lfsr/worker.h"

#ifdef __cplusplus
extern "C" {
#endif

/* Engines, in the order they are reported. */
typedef enum lfsr_engine {
    LFSR_ALGEBRAIC,
    LFSR_SEQUENTIAL,
    LFSR_PARALLEL,
    LFSR_REFERENCE,
    LFSR_ENGINES /* how many */
} lfsr_engine;

/* "algebraic", "sequential", "parallel", "reference". */
LFSR_API const char *lfsr_engine_name(lfsr_engine engine);

/* What a long computation is doing. */
typedef enum lfsr_activity { LFSR_WALKING, LFSR_FACTORING } lfsr_activity;

/* How far it is. */
typedef struct lfsr_progress {
    lfsr_activity activity;
    const char *engine;
    double states_done, states_total; /* walking */
    double states_before; /* of states_done: those that a checkpoint brought, no part of the rate */
    double seconds;
    double seconds_limit; /* factoring: it is given up then */
    unsigned workers;     /* 0: the engine has none */
} lfsr_progress;

/* Set up by lfsr_options_init, before any member is set. Members may be added at the end in later versions: a
 * program that was compiled with an older header goes on working. */
typedef struct lfsr_options {
    size_t size;            /* of this structure, as the program knows it */
    bool run[LFSR_ENGINES]; /* which engines */
    bool automatic;         /* choose among those of run what should take under about two seconds */
    bool reference_named;   /* reference was asked for by name: no limit of 2^22 states for it */
    bool list;              /* leaders too */
    unsigned workers;       /* of parallel; 0: the processors this process may use */
    lfsr_start_method start_method;
    const char *worker_program; /* spawn: an executable that calls lfsr_worker_serve; NULL: there is none */
    double timeout;             /* seconds of silence before a worker is replaced; 0: adaptive */
    uint64_t max_states;        /* of one walk */
    bool leaders_optional;  /* that no engine lists them is no failure: the caller lists cycles by algebra */
    uint64_t max_leaders;   /* of a list */
    double factor_seconds;  /* for factoring, of the polynomial and of numbers together; 0: 20 */
    const char *checkpoint; /* a file for the state of a long walk, with exactly one of sequential and
                               parallel; or NULL */
    double checkpoint_seconds; /* least time between two saves; more where a save takes long; 0: after every
                                  task */
    unsigned repeat;           /* runs per timing, at least 1; the median is reported */
    /* Called at least four times a second while states are walked or something is factored, or NULL. False:
     * stop. The analysis then ends within about 100 ms with LFSR_SYSTEM, "stopped"; with a checkpoint what is
     * finished is saved first. */
    bool (*progress)(void *context, const lfsr_progress *progress);
    void *progress_context;
    void (*note)(void *context, const char *line); /* one line on what was chosen (verbose), or NULL */
    /* One line that every user should see (a walk goes on from a checkpoint), or NULL. */
    void (*notice)(void *context, const char *line);
    void *note_context; /* of note and notice */
    /* Not NULL: an element of the field, not 0, as text, that is added to the recurrence (1 over GF(2): a
     * register with XNOR feedback). The cycles are those of the affine register; factors and orders are those
     * of f. */
    const char *constant;
} lfsr_options;

/* The defaults, in a structure of that many bytes. */
LFSR_API void lfsr_options_init_sized(lfsr_options *options, size_t size);
#define lfsr_options_init(options) lfsr_options_init_sized(options, sizeof *(options))

/* Why an engine has no answer. */
typedef enum lfsr_omission {
    LFSR_NOT_OMITTED,
    LFSR_OMITTED_STATES,    /* more states than options.max_states */
    LFSR_OMITTED_SIZE,      /* more states than can be walked at all */
    LFSR_OMITTED_REFERENCE, /* more states than reference walks unless it is named */
    LFSR_OMITTED_TIME,      /* automatic: it should take too long */
    LFSR_OMITTED_GAIN,      /* automatic: parallel should not be faster than sequential */
    LFSR_OMITTED_FAILURE    /* it could not answer */
} lfsr_omission;

/* What one engine found, and all of them. */
typedef struct lfsr_outcome lfsr_outcome;
typedef struct lfsr_analysis lfsr_analysis;

/* Analyze one spec. An engine that cannot answer is left out, with its reason in its outcome, and the others
 * run.
 *
 * LFSR_USAGE: options were not set up. LFSR_OK: everything that was asked for is answered. LFSR_DISAGREE: two
 * engines contradict each other. LFSR_UNABLE with *analysis not NULL: some of it is not (an order, the answer
 * of an engine named in options->run, the leaders); what is known is there. With options->automatic, a
 * walking engine that fails for want of memory, descriptors or processes is left out, too, as long as another
 * one answers. Any other failure: *analysis is NULL.
 *
 * The caller frees *analysis, unless it is NULL. pool is kept for the next call (lfsr_pool_end ends it);
 * NULL: not kept. Workers are killed when the thread that started them ends: keep a pool in one thread. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_analyze(lfsr_analysis **analysis, const lfsr_spec *spec,
                                                  const lfsr_options *options, lfsr_pool **pool,
                                                  lfsr_error *error);
/* Does nothing to NULL. */
LFSR_API void lfsr_analysis_free(lfsr_analysis *analysis);

/* Parts of an analysis; they belong to it. */
LFSR_API const lfsr_register *lfsr_analysis_register(const lfsr_analysis *analysis);
LFSR_API const lfsr_factorization *lfsr_analysis_factorization(const lfsr_analysis *analysis);
LFSR_API const lfsr_outcome *lfsr_analysis_outcome(const lfsr_analysis *analysis, lfsr_engine engine);
/* Did two engines or more run, and do all that ran agree? */
LFSR_API bool lfsr_analysis_compared(const lfsr_analysis *analysis);
LFSR_API bool lfsr_analysis_agree(const lfsr_analysis *analysis);
/* Which engines differ, and where first; empty where they agree. */
LFSR_API const char *lfsr_analysis_disagreement(const lfsr_analysis *analysis);
/* Why leaders are not listed though they were asked for; empty otherwise. */
LFSR_API const char *lfsr_analysis_no_leaders(const lfsr_analysis *analysis);
/* What is added to the recurrence, as options.constant is printed; NULL: nothing. Then the state that is its
 * own successor; NULL: there is none. */
LFSR_API const char *lfsr_analysis_constant(const lfsr_analysis *analysis);
LFSR_API const char *lfsr_analysis_lock_up(const lfsr_analysis *analysis);
/* The partition to report: that of the first engine that ran; NULL if none did. */
LFSR_API const lfsr_partition *lfsr_analysis_partition(const lfsr_analysis *analysis);

/* Did the engine answer? Most of what follows is of use only then. */
LFSR_API bool lfsr_outcome_ran(const lfsr_outcome *outcome);
LFSR_API const lfsr_partition *lfsr_outcome_partition(const lfsr_outcome *outcome);
/* The median of options.repeat runs, and the states that were walked in that time. */
LFSR_API double lfsr_outcome_seconds(const lfsr_outcome *outcome);
LFSR_API double lfsr_outcome_states_walked(const lfsr_outcome *outcome);
/* Of the parallel engine: the workers, how they were started (as asked, or spawn where fork was not to be
 * had), and where the time of the last run went; start and reap are 0 where the workers are kept. */
LFSR_API unsigned lfsr_outcome_workers(const lfsr_outcome *outcome);
LFSR_API lfsr_start_method lfsr_outcome_start_method(const lfsr_outcome *outcome);
LFSR_API const lfsr_phases *lfsr_outcome_phases(const lfsr_outcome *outcome);
/* Of the walking engines: the kernel of the largest stratum, a static string, or NULL. */
LFSR_API const char *lfsr_outcome_kernel(const lfsr_outcome *outcome);
/* options.checkpoint holds this walk, complete; see lfsr_checkpoint_remove. */
LFSR_API bool lfsr_outcome_checkpointed(const lfsr_outcome *outcome);
/* Why the engine has no answer though it was to be considered, and the same in words; empty where it ran or
 * was not asked for. */
LFSR_API lfsr_omission lfsr_outcome_omission(const lfsr_outcome *outcome);
LFSR_API const char *lfsr_outcome_left_out(const lfsr_outcome *outcome);

/* The seconds of an engine, for a caller that measured them better. */
LFSR_API void lfsr_analysis_set_seconds(lfsr_analysis *analysis, lfsr_engine engine, double seconds);

/* Put the answer of one engine from `other`, an analysis of the same spec, in the place of that engine's
 * answer here, and compare all answers anew. LFSR_DISAGREE where they differ. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_analysis_replace(lfsr_analysis *analysis, lfsr_engine engine,
                                                           lfsr_analysis *other, lfsr_error *error);

/* Remove a checkpoint and its temporary file. The library keeps the checkpoint of a complete walk, so that
 * nothing is lost if the answer cannot be written: call this once the answer is safe, where an outcome is
 * checkpointed. */
LFSR_API void lfsr_checkpoint_remove(const char *path);

/* For a signal handler that is about to end the process (async-signal-safe): kills and reaps every worker,
 * removes a checkpoint that is only half written. Nothing of this library can be used afterwards. */
LFSR_API void lfsr_abandon(void);

/* Free what this library and FLINT keep for the life of the process (factors of p^m - 1, tables): for
 * programs that check for leaks at their end. */
LFSR_API void lfsr_cleanup(void);

#ifdef __cplusplus
}
#endif

#endif
