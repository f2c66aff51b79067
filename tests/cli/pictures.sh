#!/usr/bin/env bash
# Graphviz draws every state and every step of the state graphs, and xmllint accepts the plots.
#   pictures.sh PROGRAM
set -u
program=$(realpath "$1")
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr pictures.XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT
cd -- "$scratch" || exit 1
drawn=no failed=0
fail() { echo "FAILED: $*"; failed=1; }

# graph NAME STATES CYCLES ARGUMENT...
graph() {
    local name=$1 states=$2 cycles=$3 class found
    shift 3
    "$program" -f dot -o "$name.dot" "$@" || { fail "$name: no graph"; return; }
    dot -Tsvg "$name.dot" >"$name.svg" 2>"$name.err" || fail "$name: dot"
    if [ -s "$name.err" ]; then
        cat "$name.err"
        fail "$name: dot complains"
    fi
    for class in "node $states" "edge $states" "cluster $cycles"; do
        found=$(grep -c "class=\"${class% *}\"" "$name.svg")
        [ "$found" -eq "${class#* }" ] || fail "$name: $found instead of ${class#* } of class ${class% *}"
    done
}

if command -v dot >/dev/null; then
    drawn=yes
    graph small 16 2 x^4+x+1
    graph tails 256 4 'x^3*(x+1)*(x^4+x+1)'
    graph letters 81 3 -q 9 'x^2+(a+1)*x'
    graph affine 16 2 --xnor x^4+x+1
    graph many 1024 108 x^10+1
fi
if command -v xmllint >/dev/null; then
    drawn=yes
    for polynomial in x^4+x+1 x^12 'x^3*(x^5+x^2+1)*(x+1)^2' x^12+1 x^720+1 x^1279+x^216+1; do
        "$program" --quiet --plot plot.svg "$polynomial" >/dev/null || fail "$polynomial: no plot"
        xmllint --noout plot.svg || fail "$polynomial: xmllint"
    done
    "$program" --quiet --compare -w 2 --plot plot.svg x^12+x^6+x^4+x+1 >/dev/null || fail 'no plot of timings'
    xmllint --noout plot.svg || fail 'timings: xmllint'
fi
if [ "$drawn" = no ]; then
    echo 'skipped: neither Graphviz nor xmllint is installed'
    exit 77
fi
exit "$failed"
