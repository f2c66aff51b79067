/* The median. */
#ifndef LFSR_MEDIAN_H
#define LFSR_MEDIAN_H

/* Of count >= 1 values, which are sorted. */
double lfsr_median(double *values, unsigned count);

#endif
