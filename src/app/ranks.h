/* The ranks of an MPI job whose rank 0 is this process. */
#ifndef LFSR_APP_RANKS_H
#define LFSR_APP_RANKS_H

typedef struct lfsr_ranks {
    unsigned others;     /* ranks that carry workers; 0: this process is alone */
    const char *library; /* the name of the MPI; NULL: the program was built without */
} lfsr_ranks;

/* Set by the main function of a program that is linked with MPI, before lfsr_program. */
extern lfsr_ranks lfsr_program_ranks;

#endif
