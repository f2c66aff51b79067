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

/* Engines, in the order in which they are reported. */
typedef enum lfsr_engine {
    LFSR_ALGEBRAIC,
    LFSR_SEQUENTIAL,
    LFSR_PARALLEL,
    LFSR_REFERENCE,
    LFSR_ENGINES /* how many */
} lfsr_engine;

/* "algebraic", "sequential", "parallel", "reference"; "unknown" for any other value. */
LFSR_API const char *lfsr_engine_name(lfsr_engine engine);

/* What a long computation is doing. */
typedef enum lfsr_activity { LFSR_WALKING, LFSR_FACTORING } lfsr_activity;

/* How far it is. Later versions may add members at the end. */
typedef struct lfsr_progress {
    lfsr_activity activity;
    const char *engine;
    double states_done, states_total; /* walking */
    double
        states_before; /* the part of states_done that was read from a checkpoint: not walked in this run */
    double seconds;    /* since the activity began */
    double seconds_limit; /* factoring: its time limit */
    unsigned workers;     /* 0: the engine has none */
} lfsr_progress;

/* Call lfsr_options_init before setting members. Later versions may add members at the end; programs compiled
 * with an older header continue to work. */
typedef struct lfsr_options {
    size_t size;            /* of this structure, as the program knows it */
    bool run[LFSR_ENGINES]; /* which engines */
    bool automatic;       /* of the engines in run, only those that should take less than about two seconds */
    bool reference_named; /* no limit of 2^22 states for the reference engine */
    bool list;            /* also list the leader of every cycle */
    unsigned workers;     /* of the parallel engine; 0: one per processor that this process may use */
    lfsr_start_method start_method;
    const char *worker_program; /* spawn: an executable that calls lfsr_worker_serve, or NULL */
    double timeout;             /* seconds of silence before a worker is replaced; 0: adaptive */
    uint64_t max_states;        /* of one walk */
    bool leaders_optional;      /* with list: it is not a failure if no engine can list the leaders */
    uint64_t max_leaders;       /* most leaders to list */
    double factor_seconds;      /* time limit for factoring the polynomial and numbers together; 0: 20 */
    const char *checkpoint;     /* a file for the state of a long walk, with exactly one of sequential and
                                   parallel; or NULL */
    double checkpoint_seconds;  /* minimum time between two saves, longer if saving is slow; 0: save after
                                   every  task */
    unsigned repeat;            /* runs of each engine, at least 1; the median time is reported */
    /* Called at least four times a second while states are walked or something is factored; may be NULL.
     * Return false to cancel: the analysis then ends within about 100 ms with LFSR_SYSTEM, "stopped". With a
     * checkpoint, finished tasks are saved first. */
    bool (*progress)(void *context, const lfsr_progress *progress);
    void *progress_context;
    /* For verbose output: one line on what was chosen. May be NULL. */
    void (*note)(void *context, const char *line);
    /* For all users: one line, such as that a walk resumes from a checkpoint. May be NULL. */
    void (*notice)(void *context, const char *line);
    void *note_context; /* of note and notice */
    /* NULL, or a nonzero element of the field as text, which is added to the recurrence (1 over GF(2): XNOR
     * feedback). Cycles are then those of the affine register; factors and orders are those of f. */
    const char *constant;
} lfsr_options;

/* Set the defaults in a structure of `size` bytes. Use the macro. */
LFSR_API void lfsr_options_init_sized(lfsr_options *options, size_t size);
#define lfsr_options_init(options) lfsr_options_init_sized(options, sizeof *(options))

/* Why an engine has no answer. */
typedef enum lfsr_omission {
    LFSR_NOT_OMITTED,
    LFSR_OMITTED_STATES,    /* more states than options.max_states */
    LFSR_OMITTED_SIZE,      /* more states than can be walked at all */
    LFSR_OMITTED_REFERENCE, /* more than 2^22 states, and options.reference_named is false */
    LFSR_OMITTED_TIME,      /* automatic: it should take too long */
    LFSR_OMITTED_GAIN,      /* automatic: parallel should not be faster than sequential */
    LFSR_OMITTED_FAILURE    /* it could not answer */
} lfsr_omission;

/* The result of one engine, and of all of them. */
typedef struct lfsr_outcome lfsr_outcome;
typedef struct lfsr_analysis lfsr_analysis;

