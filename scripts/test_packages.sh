#!/usr/bin/env bash
# The Debian packages: build them as a distribution would, look at them with lintian, install them with apt in a bare
# Debian, use and remove them. Needs root and a Debian; about five minutes. `test.sh --packages` calls it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/bare_root.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/bare_root.sh"

[ "$(id -u)" -eq 0 ] || die "needs root"
missing=()
for tool in lintian dpkg-shlibdeps:dpkg-dev file; do
    command -v "${tool%:*}" >/dev/null || missing+=("${tool#*:}")
done
if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
build build-package all -DCMAKE_BUILD_TYPE=Release -DCMAKE_INSTALL_PREFIX=/usr -DLFSR_TESTS=OFF
packages=$build_dir/packages
rm -rf "$packages"
logged cpack --config "$build_dir/CPackConfig.cmake" -B "$packages"
mapfile -t debs < <(find "$packages" -maxdepth 1 -name '*.deb' | sort)
[ "${#debs[@]}" -eq 3 ] || die "not three packages: ${debs[*]}"
say "lintian"
lintian --allow-root --fail-on error "${debs[@]}" >&2 || die "lintian finds errors"

make_bare_root
mkdir "$bare_root/packages"
# shellcheck disable=SC2154 # bare_root.sh
cp "${debs[@]}" "$project_root/tests/install/consumer/consumer.c" "$bare_root/packages"
cat >"$bare_root/packages/use.sh" <<'END'
set -eux
cd /packages
library=$(echo liblfsr[0-9]*.deb)
library=${library%%_*}
apt-get install -y -q --no-install-recommends ./lfsr-analyze_*.deb ./"$library"_*.deb
cd /
lfsr-analyze --version
test "$(lfsr-analyze --quiet -f brief -e all -w 2 'x^16+x^5+x^3+x^2+1' | cut -d ' ' -f 1)" = primitive
lfsr-analyze --expect primitive --file /usr/share/doc/lfsr-analyze/examples/taps.txt -f brief
zcat /usr/share/man/man1/lfsr-analyze.1.gz | grep -q '^\.Sh NAME'
bash -c '. /usr/share/bash-completion/completions/lfsr-analyze; complete -p lfsr-analyze'
cd /packages
apt-get install -y -q --no-install-recommends ./liblfsr-dev_*.deb gcc libc6-dev pkg-config
cc consumer.c $(pkg-config --cflags --libs lfsr) -o /tmp/consumer
/tmp/consumer
dpkg --listfiles lfsr-analyze "$library" liblfsr-dev | sort -u >/tmp/files
apt-get remove -y -q --purge lfsr-analyze "$library" liblfsr-dev
while read -r file; do
    if [ -e "$file" ] && [ ! -d "$file" ]; then echo "$file is still there"; exit 1; fi
done </tmp/files
test -z "$(find /usr /etc /var -name '*lfsr*')"
END
in_bare_root bash /packages/use.sh >"$packages/use.log" 2>&1 || {
    tail -n 40 "$packages/use.log" >&2
    die "the packages cannot be used; all of the output is in $packages/use.log"
}
grep -A 12 '^+ lfsr-analyze --version' "$packages/use.log" >&2
say "Built, checked, installed, used and removed: ${debs[*]##*/}"
