/* The version that this library was compiled as. */
#include "lfsr/version.h"

const char *lfsr_version(void)
{
    return LFSR_VERSION_TEXT;
}
