/* Slots: the scheduler's state of one worker. */
#ifndef LFSR_SLOT_H
#define LFSR_SLOT_H

#include "transport.h"

typedef struct lfsr_slot {
    unsigned worker;        /* its number, for the transport */
    long pid;               /* 0: not running */
    bool busy;              /* it has a job */
    bool counted;           /* in the pool's number of busy workers */
    void *job;              /* belongs to the feed: its job */
    double states;          /* of that job, reported so far */
    unsigned idle_failures; /* failures without a job */
    bool loaded;            /* `load` was sent to it */
    uint32_t load;          /* walk: a stratum */
    double heard;       /* the pool's seconds of waiting at its last frame, or when its job was assigned */
    lfsr_arrival frame; /* the last one read */
} lfsr_slot;

#endif
