/* lfsr-analyze-mpi: the same program on the ranks of an MPI job. Rank 0 is the tool; its workers are started
 * by the other ranks. With one rank, or without mpirun, it works as lfsr-analyze does. A worker is this
 * program, too, and never calls MPI. */
#include <stdio.h>
#include <string.h>

#include "interrupt.h"
#include "mpi_job.h"
#include "list_handler.h"
#include "mpi_transport.h"
#include "program.h"
#include "ranks.h"
#include "relay.h"

int main(int argc, char **argv)
{
    lfsr_list_register();
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0)
        lfsr_worker_serve(argv[2]);
    if (!lfsr_job_begin(&argc, &argv)) {
        fprintf(stderr, "lfsr-analyze-mpi: MPI cannot be initialized\n");
        return LFSR_EXIT_SYSTEM;
    }
    if (lfsr_job_rank() > 0)
        return lfsr_relay_run();
    lfsr_program_ranks = (lfsr_ranks){(unsigned)lfsr_job_ranks() - 1, lfsr_job_library()};
    lfsr_remote_transport = lfsr_mpi_transport;
    lfsr_exit status = lfsr_program(argc, argv);
    /* After a signal some mpirun forget the status of a rank that ends by itself. */
    if (lfsr_interrupted() != 0 && lfsr_job_ranks() > 1)
        lfsr_job_abort(128 + lfsr_interrupted());
    lfsr_job_end();
    lfsr_interrupt_raise();
    return (int)status;
}
