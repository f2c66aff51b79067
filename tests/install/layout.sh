#!/usr/bin/env bash
# layout.sh BUILD SOURCE: the install components do not overlap and hold what they should; `uninstall` removes what was
# installed; the pkg-config file is right with an absolute library directory.
set -euo pipefail
build=$1 source=$2
# shellcheck source=tests/install/support.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/support.sh"
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
fail() { echo "$*"; exit 1; }

install_components() {
    for component in tool library development; do
        cmake --install "$build" --prefix "$scratch/$component" --component "$component" >"$scratch/log"
        (cd "$scratch/$component" && find . ! -type d | sort) >"$scratch/$component.list"
    done
}
keeping_manifest "$build" install_components
contains() { grep -qE "$2" "$scratch/$1.list" || { cat "$scratch/$1.list"; fail "$1 lacks $2"; }; }
contains tool 'bin/lfsr-analyze$'
contains tool 'LICENSE$'
contains tool 'examples/taps\.txt$'
contains tool 'docs/conventions\.md$'
contains library 'liblfsr\.so\.[0-9]+$'
contains development 'liblfsr\.so$'
contains development 'liblfsr\.a$'
contains development 'include/lfsr/lfsr\.h$'
contains development 'pkgconfig/lfsr\.pc$'
contains development 'cmake/lfsr/lfsr-config\.cmake$'
if [ -e "$build/docs/lfsr-analyze.1" ]; then
    contains tool 'man1/lfsr-analyze\.1(\.gz)?$'
    contains tool 'bash-completion/completions/lfsr-analyze$'
    contains tool 'zsh/[a-z-]*/_lfsr-analyze$'
    contains tool 'fish/vendor_completions\.d/lfsr-analyze\.fish$'
    contains development 'man3/liblfsr\.3(\.gz)?$'
fi
for component in tool library; do
    ! grep -E '\.h$|\.a$|\.pc$|\.cmake$|\.so$' "$scratch/$component.list" || fail "development files in $component"
done
[ -z "$(cat "$scratch"/{tool,library,development}.list | sort | uniq -d)" ] || fail "the components overlap"

# Everything at once, moved; then removed again, but for a file of somebody else.
install_and_remove() {
    DESTDIR=$scratch/stage cmake --install "$build" --prefix /usr >"$scratch/log"
    cp -a "$scratch/stage/usr" "$scratch/whole"
    touch "$scratch/stage/usr/include/lfsr/other"
    DESTDIR=$scratch/stage cmake --build "$build" --target uninstall >"$scratch/log" || { cat "$scratch/log"; return 1; }
    ! DESTDIR=$scratch/stage cmake --build "$build" --target uninstall >"$scratch/log" 2>&1
}
keeping_manifest "$build" install_and_remove || fail "uninstall"
[ "$(cd "$scratch/stage" && find . ! -type d)" = ./usr/include/lfsr/other ] ||
    { find "$scratch/stage" ! -type d; fail "uninstall left files"; }
[ -z "$(find "$scratch/stage" -path '*/doc/*')" ] || fail "uninstall left directories"
(cd "$scratch/whole" && find . ! -type d | sort) >"$scratch/whole.list"
# A copyright and a changelog in the style of Debian are parts of components only (scripts/cmake/packages.cmake).
sort "$scratch"/{tool,library,development}.list | grep -vE 'doc/[^/]*/(copyright|changelog\.Debian(\.gz)?)$' |
    diff - "$scratch/whole.list" || fail "components (<) against the whole (>)"
tool=$scratch/whole/bin/lfsr-analyze
[ -n "$("$tool" --version)" ] || fail "the installed tool does not start"
linked=$(ldd "$tool")
grep -q "liblfsr\.so.* => $scratch/whole/" <<<"$linked" || fail "the tool does not use the installed library: $linked"

cmake -S "$source" -B "$scratch/absolute" -DLFSR_TESTS=OFF -DCMAKE_INSTALL_PREFIX=/opt/one \
    -DCMAKE_INSTALL_LIBDIR=/opt/two/lib >"$scratch/log" 2>&1 || { cat "$scratch/log"; fail "cannot configure"; }
grep -qx 'libdir=/opt/two/lib' "$scratch/absolute/lfsr.pc" || { cat "$scratch/absolute/lfsr.pc"; fail "libdir"; }
[ "$(PKG_CONFIG_PATH=$scratch/absolute${PKG_CONFIG_PATH:+:$PKG_CONFIG_PATH} pkg-config --variable=includedir lfsr)" = /opt/one/include ] || fail "includedir"
echo "layout as it should be"
