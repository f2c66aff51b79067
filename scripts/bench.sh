#!/usr/bin/env bash
# Measure the walks beside a plain bitmap walk in C: about five minutes on a quiet machine. Prints a table and writes
# JSON to bench.json in the build directory, or to FILE.
#   bench.sh [--rounds N] [--json FILE] [WORD]     WORD: only the families with it in their names
#   bench.sh --algebra [ARGUMENT]...               the algebra beside NTL, PARI/GP and FLINT: bench_algebra.sh
#   bench.sh --cancel [TRIES [WORD]]               the time from an interrupt until the computation has ended
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

if [ "${1:-}" = --algebra ]; then
    shift
    exec "$(dirname -- "${BASH_SOURCE[0]}")/bench_algebra.sh" "$@"
fi
if [ "${1:-}" = --cancel ]; then
    build build all -DCMAKE_BUILD_TYPE=Release
    exec "$build_dir/tests/bench_cancel" "$build_dir/src/lfsr-analyze" "${@:2}"
fi
rounds=5
json=
word=
while [ $# -gt 0 ]; do
    case $1 in
    --rounds | --json)
        [ $# -gt 1 ] || die "$1 needs an argument"
        if [ "$1" = --rounds ]; then rounds=$2; else json=$2; fi
        shift
        ;;
    -h | --help)
        print_usage "${BASH_SOURCE[0]}"
        exit 0
        ;;
    *) word=$1 ;;
    esac
    shift
done

build build all -DCMAKE_BUILD_TYPE=Release
json=${json:-$build_dir/bench.json}
"$build_dir/tests/bench_walk" "$build_dir/src/lfsr-analyze" "$rounds" "$json" "$word"
say "Written: $json"
