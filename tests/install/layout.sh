#!/usr/bin/env bash
# layout.sh BUILD SOURCE: the two install components do not overlap and hold what they should; the pkg-config file is
# right with an absolute library directory.
set -euo pipefail
build=$1 source=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "$*"; exit 1; }

for component in runtime development; do
    cmake --install "$build" --prefix "$scratch/$component" --component "$component" >"$scratch/log"
    (cd "$scratch/$component" && find . ! -type d | sort) >"$scratch/$component.list"
done
contains() { grep -qE "$2" "$scratch/$1.list" || { cat "$scratch/$1.list"; fail "$1 lacks $2"; }; }
contains runtime 'bin/lfsr-analyze$'
contains runtime 'liblfsr\.so\.[0-9]+$'
contains development 'liblfsr\.so$'
contains development 'liblfsr\.a$'
contains development 'include/lfsr/lfsr\.h$'
contains development 'pkgconfig/lfsr\.pc$'
contains development 'cmake/lfsr/lfsr-config\.cmake$'
! grep -E '\.h$|\.a$|\.pc$|\.cmake$|\.so$' "$scratch/runtime.list" || fail "development files in runtime"
[ -z "$(comm -12 "$scratch/runtime.list" "$scratch/development.list")" ] || fail "the components overlap"
tool=$(find "$scratch/runtime" -name lfsr-analyze -type f)
[ -n "$("$tool" --version)" ] || fail "the installed tool does not start"
linked=$(ldd "$tool")
grep -q "liblfsr\.so.* => $scratch/runtime/" <<<"$linked" || fail "the tool does not use the installed library: $linked"

cmake -S "$source" -B "$scratch/absolute" -DLFSR_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/opt/one \
    -DCMAKE_INSTALL_LIBDIR=/opt/two/lib >"$scratch/log" 2>&1 || { cat "$scratch/log"; fail "cannot configure"; }
grep -qx 'libdir=/opt/two/lib' "$scratch/absolute/lfsr.pc" || { cat "$scratch/absolute/lfsr.pc"; fail "libdir"; }
[ "$(PKG_CONFIG_PATH=$scratch/absolute${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} pkg-config --variable=includedir lfsr)" = /opt/one/include ] || fail "includedir"
echo "layout as it should be"
