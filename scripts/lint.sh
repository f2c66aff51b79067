#!/usr/bin/env bash
# Check the sources without running them: clang-format, clang-tidy, cppcheck, shellcheck. Any finding fails.
#   lint.sh [FILE.c...]   clang-tidy on these files only; all by default
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

missing=()
for tool in clang-format clang-tidy cppcheck shellcheck; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
command -v clang >/dev/null || missing+=(clang)
if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
require_packages all
choose_build_dir build-lint
build=$build_dir
cd -- "$project_root"

# The files of the repository; builds and other files in the checkout are left out. What needs MPI is checked where there is
# one.
with_mpi=OFF without=mpi
if command -v mpicc >/dev/null; then with_mpi=ON without=none; fi
mapfile -t c_files < <(find src tests docs -name '*.c' -not -path "*/$without/*" | sort)
mapfile -t all_files < <(find src tests docs include -name '*.[ch]' | sort)
mapfile -t scripts < <(find scripts tests .ci -name '*.sh' -o -path .ci/run | sort)

: >"$build/build.log"
if ! grep -qx "LFSR_WITH_MPI:BOOL=$with_mpi" "$build/CMakeCache.txt" 2>/dev/null; then rm -f "$build/CMakeCache.txt"; fi
build_dir=$build configure -DLFSR_WITH_MPI=$with_mpi -DCMAKE_C_COMPILER=clang -DCMAKE_EXPORT_COMPILE_COMMANDS=ON -DCMAKE_BUILD_TYPE=Release
logged cmake --build "$build" --parallel "$(nproc)" # generated sources, and the warnings of clang
failed=()
run() { # NAME COMMAND...
    say "$1"
    "${@:2}" || failed+=("$1")
}

tidy_one() {
    local hints=(--extra-arg=-include "--extra-arg=$PWD/scripts/analyzer_hints.h")
    if [ "$2" = src/base/status.c ]; then hints=(); fi # defines the functions that the hints describe
    local output
    output=$(clang-tidy -p "$1" --quiet "${hints[@]}" "$2" 2>&1) && return
    printf '%s\n' "$output" | grep -v 'warnings\? generated' >&2
    return 1
}

tidy_all() {
    export -f tidy_one
    # shellcheck disable=SC2016 # expanded by the inner shell
    printf '%s\0' "$@" | xargs -0 -P "$(nproc)" -I '{}' bash -c 'tidy_one "$@"' - "$build" '{}'
}

check_c() {
    cppcheck --quiet --error-exitcode=1 --std=c11 --inline-suppr --enable=warning,performance,portability \
        --suppressions-list=.cppcheck -j "$(nproc)" -D__GNUC__=12 -D__x86_64__ -D__SSE2__ -D_GNU_SOURCE \
        -I include -I src/support -I src/base -I src/gf2 -I src/model -I src/notation -I src/algebra -I src/kernel \
        -I src/workers -I src/engine -I src/report -I src/app -I src/mpi -I tests/unit src tests
}

if [ $# -eq 0 ]; then
    run clang-format clang-format --dry-run --Werror "${all_files[@]}"
    run cppcheck check_c
    run shellcheck shellcheck --shell=bash --external-sources "${scripts[@]}"
    set -- "${c_files[@]}"
fi
run clang-tidy tidy_all "$@"
if [ "${#failed[@]}" -gt 0 ]; then die "findings of ${failed[*]}"; fi
say "No findings"
