/* Structures shared with a program that may have been compiled with an older header, or a newer one. */
#include "sized_options.h"

#include <string.h>

/* Set *size to the caller's size of the structure. */
static lfsr_status read_size(size_t *size, const void *given, size_t own_size, size_t least,
                             lfsr_error *error)
{
    memcpy(size, given, sizeof *size);
    if (*size < least || *size > 64 * own_size)
        return lfsr_fail(error, LFSR_USAGE, "options", "the structure was not set up: its size is not known");
    return LFSR_OK;
}

lfsr_status lfsr_adopt_options(void *own, size_t own_size, const void *given, size_t least, lfsr_error *error)
{
    const unsigned char *bytes = given;
    size_t size;
    lfsr_status status = read_size(&size, given, own_size, least, error);
    if (status != LFSR_OK)
        return status;
    for (size_t i = own_size; i < size; i++)
        if (bytes[i] != 0)
            return lfsr_fail(error, LFSR_USAGE, "options",
                             "an option is set that this version does not know");
    memcpy(own, given, size < own_size ? size : own_size);
    memcpy(own, &own_size, sizeof own_size);
    return LFSR_OK;
}

lfsr_status lfsr_give_results(void *given, const void *own, size_t own_size, size_t least, lfsr_error *error)
{
    size_t size;
    lfsr_status status = read_size(&size, given, own_size, least, error);
    if (status != LFSR_OK)
        return status;
    memset(given, 0, size);
    memcpy(given, own, size < own_size ? size : own_size);
    memcpy(given, &size, sizeof size);
    return LFSR_OK;
}
