#!/usr/bin/env bash
# Cross-build for 64-bit ARM in a bare Debian, so that the packages of this machine stay as they are, and run under
# qemu-user: the unit tests of arithmetic, kernels and engines, and the tool. Needs root and a Debian on another
# processor; about half an hour. `test.sh --arm64` calls it.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"
# shellcheck source=scripts/bare_root.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/bare_root.sh"

make_bare_root
in_bare_root dpkg --add-architecture arm64
in_bare_root apt-get update -q
say "Installing the cross compiler, libraries of arm64 and qemu-user"
# shellcheck disable=SC2154 # bare_root.sh
in_bare_root apt-get install -y -q --no-install-recommends make cmake pkg-config gcc gcc-aarch64-linux-gnu \
    libc6-dev-arm64-cross qemu-user libflint-dev:arm64 libgf2x-dev:arm64 libjansson-dev:arm64 zlib1g-dev:arm64 \
    check:arm64 >"$bare_root/install.log" 2>&1 || {
    tail -n 20 "$bare_root/install.log" >&2
    die "apt cannot install the packages of arm64"
}
mkdir "$bare_root/source"
(cd "$project_root" && tar -cf - --exclude=./build --exclude='./build-*' --exclude=./.git .) |
    tar -xf - -C "$bare_root/source"

cat >"$bare_root/test.sh" <<'END'
set -eu
cd /source
cmake -B build -DCMAKE_TOOLCHAIN_FILE=/source/scripts/cmake/arm64.cmake -DCMAKE_BUILD_TYPE=Release >/build.log 2>&1 &&
    cmake --build build --parallel "$(nproc)" >>/build.log 2>&1 || { tail -n 40 /build.log; exit 1; }
export QEMU_LD_PREFIX=/ CK_EXCLUDE_TAGS=costly
# A child that is started as a program would run without qemu: no spawned workers, no compilers.
cd build
ctest --output-on-failure --parallel "$(nproc)" \
    -R '^test_(base|gf2_word|gf2_poly|number_format|field_spec|residue|order|cycle_structure|cases|states|state_forms|scalar|gf2_lanes|gf2_candidates|candidates|field_lanes|engines|affine|json|interface)$'
run() { qemu-aarch64 src/lfsr-analyze "$@"; }
run --version
# Walks by the portable kernels, checked by algebra and reference; disagreement is status 5.
run --quiet -f brief -e all,reference -w 2 'x^20+x^3+1' 'x^19+x^5+x^2+x+1' 'x^4*(x^5+x^2+1)^2'
for field in 3 4 5 7 9 16 25 101 257; do
    run --quiet -f brief -q "$field" -e algebraic,sequential,parallel,reference -w 2 'x^2+x+1' 'x^2+2x+3'
done
for field in 3 4 7 9; do run --quiet -f brief -q "$field" -e algebraic,sequential,reference --random 5 --count 5; done
END
in_bare_root env LFSR_TEST_MULTIPLIER="${LFSR_TEST_MULTIPLIER:-0.05}" bash /test.sh || die "failed on arm64"
say "Built and tested for arm64"
