#!/usr/bin/env bash
# Install what is missing, build, run every test. Other arguments go to ctest, as -R NAME.
#   --sanitize      with AddressSanitizer and UndefinedBehaviorSanitizer, in a build of its own
#   --multiplier N  N times as many random trials (LFSR_TEST_MULTIPLIER)
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

name=build
settings=(-DCMAKE_BUILD_TYPE=Release)
arguments=()
while [ $# -gt 0 ]; do
    case $1 in
    --sanitize)
        name=build-sanitize
        settings=(-DCMAKE_BUILD_TYPE=Debug -DLFSR_SANITIZE=ON)
        ;;
    --multiplier)
        [ $# -gt 1 ] || die "--multiplier needs a number"
        export LFSR_TEST_MULTIPLIER=$2
        shift
        ;;
    -h | --help)
        sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "${BASH_SOURCE[0]}"
        exit 0
        ;;
    *) arguments+=("$1") ;;
    esac
    shift
done

build "$name" all "${settings[@]}"
cd -- "$build_dir"
exec ctest --output-on-failure --parallel "$(nproc)" "${arguments[@]}"
