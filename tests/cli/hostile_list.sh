#!/usr/bin/env bash
# A list in which every 1,000th line kills its worker, takes seconds, is a megabyte long, is nonsense or never ends:
# every other line is answered, in order, and each of these has its own error.
#   hostile_list.sh HOSTILE-PROGRAM [LINES [SECONDS]]     HOSTILE-PROGRAM: the tool with hostile_lines.c
set -u
program=$(realpath -- "$1")
lines=${2:-10000} seconds=${3:-1}
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr list.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
export LC_ALL=C
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# Good lines: degrees 5 to 63 in turn. Each hostile line has a large number, so that it is answered by a worker.
awk -v lines="$lines" -v seconds="$seconds" 'BEGIN {
    long = "+x^7"
    while (length(long) < 1000000) long = long long
    filler = "10000000 ................................................................................"
    for (i = 1; i <= lines; i++) {
        if (i % 1000 != 0) print "x^" 5 + i % 59 " + x^" 1 + i % 3 " + 1"
        else if (i / 1000 % 5 == 1) print "kill " filler
        else if (i / 1000 % 5 == 2) print "slow " seconds " " filler
        else if (i / 1000 % 5 == 3) print "x^7+x+1" long
        else if (i / 1000 % 5 == 4) print "nonsense " filler
        else print "hang " filler
    }
}' >list
grep -vE '^(kill|slow|nonsense|hang|x\^7[+])' list >good
"$program" -w 1 --quiet -f csv --no-header -i good | cut -d , -f 2-12 >expected
[ "$(wc -l <expected)" -eq "$(wc -l <good)" ] || fail "the good lines alone"
awk -v lines="$lines" 'BEGIN {
    for (i = 1000; i <= lines; i += 1000) {
        line = "list:" i ": "
        if (i / 1000 % 5 == 1) print line "3 worker processes failed on it; the last one was killed by signal 9 (Killed)"
        if (i / 1000 % 5 == 4) print line "column 1: "
        if (i / 1000 % 5 == 0) print line "3 worker processes failed on it; the last one was silent for 1"
    }
}' >wanted

for workers in 1 3; do
    "$program" -w "$workers" --timeout 1 -f csv --no-header -i list >out 2>err
    status=$?
    [ "$status" -eq 4 ] || fail "$workers workers: status $status"
    cut -d , -f 1 out | cmp -s - <(seq "$lines") || fail "$workers workers: the lines are not 1 to $lines in order"
    awk -F , '$1 % 1000 != 0' out | cut -d , -f 2-12 | cmp -s - expected ||
        fail "$workers workers: a good line has another answer than alone"
    awk -F , '$1 % 5000 == 2000 && $4 != "x^4 + x + 1"' out | grep -q . && fail "$workers workers: a slow line"
    while read -r message; do
        grep -qF -- "$message" err || fail "$workers workers: no message '$message'"
    done <wanted
    [ "$(grep -c '^list:' err)" -eq "$(wc -l <wanted)" ] || fail "$workers workers: $(grep '^list:' err | cut -c 1-150)"
    grep -q " answered, $(wc -l <wanted) failed" err || fail "$workers workers: $(tail -n 1 err)"
done
[ "$failures" -eq 0 ]
