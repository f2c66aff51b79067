#!/bin/bash
# A list of polynomials, cut into as many parts as the array has tasks; each part is resumed after its time limit.
# sbatch --array=1-16 slurm_list.sh list.txt answers
#SBATCH --job-name=lfsr-list
#SBATCH --ntasks=1
#SBATCH --cpus-per-task=4
#SBATCH --time=04:00:00
#SBATCH --signal=TERM@60
#SBATCH --requeue
#SBATCH --open-mode=append
set -u
list=$1
part=$2.$SLURM_ARRAY_TASK_ID.jsonl

# A node that failed may have left half a line. The next line to answer is the one after the last that is there.
touch "$part"
if [ -n "$(tail -c 1 "$part")" ]; then sed -i '$d' "$part"; fi
last=$(tail -n 1 "$part" | sed 's/.*"line":\([0-9]*\).*/\1/')

# shellcheck disable=SC2086
srun ${SRUN_OPTIONS:-} --cpus-per-task="$SLURM_CPUS_PER_TASK" \
    lfsr-analyze --quiet --workers "$SLURM_CPUS_PER_TASK" --format jsonl --file "$list" \
    --shard "$SLURM_ARRAY_TASK_ID/$SLURM_ARRAY_TASK_COUNT" --from-line $((${last:-0} + 1)) >>"$part"
status=$?
if [ "$status" -eq 143 ]; then
    scontrol requeue "$SLURM_JOB_ID"
fi
exit "$status"
