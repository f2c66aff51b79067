/* Frames are assembled from the pieces that a pipe delivers. */
#ifndef LFSR_FRAME_READER_H
#define LFSR_FRAME_READER_H

#include "transport.h"

/* All zero at the beginning. */
typedef struct lfsr_frame_reader {
    unsigned char header[LFSR_FRAME_HEADER];
    size_t header_read;
    lfsr_frame_type type;
    uint32_t length, checksum;
    unsigned char *payload;
    size_t payload_read, payload_capacity;
} lfsr_frame_reader;

/* Read what is there without waiting, up to one complete frame. LFSR_READ_FAILED: the end of the pipe, or
 * what is no frame. */
lfsr_reading lfsr_frame_read(lfsr_frame_reader *reader, int fd, lfsr_arrival *frame);
/* Another pipe: what was read of a frame is forgotten. */
void lfsr_frame_reader_restart(lfsr_frame_reader *reader);
void lfsr_frame_reader_free(lfsr_frame_reader *reader);

#endif
