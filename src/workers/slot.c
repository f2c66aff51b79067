/* Frames are assembled from the pieces that the pipe delivers. */
#include "slot.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

/* Allocate for the payload that the header announced. */
static bool begin_payload(lfsr_slot *slot)
{
    if (!lfsr_header_read(slot->header, &slot->type, &slot->length, &slot->checksum))
        return false;
    if (slot->length + 8u > slot->payload_capacity) {
        unsigned char *payload = realloc(slot->payload, slot->length + 8u);
        if (payload == NULL)
            return false;
        slot->payload = payload;
        slot->payload_capacity = slot->length + 8u;
    }
    slot->payload_read = 0;
    return true;
}

/* Read what is there, up to one complete frame. */
lfsr_reading lfsr_slot_read(lfsr_slot *slot)
{
    for (;;) {
        bool in_header = slot->header_read < sizeof slot->header;
        unsigned char *to = in_header ? slot->header + slot->header_read : slot->payload + slot->payload_read;
        size_t want = in_header ? sizeof slot->header - slot->header_read : slot->length - slot->payload_read;
        ssize_t got = want == 0 ? 0 : read(slot->process.from, to, want);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK))
            return LFSR_READ_NOTHING;
        if (got < 0 || (got == 0 && want > 0))
            return LFSR_READ_FAILED;
        if (in_header) {
            slot->header_read += (size_t)got;
            if (slot->header_read == sizeof slot->header && !begin_payload(slot))
                return LFSR_READ_FAILED;
        } else {
            slot->payload_read += (size_t)got;
        }
        if (slot->header_read == sizeof slot->header && slot->payload_read == slot->length) {
            slot->header_read = 0;
            return LFSR_READ_FRAME;
        }
    }
}
