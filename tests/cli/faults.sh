#!/usr/bin/env bash
# Faults from outside: the tool is killed or interrupted, its workers are killed, the disk is full. Each must end in the
# right answer or a clear error and leave no process and no file. Nothing depends on the speed of the machine: a walk
# that is killed takes hours or pauses before every task (SLOW-PROGRAM), and kills are repeated until there are enough.
# A part that cannot run here is skipped with the reason.
#   faults.sh PROGRAM SLOW-PROGRAM [PART]...
# LFSR_TEST_MOUNT=1 allows the part that mounts a small file system (as root). LFSR_TEST_MULTIPLIER scales the number
# of kills, LFSR_TEST_SEED chooses the random moments.
set -mu # background jobs take SIGINT
# shellcheck source=tests/cli/await.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/await.sh"
await_seconds=60
program=$(realpath -- "$1")
slow=$(realpath -- "$2")
shift 2
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr faults.XXXXXX") || exit 1
mounted=no
walk=
finish() {
    if [ -n "$walk" ]; then kill -KILL "$walk" 2>/dev/null; fi
    if [ "$mounted" = yes ]; then umount "$scratch/disk"; fi
    rm -rf "$scratch"
}
trap finish EXIT
cd "$scratch" || exit 1
export LC_ALL=C
seed=${LFSR_TEST_SEED:-1}
RANDOM=$((seed % 32768))
echo "LFSR_TEST_SEED=$seed"
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# Trials, scaled by LFSR_TEST_MULTIPLIER, at least one.
scaled() { awk -v n="$1" -v m="${LFSR_TEST_MULTIPLIER:-1}" 'BEGIN { n = int(n * m); print n < 1 ? 1 : n }'; }
# A random pause of LOW to HIGH milliseconds.
pause() { sleep "$(awk -v low="$1" -v high="$2" -v r="$RANDOM" 'BEGIN { print (low + (high - low) * r / 32767) / 1000 }')"; }
# The children of a process, as words.
children() { cat "/proc/$1/task/$1/children" 2>/dev/null; }

# --- A walk of hours ---

long=(-e parallel -w 2 --max-states 2^60 'x^52+x^3+1')
ignores_interrupts() { # bit 1 of the mask of ignored signals: SIGINT
    local mask
    mask=$(sed -n 's/^SigIgn:[[:space:]]*//p' "/proc/$1/status" 2>/dev/null) && [ $((0x${mask:-0} & 2)) -ne 0 ]
}
workers_run() {
    local pid
    workers=$(children "$walk")
    [ "$(wc -w <<<"$workers")" -eq 2 ] || return 1
    for pid in $workers; do ignores_interrupts "$pid" || return 1; done
}
# Start it in the background: sets walk and workers once these run.
start_long() {
    "$program" "$@" "${long[@]}" >out 2>err &
    walk=$!
    await workers_run || fail "no workers: $*: $(cat err)"
}
end_walk() { # SIGNAL: sets status
    kill "-$1" "$walk"
    wait "$walk" 2>/dev/null
    status=$?
    walk=
}

part_parent_killed() {
    local method pid
    for method in fork spawn; do
        start_long --start-method "$method"
        pause 0 60
        end_walk KILL
        for pid in $workers; do await is_gone "$pid" || fail "worker $pid is left"; done
    done
}

