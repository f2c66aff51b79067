#!/usr/bin/env bash
# Damaged messages between rank 0 and a relay, in both directions: the job ends with a status that is not 0, it does not
# hang, and where rank 0 received the message it says so.
#   damaged.sh PROGRAM WORD...      PROGRAM: damaged_messages.c; WORD...: mpirun and its options, without -n
set -u
program=$1
shift
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr mpi.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
run() { # SIDE KIND: sets status
    "$@" >"$scratch/out" 2>"$scratch/err" </dev/null
    status=$?
}
for side in relay tool; do
    run "$@" -n 2 "$program" $side good
    [ "$status" -eq 0 ] || fail "$side, good: status $status: $(cat "$scratch/out" "$scratch/err")"
    for kind in 0 1 2 3 4 5 6 7 8; do
        run "$@" -n 2 "$program" $side $kind
        case $status in 0 | 77 | 78 | 79) fail "$side, kind $kind: status $status" ;; esac
        [ $side = relay ] || grep -q 'rank 1 sent a damaged message' "$scratch/out" ||
            fail "$side, kind $kind: $(cat "$scratch/out" "$scratch/err")"
    done
done
run "$@" -n 2 "$program" tool future
[ "$status" -ne 0 ] || fail "future: status 0"
grep -q 'rank 1 sent a message out of turn' "$scratch/out" || fail "future: $(cat "$scratch/out")"
run "$@" -n 2 "$program" tool frame
[ "$status" -eq 3 ] || fail "frame: status $status, not 3"
grep -q 'failed 3 times; the last time worker 1 sent a damaged frame' "$scratch/out" || fail "frame: $(cat "$scratch/out")"
[ "$failures" -eq 0 ]
