/* lfsr-analyze-mpi: the same program on the ranks of an MPI job. Rank 0 is the tool; its workers are started
 * by the other ranks. With one rank, or without mpirun, it works as lfsr-analyze does. A worker is this
 * program, too, and never calls MPI. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interrupt.h"
#include "mpi_job.h"
#include "list_handler.h"
#include "mpi_transport.h"
#include "program.h"
#include "ranks.h"
#include "relay.h"

/* srun starts the ranks by itself where the program and Slurm agree on an interface (--mpi). Otherwise every
 * process believes that it is alone, and each would do all the work. */
static bool started_apart(void)
{
    const char *tasks = getenv("SLURM_STEP_NUM_TASKS");
    return lfsr_job_ranks() == 1 && tasks != NULL && atoi(tasks) > 1;
}

/* After a signal some mpirun forget the status of a rank that ends by itself, so the job is aborted. srun
 * reports that of a rank that exits; it kills the ranks of a job that is aborted, and of one in which a rank
 * is killed by a signal. */
static bool under_srun(void)
{
    return getenv("SLURM_STEP_ID") != NULL;
}

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
    if (started_apart()) {
        fprintf(
            stderr,
            "lfsr-analyze-mpi: srun started %s processes, and MPI sees one rank: use srun --mpi=pmix with "
            "Open MPI, --mpi=pmi2 with MPICH\n",
            getenv("SLURM_STEP_NUM_TASKS"));
        lfsr_job_leave();
        return LFSR_EXIT_SYSTEM;
    }
    lfsr_program_ranks = (lfsr_ranks){(unsigned)lfsr_job_ranks() - 1, lfsr_job_library()};
    lfsr_remote_transport = lfsr_mpi_transport;
    lfsr_exit status = lfsr_program(argc, argv);
    const int number = lfsr_interrupted();
    if (number != 0 && lfsr_job_ranks() > 1 && !under_srun())
        lfsr_job_abort(128 + number);
    lfsr_job_end();
    if (number != 0 && lfsr_job_ranks() > 1)
        return 128 + number;
    lfsr_interrupt_raise();
    return (int)status;
}
