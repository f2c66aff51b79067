#!/usr/bin/env bash
# Jobs that end, well or badly: mpirun returns, with the status of the tool or another one that is not 0, and no process of
# the job is left, neither a rank nor a worker. A worker that is killed changes nothing.
#   faults.sh PROGRAM WORD...      PROGRAM: lfsr-analyze-mpi; WORD...: mpirun and its options, without -n
# LFSR_TEST_SANITIZED=1: the program is built with sanitizers; mpirun may then report another status.
set -mu # background jobs take SIGINT
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/await.sh
. "$here/../cli/await.sh"
program=$(realpath -- "$1")
shift
launcher=("$@")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr mpi.XXXXXX") || exit 1
job=
finish() {
    if [ -n "$job" ]; then kill -KILL "$job" 2>/dev/null; fi
    rm -rf "$scratch"
}
trap finish EXIT
cd "$scratch" || exit 1
export LC_ALL=C
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# The number of the rank that a process is; nothing where it is none.
rank_of() {
    [ "$(readlink "/proc/$1/exe")" = "$program" ] || return
    tr '\0' '\n' <"/proc/$1/cmdline" | grep -qx -- --lfsr-worker && return
    tr '\0' '\n' <"/proc/$1/environ" | sed -n 's/^\(OMPI_COMM_WORLD_RANK\|PMI_RANK\)=//p'
}
is_worker() { tr '\0' '\n' <"/proc/$1/cmdline" 2>/dev/null | grep -qx -- --lfsr-worker; }
# Sets processes, ranks (by number) and workers. True once there are three ranks and two workers.
look() {
    local pid rank
    mapfile -t processes < <(descendants "$job")
    ranks=() workers=()
    for pid in "${processes[@]}"; do
        rank=$(rank_of "$pid" 2>/dev/null)
        if [ -n "$rank" ]; then ranks[rank]=$pid; fi
        if is_worker "$pid"; then workers+=("$pid"); fi
    done
    [ "${#ranks[@]}" -eq 3 ] && [ "${#workers[@]}" -eq 2 ]
}
start() { # OPTION...: a job of three ranks in the background, its workers at work
    "${launcher[@]}" -n 3 "$program" "$@" >out 2>err </dev/null &
    job=$!
    await look || fail "no workers: $*: $(cat err)"
}
end() { # sets status; everything must be gone
    local pid
    await is_gone "$job" || fail "$1: mpirun hangs"
    wait "$job" 2>/dev/null
    status=$?
    job=
    for pid in "${processes[@]}"; do await is_gone "$pid" || fail "$1: process $pid is left"; done
}
long=(-e parallel --max-states 2^60 'x^52+x^3+1') # hours

# --- The end of a job that nothing disturbs ---

mkfifo lines
list_job() { # NAME VARIABLE: a list whose every second line has a term in this variable; sets status
    "${launcher[@]}" -n 3 "$program" -f csv --file lines >out 2>err &
    job=$!
    exec 9>lines
    for i in $(seq 2000); do echo "x^40 + x^$((1 + i % 39)) + $((i % 2)) * $2 + 1"; done >&9
    await look || fail "no workers for $1: $(cat err)"
    exec 9>&-
    end "$1"
}
list_job "a list" x
[ "$status" -eq 0 ] || fail "a list: status $status: $(cat err)"
[ "$(wc -l <out)" -eq 2001 ] || fail "a list: $(wc -l <out) lines"
list_job "a bad list" y
[ "$status" -eq 2 ] || fail "a bad list: status $status, not 2"

for expected in '0 x^4+x+1' '1 --nonsense' '2 x^4+y' '3 --max-states 10 -e sequential x^30+x+1' '6 --expect primitive x^4+1'; do
    # shellcheck disable=SC2086
    "${launcher[@]}" -n 3 "$program" ${expected#* } >out 2>err </dev/null
    status=$?
    [ "$status" -eq "${expected%% *}" ] || fail "$expected: status $status"
    [ "$status" -eq 0 ] || [ "$(grep -c 'lfsr-analyze: ' err)" -eq 1 ] || fail "$expected: $(cat err)"
done

# --- Signals and kills ---

start "${long[@]}" --checkpoint saved
kill -TERM "$job"
end "SIGTERM to mpirun"
[ "$status" -ne 0 ] || fail "SIGTERM to mpirun: status 0"
[ -s saved ] || fail "SIGTERM to mpirun: no checkpoint"

for victim in 0 1 2; do
    start "${long[@]}"
    kill -KILL "${ranks[victim]}"
    end "SIGKILL of rank $victim"
    [ "$status" -ne 0 ] || fail "SIGKILL of rank $victim: status 0"
done

start "${long[@]}"
kill -KILL "$job"
end "SIGKILL of mpirun"

# The rank goes on with another worker.
start "${long[@]}"
first=${workers[0]}
kill -KILL "$first"
replaced() { look && [[ " ${workers[*]} " != *" $first "* ]]; }
await replaced || fail "a worker that was killed is not replaced"
kill -KILL "${ranks[0]}"
end "a worker killed"

[ "$failures" -eq 0 ]
