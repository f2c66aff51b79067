/* Error descriptions: formatting, names and the order of severity. */
#include "lfsr/status.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

static void fill(lfsr_error *error, size_t column, lfsr_status status, const char *code, const char *format,
                 va_list arguments)
{
    if (error == NULL)
        return;
    error->status = status;
    error->column = column;
    snprintf(error->code, sizeof error->code, "%s", code);
    int length = vsnprintf(error->message, sizeof error->message, format, arguments);
    if (length >= (int)sizeof error->message)
        memcpy(error->message + sizeof error->message - 4, "...", 4);
}

lfsr_status lfsr_fail(lfsr_error *error, lfsr_status status, const char *code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, 0, status, code, format, arguments);
    va_end(arguments);
    return status;
}

lfsr_status lfsr_fail_at(lfsr_error *error, size_t column, lfsr_status status, const char *code,
                         const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    fill(error, column, status, code, format, arguments);
    va_end(arguments);
    return status;
}

lfsr_status lfsr_fail_memory(lfsr_error *error)
{
    return lfsr_fail(error, LFSR_SYSTEM, "memory", "out of memory");
}

const char *lfsr_status_name(lfsr_status status)
{
    switch (status) {
    case LFSR_OK:
        return "ok";
    case LFSR_USAGE:
        return "usage";
    case LFSR_BAD_INPUT:
        return "bad input";
    case LFSR_UNABLE:
        return "unable";
    case LFSR_SYSTEM:
        return "system";
    case LFSR_DISAGREE:
        return "disagreement";
    }
    return "unknown";
}

static int badness(lfsr_status status)
{
    static const int rank[] = {[LFSR_OK] = 0,        [LFSR_USAGE] = 1,  [LFSR_UNABLE] = 2,
                               [LFSR_BAD_INPUT] = 3, [LFSR_SYSTEM] = 4, [LFSR_DISAGREE] = 5};
    return rank[status];
}

lfsr_status lfsr_status_worse(lfsr_status a, lfsr_status b)
{
    return badness(a) >= badness(b) ? a : b;
}
