/* Where reports go: a file descriptor with a buffer.
 *
 * Not stdio: the first failed write is recorded with its errno, so that printing code needs no checks and the
 * final message is right; and no buffer is inherited by a fork. */
#ifndef LFSR_SINK_H
#define LFSR_SINK_H

#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "lfsr/status.h"
#include "string_builder.h"

typedef struct lfsr_sink {
    int descriptor;
    const char *name;     /* for messages: "standard output", or a file name */
    lfsr_string *memory;  /* not NULL: bytes go there instead of the descriptor */
    int failure;          /* the errno of the first failure; 0: none */
    bool colour, painted; /* text is painted, for a terminal; what follows is */
    size_t used;
    char buffer[1 << 16];
} lfsr_sink;

/* The descriptor belongs to the caller. */
void lfsr_sink_init(lfsr_sink *sink, int descriptor, const char *name);

/* A place in the buffer for `length` more bytes (fewer than the buffer has): the caller writes them there and
 * adds their number to used. */
char *lfsr_sink_empty(lfsr_sink *sink);
static inline char *lfsr_sink_reserve(lfsr_sink *sink, size_t length)
{
    return length <= sizeof sink->buffer - sink->used ? sink->buffer + sink->used : lfsr_sink_empty(sink);
}

void lfsr_sink_add_many(lfsr_sink *sink, const void *bytes, size_t length);
/* Inline, so that a constant length costs a few moves. */
static inline void lfsr_sink_add_bytes(lfsr_sink *sink, const void *bytes, size_t length)
{
    if (length == 0)
        return;
    if (length > sizeof sink->buffer - sink->used) {
        lfsr_sink_add_many(sink, bytes, length);
        return;
    }
    memcpy(sink->buffer + sink->used, bytes, length);
    sink->used += length;
}

static inline void lfsr_sink_add(lfsr_sink *sink, const char *string)
{
    lfsr_sink_add_bytes(sink, string, strlen(string));
}

/* In decimal. */
void lfsr_sink_add_u64(lfsr_sink *sink, uint64_t n);
void lfsr_sink_addf(lfsr_sink *sink, const char *format, ...) LFSR_PRINTF(2, 3);
void lfsr_sink_addv(lfsr_sink *sink, const char *format, va_list arguments) LFSR_PRINTF(2, 0);
/* A string the caller allocated, freed here; NULL (out of memory) is recorded as a failure. */
void lfsr_sink_add_owned(lfsr_sink *sink, char *string);
/* The text, emptied; a failed allocation is recorded as a failure. */
void lfsr_sink_add_text(lfsr_sink *sink, lfsr_string *text);
/* Spaces. */
void lfsr_sink_pad(lfsr_sink *sink, size_t spaces);

/* Write what is buffered. LFSR_SYSTEM after any failure so far: code "pipe" where the reader has closed the
 * pipe, else "io" or "memory". */
LFSR_MUST_CHECK lfsr_status lfsr_sink_flush(lfsr_sink *sink, lfsr_error *error);

#endif
