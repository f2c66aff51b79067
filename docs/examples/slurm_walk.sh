#!/bin/bash
# One walk on many processors, resumed after each time limit.
# sbatch --ntasks=65 slurm_walk.sh 'x^52 + x^6 + x^3 + x + 1' walk52
#SBATCH --job-name=lfsr-walk
#SBATCH --ntasks=65
#SBATCH --cpus-per-task=1
#SBATCH --mem-per-cpu=1G
#SBATCH --time=12:00:00
#SBATCH --signal=TERM@60
#SBATCH --requeue
#SBATCH --open-mode=append
set -u
polynomial=$1
name=$2

# Rank 0 schedules, the other 64 walk. TERM, a minute before the time limit, stops the walk: it is in the checkpoint, and
# the status is 143. The same command goes on with it, also on another number of ranks.
# SRUN_OPTIONS: --mpi=pmix for Open MPI, --mpi=pmi2 for MPICH, where that is not the default of the cluster.
# shellcheck disable=SC2086
srun --kill-on-bad-exit=1 ${SRUN_OPTIONS:-} \
    lfsr-analyze-mpi --quiet --engine parallel --max-states 2^62 --checkpoint "$name.checkpoint" \
    --format json --output "$name.json" "$polynomial"
status=$?
if [ "$status" -eq 143 ]; then
    scontrol requeue "$SLURM_JOB_ID"
fi
exit "$status"
