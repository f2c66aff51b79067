#!/usr/bin/env bash
# tests/cli/hostile_list.sh on three ranks: lines that kill their workers, take long or never end.
#   hostile_list.sh PROGRAM WORD...      WORD...: mpirun and its options, without -n
set -u
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
program=$(realpath -- "$1")
shift
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr mpi.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
printf '#!/bin/sh\nexec %s -n 3 "%s" "$@"\n' "$(printf '%q ' "$@")" "$program" >"$scratch/program"
chmod +x "$scratch/program"
"$here/../cli/hostile_list.sh" "$scratch/program"
