#!/usr/bin/env bash
# completion_fish.sh PROGRAM FILE: fish completes options and arguments.
set -euo pipefail
program=$1 file=$2
command -v fish >/dev/null || { echo "no fish: skipped"; exit 77; }
# shellcheck source=tests/manual/support.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/support.sh"
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT

# A word and its description, a tab between.
complete_line() {
    # shellcheck disable=SC2016 # expanded by fish
    HOME=$home XDG_CONFIG_HOME=$home XDG_DATA_HOME=$home fish --no-config -c 'source $argv[1]; complete -C $argv[2]' \
        "$file" "$1" | cut -f 1
}
try_completions
