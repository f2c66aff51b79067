/* Slots: the scheduler's state of one worker, and the frames read from it. */
#ifndef LFSR_SLOT_H
#define LFSR_SLOT_H

#include "process.h"

typedef struct lfsr_slot {
    lfsr_process process;
    bool busy;              /* it has a job */
    void *job;              /* belongs to the feed: its job */
    double states;          /* of that job, reported so far */
    unsigned idle_failures; /* failures without a job */
    bool loaded;            /* `load` was sent to it */
    uint32_t load;          /* walk: a stratum */
    double silence;         /* seconds since its last frame, or since its job was assigned */
    unsigned char header[LFSR_FRAME_HEADER];
    size_t header_read;
    lfsr_frame_type type;
    uint32_t length, checksum;
    unsigned char *payload;
    size_t payload_read, payload_capacity;
} lfsr_slot;

typedef enum lfsr_reading { LFSR_READ_NOTHING, LFSR_READ_FRAME, LFSR_READ_FAILED } lfsr_reading;

/* Read what is there without waiting, up to one complete frame: header checked, payload not yet. */
lfsr_reading lfsr_slot_read(lfsr_slot *slot);

#endif