/* Analyze one spec. An engine that cannot answer is left out, its outcome says why, and the others run.
 *
 * LFSR_OK: everything that was asked for is answered. LFSR_DISAGREE: two engines contradict each other.
 * LFSR_UNABLE with *analysis not NULL: a part is missing (an order, the answer of an engine in options->run,
 * the leaders); the rest is there. LFSR_USAGE: options were not initialized. After any other failure
 * *analysis is NULL. With options->automatic, a walking engine that runs out of memory, descriptors or
 * processes is left out as well, provided that another one answers.
 *
 * The caller frees *analysis, unless it is NULL. Workers stay in *pool for the next call, until
 * lfsr_pool_end; with pool NULL they end with this one. Use a pool from one thread: workers are killed when
 * the thread that started them ends. */
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
/* Why leaders are not listed although they were asked for; empty otherwise. */
LFSR_API const char *lfsr_analysis_no_leaders(const lfsr_analysis *analysis);
/* The constant that is added to the recurrence, as text, or NULL. */
LFSR_API const char *lfsr_analysis_constant(const lfsr_analysis *analysis);
/* With a constant: the lock-up state, which is its own successor; NULL if no state is. */
LFSR_API const char *lfsr_analysis_lock_up(const lfsr_analysis *analysis);
/* The partition to report: that of the first engine that ran; NULL if none did. */
LFSR_API const lfsr_partition *lfsr_analysis_partition(const lfsr_analysis *analysis);

/* Did the engine answer? If not, only the last two functions below say something. */
LFSR_API bool lfsr_outcome_ran(const lfsr_outcome *outcome);
LFSR_API const lfsr_partition *lfsr_outcome_partition(const lfsr_outcome *outcome);
/* The median time of options.repeat runs, and the number of states walked in one run. */
LFSR_API double lfsr_outcome_seconds(const lfsr_outcome *outcome);
LFSR_API double lfsr_outcome_states_walked(const lfsr_outcome *outcome);
/* Of the parallel engine: the number of workers, the start method that was used (spawn if fork failed), and
 * the phases of the last run; start and reap are 0 where the caller keeps the pool. */
LFSR_API unsigned lfsr_outcome_workers(const lfsr_outcome *outcome);
LFSR_API lfsr_start_method lfsr_outcome_start_method(const lfsr_outcome *outcome);
LFSR_API const lfsr_phases *lfsr_outcome_phases(const lfsr_outcome *outcome);
/* Of the walking engines: the kernel of the largest stratum, a static string, or NULL. */
LFSR_API const char *lfsr_outcome_kernel(const lfsr_outcome *outcome);
/* The name of the i-th of the kernels that this processor runs; NULL beyond the last. */
LFSR_API const char *lfsr_kernel_name(size_t i);
/* Does the file options.checkpoint hold this walk, complete? See lfsr_checkpoint_remove. */
LFSR_API bool lfsr_outcome_checkpointed(const lfsr_outcome *outcome);
/* Why an engine in options.run has no answer, as a code and as text (empty if the engine ran or is not in
 * options.run). */
LFSR_API lfsr_omission lfsr_outcome_omission(const lfsr_outcome *outcome);
LFSR_API const char *lfsr_outcome_left_out(const lfsr_outcome *outcome);

/* Replace the time of an engine, for a caller that measured it in another way. */
LFSR_API void lfsr_analysis_set_seconds(lfsr_analysis *analysis, lfsr_engine engine, double seconds);

/* Replace the answer of one engine by its answer in `other`, an analysis of the same spec, and compare all
 * answers again. LFSR_DISAGREE if they differ. */
LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_analysis_replace(lfsr_analysis *analysis, lfsr_engine engine,
                                                           lfsr_analysis *other, lfsr_error *error);

/* Remove a checkpoint and its temporary file. The library does not remove the checkpoint of a complete walk:
 * if the answer cannot be written, nothing is lost. Call this when the answer is safe and
 * lfsr_outcome_checkpointed is true. */
LFSR_API void lfsr_checkpoint_remove(const char *path);

/* For a signal handler that is about to end the process (async-signal-safe): kill and reap every worker,
 * remove the temporary file of a checkpoint. The library cannot be used afterwards. */
LFSR_API void lfsr_emergency_cleanup(void);

/* Free the caches of this library and of FLINT (factors of p^m - 1, tables), for programs that check for
 * leaks when they end. */
LFSR_API void lfsr_cleanup(void);

#ifdef __cplusplus
}
#endif

#endif
