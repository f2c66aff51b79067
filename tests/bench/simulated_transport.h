/* A transport whose workers are numbers in this process: it answers when a worker of that speed would. For a
 * scheduler with more workers than a machine has processors. */
#ifndef LFSR_SIMULATED_TRANSPORT_H
#define LFSR_SIMULATED_TRANSPORT_H

#include "transport.h"

/* What the workers do. */
typedef struct simulated_work {
    void *self;
    /* A stratum comes: take it over. NULL: it is dropped. */
    lfsr_status (*load)(void *self, uint32_t index, lfsr_stratum *stratum);
    /* The seconds that a worker needs for this task, and its states. */
    double (*seconds)(void *self, const lfsr_task *task, double *states);
    /* The result; *result is initialized. A failure is the end of the worker. */
    lfsr_status (*answer)(void *self, const lfsr_task *task, lfsr_task_result *result);
} simulated_work;

/* NULL when out of memory. The transport copies *work. */
lfsr_transport *simulated_transport(unsigned workers, const simulated_work *work);

/* Processor seconds of this thread spent on the simulation so far, in the calls of the transport. */
double simulated_seconds(const lfsr_transport *transport);
/* Frames sent to the scheduler so far. */
uint64_t simulated_frames(const lfsr_transport *transport);

#endif
