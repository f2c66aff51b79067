#!/usr/bin/env bash
# completion_bash.sh PROGRAM FILE: bash completes options and arguments.
set -euo pipefail
program=$1 file=$2
# shellcheck source=tests/manual/support.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/support.sh"

# What readline does: words, the one at the end, the function that `complete` names.
complete_line() {
    bash --norc -c '
        set -eu
        . "$1"
        compopt() { :; } # only for readline
        read -ra COMP_WORDS <<<"$2"
        case $2 in *" ") COMP_WORDS+=("") ;; esac
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
        function=$(complete -p lfsr-analyze | sed -nE "s/^complete .*-F ([^ ]+) lfsr-analyze$/\1/p")
        "$function"
        printf "%s\n" "${COMPREPLY[@]}"' - "$file" "$1" | grep . || true
}
try_completions
# --option=value is three words for readline
[ "$(bash --norc -c '. "$1"; compopt() { :; }; COMP_WORDS=(lfsr-analyze --format = js) COMP_CWORD=3; _lfsr_analyze; echo "${COMPREPLY[*]}"' - "$file")" = 'json jsonl' ] ||
    { echo "--format=js is not completed"; exit 1; }
