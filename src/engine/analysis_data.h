/* An analysis from the inside: what is opaque to clients of the library. */
#ifndef LFSR_ANALYSIS_DATA_H
#define LFSR_ANALYSIS_DATA_H

#include "factorization_data.h"
#include "lfsr/analysis.h"
#include "partition_data.h"
#include "register_data.h"

/* What one engine found. */
struct lfsr_outcome {
    bool ran;
    lfsr_partition partition;
    double seconds;                 /* median of repeat runs */
    double states_walked;           /* by the walking engines, in these seconds */
    unsigned workers;               /* parallel */
    lfsr_start_method start_method; /* parallel: as asked, or spawn where fork failed */
    lfsr_phases phases;     /* parallel: of its last run; start and reap are 0 for a pool of the caller */
    const char *kernel;     /* walking engines: the kernel of the largest stratum; a static string, or NULL */
    bool checkpointed;      /* options.checkpoint holds this walk, complete; see lfsr_checkpoint_remove */
    lfsr_omission omission; /* why it has no answer though it was to be considered, */
    char left_out[256];     /* and the same in words; empty where it ran or was not asked for */
};

struct lfsr_analysis {
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_outcome outcomes[LFSR_ENGINES];
    bool compared; /* two engines or more ran */
    bool agree;
    char disagreement[384]; /* which engines, and where they first differ */
    char *constant;         /* what is added to the recurrence, as text; NULL: nothing */
    char *lock_up;          /* then the state that is its own successor; NULL: there is none */
    char no_leaders[192];   /* why leaders are not listed though they were asked for; empty otherwise */
};

#endif
