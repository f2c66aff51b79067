/* Time: one monotonic clock for every timing and timeout. */
#ifndef LFSR_CLOCK_H
#define LFSR_CLOCK_H

/* Seconds since an arbitrary fixed moment; never goes back. */
double lfsr_now(void);

#endif
