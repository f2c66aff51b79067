# shellcheck shell=bash
# At hand in every case, read through BASH_ENV.

# try ARGUMENT...: run the tool, with the call before and the exit status behind what it says, on both streams.
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
