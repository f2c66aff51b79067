#!/usr/bin/env bash
# consumers.sh BUILD c|cxx: install into an empty prefix and build a program against it four ways, by pkg-config and
# by find_package, with the shared and with the static library. Once more after the prefix was moved.
set -euo pipefail
build=$1 language=$2
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=tests/install/support.sh
. "$here/support.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "$*"; exit 1; }

if [ "$language" = c ]; then
    read -ra compiler <<<"${CC:-cc} -std=c11"
    source=$here/consumer/consumer.c
else
    read -ra compiler <<<"${CXX:-c++} -std=c++11"
    source=$here/consumer/consumer.cc
fi
command -v "${compiler[0]}" >/dev/null || { echo "no ${compiler[0]}: skipped"; exit 77; }

# check PROGRAM KIND PREFIX: it answers rightly, and it is linked with this prefix's library of this kind.
check() {
    [ "$("$1")" = "1.0: 1 x 1, 1 x 26" ] || fail "$1 says: $("$1")"
    local linked
    linked=$(ldd "$1" | awk '/liblfsr\.so/ { print $3 }')
    case $2 in
    static) [ -z "$linked" ] || fail "$1 is linked with $linked" ;;
    shared) case $linked in "$3"/*) ;; *) fail "$1 is linked with '$linked', not with $3" ;; esac ;;
    esac
}

build_all() {
    local prefix=$1 work=$2 pc libdir kind flags
    mkdir -p "$work"
    pc=$(find "$prefix" -name lfsr.pc)
    [ -n "$pc" ] || { echo "libraries are installed outside of the prefix: skipped"; exit 77; }
    libdir=$(dirname "$(dirname "$pc")")
    export PKG_CONFIG_PATH=${pc%/*}${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} # FLINT may be elsewhere
    for kind in shared static; do
        flags=$(pkg-config --cflags --libs lfsr)" -Wl,-rpath,$libdir"
        if [ "$kind" = static ]; then
            flags=$(pkg-config --static --cflags --libs lfsr | sed 's/-llfsr/-l:liblfsr.a/')
        fi
        # shellcheck disable=SC2086 # flags are words
        "${compiler[@]}" -Wall -Wextra -Werror "$source" $flags -o "$work/pc-$kind"
        check "$work/pc-$kind" "$kind" "$prefix"
        if ! { cmake -S "$here/consumer" -B "$work/cmake-$kind" -DCMAKE_PREFIX_PATH="$prefix" -DKIND="$kind" \
            -DCONSUMER_LANGUAGE="$language" && cmake --build "$work/cmake-$kind"; } >"$work/log" 2>&1; then
            cat "$work/log"
            fail "find_package, $kind"
        fi
        check "$work/cmake-$kind/consumer" "$kind" "$prefix"
    done
}

keeping_manifest "$build" cmake --install "$build" --prefix "$scratch/first" >"$scratch/log" || { cat "$scratch/log"; exit 1; }
build_all "$scratch/first" "$scratch/work1"
mkdir "$scratch/elsewhere"
mv "$scratch/first" "$scratch/elsewhere/second"
build_all "$scratch/elsewhere/second" "$scratch/work2"
echo "eight programs built and run"
