/* Taking over options of a program that may have been compiled with an older header, or a newer one. */
#include "sized_options.h"

#include <string.h>

lfsr_status lfsr_adopt_options(void *own, size_t own_size, const void *given, size_t least, lfsr_error *error)
{
    const unsigned char *bytes = given;
    size_t size;
    memcpy(&size, given, sizeof size);
    if (size < least || size > 64 * own_size)
        return lfsr_fail(error, LFSR_USAGE, "options",
                         "the options were not set up: their size is not known");
    for (size_t i = own_size; i < size; i++)
        if (bytes[i] != 0)
            return lfsr_fail(error, LFSR_USAGE, "options",
                             "an option is set that this version does not know");
    memcpy(own, given, size < own_size ? size : own_size);
    memcpy(own, &own_size, sizeof own_size);
    return LFSR_OK;
}
