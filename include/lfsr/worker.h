/* Worker processes of the parallel engine. */
#ifndef LFSR_WORKER_H
#define LFSR_WORKER_H

#include "lfsr/status.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef enum lfsr_start_method {
    LFSR_START_FORK,
    LFSR_START_SPAWN,
    LFSR_START_MPI /* by the other ranks of an MPI job: of the program lfsr-analyze-mpi alone */
} lfsr_start_method;

/* The seconds of a parallel walk by phase. walk is time in the workers, all others are time in the parent. */
typedef struct lfsr_phases {
    double start;   /* creating workers */
    double send;    /* packing and writing tasks */
    double walk;    /* walking, including building tables; the mean over the workers */
    double wait;    /* waiting until a pipe is readable */
    double collect; /* reading, checking and unpacking results */
    double merge;   /* making cycles of records, the certificate, checkpoints */
    double reap;    /* ending the workers */
} lfsr_phases;

/* Worker processes. They are killed when the thread that started them ends: use a pool from one thread. */
typedef struct lfsr_pool lfsr_pool;

/* Zero all members that are not set; later versions may add members at the end. */
typedef struct lfsr_pool_options {
    size_t size;      /* of this structure, as the program knows it: sizeof(lfsr_pool_options) */
    unsigned workers; /* 0: one per processor that this process may use */
    lfsr_start_method method;
    const char *program; /* spawn: the executable of the worker, or NULL; not copied */
    double timeout;      /* seconds of silence before a worker is replaced; 0: adaptive */
} lfsr_pool_options;

LFSR_API LFSR_MUST_CHECK lfsr_status lfsr_pool_start(lfsr_pool **pool, const lfsr_pool_options *options,
                                                     lfsr_error *error);

/* The main function of a spawned worker. options.worker_program is started with two arguments,
 * LFSR_WORKER_ARGUMENT and the process id of the parent, and must call this first. Tasks are read from
 * standard input, answers are written to standard output. Never returns. */
#define LFSR_WORKER_ARGUMENT "--lfsr-worker"
LFSR_API LFSR_NORETURN void lfsr_worker_serve(const char *parent);

/* End the workers of a pool and set *pool to NULL. Accepts NULL and a pointer to NULL. */
LFSR_API void lfsr_pool_end(lfsr_pool **pool);

/* The number of processors that this process may use, at least 1. */
LFSR_API unsigned lfsr_processors(void);

#ifdef __cplusplus
}
#endif

#endif
