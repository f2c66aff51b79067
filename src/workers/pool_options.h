/* What a pool is started with. */
#ifndef LFSR_POOL_OPTIONS_H
#define LFSR_POOL_OPTIONS_H

#include "lfsr/worker.h"

typedef struct lfsr_pool lfsr_pool;

typedef struct lfsr_pool_options {
    unsigned workers; /* at least 1 */
    lfsr_start_method method;
    const char *program; /* spawn: the worker's executable, or NULL; outlives the pool */
    double timeout;      /* seconds of silence; 0: adaptive */
} lfsr_pool_options;

#endif
