#!/usr/bin/env bash
# Measure what workers cost and from which size on they are faster: the tables of docs/measurements.
#   --repeat N   repetitions of each overhead, 41 by default
#   --runs N     runs of each comparison, 25 by default
#   --workers N  of the comparison, 2 by default
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

repeat=41
runs=25
workers=2
while [ $# -gt 0 ]; do
    case $1 in
    --repeat | --runs | --workers)
        [ $# -gt 1 ] || die "$1 needs a number"
        declare "${1#--}=$2"
        shift
        ;;
    -h | --help)
        print_usage "${BASH_SOURCE[0]}"
        exit 0
        ;;
    *) die "unknown argument: $1" ;;
    esac
    shift
done

build build bench_overhead -DCMAKE_BUILD_TYPE=Release
"${build_dir:?}/tests/bench_overhead" "$repeat"

# Sequential against parallel on sparse primitive polynomials over GF(2).
build build lfsr-analyze -DCMAKE_BUILD_TYPE=Release
echo
echo "$workers workers against sequential, $runs runs each, milliseconds: medians, in brackets the least. A speed-up is"
echo "printed where the spreads do not overlap; least / least compares the least times, which other work disturbs least."
echo
echo "| states | sequential | fork | speed-up | least / least | spawn | speed-up | least / least |"
echo "| --- | --- | --- | --- | --- | --- | --- | --- |"
# Of the json of a comparison: median and least of sequential, of the last parallel row, and its speed-up.
numbers() {
    sed -nE 's/.*"compare":.*"sequential":\{"median":([^,]+),"least":([^,]+),.*\{"median":([^,]+),"least":([^,]+),.*"speedup":([^,]+),.*/\1 \2 \3 \4 \5/p'
}
for polynomial in x^20+x^3+1 x^25+x^3+1 x^28+x^3+1 x^29+x^2+1 x^30+x^6+x^4+x+1 x^31+x^3+1 x^33+x^13+1 x^35+x^2+1; do
    degree=${polynomial%%+*}
    for method in fork spawn; do
        "$build_dir/src/lfsr-analyze" --quiet -e sequential,parallel --compare --repeat "$runs" -f json \
            -w "$workers" --start-method "$method" "$polynomial" | numbers
    done | awk -v states="2^${degree#x^}" '
        NR == 1 { printf "| %s | %.3g (%.3g)", states, 1e3 * $1, 1e3 * $2 }
        { printf " | %.3g (%.3g) | %s | %.2g", 1e3 * $3, 1e3 * $4, $5 == "null" ? "within noise" : sprintf("%.2g", $5), $2 / $4 }
        END { print " |" }'
done
