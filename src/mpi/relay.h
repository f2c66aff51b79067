/* A rank other than 0: it computes nothing. It starts worker processes on its machine, as rank 0 asks, and
 * passes frames between their pipes and rank 0. While nothing happens it sleeps. */
#ifndef LFSR_MPI_RELAY_H
#define LFSR_MPI_RELAY_H

/* Until rank 0 lets it quit; returns the exit status. A damaged message ends the job (MPI_Abort). */
int lfsr_relay_run(void);

#endif
