#include "frame_reader.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Allocate for the payload that the header announced. */
static bool begin_payload(lfsr_frame_reader *reader)
{
    if (!lfsr_header_read(reader->header, &reader->type, &reader->length, &reader->checksum))
        return false;
    if (reader->length + 8u > reader->payload_capacity) {
        unsigned char *payload = realloc(reader->payload, reader->length + 8u);
        if (payload == NULL)
            return false;
        reader->payload = payload;
        reader->payload_capacity = reader->length + 8u;
    }
    reader->payload_read = 0;
    return true;
}

lfsr_reading lfsr_frame_read(lfsr_frame_reader *reader, int fd, lfsr_arrival *frame)
{
    for (;;) {
        bool in_header = reader->header_read < sizeof reader->header;
        unsigned char *to =
            in_header ? reader->header + reader->header_read : reader->payload + reader->payload_read;
        size_t want =
            in_header ? sizeof reader->header - reader->header_read : reader->length - reader->payload_read;
        ssize_t got = want == 0 ? 0 : read(fd, to, want);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return LFSR_READ_NOTHING;
        if (got < 0 || (got == 0 && want > 0))
            return LFSR_READ_FAILED;
        if (in_header) {
            reader->header_read += (size_t)got;
            if (reader->header_read == sizeof reader->header && !begin_payload(reader))
                return LFSR_READ_FAILED;
        } else {
            reader->payload_read += (size_t)got;
        }
        if (reader->header_read == sizeof reader->header && reader->payload_read == reader->length) {
            reader->header_read = 0;
            *frame = (lfsr_arrival){reader->type, reader->length, reader->checksum, reader->payload};
            return LFSR_READ_FRAME;
        }
    }
}

void lfsr_frame_reader_restart(lfsr_frame_reader *reader)
{
    reader->header_read = reader->payload_read = 0;
}

void lfsr_frame_reader_free(lfsr_frame_reader *reader)
{
    free(reader->payload);
    *reader = (lfsr_frame_reader){.header_read = 0};
}
