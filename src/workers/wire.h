/* The wire format: one framing for every backend.
 *
 * frame = magic "LFSR" (4 bytes), version (2), type (2), payload length (4), CRC-32 of the payload (4),
 * CRC-32 of the 16 bytes before it (4), 4 bytes zero, payload; little-endian. Payloads are sequences of
 * 64-bit little-endian words (text is padded with zero bytes). Everything read from a pipe is untrusted:
 * lengths are checked before anything is allocated, and a payload must be consumed exactly. */
#ifndef LFSR_WIRE_H
#define LFSR_WIRE_H

#include "task.h"
#include "string_builder.h"

#define LFSR_FRAME_HEADER 24u
#define LFSR_FRAME_LIMIT  (64u << 20) /* payload bytes */
#define LFSR_WIRE_VERSION 4u
#define LFSR_HEARTBEAT    0.05 /* least seconds from one report of a busy worker to the next, */
#define LFSR_SLOWEST_BEAT 1.0  /* and most */

typedef enum lfsr_frame_type {
    LFSR_FRAME_STRATUM = 1, /* parent: its index, a stratum */
    LFSR_FRAME_TASK,        /* parent */
    LFSR_FRAME_RESULT,      /* worker */
    LFSR_FRAME_PROGRESS,    /* worker: states walked since the last one (IEEE double bits); the heartbeat */
    LFSR_FRAME_ERROR,       /* worker: an lfsr_error; the job failed */
    LFSR_FRAME_SETUP,       /* parent: settings of a list, for the line handler */
    LFSR_FRAME_LINES,       /* parent: a chunk of lines */
    LFSR_FRAME_ANSWERS,     /* worker: a piece of the answers to a chunk of lines */
    LFSR_FRAME_TYPES
} lfsr_frame_type;

/* A frame being built: header and payload in one buffer. */
typedef struct lfsr_frame {
    unsigned char *data;
    size_t length, capacity;
    bool failed; /* out of memory, or over the limit */
} lfsr_frame;

void lfsr_frame_begin(lfsr_frame *frame, lfsr_frame_type type);
void lfsr_frame_word(lfsr_frame *frame, uint64_t word);
void lfsr_frame_words(lfsr_frame *frame, const uint64_t *words, size_t count);
/* The length as a word, then the bytes, padded with zeros to whole words. */
void lfsr_frame_bytes(lfsr_frame *frame, const void *bytes, size_t length);
/* Fill in length and checksums. False if anything failed since lfsr_frame_begin. */
LFSR_MUST_CHECK bool lfsr_frame_end(lfsr_frame *frame);
void lfsr_frame_free(lfsr_frame *frame);

/* A received header: checks magic, version, type, length limit and its own checksum. */
LFSR_MUST_CHECK bool lfsr_header_read(const unsigned char *header, lfsr_frame_type *type, uint32_t *length,
                                      uint32_t *checksum);
LFSR_MUST_CHECK bool lfsr_payload_intact(const unsigned char *payload, uint32_t length, uint32_t checksum);

/* Payloads. The pack functions begin and end the frame; the unpack functions leave *out clear on failure. */
LFSR_MUST_CHECK bool lfsr_pack_stratum(lfsr_frame *frame, uint32_t index, const lfsr_stratum *stratum);
LFSR_MUST_CHECK bool lfsr_unpack_stratum(const unsigned char *payload, uint32_t length, uint32_t *index,
                                         lfsr_stratum *out);
/* heartbeat: seconds from one report of the worker to the next. */
LFSR_MUST_CHECK bool lfsr_pack_task(lfsr_frame *frame, const lfsr_task *task, double heartbeat);
LFSR_MUST_CHECK bool lfsr_unpack_task(const unsigned char *payload, uint32_t length, lfsr_task *out,
                                      double *heartbeat);
LFSR_MUST_CHECK bool lfsr_pack_result(lfsr_frame *frame, const lfsr_task *task,
                                      const lfsr_task_result *result);
/* out is initialized by the caller; the task inside must equal *task. */
LFSR_MUST_CHECK bool lfsr_unpack_result(const unsigned char *payload, uint32_t length, const lfsr_task *task,
                                        lfsr_task_result *out);
LFSR_MUST_CHECK bool lfsr_pack_progress(lfsr_frame *frame, double states);
LFSR_MUST_CHECK bool lfsr_unpack_progress(const unsigned char *payload, uint32_t length, double *states);
LFSR_MUST_CHECK bool lfsr_pack_error(lfsr_frame *frame, const lfsr_error *error);
LFSR_MUST_CHECK bool lfsr_unpack_error(const unsigned char *payload, uint32_t length, lfsr_error *error);

/* --- Lists (payload_lines.c). Pointers of what is unpacked point into the payload. --- */

typedef struct lfsr_wire_bytes {
    const unsigned char *bytes;
    size_t length;
} lfsr_wire_bytes;

LFSR_MUST_CHECK bool lfsr_pack_setup(lfsr_frame *frame, lfsr_wire_bytes settings, double heartbeat);
LFSR_MUST_CHECK bool lfsr_unpack_setup(const unsigned char *payload, uint32_t length,
                                       lfsr_wire_bytes *settings, double *heartbeat);

/* A chunk of lines: `count` byte strings, one after the other as lfsr_frame_bytes writes them. */
typedef struct lfsr_line_chunk {
    uint64_t number; /* echoed in the answers */
    bool one_by_one; /* each answer is sent before the next line begins */
    uint64_t count;  /* of lines, at least 1 */
    lfsr_wire_bytes lines;
} lfsr_line_chunk;

/* chunk->lines is appended as it is. */
LFSR_MUST_CHECK bool lfsr_pack_lines(lfsr_frame *frame, const lfsr_line_chunk *chunk);
LFSR_MUST_CHECK bool lfsr_unpack_lines(const unsigned char *payload, uint32_t length, lfsr_line_chunk *chunk);
/* Append one byte string to the lines of a chunk: what is appended between begin, which returns where it
 * stands, and end; or these bytes. Take the next one from them. */
size_t lfsr_lines_begin(lfsr_string *text);
void lfsr_lines_end(lfsr_string *text, size_t start);
void lfsr_lines_append(lfsr_string *text, const void *bytes, size_t length);
LFSR_MUST_CHECK bool lfsr_lines_next(lfsr_wire_bytes *rest, lfsr_wire_bytes *line);

/* A piece of the answers to a chunk. All pieces of a chunk, in order, are its answers, one byte string for
 * each line in the encoding of lfsr_lines_append; they may be cut anywhere. */
typedef struct lfsr_answer_piece {
    uint64_t number; /* of the chunk */
    bool last;       /* the chunk is complete */
    bool begins;     /* all earlier answers were sent; the next line begins now */
    double seconds;  /* last: spent on the chunk */
    lfsr_wire_bytes answers;
} lfsr_answer_piece;

LFSR_MUST_CHECK bool lfsr_pack_answers(lfsr_frame *frame, const lfsr_answer_piece *piece);
LFSR_MUST_CHECK bool lfsr_unpack_answers(const unsigned char *payload, uint32_t length,
                                         lfsr_answer_piece *piece);

#endif
