/* An analysis under way, from its options to what is not answered. */
#ifndef LFSR_JOB_H
#define LFSR_JOB_H

#include "choose.h"

typedef struct lfsr_job {
    lfsr_analysis *analysis;
    const lfsr_options *options;
    lfsr_pool **caller_pool;       /* or NULL: the pool of one run */
    lfsr_affine_question question; /* active where a constant is added */
    lfsr_choice choice;
    double factor_seconds; /* time for factoring */
    bool stopped;          /* the progress callback returned false while factoring */
    /* LFSR_UNABLE if something requested is not answered; LFSR_SYSTEM where an engine failed, until another
     * one answers. */
    lfsr_status status;
    lfsr_error unanswered; /* the first such thing */
} lfsr_job;

/* Factor the polynomial of j->analysis->reg into j->analysis->factorization, and time it. */
LFSR_MUST_CHECK lfsr_status lfsr_job_factor(lfsr_job *j, lfsr_error *error);

/* Run an engine options.repeat times; the outcome has the last partition and the median time. */
LFSR_MUST_CHECK lfsr_status lfsr_run_engine(lfsr_job *j, lfsr_engine e, lfsr_error *error);

#endif
