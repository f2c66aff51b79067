#!/usr/bin/env bash
# What workers cost and when they pay: the tables of docs/parallel.md, measured here and now.
#   --repeat N   repetitions of each overhead, 41 by default
#   --runs N     runs of each comparison, 9 by default
#   --workers N  of the comparison, 2 by default
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

repeat=41
runs=9
workers=2
while [ $# -gt 0 ]; do
    case $1 in
    --repeat | --runs | --workers)
        [ $# -gt 1 ] || die "$1 needs a number"
        declare "${1#--}=$2"
        shift
        ;;
    -h | --help)
        sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
        exit 0
        ;;
    *) die "unknown argument: $1" ;;
    esac
    shift
done

build build bench_overhead -DCMAKE_BUILD_TYPE=Release
"$build_dir/tests/bench_overhead" "$repeat"

# Sequential against parallel on sparse primitive polynomials over GF(2).
build build lfsr-analyze -DCMAKE_BUILD_TYPE=Release
echo
echo "$workers workers against sequential, medians of $runs runs (with their spread)."
echo
echo "| states | sequential | fork | speed-up | spawn | speed-up |"
echo "| --- | --- | --- | --- | --- | --- |"
row() { # "MEDIAN (LOW .. HIGH) | SPEED-UP" of the line that begins with the words given
    sed -nE "s/^    $1 +([0-9.]+ [mu]?s) +([0-9.]+ [mu]?s) +\.\. +([0-9.]+ [mu]?s) *(within noise|[0-9.e+-]+)?.*/\1 (\2 .. \3)${2-} \4/p"
}
for polynomial in x^20+x^3+1 x^25+x^3+1 x^28+x^3+1 x^29+x^2+1 x^31+x^3+1 x^33+x^13+1 x^35+x^2+1 x^36+x^11+1; do
    states=${polynomial%%+*}
    line="| 2^${states#x^}"
    for method in fork spawn; do
        table=$("$build_dir/src/lfsr-analyze" --quiet -e sequential,parallel --compare --repeat "$runs" \
            -w "$workers" --start-method "$method" "$polynomial" | sed -n '/^    comparison/,$p')
        if [ "$method" = fork ]; then line+=" | $(row sequential <<<"$table")"; fi
        line+=" | $(row "$workers workers?" ' |' <<<"$table")"
    done
    echo "$line |"
done
