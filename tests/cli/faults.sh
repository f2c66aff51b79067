#!/usr/bin/env bash
# What can happen to the tool from outside: killed, interrupted, its workers killed, its output full. Every time the
# right answer or a clear error, and nothing left: no process, no file.
#   faults.sh PROGRAM HASTY-PROGRAM [PART]...
set -mu # background jobs take SIGINT
program=$1
hasty=$2
shift 2
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr faults.XXXXXX") || exit 1
trap 'umount "$scratch/disk" 2>/dev/null; rm -rf "$scratch"' EXIT
cd "$scratch" || exit 1
RANDOM=${LFSR_TEST_SEED:-$$}
echo "LFSR_TEST_SEED=$RANDOM"
failures=0
fail() { echo "FAILED: $*"; failures=$((failures + 1)); }

# Trials, scaled by LFSR_TEST_MULTIPLIER, at least one.
scaled() { awk -v n="$1" -v m="${LFSR_TEST_MULTIPLIER:-1}" 'BEGIN { n = int(n * m); print n < 1 ? 1 : n }'; }
# A random pause of LOW to HIGH milliseconds.
pause() { sleep "$(awk -v low="$1" -v high="$2" -v r="$RANDOM" 'BEGIN { print (low + (high - low) * r / 32767) / 1000 }')"; }
children() { cat "/proc/$1/task/$1/children" 2>/dev/null; }
alive() { # a zombie waits for its new parent, but lives no more
    local state
    state=$(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) && [ -n "$state" ] && [ "$state" != Z ]
}

long=(-e parallel -w 2 --max-states 2^60 'x^52+x^3+1') # hours
# Start a long walk in the background: sets walk and workers once there are some.
start_long() {
    "$program" "$@" "${long[@]}" >out 2>err &
    walk=$!
    workers=
    for ((i = 0; i < 500; i++)); do
        workers=$(children "$walk")
        if [ "$(wc -w <<<"$workers")" -eq 2 ]; then return; fi
        sleep 0.01
    done
    fail "no workers: $*: $(cat err)"
}
assert_gone() {
    local i pid
    for pid in "$@"; do
        for ((i = 0; i < 500; i++)); do
            alive "$pid" || continue 2
            sleep 0.01
        done
        fail "worker $pid lives on"
    done
}

part_parent_killed() {
    local method
    for method in fork spawn; do
        start_long --start-method "$method"
        pause 0 60
        kill -KILL "$walk"
        wait "$walk" 2>/dev/null
        # shellcheck disable=SC2086
        assert_gone $workers
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
            kill "-$signal" "$walk"
            wait "$walk" 2>/dev/null
            status=$?
            [ "$status" -eq "$expected" ] || fail "SIG$signal: status $status"
            for pid in $workers; do # reaped, not only dead
                if [ -e "/proc/$pid" ]; then fail "SIG$signal: worker $pid is left"; fi
            done
            [ -z "$(ls -A place)" ] || fail "SIG$signal: left $(ls -A place)"
            [ -s out ] && fail "SIG$signal: wrote $(cat out)"
            rm -rf place
        done
    done
    # The keyboard reaches the workers too: they leave it to the parent.
    start_long
    # shellcheck disable=SC2086
    kill -INT $workers
    sleep 0.3
    # shellcheck disable=SC2086
    [ "$(children "$walk" | xargs -n 1 | sort)" = "$(xargs -n 1 <<<$workers | sort)" ] || fail "SIGINT took a worker"
    kill -INT "$walk"
    wait "$walk" 2>/dev/null
}

part_checkpoint_interrupted() {
    local i
    for ((i = 0; i < 6; i++)); do
        mkdir place
        "$hasty" -e parallel -w 2 --checkpoint place/saved --max-states 2^60 'x^44+x^26+x^25+x+1' >out 2>&1 &
        walk=$!
        pause 60 250
        kill -TERM "$walk"
        wait "$walk" 2>/dev/null
        [ "$(ls -A place)" = saved ] || fail "a checkpoint interrupted left: $(ls -A place)"
        rm -rf place
    done
}

# Answers without timings.
answer() { "$@" -f csv 2>err; }

