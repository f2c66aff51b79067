#!/usr/bin/env bash
# Files on a file system that fails, and processes that end while they are written: nothing that was walked is lost,
# nothing is left behind, and every message says what happened. FAULTY-PROGRAM is the tool with the faults of
# faulty_files.c.
#   faulty_files.sh PROGRAM FAULTY-PROGRAM
set -mu # background jobs take SIGINT
# shellcheck source=tests/cli/await.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/await.sh"
program=$(realpath -- "$1")
faulty=$(realpath -- "$2")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr files.XXXXXX") || exit 1
walk=
finish() {
    if [ -n "$walk" ]; then kill -KILL "$walk" 2>/dev/null; fi
    rm -rf "$scratch"
}
trap finish EXIT
cd "$scratch" || exit 1
export LC_ALL=C
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
expect_status() { [ "$2" -eq "$1" ] || fail "$part: status $2, not $1: $(cat err)"; }
expect_files() { [ "$(ls -A | tr '\n' ' ')" = "$1" ] || fail "$part: files $(ls -A | tr '\n' ' ')"; }
expect_error() { grep -q -- "$1" err || fail "$part: '$1' is not in the message: $(cat err)"; }
# The row of a CSV file without its timing, which follows the cycles.
row() { tail -n 1 "$1" | sed 's/\(x[0-9]*\),.*/\1/'; }

part='a file system without modes'
LFSR_TEST_FAULT=fchmod "$faulty" -f csv -o result x^4+x+1 >out 2>err
expect_status 0 $?
[ "$(row result)" = '1,x^4+x+1,2,x^4 + x + 1,4,true,true,15,15,2,0,1x1;15x1' ] || fail "$part: $(cat result)"
expect_files 'err out result '

part='a directory that takes no new file'
echo old >result
LFSR_TEST_FAULT=directory "$faulty" -f csv -o result x^4+x+1 >out 2>err
expect_status 4 $?
expect_error "cannot write 'result': no temporary file can be created in its directory"
[ "$(cat result)" = old ] || fail "$part: $(cat result)"
expect_files 'err out result '
rm result

walk_arguments=(-f csv -e sequential --checkpoint saved -o result '(x^12+x^6+x^4+x+1)(x^8+x^4+x^3+x^2+1)')
"$program" -f csv -e sequential "${walk_arguments[8]}" >expected
"$program" "${walk_arguments[@]}" 2>err
expect_files 'err expected out result '
cp result expected
rm result

part='a second run while the checkpoint is written'
LFSR_TEST_FAULT=fsync:1 "$faulty" "${walk_arguments[@]}" >out 2>err &
walk=$!
await test -e waiting || fail "$part: it never comes to be saved"
"$program" "${walk_arguments[@]}" >out 2>err
expect_status 4 $?
expect_error 'checkpoint saved is being written by another process'
[ -e result ] && fail "$part: there is an answer"
kill -KILL $walk
wait $walk 2>/dev/null
walk=
rm -f waiting .lfsr-analyze.* # what a killed process cannot remove
"$program" "${walk_arguments[@]}" >out 2>err
expect_status 0 $?
[ "$(row result)" = "$(row expected)" ] || fail "$part: $(cat result)"
expect_files 'err expected out result '
rm result

# Killed while the checkpoint takes its name, while the answer takes its name, and before the checkpoint goes.
for fault in rename:saved rename:result unlink:saved; do
    part="killed at $fault"
    LFSR_TEST_FAULT=$fault "$faulty" "${walk_arguments[@]}" >out 2>err
    expect_status 137 $?
    rm -f .lfsr-analyze.*
    case $fault in
    rename:saved) expect_files 'err expected out saved.lfsr-tmp ' ;;
    rename:result) expect_files 'err expected out saved ' ;;
    unlink:saved) expect_files 'err expected out result saved ' ;;
    esac
    rm -f result
    "$program" "${walk_arguments[@]}" >out 2>err
    expect_status 0 $?
    [ "$fault" = rename:saved ] || expect_error 'sequential resumes from saved: 1.05 M of 1.05 M states are done'
    [ "$(row result)" = "$(row expected)" ] || fail "$part: $(cat result)"
    expect_files 'err expected out result '
    rm result
done
rm expected

# The first save is at the start. The first interrupt saves again; the second one, while it does, ends the program at once, workers included.
for engine in sequential parallel; do
    part="a second interrupt, $engine"
    : >err # the job below may truncate it late
    LFSR_TEST_FAULT=fsync:2 "$faulty" --progress -e $engine -w 2 --checkpoint saved --max-states 2^60 -o result \
        'x^52+x^3+1' >out 2>err &
    walk=$!
    await grep -q ' states (' err || fail "$part: no progress: $(cat err)"
    workers=$(cat "/proc/$walk/task/$walk/children" 2>/dev/null)
    [ "$engine" = sequential ] || [ "$(wc -w <<<"$workers")" -eq 2 ] || fail "$part: workers '$workers'"
    kill -INT $walk
    await test -e waiting || fail "$part: it is not saved: $(cat err)"
    kill -INT $walk
    wait $walk 2>/dev/null
    expect_status 130 $?
    walk=
    for pid in $workers; do
        if [ -e "/proc/$pid" ]; then fail "$part: worker $pid is left"; fi
    done
    rm waiting
    expect_files 'err out saved '
    rm saved
done

# The input has no more lines for now, and the interrupt arrives while that is asked: the tool must not wait for a line.
part='an interrupt in a poll'
mkfifo in
LFSR_TEST_FAULT=poll "$faulty" -f brief -w 2 -i in >out 2>err &
walk=$!
exec 3<>in
echo 'x^200+x+1' >&3
ended() { ! kill -0 "$walk" 2>/dev/null; }
await ended || fail "$part: it does not end"
exec 3>&-
wait $walk 2>/dev/null
expect_status 143 $?
walk=
expect_error 'stopped; the same command with'
rm in

[ "$failures" -eq 0 ]
