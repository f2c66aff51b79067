#!/usr/bin/env bash
# Run one command-line test, or write its golden files.
#   runner.sh [--update] PROGRAM CASE.sh
# The case runs in an empty directory with lfsr-analyze on its PATH and the function `try` (support.sh). What it writes
# is compared with its neighbours CASE.out and CASE.err (none: empty) and its exit status with CASE.status (none:
# 0), timings masked. With LFSR_LAUNCHER="mpirun -n 3" in the environment PROGRAM is lfsr-analyze-mpi, started by that.
set -u
update=no
if [ "$1" = --update ]; then update=yes; shift; fi
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
program=$(cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
golden=${2%.sh}
case $golden in /*) ;; *) golden=$PWD/$golden ;; esac

scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr cli.XXXXXX") || exit 1
trap 'chmod -R u+w "$scratch"; rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/work"
if [ -z "${LFSR_LAUNCHER:-}" ]; then
    ln -s "$program" "$scratch/bin/lfsr-analyze"
    ln -s "$(dirname -- "$program")/../tests/cli/lfsr-analyze-corrupt" "$scratch/bin/lfsr-analyze-corrupt"
    start_method() { cat; }
else
    for name in lfsr-analyze lfsr-analyze-corrupt; do
        target=$program
        if [ $name = lfsr-analyze-corrupt ]; then target=$(dirname -- "$program")/../tests/mpi/lfsr-analyze-mpi-corrupt; fi
        printf '#!/bin/sh\nexec %s "%s" "$@"\n' "$LFSR_LAUNCHER" "$target" >"$scratch/bin/$name"
        chmod +x "$scratch/bin/$name"
    done
    # The start method apart, the output is that of the tool without MPI.
    start_method() {
        sed -E -e 's/\(mpi\)/(fork)/; s/"start_method":"mpi"/"start_method":"fork"/g; s/workers by mpi/workers by fork/; s/^([0-9]+,.*,parallel,[0-9]+,)mpi,/\1fork,/' \
            -e '/^  MPI  /d'
    }
fi
export PATH=$scratch/bin:$PATH LC_ALL=C CLI=$here BASH_ENV=$here/support.sh
unset LFSR_KERNEL POSIXLY_CORRECT

(cd "$scratch/work" && exec bash "$golden.sh" >>"$scratch/raw.out" 2>>"$scratch/raw.err" </dev/null)
status=$?
start_method <"$scratch/raw.out" | "$here/mask.sh" >"$scratch/out"
start_method <"$scratch/raw.err" | "$here/mask.sh" >"$scratch/err"
echo "$status" >"$scratch/status"

if [ "$update" = yes ]; then
    for kind in out err status; do
        rm -f "$golden.$kind"
        if [ ! -s "$scratch/$kind" ] || { [ "$kind" = status ] && [ "$status" = 0 ]; }; then continue; fi
        cp "$scratch/$kind" "$golden.$kind"
    done
    exit 0
fi

failed=0
echo 0 >"$scratch/zero"
for kind in out err status; do
    expected=$golden.$kind
    [ -e "$expected" ] || { [ "$kind" = status ] && expected=$scratch/zero || expected=/dev/null; }
    if ! diff -u --label "expected $kind" --label "actual $kind" "$expected" "$scratch/$kind"; then failed=1; fi
done
exit "$failed"
