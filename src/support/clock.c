/* Time: one monotonic clock for every timing and timeout. */
#include "clock.h"

#include <time.h>

double lfsr_now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}
