/* Buffered writing to a descriptor; short and interrupted writes are continued, the first error is recorded.
 */
#include "sink.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void lfsr_sink_init(lfsr_sink *sink, int descriptor, const char *name)
{
    sink->descriptor = descriptor;
    sink->name = name;
    sink->memory = NULL;
    sink->failure = 0;
    sink->colour = sink->painted = false;
    sink->used = 0;
}

static void write_all(lfsr_sink *sink, const char *bytes, size_t length)
{
    if (sink->memory != NULL) {
        lfsr_string_add_bytes(sink->memory, bytes, length);
        if (!lfsr_string_ok(sink->memory) && sink->failure == 0)
            sink->failure = ENOMEM;
        return;
    }
    while (length > 0 && sink->failure == 0) {
        ssize_t written = write(sink->descriptor, bytes, length);
        if (written >= 0) {
            bytes += written;
            length -= (size_t)written;
        } else if (errno != EINTR) {
            sink->failure = errno;
        }
    }
}

static void write_buffer(lfsr_sink *sink)
{
    write_all(sink, sink->buffer, sink->used);
    sink->used = 0;
}

char *lfsr_sink_empty(lfsr_sink *sink)
{
    write_buffer(sink);
    return sink->buffer;
}

void lfsr_sink_add_many(lfsr_sink *sink, const void *bytes, size_t length)
{
    write_buffer(sink);
    if (length > sizeof sink->buffer)
        write_all(sink, bytes, length);
    else
        lfsr_sink_add_bytes(sink, bytes, length);
}

void lfsr_sink_add_u64(lfsr_sink *sink, uint64_t n)
{
    char *to = lfsr_sink_reserve(sink, LFSR_DECIMAL_DIGITS);
    sink->used += lfsr_decimal(to, n);
}

static void fail_memory(lfsr_sink *sink)
{
    if (sink->failure == 0)
        sink->failure = ENOMEM;
}

void lfsr_sink_addv(lfsr_sink *sink, const char *format, va_list arguments)
{
    char *string = NULL;
    int length = vasprintf(&string, format, arguments);
    if (length < 0) {
        fail_memory(sink);
        return;
    }
    lfsr_sink_add_bytes(sink, string, (size_t)length);
    free(string);
}

void lfsr_sink_addf(lfsr_sink *sink, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    lfsr_sink_addv(sink, format, arguments);
    va_end(arguments);
}

void lfsr_sink_add_owned(lfsr_sink *sink, char *string)
{
    if (string == NULL)
        fail_memory(sink);
    else
        lfsr_sink_add(sink, string);
    free(string);
}

void lfsr_sink_add_text(lfsr_sink *sink, lfsr_string *text)
{
    if (!lfsr_string_ok(text))
        fail_memory(sink);
    else
        lfsr_sink_add_bytes(sink, text->data, text->length);
    lfsr_string_clear(text);
}

void lfsr_sink_pad(lfsr_sink *sink, size_t spaces)
{
    static const char blank[] = "                                ";
    for (; spaces > 0; spaces -= spaces < 32 ? spaces : 32)
        lfsr_sink_add_bytes(sink, blank, spaces < 32 ? spaces : 32);
}

lfsr_status lfsr_sink_flush(lfsr_sink *sink, lfsr_error *error)
{
    write_buffer(sink);
    if (sink->failure == 0)
        return LFSR_OK;
    if (sink->failure == ENOMEM)
        return lfsr_fail_memory(error);
    return lfsr_fail(error, LFSR_SYSTEM, sink->failure == EPIPE ? "pipe" : "io", "cannot write to %s: %s",
                     sink->name, strerror(sink->failure));
}
