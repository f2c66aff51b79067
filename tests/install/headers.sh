#!/usr/bin/env bash
# headers.sh INCLUDE: every public header compiles on its own, as C and as C++, without a warning.
set -euo pipefail
include=$1
compiled=0
for compiler in cc gcc clang c++ g++ clang++; do
    command -v "$compiler" >/dev/null || { echo "no $compiler: skipped"; continue; }
    case $compiler in
    *++) language=(-x c++ -std=c++11) ;;
    *) language=(-x c -std=c11) ;;
    esac
    for header in "$include"/lfsr/*.h; do
        printf "#include <lfsr/%s>\nextern int declared;\n" "${header##*/}" |
            "$compiler" "${language[@]}" -Wall -Wextra -Wpedantic -Werror -fsyntax-only -I"$include" - ||
            { echo "$compiler: lfsr/${header##*/} does not compile on its own"; exit 1; }
        compiled=$((compiled + 1))
    done
done
[ "$compiled" -gt 0 ] || { echo "no compiler"; exit 1; }
echo "$compiled times a header"
