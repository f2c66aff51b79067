#!/usr/bin/env bash
# Walks with a checkpoint: the job is killed at random moments, or one of its ranks, and resumed on another number of ranks
# or without MPI, in workers or none, until there is an answer. It is the one of a walk that nothing disturbs.
#   resume.sh SLOW MPI-SLOW WORD...      lfsr-analyze and lfsr-analyze-mpi with slow_walk.c; WORD...: mpirun and its options
set -mu
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
# shellcheck source=tests/cli/await.sh
. "$here/../cli/await.sh"
slow=$(realpath -- "$1")
mpi=$(realpath -- "$2")
shift 2
launcher=("$@")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr mpi.XXXXXX") || exit 1
job=
finish() {
    if [ -n "$job" ]; then kill -KILL "$job" 2>/dev/null; fi
    rm -rf "$scratch"
}
trap finish EXIT
cd "$scratch" || exit 1
export LC_ALL=C LFSR_TEST_PAUSE=10
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

answer() { cut -d, -f1-13 "$1"; } # without the time

start() { # WAY: a number of ranks, workers or alone
    local options=(-f csv --checkpoint saved "$walk")
    case $1 in
    alone) "$slow" -e sequential "${options[@]}" >out 2>err </dev/null & ;;
    workers) "$slow" -e parallel -w 2 "${options[@]}" >out 2>err </dev/null & ;;
    *) "${launcher[@]}" -n "$1" "$mpi" -e parallel "${options[@]}" >out 2>err </dev/null & ;;
    esac
    job=$!
}

# Kill the job, or one of the processes below it, and wait until none of them is left.
kill_somewhere() {
    local processes pid victim=$job
    mapfile -t processes < <(descendants "$job")
    if [ ${#processes[@]} -gt 0 ] && [ $((RANDOM % 2)) -eq 0 ]; then victim=${processes[RANDOM % ${#processes[@]}]}; fi
    kill -KILL "$victim" 2>/dev/null && kills=$((kills + 1))
    # A worker that is killed is replaced, and the walk goes on.
    if [ "$victim" != "$job" ]; then
        sleep 0.2
        kill -KILL "$job" 2>/dev/null
    fi
    await is_gone "$job" || fail "the job hangs"
    for pid in "${processes[@]}"; do
        await is_gone "$pid" || fail "process $pid is left: $(tr '\0' ' ' <"/proc/$pid/cmdline")"
    done
}

walks=('x^18+x^7+1' '(x^12+x^6+x^4+x+1)(x^8+x^4+x^3+x^2+1)')
walks+=("${walks[@]}" "${walks[@]}")
ways=(2 3 5 alone workers)
kills=0 runs=0 resumed=0
RANDOM=1
for walk in "${walks[@]}"; do
    LFSR_TEST_PAUSE=0 "$slow" -f csv -e sequential "$walk" >expected 2>err || fail "no answer: $walk: $(cat err)"
    status=1
    for ((run = 0; status != 0 && run < 100; run++)); do
        runs=$((runs + 1))
        start "${ways[RANDOM % ${#ways[@]}]}"
        if [ "$run" -lt 8 ]; then
            sleep "$((RANDOM % 2)).$((RANDOM % 10))"
            kill_somewhere
        fi
        wait "$job" 2>/dev/null
        status=$?
        job=
        if grep -q 'resumes from' err; then resumed=$((resumed + 1)); fi
        # Nothing but a kill ends a run without an answer.
        if [ "$run" -ge 8 ] && [ "$status" -ne 0 ]; then fail "$walk: status $status: $(cat err)"; fi
    done
    [ "$(answer out)" = "$(answer expected)" ] || fail "$walk: another answer: $(cat out)"
    if [ -e saved ]; then fail "the checkpoint is left"; fi
done
echo "$kills kills in $runs runs, $resumed of them resumed"
[ "$failures" -eq 0 ]
