#!/usr/bin/env bash
# The progress line: on a terminal it overwrites itself, fits the width and is cleared at the end; elsewhere it is written
# only on request, by --progress or SIGUSR1. The tool runs until the expected lines are there, so that nothing depends on
# the speed of the machine.
#   progress.sh PROGRAM
set -u
# shellcheck source=tests/cli/await.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/await.sh"
await_seconds=60
program=$(realpath -- "$1")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr progress.XXXXXX") || exit 1
pid=
finish() {
    if [ -n "$pid" ]; then kill -KILL "$pid" 2>/dev/null; fi
    rm -rf "$scratch"
}
trap finish EXIT
cd "$scratch" || exit 1
export LC_ALL=C
ln -s "$program" lfsr-analyze
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }
# The rate, and with it the time left. Before the first states are done the rate is 0, and no time left follows.
rate='(0/s|[0-9.]+( [kMGTPEZ])?/s, [0-9.]+ ([mu]?s|min|h|days|y) left)'
line='^(sequential|parallel|reference): [0-9.]+( [kMGTPEZ])? of [0-9.]+( [kMGTPEZ])? states \([0-9.]+%\), '$rate'(, [0-9]+ workers?)?$'
walk=(--max-states 2^60 'x^52+x^3+1') # hours
# Carriage returns as new lines, without the codes that clear a line.
plain() { tr '\r' '\n' <"$1" | sed 's/\x1b\[K//g'; }
has_lines() { [ "$(plain "$1" | grep -cE "$line")" -ge "$2" ]; } # FILE COUNT
has_begun_lines() { [ "$(plain typescript | grep -c '^parallel: ')" -ge "$1" ]; }
has_workers() { [ "$(wc -w 2>/dev/null <"/proc/$pid/task/$pid/children")" = "$1" ]; }

# Start the tool on a terminal of WIDTH columns, its standard output in the file answer. What it writes on the
# terminal is in typescript; pid is the tool itself, terminal the program around it.
start_on_terminal() {
    local width=$1
    shift
    rm -f id typescript
    printf 'stty cols %s rows 24; echo $$ >id; exec' "$width" >start.sh
    printf ' %q' "$@" >>start.sh
    echo ' >answer' >>start.sh
    script -qefc 'sh ./start.sh' typescript </dev/null >/dev/null 2>&1 &
    terminal=$!
    await test -s id || fail "did not start: $*"
    pid=$(cat id)
}
end_on_terminal() {
    kill -TERM "$pid" # interrupts are ignored in the background
    wait "$terminal"
    pid=
}

part_terminal() {
    local engine option
    if ! script -qec true probe </dev/null >/dev/null 2>&1; then
        echo "skipped: terminals (script is missing, or cannot make one here)"
        return
    fi
    for engine in sequential parallel; do
        start_on_terminal 120 ./lfsr-analyze -e $engine -w 2 "${walk[@]}"
        await has_lines typescript 3 || fail "$engine: $(plain typescript)"
        end_on_terminal
    done
    start_on_terminal 120 ./lfsr-analyze -e reference x^28+x^3+1 # a minute
    await has_lines typescript 3 || fail "reference: $(plain typescript)"
    end_on_terminal
    start_on_terminal 30 ./lfsr-analyze -e parallel -w 2 "${walk[@]}"
    await has_begun_lines 3 || fail "narrow: $(plain typescript)"
    end_on_terminal
    [ "$(plain typescript | grep '^parallel: ' | awk '{ if (length > w) w = length } END { print w }')" -eq 29 ] ||
        fail "narrow: $(plain typescript)"
    # Cleared before the answer. A machine that is done before the first line is due has nothing to clear.
    start_on_terminal 120 ./lfsr-analyze -e reference x^22+x+1
    wait "$terminal"
    pid=
    if has_lines typescript 1; then
        sed '/^Script done/d' typescript | tr -d '\n' | grep -qE $'(left|0/s)\x1b\\[K\r\x1b\\[K' ||
            fail "not cleared: $(cat -v typescript)"
    fi
    grep -q '^x^22' answer || fail "no answer"
    # Not wanted: the only line is the one that SIGUSR1 asks for.
    for option in --no-progress --quiet; do
        start_on_terminal 120 ./lfsr-analyze $option -e parallel -w 2 "${walk[@]}"
        await has_workers 2 || fail "$option: no workers"
        sleep 0.5
        kill -USR1 "$pid"
        await has_lines typescript 1 || fail "$option, SIGUSR1: $(plain typescript)"
        end_on_terminal
        [ "$(plain typescript | grep -cE "$line")" -eq 1 ] || fail "$option: $(plain typescript)"
    done
}

