# shellcheck shell=bash
# Sourced by the tests that wait for something or look after processes.

# await COMMAND...: repeat it until it succeeds; false after await_seconds, two minutes by default.
await() {
    local end=$((SECONDS + ${await_seconds:-120}))
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.01
    done
}

# A process that has ended but waits for its parent is not alive.
alive() {
    local state
    state=$(sed 's/.*) //; s/ .*//' "/proc/$1/stat" 2>/dev/null) && [ -n "$state" ] && [ "$state" != Z ]
}
is_gone() { ! alive "$1"; }

# All processes below a process, one a line.
descendants() {
    local child
    while read -r child; do
        echo "$child"
        descendants "$child"
    done < <(cat "/proc/$1"/task/*/children 2>/dev/null | tr ' ' '\n' | grep .)
}
