#include "message.h"

#include "checksum.h"

#define MAGIC 0x4d53464cu /* "LFSM" */
enum { KIND = 4, WORKER = 8, INCARNATION = 12, LENGTH = 16, CHECKSUM = 20 };

static void put(unsigned char *to, uint32_t value)
{
    for (unsigned i = 0; i < 4; i++)
        to[i] = (unsigned char)(value >> 8 * i);
}

static uint32_t get(const unsigned char *from)
{
    uint32_t value = 0;
    for (unsigned i = 0; i < 4; i++)
        value |= (uint32_t)from[i] << 8 * i;
    return value;
}

void lfsr_message_head(unsigned char head[LFSR_MESSAGE_HEAD], const lfsr_message *message)
{
    put(head, MAGIC);
    put(head + KIND, message->kind);
    put(head + WORKER, message->worker);
    put(head + INCARNATION, message->incarnation);
    put(head + LENGTH, message->length);
    put(head + CHECKSUM, lfsr_crc32(0, head, CHECKSUM));
}

static bool allowed(const lfsr_message *m, bool from_relay)
{
    switch (m->kind) {
    case LFSR_MESSAGE_START:
    case LFSR_MESSAGE_KILL:
    case LFSR_MESSAGE_STOP:
    case LFSR_MESSAGE_LEAVE:
    case LFSR_MESSAGE_ASK:
    case LFSR_MESSAGE_QUIT:
        return !from_relay && m->length == 0;
    case LFSR_MESSAGE_FRAME:
        return m->length >= LFSR_FRAME_HEADER && m->length <= LFSR_FRAME_HEADER + LFSR_FRAME_LIMIT;
    case LFSR_MESSAGE_ENDED:
        return from_relay && m->length <= LFSR_MESSAGE_TEXT;
    case LFSR_MESSAGE_RUNS:
        return from_relay && m->length == 1 && m->body[0] <= 1;
    case LFSR_MESSAGE_LEFT:
    case LFSR_MESSAGE_BYE:
        return from_relay && m->length == 0;
    default:
        return false;
    }
}

bool lfsr_message_read(lfsr_message *message, const unsigned char *bytes, size_t size, bool from_relay)
{
    if (size < LFSR_MESSAGE_HEAD || get(bytes) != MAGIC ||
        get(bytes + CHECKSUM) != lfsr_crc32(0, bytes, CHECKSUM))
        return false;
    uint32_t kind = get(bytes + KIND);
    *message = (lfsr_message){.worker = get(bytes + WORKER),
                              .incarnation = get(bytes + INCARNATION),
                              .length = get(bytes + LENGTH),
                              .body = bytes + LFSR_MESSAGE_HEAD};
    if (kind == 0 || kind >= LFSR_MESSAGE_KINDS || message->length != size - LFSR_MESSAGE_HEAD ||
        message->worker >= LFSR_RELAY_WORKERS)
        return false;
    message->kind = (lfsr_message_kind)kind;
    return allowed(message, from_relay);
}

bool lfsr_message_frame(const lfsr_message *message, lfsr_frame_type *type, uint32_t *length,
                        uint32_t *checksum)
{
    return lfsr_header_read(message->body, type, length, checksum) &&
           *length == message->length - LFSR_FRAME_HEADER;
}

void lfsr_message_text(const lfsr_message *message, char text[LFSR_MESSAGE_TEXT + 1])
{
    for (uint32_t i = 0; i < message->length; i++) {
        unsigned char c = message->body[i];
        text[i] = (char)(c >= 0x20 && c < 0x7f ? c : '?');
    }
    text[message->length] = '\0';
}
