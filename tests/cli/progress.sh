#!/usr/bin/env bash
# The progress line: on a terminal over itself, six times a second, within its width, gone at the end; elsewhere only
# where it is asked for, by --progress or SIGUSR1.
#   progress.sh PROGRAM
set -u
program=$1
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr progress.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
ln -s "$(realpath "$program")" lfsr-analyze
script -qec true probe </dev/null >/dev/null 2>&1 || { echo "no pseudo-terminal to be had here"; exit 77; }
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
line='^(sequential|parallel|reference): [0-9.]+( [kMGTP])? of [0-9.]+( [kMGTP])? states \([0-9.]+%\), [0-9.]+( [kMGTP])?/s, [0-9.e+]+ ([mu]?s|min|h|days) left, [0-9]+ workers?$'
walk=(--max-states 2^60 'x^52+x^3+1') # hours

# On a terminal for SECONDS: what is written there, carriage returns as new lines.
on_terminal() {
    local seconds=$1
    shift
    script -qec "stty cols $width rows 24; timeout -s INT $seconds $*" typescript </dev/null >/dev/null 2>&1
    sed '1{/^Script started/d}; $!b; /^Script done/d' typescript | tr '\r' '\n' | sed 's/\x1b\[K//g'
}

if command -v script >/dev/null; then
    width=120
    for engine in sequential parallel reference; do
        polynomial=x^52+x^3+1
        [ $engine = reference ] && polynomial=x^24+x^7+x^2+x+1
        on_terminal 1.9 ./lfsr-analyze -e $engine -w 2 --max-states 2^60 $polynomial >lines
        count=$(grep -cE "$line" lines)
        # A loaded machine shows fewer; never more than six a second.
        if [ "$count" -lt 2 ] || [ "$count" -gt 12 ]; then fail "$engine: $count lines: $(cat lines)"; fi
    done
    width=30
    on_terminal 0.9 ./lfsr-analyze -e parallel -w 2 "${walk[@]}" >lines
    grep -q '^parallel: ' lines || fail "narrow: $(cat lines)"
    [ "$(grep '^parallel: ' lines | awk '{ if (length > w) w = length } END { print w }')" -eq 29 ] ||
        fail "narrow: $(cat lines)"
    # Cleared before the answer, which then begins on an empty line.
    width=120
    script -qec "stty cols 120; ./lfsr-analyze -e parallel -w 2 x^38+x^6+x^5+x+1 >answer" typescript </dev/null >/dev/null 2>&1
    tail -c 300 typescript | sed '/^Script done/d' | tr -d '\n' | grep -q $'left, 2 workers\x1b\\[K\r\x1b\\[K' ||
        fail "not cleared: $(cat -v typescript)"
    grep -q '^x^38' answer || fail "no answer"
    on_terminal 0.6 ./lfsr-analyze --no-progress -e parallel -w 2 "${walk[@]}" >lines
    grep -q workers lines && fail "--no-progress: $(cat lines)"
    on_terminal 0.6 ./lfsr-analyze --quiet -e parallel -w 2 "${walk[@]}" >lines
    grep -q workers lines && fail "--quiet: $(cat lines)"
else
    echo "skipped: terminals (needs script)"
fi

# No terminal: nothing unless asked for.
timeout 0.7 ./lfsr-analyze -e parallel -w 2 "${walk[@]}" >out 2>err
[ -s err ] && fail "unasked: $(cat err)"
timeout 1.9 ./lfsr-analyze --progress -e sequential "${walk[@]}" >out 2>err
count=$(grep -cE "$line" err)
if [ "$count" -lt 2 ] || [ "$count" -gt 12 ] || [ "$count" -ne "$(wc -l <err)" ]; then fail "--progress: $(cat err)"; fi

# SIGUSR1: one line a question, from every engine; workers are not harmed by it.
for options in '-e sequential' '-e parallel -w 2' '-e parallel -w 2 --start-method spawn' '-e parallel -w 2 --quiet'; do
    # shellcheck disable=SC2086
    ./lfsr-analyze $options "${walk[@]}" >out 2>err &
    pid=$!
    sleep 0.3
    before=$(cat /proc/$pid/task/$pid/children)
    for question in 1 2 3; do
        # shellcheck disable=SC2046,SC2086
        kill -USR1 $pid $before
        for ((i = 0; i < 300 && $(wc -l <err) < question; i++)); do sleep 0.01; done
    done
    sleep 0.4
    if [ "$(grep -cE "$line" err)" -ne 3 ] || [ "$(wc -l <err)" -ne 3 ]; then fail "SIGUSR1, $options: $(cat err)"; fi
    [ "$(cat /proc/$pid/task/$pid/children)" = "$before" ] || fail "SIGUSR1, $options: took a worker"
    kill $pid
    wait $pid
done

[ "$failures" -eq 0 ]
