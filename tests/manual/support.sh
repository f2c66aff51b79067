# shellcheck shell=bash
# For the tests of completions. A script defines `complete_line LINE`, which prints what its shell offers at the end
# of LINE, a word a line.

# offers LINE WORD...: exactly these are offered, in any order.
offers() {
    local line=$1 wanted got
    shift
    wanted=$(if [ $# -gt 0 ]; then printf '%s\n' "$@" | sort -u; fi)
    got=$(complete_line "$line" | sort -u)
    [ "$wanted" = "$got" ] || {
        echo "$line<Tab> offers (>), should offer (<):"
        diff <(echo "$wanted") <(echo "$got")
        exit 1
    }
}

# The completions of every shell, tried. $program is the tool.
try_completions() {
    local scratch options
    scratch=$(mktemp -d)
    cd "$scratch" || exit 1
    touch taps.txt tapes.csv
    # shellcheck disable=SC2154 # set by the script
    mapfile -t options < <("$program" --help | grep -oE '^  (    |-[a-zA-Z], )--[^ ]+' | grep -oE -- '--[^ ]+' |
        sed -E 's/^--\[no-\](.*)/--\1\n--no-\1/')
    [ "${#options[@]}" -gt 20 ] || { echo "found too few options: the script is wrong"; exit 1; }
    offers 'lfsr-analyze --' "${options[@]}"
    offers 'lfsr-analyze --fo' --format --form
    offers 'lfsr-analyze --no-p' --no-progress
    offers 'lfsr-analyze --format j' json jsonl
    offers 'lfsr-analyze -q 3 -f c' csv
    offers 'lfsr-analyze --engine al' all algebraic
    offers 'lfsr-analyze -e algebraic,se' "${list_word-algebraic,}sequential"
    offers 'lfsr-analyze --file ta' taps.txt tapes.csv
    offers 'lfsr-analyze --expect pri' primitive
    offers 'lfsr-analyze --field ta'
    rm -rf "$scratch"
    echo "${#options[@]} options"
}
