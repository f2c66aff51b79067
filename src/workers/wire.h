/* The wire format: one framing for every backend.
 *
 * frame = magic "LFSR" (4 bytes), version (2), type (2), payload length (4), CRC-32 of the payload (4),
 * CRC-32 of the 16 bytes before it (4), 4 bytes zero, payload; little-endian. Payloads are sequences of
 * 64-bit little-endian words (text is padded with zero bytes). Everything read from a pipe is hostile:
 * lengths are checked before anything is allocated, and a payload must be used up exactly. */
#ifndef LFSR_WIRE_H
#define LFSR_WIRE_H

#include "task.h"

#define LFSR_FRAME_HEADER 24u
#define LFSR_FRAME_LIMIT  (64u << 20) /* payload bytes */
#define LFSR_WIRE_VERSION 1u

typedef enum lfsr_frame_type {
    LFSR_FRAME_STRATUM = 1, /* parent: unit, stratum */
    LFSR_FRAME_TASK,        /* parent */
    LFSR_FRAME_RESULT,      /* worker */
    LFSR_FRAME_PROGRESS,    /* worker: states walked since the last one (IEEE double bits); the heartbeat */
    LFSR_FRAME_ERROR,       /* worker: an lfsr_error; the task is given back */
    LFSR_FRAME_TYPES
} lfsr_frame_type;

/* A frame being built: header and payload in one buffer. */
typedef struct lfsr_frame {
    unsigned char *data;
    size_t length, room;
    bool failed; /* out of memory, or over the limit */
} lfsr_frame;

void lfsr_frame_begin(lfsr_frame *frame, lfsr_frame_type type);
void lfsr_frame_word(lfsr_frame *frame, uint64_t word);
void lfsr_frame_words(lfsr_frame *frame, const uint64_t *words, size_t count);
/* Fill in length and checksums. False if anything failed since lfsr_frame_begin. */
LFSR_MUST_CHECK bool lfsr_frame_end(lfsr_frame *frame);
void lfsr_frame_free(lfsr_frame *frame);

/* A received header: checks magic, version, type, length limit and its own checksum. */
LFSR_MUST_CHECK bool lfsr_header_read(const unsigned char *header, lfsr_frame_type *type, uint32_t *length,
                                      uint32_t *checksum);
LFSR_MUST_CHECK bool lfsr_payload_intact(const unsigned char *payload, uint32_t length, uint32_t checksum);

/* Payloads. The pack functions begin and end the frame; the unpack functions leave *out clear on failure. */
LFSR_MUST_CHECK bool lfsr_pack_stratum(lfsr_frame *frame, uint32_t unit, const lfsr_stratum *stratum);
LFSR_MUST_CHECK bool lfsr_unpack_stratum(const unsigned char *payload, uint32_t length, uint32_t *unit,
                                         lfsr_stratum *out);
LFSR_MUST_CHECK bool lfsr_pack_task(lfsr_frame *frame, const lfsr_task *task);
LFSR_MUST_CHECK bool lfsr_unpack_task(const unsigned char *payload, uint32_t length, lfsr_task *out);
LFSR_MUST_CHECK bool lfsr_pack_result(lfsr_frame *frame, const lfsr_task *task,
                                      const lfsr_task_result *result);
/* out is initialized by the caller; the task inside must equal *task. */
LFSR_MUST_CHECK bool lfsr_unpack_result(const unsigned char *payload, uint32_t length, const lfsr_task *task,
                                        lfsr_task_result *out);
LFSR_MUST_CHECK bool lfsr_pack_progress(lfsr_frame *frame, double states);
LFSR_MUST_CHECK bool lfsr_unpack_progress(const unsigned char *payload, uint32_t length, double *states);
LFSR_MUST_CHECK bool lfsr_pack_error(lfsr_frame *frame, const lfsr_error *error);
LFSR_MUST_CHECK bool lfsr_unpack_error(const unsigned char *payload, uint32_t length, lfsr_error *error);

#endif
