/* Worker processes of the parallel engine. */
#ifndef LFSR_WORKER_H
#define LFSR_WORKER_H

#include "lfsr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lfsr_start_method { LFSR_START_FORK, LFSR_START_SPAWN } lfsr_start_method;

/* Where the seconds of a parallel walk went. walk is time inside the workers; all others are time of the
 * parent. */
typedef struct lfsr_phases {
    double start;   /* creating workers */
    double send;    /* packing and writing tasks */
    double walk;    /* in tasks, including their tables; the mean over the workers */
    double wait;    /* the parent idle until a pipe is readable */
    double collect; /* reading, checking and unpacking results */
    double merge;   /* records into cycles, the certificate, checkpoints */
    double reap;    /* ending the workers */
} lfsr_phases;

/* Worker processes. They are killed when the thread that started them ends: keep a pool in one thread. */
typedef struct lfsr_pool lfsr_pool;

/* Members may be added at the end in later versions; those that are not set are zero. */
typedef struct lfsr_pool_options {
    size_t size;      /* of this structure, as the program knows it: sizeof(lfsr_pool_options) */
    unsigned workers; /* 0: the processors this process may use */
    lfsr_start_method method;
    const char *program; /* spawn: the worker's executable, or NULL; outlives the pool */
    double timeout;      /* seconds of silence before a worker is replaced; 0: adaptive */
} lfsr_pool_options;

LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_pool_start(lfsr_pool **pool, const lfsr_pool_options *options,
                                                     lfsr_error *error);

/* Where a spawned worker begins: the program that options.worker_program names is started with two arguments,
 * LFSR_WORKER_ARGUMENT and the parent's process id, and must call this before it does anything else. Tasks
 * come on standard input, answers go to standard output. Never returns. */
#define LFSR_WORKER_ARGUMENT "--lfsr-worker"
LFSR_API LFSR_NORETURN void lfsr_worker_serve(const char *parent);

/* End the workers of a pool. *pool becomes NULL; does nothing where it is already, or pool is. */
LFSR_API void lfsr_pool_end(lfsr_pool **pool);

/* The processors this process may use, at least 1. */
LFSR_API unsigned lfsr_processors(void);

#ifdef __cplusplus
}
#endif

#endif
