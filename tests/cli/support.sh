# shellcheck shell=bash
# Sourced by every case through BASH_ENV.

# try ARGUMENT...: print the command on both streams, run it, print its exit status.
try() {
    local shown='' argument
    for argument in "$@"; do
        if [ "${#argument}" -gt 100 ]; then argument="${argument:0:40}[${#argument} bytes]"; fi
        shown+=" $(printf '%q' "$argument")"
    done
    printf '$ lfsr-analyze%s\n' "$shown"
    printf '$ lfsr-analyze%s\n' "$shown" >&2
    lfsr-analyze "$@"
    printf 'status %s\n' "$?"
}

# shellcheck source=tests/cli/await.sh
. "$CLI/await.sh"
