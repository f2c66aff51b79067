/* From statuses of the library to exit statuses. */
#include "exit_status.h"

lfsr_exit lfsr_exit_of(lfsr_status status)
{
    switch (status) {
    case LFSR_OK:
        return LFSR_EXIT_OK;
    case LFSR_USAGE:
        return LFSR_EXIT_USAGE;
    case LFSR_BAD_INPUT:
        return LFSR_EXIT_BAD_INPUT;
    case LFSR_UNABLE:
        return LFSR_EXIT_UNABLE;
    case LFSR_DISAGREE:
        return LFSR_EXIT_DISAGREE;
    case LFSR_SYSTEM:
        break;
    }
    return LFSR_EXIT_SYSTEM;
}

lfsr_exit lfsr_exit_worse(lfsr_exit a, lfsr_exit b)
{
    static const int badness[] = {
        [LFSR_EXIT_OK] = 0,        [LFSR_EXIT_USAGE] = 1,  [LFSR_EXIT_UNEXPECTED] = 2, [LFSR_EXIT_UNABLE] = 3,
        [LFSR_EXIT_BAD_INPUT] = 4, [LFSR_EXIT_SYSTEM] = 5, [LFSR_EXIT_DISAGREE] = 6};
    return badness[a] >= badness[b] ? a : b;
}