part_workers_killed() {
    local expected run got victim i hits=0 runs
    local walk=(-e 'algebraic,parallel' -w 3 'x^33+x^13+1')
    runs=$(scaled 200)
    expected=$(answer "$program" -e algebraic 'x^33+x^13+1' | sed 's/,null$\|,$//')
    yes >/dev/null & # load
    local load=$!
    for ((run = 0; run < runs; run++)); do
        local method=fork
        [ $((run % 4)) -eq 3 ] && method=spawn
        "$program" -f csv --start-method $method "${walk[@]}" >got 2>err &
        local pid=$!
        for ((i = 0; i < 2000; i++)); do
            victim=$(children $pid) || break
            read -ra victim <<<"$victim"
            if [ ${#victim[@]} -gt 0 ]; then
                pause 0 6
                kill -KILL "${victim[RANDOM % ${#victim[@]}]}" 2>/dev/null && hits=$((hits + 1))
                break
            fi
        done
        wait $pid || fail "run $run: status $?: $(cat err)"
        got=$(sed 's/,true$//' got)
        [ "$got" = "$expected" ] || fail "run $run: $got"
    done
    kill $load
    wait $load 2>/dev/null
    echo "workers killed: $hits in $runs runs"
    [ $((hits * 4)) -ge "$runs" ] || fail "hardly a worker was killed"
}

part_walk_killed() {
    local engine kills expected status i
    local polynomial='x^39+x^4+1' # some seconds: far from done after twenty lives
    expected=$(answer "$program" -e algebraic "$polynomial")
    for engine in sequential parallel; do
        kills=0
        rm -f saved*
        for ((i = 0; i < 20; i++)); do
            "$hasty" -e "$engine" -w 2 --checkpoint saved "$polynomial" >out 2>err &
            pause 30 130
            if kill -KILL $! 2>/dev/null; then kills=$((kills + 1)); fi
            wait $! 2>/dev/null
            [ -s out ] && break
        done
        [ -e saved ] || fail "$engine: nothing was saved"
        echo "$engine: killed $kills times, $(stat -c %s saved) bytes saved"
        [ "$kills" -eq 20 ] || fail "$engine: killed only $kills times"
        [ "$(answer "$hasty" -e "$engine" -w 2 --checkpoint saved "$polynomial")" = "$expected" ] ||
            fail "$engine: another answer: $(cat err)"
        [ -e saved ] && fail "$engine: the checkpoint is left"
    done
}

part_output() {
    local status
    "$program" --list -e parallel -w 2 'x^18+1' | head -n 1 >out
    status=("${PIPESTATUS[@]}")
    [ "${status[0]}" -eq 4 ] || fail "| head -1: status ${status[0]}"
    [ "$(wc -l <out)" -eq 1 ] || fail "| head -1"
    "$program" --list -e parallel -w 2 'x^18+1' >/dev/full 2>err
    [ $? -eq 4 ] || fail "/dev/full"
    grep -q 'No space left' err || fail "/dev/full: $(cat err)"
    mkdir disk
    if [ "$(id -u)" -ne 0 ] || ! mount -t tmpfs -o size=64k tmpfs disk 2>/dev/null; then
        echo "skipped: a full disk (needs the right to mount)"
        return
    fi
    "$program" --list -f json -o disk/result -e parallel -w 2 'x^18+1' 2>err
    [ $? -eq 4 ] || fail "full disk"
    grep -q 'No space left' err || fail "full disk: $(cat err)"
    [ -z "$(ls -A disk)" ] || fail "full disk: left $(ls -A disk)"
    echo old >disk/result
    "$program" --list -f json -o disk/result -e parallel -w 2 'x^18+1' 2>err
    [ "$(cat disk/result)" = old ] || fail "full disk: the old file is gone"
    rm disk/result
    "$hasty" -e sequential --checkpoint disk/saved 'x^39+x^4+1' >out 2>err
    [ $? -eq 4 ] || fail "full disk: checkpoint"
    grep -q 'No space left' err || fail "full disk: checkpoint: $(cat err)"
    case $(ls -A disk) in *tmp*) fail "full disk: left $(ls -A disk)" ;; esac
    umount disk
}

if [ $# -eq 0 ]; then set -- parent_killed signals checkpoint_interrupted workers_killed walk_killed output; fi
for part; do
    SECONDS=0
    "part_$part"
    echo "$part: $SECONDS s"
done
[ "$failures" -eq 0 ]
