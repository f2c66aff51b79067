# shellcheck shell=bash
# What the scripts share: installing missing packages, and building. Messages go to standard error, because standard
# output belongs to the tool. Where nothing changed since the last build, CMake is not started.

project_root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)

say() { printf '%s\n' "$*" >&2; }
die() { say "$0: $*"; exit 1; }
# The comment at the head of a script, from its second line on, is its help.
print_usage() { sed -n '2,/^set/{/^#/s/^# \{0,1\}//p}' "$1"; }

# Debian packages that the build of a target and the tests need and that are missing, one per line. Each is found by the file or
# program that is needed, so that a FLINT from elsewhere counts. (A C++ compiler is optional: a test is skipped.)
missing_packages() {
    command -v cc >/dev/null || command -v gcc >/dev/null || echo gcc
    [ -e /usr/include/stdio.h ] || echo libc6-dev
    local tool
    for tool in make cmake pkg-config; do
        command -v "$tool" >/dev/null || echo "$tool"
    done
    [ -e /usr/include/flint/fq_default.h ] || [ -e /usr/local/include/flint/fq_default.h ] ||
        pkg-config --exists flint 2>/dev/null || echo libflint-dev
    [ -e /usr/include/gf2x.h ] || [ -e /usr/local/include/gf2x.h ] || echo libgf2x-dev
    pkg-config --exists jansson 2>/dev/null || echo libjansson-dev
    pkg-config --exists zlib 2>/dev/null || echo zlib1g-dev
    [ "$1" != all ] || pkg-config --exists check 2>/dev/null || echo check # only tests and benchmarks use it
}

# no_install: set to "yes" by a script's --no-install.
install_packages() {
    [ "${no_install:-no}" = no ] || die "missing: $* (without --no-install they would be installed)"
    command -v apt-get >/dev/null || die "please install: $*"
    local as_root=()
    if [ "$(id -u)" -ne 0 ]; then
        command -v sudo >/dev/null || die "please install as root: apt-get install $*"
        as_root=(sudo)
    fi
    local install=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -q
        --no-install-recommends "$@")
    say "Installing: $*"
    # The package lists may be missing or out of date.
    "${install[@]}" >&2 || { "${as_root[@]}" apt-get update -q >&2 && "${install[@]}" >&2; } ||
        die "could not install: $*"
}

require_packages() { # TARGET
    local missing
    mapfile -t missing < <(missing_packages "$1")
    if [ "${#missing[@]}" -gt 0 ]; then install_packages "${missing[@]}"; fi
}

# The build directory: in the checkout, or in the user's cache where the checkout is read-only.
choose_build_dir() {
    local name=$1 place
    build_dir=$project_root/$name
    local cache=$build_dir/CMakeCache.txt
    if mkdir -p "$build_dir" 2>/dev/null && [ -w "$build_dir" ] && { [ ! -e "$cache" ] || [ -w "$cache" ]; }; then
        return
    fi
    place=$(printf '%s' "$project_root" | cksum | cut -d ' ' -f 1)
    build_dir=${XDG_CACHE_HOME:-${HOME:-/tmp}/.cache}/lfsr-analyze/$place/$name
    mkdir -p "$build_dir" || die "cannot write $project_root/$name or $build_dir"
}

# Has nothing that the build depends on changed (written, moved in, removed) since the stamp?
up_to_date() {
    local stamp=$1
    [ -e "$stamp" ] || return 1
    [ -z "$(find "$project_root"/{CMakeLists.txt,scripts/cmake,src,include,tests,docs/examples,docs/man} \
        -newercm "$stamp" -print -quit)" ]
}

logged() {
    "$@" >>"$build_dir/build.log" 2>&1 || {
        tail -n 60 "$build_dir/build.log" >&2
        die "the build failed; all of its output is in $build_dir/build.log"
    }
}

configure() {
    # A checkout that was moved or copied is configured anew.
    if [ -e "$build_dir/CMakeCache.txt" ] &&
        ! grep -qxF "CMAKE_HOME_DIRECTORY:INTERNAL=$project_root" "$build_dir/CMakeCache.txt"; then
        rm -rf "${build_dir:?}/CMakeCache.txt" "$build_dir/CMakeFiles"
    fi
    # Without Check only the tool is built; its first tests configure anew.
    local tests=ON
    pkg-config --exists check 2>/dev/null || tests=OFF
    if [ ! -e "$build_dir/Makefile" ] || [ ! -e "$build_dir/CMakeCache.txt" ] ||
        { [ "$tests" = ON ] && grep -qx 'LFSR_TESTS:BOOL=OFF' "$build_dir/CMakeCache.txt"; }; then
        logged cmake -S "$project_root" -B "$build_dir" -G 'Unix Makefiles' -DLFSR_TESTS="$tests" "$@"
    fi
}

# build NAME TARGET CMAKE-ARGUMENT...: sets build_dir. One build at a time.
build() {
    local name=$1 target=$2
    shift 2
    # A build by another user can be run, but not tested: ctest writes its log there.
    build_dir=$project_root/$name
    if [ "$target" != all ] && up_to_date "$build_dir/.built-$target"; then return; fi
    choose_build_dir "$name"
    local stamp=$build_dir/.built-$target
    if up_to_date "$stamp"; then return; fi
    require_packages "$target"
    say "Building in $build_dir"
    exec 9>"$build_dir/.lock"
    flock 9
    : >"$build_dir/build.log"
    : >"$stamp.begun"
    configure "$@"
    logged cmake --build "$build_dir" --parallel "$(nproc)" --target "$target"
    mv "$stamp.begun" "$stamp" # dated at the start: what changed during the build is built next time
    # Where root built in another user's checkout, the files go to that user.
    if [ "$(id -u)" -eq 0 ] && [ "$(stat -c %u "$project_root")" -ne 0 ]; then
        chown -R --reference="$project_root" "$build_dir" 2>/dev/null || true
    fi
    exec 9>&-
}
