/* Workers on the other ranks of an MPI job, each reached through the relay of its rank (relay.h). Worker i
 * lives on rank 1 + i mod (ranks - 1). */
#ifndef LFSR_MPI_TRANSPORT_H
#define LFSR_MPI_TRANSPORT_H

#include "transport.h"

/* Of rank 0, where there are at least two. One at a time: NULL where there is another, or no memory. */
lfsr_transport *lfsr_mpi_transport(const lfsr_pool_options *options);

#endif
