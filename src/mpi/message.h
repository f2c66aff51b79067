/* What rank 0 and the relays write to each other, as bytes: a head, and a body that depends on its kind.
 *
 * head = magic "LFSM" (4 bytes), kind (4), worker (4), incarnation (4), length of the body (4), CRC-32 of the
 * 20 bytes before (4); little-endian. A frame between rank 0 and a worker is a body as it is; it has
 * checksums of its own. Everything that comes from another rank is untrusted. */
#ifndef LFSR_MPI_MESSAGE_H
#define LFSR_MPI_MESSAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "wire.h"

#define LFSR_MESSAGE_HEAD  24u
#define LFSR_MESSAGE_LIMIT (LFSR_MESSAGE_HEAD + LFSR_FRAME_HEADER + LFSR_FRAME_LIMIT)
/* Workers of one relay, at most. */
#define LFSR_RELAY_WORKERS 65536u
/* Bytes of a text at most. */
#define LFSR_MESSAGE_TEXT 200u

typedef enum lfsr_message_kind {
    /* From rank 0. */
    LFSR_MESSAGE_START = 1, /* start this worker */
    LFSR_MESSAGE_KILL,      /* kill this worker */
    LFSR_MESSAGE_STOP,      /* kill all workers */
    LFSR_MESSAGE_LEAVE,     /* let all workers leave; answered by LEFT */
    LFSR_MESSAGE_ASK,       /* does this worker run? answered by RUNS */
    LFSR_MESSAGE_QUIT,      /* the job ends; answered by BYE */
    /* From either. */
    LFSR_MESSAGE_FRAME, /* to or from this worker */
    /* From a relay. */
    LFSR_MESSAGE_ENDED, /* this worker has ended, or could not be started; body: how, as text */
    LFSR_MESSAGE_RUNS,  /* body: one byte, 1 or 0 */
    LFSR_MESSAGE_LEFT,
    LFSR_MESSAGE_BYE, /* its last message */
    LFSR_MESSAGE_KINDS
} lfsr_message_kind;

typedef struct lfsr_message {
    lfsr_message_kind kind;
    uint32_t worker;      /* its number on the relay; 0 where the kind is about none */
    uint32_t incarnation; /* which of the processes that have been this worker */
    uint32_t length;      /* of the body */
    const unsigned char *body;
} lfsr_message;

/* Write the head of a message. */
void lfsr_message_head(unsigned char head[LFSR_MESSAGE_HEAD], const lfsr_message *message);
/* Read a message of so many bytes: its head is whole, its kind is one that this side may receive, its body as
 * long as the head says and allowed for the kind. message->body points into the bytes. */
LFSR_MUST_CHECK bool lfsr_message_read(lfsr_message *message, const unsigned char *bytes, size_t size,
                                       bool from_relay);
/* The body of a frame: header checked, exactly as long as that says. */
LFSR_MUST_CHECK bool lfsr_message_frame(const lfsr_message *message, lfsr_frame_type *type, uint32_t *length,
                                        uint32_t *checksum);
/* The body as a text that can be shown, with '?' for what is no printable character. */
void lfsr_message_text(const lfsr_message *message, char text[LFSR_MESSAGE_TEXT + 1]);

#endif
