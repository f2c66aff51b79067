#!/usr/bin/env bash
# packages.sh BUILD SOURCE: cpack makes three Debian packages; every file is in one of them, their dependencies are there,
# the tool runs from where they are unpacked, a program is built against them.
set -euo pipefail
build=$1 source=$2
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd -P)
# shellcheck source=tests/install/support.sh
. "$here/support.sh"
for tool in cpack dpkg-deb dpkg-shlibdeps gzip file; do
    command -v "$tool" >/dev/null || { echo "no $tool: skipped"; exit 77; }
done
# The library of this build is named to dpkg-shlibdeps by a setting of CMake 3.20.
cpack --version | awk '/version/ { split($3, v, "."); exit !(v[1] > 3 || v[2] >= 20) }' || { echo "cpack older than 3.20: skipped"; exit 77; }
# A FLINT from elsewhere is in no package that ours could depend on.
flint=$(ldd "$build/src/lfsr-analyze" | awk '/libflint/ { print $3 }')
dpkg-query --search "$(realpath "$flint")" >/dev/null 2>&1 || { echo "$flint is in no package: skipped"; exit 77; }
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "$*"; exit 1; }

# The compiled files, as they are: this does not build.
keeping_manifest "$build" cpack --config "$build/CPackConfig.cmake" -B "$scratch/out" -D CPACK_DEBIAN_COMPRESSION_TYPE=gzip \
    >"$scratch/log" 2>&1 || {
    cat "$scratch/log"
    fail "cpack"
}
soversion=$(sed -nE 's/#define LFSR_VERSION_MAJOR +([0-9]+).*/\1/p' "$source/include/lfsr/version.h")
names=(lfsr-analyze "liblfsr$soversion" liblfsr-dev)
for name in "${names[@]}"; do
    deb=$(find "$scratch/out" -maxdepth 1 -name "${name}_*.deb")
    [ -n "$deb" ] || fail "no package $name"
    dpkg-deb --contents "$deb" | awk '{ if ($2 != "root/root") exit 1 }' || fail "$name: files of others than root"
    dpkg-deb --contents "$deb" | awk '$1 !~ /^d/ { print $6 }' | sort >"$scratch/$name.list"
    dpkg-deb --field "$deb" Depends >"$scratch/$name.depends"
    dpkg-deb --extract "$deb" "$scratch/root"
done
contains() { grep -qE "$2" "$scratch/$1.list" || { cat "$scratch/$1.list"; fail "$1 lacks $2"; }; }
for name in "${names[@]}"; do
    contains "$name" "^./usr/share/doc/$name/copyright$"
    contains "$name" "^./usr/share/doc/$name/changelog\.Debian\.gz$"
done
contains lfsr-analyze '^./usr/bin/lfsr-analyze$'
contains lfsr-analyze '/man1/lfsr-analyze\.1\.gz$'
contains lfsr-analyze '/bash-completion/completions/lfsr-analyze$'
contains lfsr-analyze '/_lfsr-analyze$'
contains lfsr-analyze '/lfsr-analyze\.fish$'
contains lfsr-analyze '/examples/registers\.txt$'
contains "${names[1]}" "/liblfsr\.so\.$soversion$"
contains liblfsr-dev '/liblfsr\.so$'
contains liblfsr-dev '/lfsr\.pc$'
contains liblfsr-dev '/man3/liblfsr\.3\.gz$'
[ -z "$(sort "$scratch"/*.list | uniq -d)" ] || { sort "$scratch"/*.list | uniq -d; fail "in two packages"; }
! grep -HE 'test|corrupt|fuzz|bench|\.cmake\.in|CMakeFiles' "$scratch"/*.list || fail "files that nobody needs"
find "$scratch/root" -name '*.gz' -exec gzip -t {} + || fail "a compressed file is broken"
requires() { grep -qE "$2" "$scratch/$1.depends" || fail "$1 does not depend on $2: $(cat "$scratch/$1.depends")"; }
requires lfsr-analyze "liblfsr$soversion \(= "
requires lfsr-analyze 'libjansson'
requires "${names[1]}" 'libflint'
requires "${names[1]}" 'zlib1g'
requires liblfsr-dev "liblfsr$soversion \(= "
requires liblfsr-dev 'libflint-dev'

libraries=$(dirname "$(find "$scratch/root" -name "liblfsr.so.$soversion")")
export LD_LIBRARY_PATH=$libraries${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
tool=$scratch/root/usr/bin/lfsr-analyze
[ "$("$tool" -f brief --engine all --quiet x^4+x+1 | awk '{ print $1 }')" = primitive ] || fail "the tool answers wrongly"
linked=$(ldd "$tool")
grep -q "liblfsr\.so.* => $libraries/" <<<"$linked" || fail "the tool does not use its library: $linked"
PKG_CONFIG_PATH=$libraries/pkgconfig${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH}
export PKG_CONFIG_PATH
# shellcheck disable=SC2046 # flags are words
${CC:-cc} "$here/consumer/consumer.c" $(pkg-config --cflags --libs lfsr) -o "$scratch/consumer"
[ "$("$scratch/consumer")" = "1.0: 1 x 1, 1 x 26" ] || fail "a program built against the packages answers wrongly"
echo "three packages, $(cat "$scratch"/*.list | wc -l) files"
