/* Slots: what the scheduler knows of one worker, and the frames it reads from it. */
#ifndef LFSR_SLOT_H
#define LFSR_SLOT_H

#include "process.h"

typedef struct lfsr_slot {
    lfsr_process process; /* first: process.c walks an array of slots */
    bool busy;
    lfsr_task task;
    unsigned attempts; /* of that task, failed ones */
    unsigned idle_failures;
    bool loaded;
    uint32_t unit;
    double silence; /* seconds */
    unsigned char header[LFSR_FRAME_HEADER];
    size_t header_got;
    lfsr_frame_type type;
    uint32_t length, checksum;
    unsigned char *payload;
    size_t payload_got, payload_room;
} lfsr_slot;

typedef enum lfsr_reading { LFSR_READ_NOTHING, LFSR_READ_FRAME, LFSR_READ_FAILED } lfsr_reading;

/* Read what is there without waiting, up to one complete frame: header checked, payload not yet. */
lfsr_reading lfsr_slot_read(lfsr_slot *slot);

#endif
