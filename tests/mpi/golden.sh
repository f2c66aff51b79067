#!/usr/bin/env bash
# One case of tests/cli on three ranks: the golden outputs of the tool without MPI, byte for byte, timings and start method
# apart. Cases about what mpirun stands in the way of are skipped.
#   golden.sh PROGRAM CASE.sh WORD...      WORD...: mpirun and its options, without -n
set -u
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
program=$1 case=$2
shift 2
skip() {
    echo "skipped: $1"
    exit 77
}
case $(basename -- "$case" .sh) in
broken_output) skip "standard output is a pipe of mpirun, which reports errors of the real one itself" ;;
budget) skip "the limit of descriptors would hold for mpirun, which needs more" ;;
checkpoint) skip "it closes the output, and limits files, of the tool: mpirun stands between (faults.sh tests checkpoints)" ;;
contained) skip "it limits the memory of the tool: mpirun and MPI need more" ;;
list_resume) skip "the signal that stops the list goes to mpirun, which reports it in its own words" ;;
output_file) skip "mpirun hands no descriptors on" ;;
pictures) skip "the signal that stops it goes to mpirun, which reports it in its own words" ;;
usage) skip "under mpirun standard input is always a pipe, so that no polynomial means standard input" ;;
esac
LFSR_LAUNCHER="$(printf '%q ' "$@") -n 3" exec "$here/../cli/runner.sh" "$program" "$case"
