# shellcheck shell=bash
# Sourced by the tests that wait for something.

# await COMMAND...: repeat it until it succeeds; false after await_seconds, two minutes by default.
await() {
    local end=$((SECONDS + ${await_seconds:-120}))
    until "$@"; do
        [ "$SECONDS" -lt "$end" ] || return 1
        sleep 0.01
    done
}
