#!/usr/bin/env bash
# Lists on 2, 3 and 5 ranks: the bytes of the tool without MPI, timings apart, on standard output and standard error, and
# its status.
#   lists.sh LOCAL-PROGRAM PROGRAM WORD...      WORD...: mpirun and its options, without -n
set -u
local_program=$(realpath -- "$1")
program=$(realpath -- "$2")
shift 2
mask=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)/../cli/mask.sh
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr mpi.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
export LC_ALL=C
failures=0

# Light and heavy lines, bad ones, other fields, one of many kilobytes.
awk 'BEGIN {
    long = "x^9"
    while (length(long) < 300000) long = long " + x^7 + x^7"
    for (i = 1; i <= 2000; i++) {
        if (i % 500 == 250) print long " + x^4 + 1"
        else if (i % 97 == 0) print "x^" i " + y"
        else if (i % 50 == 0) print "3: x^" 5 + i % 90 " + 2*x + 1"
        else if (i % 31 == 0) print "2^4: x^" 2 + i % 9 " + a*x + 1"
        else print "x^" 3 + i % 120 " + x^" 1 + i % 3 " + 1"
    }
}' >mixed
seq 1 2 401 | sed 's/^/0x1/' >codes

lists=('-f csv -i mixed' '-f jsonl -i mixed' '-f text --list -e algebraic,sequential -i codes'
    '-f brief --only primitive --all 12' '-f csv --random 40 --count 100 --seed 3' '-f csv --expect primitive -i codes')
for list in "${lists[@]}"; do
    # shellcheck disable=SC2086
    "$local_program" -w 2 $list >out 2>err </dev/null
    expected=$?
    "$mask" <out >expected.out
    "$mask" <err >expected.err
    for ranks in 2 3 5; do
        # shellcheck disable=SC2086
        "$@" -n $ranks "$program" $list >out 2>err </dev/null
        status=$?
        [ "$status" -eq "$expected" ] || { echo "FAILED: $ranks ranks: $list: status $status, not $expected"; failures=1; }
        "$mask" <out | cmp - expected.out || { echo "FAILED: $ranks ranks: $list"; failures=1; }
        "$mask" <err | diff expected.err - | head -n 5 >differences
        if [ -s differences ]; then
            echo "FAILED: $ranks ranks: $list: messages: $(cat differences)"
            failures=1
        fi
    done
done
[ "$failures" -eq 0 ]