part_signals() {
    local method signal expected status pid
    for method in fork spawn; do
        for signal in INT:130 TERM:143 HUP:129; do
            expected=${signal#*:}
            signal=${signal%:*}
            mkdir place
            start_long --start-method "$method" -o place/result
            pause 0 60
            end_walk "$signal"
            [ "$status" -eq "$expected" ] || fail "SIG$signal: status $status"
            for pid in $workers; do # reaped, not only dead
                if [ -e "/proc/$pid" ]; then fail "SIG$signal: worker $pid is left"; fi
            done
            [ -z "$(ls -A place)" ] || fail "SIG$signal: left $(ls -A place)"
            [ -s out ] && fail "SIG$signal: wrote $(cat out)"
            rm -rf place
        done
    done
    # An interrupt from the keyboard reaches the workers too; they ignore it.
    start_long
    for pid in $workers; do kill -INT "$pid"; done
    sleep 0.3
    [ "$(children "$walk" | xargs -n 1 | sort)" = "$(xargs -n 1 <<<"$workers" | sort)" ] || fail "SIGINT took a worker"
    end_walk INT
}

# --- Walks with pauses ---

# Several strata each, in 60 to 700 tasks.
walks=('-q 2 (x^17+x^3+1)(x^2+x+1)^2*x' '-q 2 (x^12+x^6+x^4+x+1)(x^8+x^4+x^3+x^2+1)' '-q 3 (x^5+2x+1)^2(x+1)^3')
expected=()
found() { grep -o '"cycles":.*"engines"' "$1"; } # cycles and leaders, without timings
expect_answers() {
    local i
    for ((i = 0; i < ${#walks[@]}; i++)); do
        # shellcheck disable=SC2086
        "$program" -f json --list -e reference ${walks[i]} >found.json 2>err
        expected[i]=$(found found.json) || fail "no answer: ${walks[i]}: $(cat err)"
    done
}

part_checkpoint_interrupted() {
    local i status
    for ((i = 0; i < 6; i++)); do
        mkdir place
        LFSR_TEST_PAUSE=50 "$slow" -e parallel -w 2 --checkpoint place/saved --max-states 2^60 'x^50+x^4+x^3+x^2+1' >out 2>&1 &
        walk=$!
        await test -e place/saved || fail "nothing was saved: $(cat out)"
        pause 0 200
        end_walk TERM
        [ "$(ls -A place)" = saved ] || fail "a checkpoint interrupted left: $(ls -A place)"
        rm -rf place
    done
}

# Workers are killed at random moments, one a run, until there are enough.
part_workers_killed() {
    local run=0 hits=0 enough deadline=$((SECONDS + 600)) method status pids victim which
    enough=$(scaled 30)
    expect_answers
    while [ "$hits" -lt "$enough" ] && [ "$SECONDS" -lt "$deadline" ]; do
        which=$((run % ${#walks[@]}))
        method=fork
        [ $((run % 4)) -eq 3 ] && method=spawn
        run=$((run + 1))
        # shellcheck disable=SC2086
        LFSR_TEST_PAUSE=2 "$slow" -f json --list -e parallel -w 3 --start-method $method ${walks[which]} >found.json 2>err &
        walk=$!
        while pids=$(children $walk); do
            read -ra pids <<<"$pids"
            if [ ${#pids[@]} -gt 0 ]; then
                pause 0 100
                victim=${pids[RANDOM % ${#pids[@]}]}
                if alive "$victim" && kill -KILL "$victim" 2>/dev/null; then hits=$((hits + 1)); fi
                break
            fi
        done
        wait $walk
        status=$?
        walk=
        [ $status -eq 0 ] || fail "run $run: status $status: $(cat err)"
        [ "$(found found.json)" = "${expected[which]}" ] || fail "run $run: ${walks[which]}: $(cat found.json)"
    done
    echo "workers killed: $hits in $run runs"
    [ "$hits" -ge "$enough" ] || echo "skipped: $((enough - hits)) more kills (the time is up)"
}

# One walk to its answer: killed at random moments and resumed until there are enough kills.
kill_and_resume() { # ENGINE WHICH
    local status=1
    until [ $status -eq 0 ]; do # an answer may be written, and the process killed before it ends
        # shellcheck disable=SC2086
        LFSR_TEST_PAUSE=2 "$slow" -f json --list -e "$1" -w 2 --checkpoint saved ${walks[$2]} >found.json 2>err &
        walk=$!
        if [ "$kills" -lt "$enough" ]; then
            pause 20 120
            if alive $walk && kill -KILL $walk 2>/dev/null; then kills=$((kills + 1)); fi
        fi
        wait $walk 2>/dev/null
        status=$?
        walk=
        if [ $status -ne 0 ] && [ $status -ne 137 ]; then
            fail "$1 ${walks[$2]}: status $status: $(cat err)"
            return 1
        fi
    done
    [ "$(found found.json)" = "${expected[$2]}" ] || fail "$1 ${walks[$2]}: another answer: $(cat found.json)"
    if [ -e saved ]; then fail "$1: the checkpoint is left"; fi
}

part_walk_killed() {
    local engine which kills enough deadline
    enough=$(scaled 15)
    expect_answers
    for engine in sequential parallel; do
        for ((which = 0; which < ${#walks[@]}; which++)); do
            kills=0
            deadline=$((SECONDS + 120))
            while [ "$kills" -lt "$enough" ] && [ "$SECONDS" -lt "$deadline" ]; do
                rm -f saved*
                kill_and_resume $engine $which || return
            done
            [ "$kills" -ge "$enough" ] || echo "skipped: $((enough - kills)) more kills (the time is up)"
        done
    done
}

# Starting workers is a part of the time of parallel: in every run of one polynomial, once in a list.
part_starts() {
    local starts
    LFSR_TEST_PAUSE=0 LFSR_TEST_SHOW_STARTS=1 "$slow" -e parallel -w 2 --repeat 3 'x^17+x^3+1' >out 2>err
    starts=$(grep -c 'workers start' err)
    [ "$starts" -eq 3 ] || fail "--repeat 3: $starts starts"
    LFSR_TEST_PAUSE=0 LFSR_TEST_SHOW_STARTS=1 "$slow" -e parallel -w 2 --repeat 3 'x^17+x^3+1' 'x^16+x^5+x^3+x^2+1' >out 2>err
    starts=$(grep -c 'workers start' err)
    [ "$starts" -eq 1 ] || fail "a list: $starts starts"
}

# --- Output ---

part_output() {
    local status
    "$program" --list -e parallel -w 2 'x^18+1' | head -n 1 >out
    status=("${PIPESTATUS[@]}")
    [ "${status[0]}" -eq 4 ] || fail "| head -1: status ${status[0]}"
    [ "$(wc -l <out)" -eq 1 ] || fail "| head -1"
    if [ ! -c /dev/full ]; then
        echo "skipped: /dev/full (there is none)"
        return
    fi
    "$program" --list -e parallel -w 2 'x^18+1' >/dev/full 2>err
    [ $? -eq 4 ] || fail "/dev/full"
    grep -q 'No space left' err || fail "/dev/full: $(cat err)"
}

part_full_disk() {
    if [ "${LFSR_TEST_MOUNT:-0}" != 1 ]; then
        echo "skipped: a full disk (LFSR_TEST_MOUNT=1 allows to mount one)"
        return
    fi
    mkdir disk
    if ! mount -t tmpfs -o size=64k tmpfs disk 2>err; then
        echo "skipped: a full disk (cannot mount: $(cat err))"
        return
    fi
    mounted=yes
    "$program" --list -f json -o disk/result -e parallel -w 2 'x^18+1' 2>err
    [ $? -eq 4 ] || fail "full disk"
    grep -q 'No space left' err || fail "full disk: $(cat err)"
    [ -z "$(ls -A disk)" ] || fail "full disk: left $(ls -A disk)"
    echo old >disk/result
    "$program" --list -f json -o disk/result -e parallel -w 2 'x^18+1' 2>err
    [ "$(cat disk/result)" = old ] || fail "full disk: the old file is gone"
    rm disk/result
    LFSR_TEST_PAUSE=0 "$slow" --list -e sequential --checkpoint disk/saved '(x^12+x^6+x^4+x+1)(x^8+x^4+x^3+x^2+1)' >out 2>err
    [ $? -eq 4 ] || fail "full disk: checkpoint"
    grep -q 'No space left' err || fail "full disk: checkpoint: $(cat err)"
    case $(ls -A disk) in *tmp*) fail "full disk: left $(ls -A disk)" ;; esac
    umount disk && mounted=no
}

if [ ! -r "/proc/$$/task/$$/children" ]; then
    echo "skipped: /proc does not list the children of a process here"
    exit 77
fi
if [ $# -eq 0 ]; then set -- parent_killed signals checkpoint_interrupted workers_killed walk_killed starts output full_disk; fi
for part; do
    began=$SECONDS
    "part_$part"
    echo "$part: $((SECONDS - began)) s"
done
[ "$failures" -eq 0 ]
