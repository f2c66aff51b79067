/* Timings of repeated runs and their evaluation. */
#ifndef LFSR_TIMING_H
#define LFSR_TIMING_H

#include "lfsr/analysis.h"

/* With fewer runs no difference is claimed: three against three are in perfect order by chance one time in
 * ten. */
#define LFSR_TIMING_FEWEST 4
/* With at least this many runs the spread leaves out the lowest and the highest eighth. */
#define LFSR_TIMING_MANY 8

/* Seconds of repeated runs of one engine. */
typedef struct lfsr_timing {
    unsigned runs;
    double median, least, most;
    double low, high; /* the spread, which decides */
} lfsr_timing;

/* The parallel engine with a given number of workers. */
typedef struct lfsr_parallel_timing {
    unsigned workers;
    lfsr_start_method start_method;
    lfsr_timing timing;
    lfsr_phases phases; /* the median of each over the runs */
} lfsr_parallel_timing;

#define LFSR_COMPARE_ROWS 34 /* 1, 2, 4, ... and any last number */

/* Sequential and parallel timed in alternation. */
typedef struct lfsr_comparison {
    unsigned runs;
    lfsr_timing sequential;
    size_t rows;
    lfsr_parallel_timing parallel[LFSR_COMPARE_ROWS]; /* ascending by workers */
} lfsr_comparison;

/* Sorts seconds. */
lfsr_timing lfsr_timing_of(double *seconds, unsigned runs);
/* No difference can be claimed: the spreads overlap, or there are too few runs. */
bool lfsr_timing_within_noise(const lfsr_timing *a, const lfsr_timing *b);
/* Sequential over parallel; 0 where it is within noise. */
double lfsr_comparison_speedup(const lfsr_comparison *comparison, size_t row);

/* "fork", "spawn". */
const char *lfsr_start_method_name(lfsr_start_method method);

/* The phases by name: for tables. */
#define LFSR_PHASES 7
extern const char *const lfsr_phase_names[LFSR_PHASES];
double *lfsr_phase(lfsr_phases *phases, int phase);

#endif