start() {
    : >err # the job may truncate it late: what the last one wrote must not be taken for its lines
    ./lfsr-analyze "$@" "${walk[@]}" >out 2>err &
    pid=$!
}
# What err holds besides the warning of a machine with one processor.
end() {
    kill "$pid"
    wait "$pid"
    pid=
    sed -i '/^lfsr-analyze: warning: 2 workers on 1 processor$/d' err
}

# No terminal: nothing unless asked for.
part_file() {
    start -e parallel -w 2
    await has_workers 2 || fail "no workers"
    sleep 0.5
    end
    [ -s err ] && fail "unasked: $(cat err)"
    start --progress -e sequential
    await has_lines err 3 || fail "--progress: $(cat err)"
    end
    [ "$(grep -cE "$line" err)" -eq "$(wc -l <err)" ] || fail "--progress: $(cat err)"
    # Ever less often: a slow machine writes fewer lines than this, never more.
    local began=$SECONDS
    start --progress -e sequential
    sleep 8
    end
    awk -v lines="$(wc -l <err)" -v seconds="$((SECONDS - began + 1))" \
        'BEGIN { exit !(lines <= 8 + 5 * log(seconds + 1) + seconds / 60) }' ||
        fail "--progress: $(wc -l <err) lines in $((SECONDS - began)) s"
}

# One line a question, from every engine; the workers leave the signal to the parent.
part_question() {
    local options question before
    for options in '-e sequential' '-e parallel -w 2' '-e parallel -w 2 --start-method spawn' '-e parallel -w 2 --quiet'; do
        # shellcheck disable=SC2086
        start $options
        before=
        if [[ $options = *parallel* ]]; then
            await has_workers 2 || fail "SIGUSR1, $options: no workers"
            before=$(cat "/proc/$pid/task/$pid/children")
            for question in $before; do await ignores_questions "$question" || fail "a worker takes SIGUSR1"; done
        else
            await catches_questions "$pid" || fail "no handler of SIGUSR1"
        fi
        for question in 1 2 3; do
            # shellcheck disable=SC2086
            kill -USR1 $pid $before
            await has_lines err $question || fail "SIGUSR1, $options: $(cat err)"
        done
        [ "$(cat "/proc/$pid/task/$pid/children")" = "$before" ] || fail "SIGUSR1, $options: took a worker"
        end
        if [ "$(grep -cE "$line" err)" -ne 3 ] || [ "$(wc -l <err)" -ne 3 ]; then fail "SIGUSR1, $options: $(cat err)"; fi
    done
}
# Lists count lines. The time left is shown where the length of the list is known.
part_list() {
    local counted='^[0-9]+ lines answered, [0-9]+ failed, [0-9.]+( [kMG])? lines/s' share=' \([0-9.]+%\), [0-9.]+ ([mu]?s|min|h|days|y) left$'
    yes 'x^64 + x^4 + x^3 + x + 1' | head -n 3000000 >long.txt
    walk=()
    line="$counted$share"
    start --progress -f brief -i long.txt
    await has_lines err 2 || fail "a file: $(cat err)"
    end
    start --progress -f brief --all 40
    await has_lines err 2 || fail "a source: $(cat err)"
    end
    line="$counted$"
    mkfifo pipe
    yes 'x^64 + x^4 + x^3 + x + 1' >pipe 2>/dev/null &
    start --progress -f brief -i pipe
    await has_lines err 2 || fail "a pipe: $(cat err)"
    end
    wait
}
# Bit 9 of the masks in /proc: SIGUSR1.
mask_of() { echo $((0x$(sed -n "s/^$2:[[:space:]]*//p" "/proc/$1/status" 2>/dev/null) & 0x200)); }
ignores_questions() { [ "$(mask_of "$1" SigIgn)" -ne 0 ]; }
catches_questions() { [ "$(mask_of "$1" SigCgt)" -ne 0 ]; }

if [ ! -r "/proc/$$/task/$$/children" ]; then
    echo "skipped: /proc does not list the children of a process here"
    exit 77
fi
# Colours on a terminal only, and not where they are unwanted.
part_colours() {
    local setting
    script -qec true probe </dev/null >/dev/null 2>&1 || return # part_terminal says that it is skipped
    for setting in 'TERM=xterm NO_COLOR=' 'TERM=xterm NO_COLOR=1' 'TERM=dumb' 'TERM='; do
        printf '%s\n' "export $setting" "exec ./lfsr-analyze -e algebraic x^4+x+1" >start.sh
        rm -f typescript
        script -qfec 'bash start.sh' typescript </dev/null >/dev/null 2>&1
        case $setting in *NO_COLOR=) grep -q $'\x1b' typescript ;; *) ! grep -q $'\x1b' typescript ;; esac ||
            fail "colours with $setting"
        grep -q 'x^4 + x + 1' typescript || fail "no answer with $setting"
    done
}
part_terminal
part_colours
part_file
part_question
part_list
[ "$failures" -eq 0 ]
