/* The median. */
#ifndef LFSR_MEDIAN_H
#define LFSR_MEDIAN_H

/* Of count >= 1 values; sorts them. */
double lfsr_median(double *values, unsigned count);

#endif
