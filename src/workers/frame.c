/* Frames: building them, and checking what was received. */
#include "wire.h"

#include <endian.h>
#include <stdlib.h>
#include <string.h>

#include "checksum.h"
#include "growth.h"

static const unsigned char magic[4] = {'L', 'F', 'S', 'R'};

static void put16(unsigned char *at, uint16_t value)
{
    value = htole16(value);
    memcpy(at, &value, sizeof value);
}

static void put32(unsigned char *at, uint32_t value)
{
    value = htole32(value);
    memcpy(at, &value, sizeof value);
}

static uint16_t get16(const unsigned char *at)
{
    uint16_t value;
    memcpy(&value, at, sizeof value);
    return le16toh(value);
}

static uint32_t get32(const unsigned char *at)
{
    uint32_t value;
    memcpy(&value, at, sizeof value);
    return le32toh(value);
}

static bool reserve(lfsr_frame *frame, size_t more)
{
    if (frame->failed)
        return false;
    if (more > LFSR_FRAME_LIMIT || frame->length + more > LFSR_FRAME_HEADER + LFSR_FRAME_LIMIT) {
        frame->failed = true;
        return false;
    }
    unsigned char *data = lfsr_grow(frame->data, frame->length + more, &frame->capacity, 1);
    if (data == NULL) {
        frame->failed = true;
        return false;
    }
    frame->data = data;
    return true;
}

void lfsr_frame_begin(lfsr_frame *frame, lfsr_frame_type type)
{
    frame->length = 0;
    frame->failed = false;
    if (!reserve(frame, LFSR_FRAME_HEADER))
        return;
    memset(frame->data, 0, LFSR_FRAME_HEADER);
    memcpy(frame->data, magic, sizeof magic);
    put16(frame->data + 4, LFSR_WIRE_VERSION);
    put16(frame->data + 6, (uint16_t)type);
    frame->length = LFSR_FRAME_HEADER;
}

void lfsr_frame_word(lfsr_frame *frame, uint64_t word)
{
    if (!reserve(frame, sizeof word))
        return;
    word = htole64(word);
    memcpy(frame->data + frame->length, &word, sizeof word);
    frame->length += sizeof word;
}

void lfsr_frame_words(lfsr_frame *frame, const uint64_t *words, size_t count)
{
    if (count > LFSR_FRAME_LIMIT / sizeof *words || !reserve(frame, count * sizeof *words)) {
        frame->failed = true;
        return;
    }
    for (size_t i = 0; i < count; i++) {
        uint64_t word = htole64(words[i]);
        memcpy(frame->data + frame->length + i * sizeof word, &word, sizeof word);
    }
    frame->length += count * sizeof *words;
}

void lfsr_frame_bytes(lfsr_frame *frame, const void *bytes, size_t length)
{
    size_t padded = (length + 7) / 8 * 8;
    lfsr_frame_word(frame, length);
    if (length > LFSR_FRAME_LIMIT || !reserve(frame, padded)) {
        frame->failed = true;
        return;
    }
    if (length > 0)
        memcpy(frame->data + frame->length, bytes, length);
    memset(frame->data + frame->length + length, 0, padded - length);
    frame->length += padded;
}

bool lfsr_frame_end(lfsr_frame *frame)
{
    if (frame->failed)
        return false;
    size_t length = frame->length - LFSR_FRAME_HEADER;
    put32(frame->data + 8, (uint32_t)length);
    put32(frame->data + 12, lfsr_crc32(0, frame->data + LFSR_FRAME_HEADER, length));
    put32(frame->data + 16, lfsr_crc32(0, frame->data, 16));
    return true;
}

void lfsr_frame_free(lfsr_frame *frame)
{
    free(frame->data);
    *frame = (lfsr_frame){0};
}

bool lfsr_header_read(const unsigned char *header, lfsr_frame_type *type, uint32_t *length,
                      uint32_t *checksum)
{
    if (memcmp(header, magic, sizeof magic) != 0 || get16(header + 4) != LFSR_WIRE_VERSION ||
        get32(header + 16) != lfsr_crc32(0, header, 16) || get32(header + 20) != 0)
        return false;
    uint16_t kind = get16(header + 6);
    *length = get32(header + 8);
    *checksum = get32(header + 12);
    if (kind < LFSR_FRAME_STRATUM || kind >= LFSR_FRAME_TYPES || *length > LFSR_FRAME_LIMIT)
        return false;
    *type = (lfsr_frame_type)kind;
    return true;
}

bool lfsr_payload_intact(const unsigned char *payload, uint32_t length, uint32_t checksum)
{
    return lfsr_crc32(0, payload, length) == checksum;
}
