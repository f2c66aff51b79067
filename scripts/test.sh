#!/usr/bin/env bash
# Install what is missing, build, run every test. Other arguments go to ctest, as -R NAME.
#   --sanitize      with AddressSanitizer and UndefinedBehaviorSanitizer, in a build of its own
#   --valgrind      the unit tests and both kinds of workers under memcheck, a fiftieth of the random trials
#   --coverage      with gcov, in a build of its own; ends with the line coverage of every floor
#   --mpi           with MPI, in a build of its own: also lfsr-analyze-mpi on 3 ranks, and the Slurm scripts of
#                   docs/cluster.md where Slurm is installed (slurmctld slurmd slurm-client munge)
#   --packages      instead: the Debian packages, built and used in a bare Debian (test_packages.sh); needs root
#   --arm64         instead: cross-built for 64-bit ARM in a bare Debian, run by qemu (test_arm64.sh); needs root
#   --no-install    install nothing: say what is missing, and end; tests that need more than the build are skipped
#   --multiplier N  N times as many random trials (LFSR_TEST_MULTIPLIER)
#   --seed N        the seed of the random tests (LFSR_TEST_SEED); random: a new one, printed. By default it is fixed
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

name=build
settings=(-DCMAKE_BUILD_TYPE=Release)
arguments=()
with_mpi=no
while [ $# -gt 0 ]; do
    case $1 in
    --sanitize)
        name=build-sanitize
        settings=(-DCMAKE_BUILD_TYPE=Debug -DLFSR_SANITIZE=ON)
        ;;
    --valgrind)
        name=build-valgrind
        settings=(-DCMAKE_BUILD_TYPE=RelWithDebInfo)
        ;;
    --coverage)
        name=build-coverage
        settings=(-DCMAKE_BUILD_TYPE=Debug -DLFSR_COVERAGE=ON)
        ;;
    --mpi)
        name=build-mpi
        settings=(-DCMAKE_BUILD_TYPE=Release -DLFSR_WITH_MPI=ON)
        with_mpi=yes
        ;;
    --no-install)
        # shellcheck disable=SC2034 # read by install_packages
        no_install=yes
        ;;
    --packages | --arm64) exec "$project_root/scripts/test_${1#--}.sh" ;;
    --multiplier)
        [ $# -gt 1 ] || die "--multiplier needs a number"
        export LFSR_TEST_MULTIPLIER=$2
        shift
        ;;
    --seed)
        [ $# -gt 1 ] || die "--seed needs a number, or the word random"
        LFSR_TEST_SEED=$2
        if [ "$2" = random ]; then LFSR_TEST_SEED=$(od -An -N4 -tu4 /dev/urandom | tr -d ' '); fi
        [[ $LFSR_TEST_SEED =~ ^[0-9]+$ ]] || die "--seed needs a number, or the word random"
        export LFSR_TEST_SEED
        say "LFSR_TEST_SEED=$LFSR_TEST_SEED"
        shift
        ;;
    -h | --help)
        print_usage "${BASH_SOURCE[0]}"
        exit 0
        ;;
    *) arguments+=("$1") ;;
    esac
    shift
done

# Every unit test in one process (CK_FORK=no), with the workers that it starts. Memory that is still reachable at the
# end is FLINT's; lost memory is an error.
memcheck() {
    valgrind --quiet --trace-children=yes --leak-check=full --show-leak-kinds=definite \
        --errors-for-leak-kinds=definite --error-exitcode=99 --num-callers=25 \
        --suppressions="$project_root/tests/valgrind.supp" "$@"
}

valgrind_program() {
    local log
    log=$(mktemp)
    local began=$SECONDS
    if memcheck "$@" >"$log" 2>&1; then say "passed: $* ($((SECONDS - began)) s)"; else
        cat "$log" >&2
        say "FAILED: $* ($((SECONDS - began)) s)"
        rm -f "$log"
        return 1
    fi
    rm -f "$log"
}

under_valgrind() {
    command -v valgrind >/dev/null || install_packages valgrind
    export CK_FORK=no CK_EXCLUDE_TAGS="costly" LFSR_TEST_MULTIPLIER=${LFSR_TEST_MULTIPLIER:-0.02}
    export project_root
    export -f memcheck valgrind_program say
    # test_field_lanes would take hours; --sanitize covers it. test_emit starts compilers.
    # shellcheck disable=SC2016 # expanded by the inner shell
    find tests -name 'test_*' -not -name test_field_lanes -not -name test_emit -type f -executable -print0 |
        xargs -0 -P "$(nproc)" -I '{}' bash -c 'valgrind_program "$1"' - '{}' || failed=yes
    # Spawned workers are those of test_faults: the tool starts /proc/self/exe, which is valgrind here.
    valgrind_program src/lfsr-analyze -e all -w 2 --list 'x^12 + x + 1' || failed=yes
    valgrind_program src/lfsr-analyze -e all -w 2 -q 9 '(x^2 + a)^2 * x' || failed=yes
}

# One call of gcov per floor, so that a source with several objects counts once.
report_coverage() {
    local floor
    for floor in "$project_root"/src/*/; do
        floor=$(basename "$floor")
        find . -name '*.gcda' | grep -E "lfsr_${floor}(_objects)?\.dir/" |
            xargs -r gcov --no-output 2>/dev/null |
            awk -v floor="$floor" '
                /^File / { of = index($0, "/src/" floor "/") > 0 }
                of && /^Lines executed:/ {
                    split($0, part, /[:% ]+/); lines += part[5]; run += part[3] * part[5] / 100; of = 0
                }
                END { if (lines) printf "%-10s %5.1f %% of %d lines\n", floor, 100 * run / lines, lines }'
    done
}

# What only some tests need, PROGRAM or PROGRAM:PACKAGE: they are skipped without it.
programs=(iverilog mandoc zsh fish file dpkg-shlibdeps:dpkg-dev gp:pari-gp gap:gap-core)
if [ "$with_mpi" = yes ]; then
    if ! command -v mpicc >/dev/null; then install_packages libopenmpi-dev openmpi-bin; fi
fi
optional=()
for program in "${programs[@]}"; do
    command -v "${program%:*}" >/dev/null || optional+=("${program#*:}")
done
if [ "${#optional[@]}" -gt 0 ]; then
    if { [ "$(id -u)" -eq 0 ] || sudo -n true 2>/dev/null; } && [ "${no_install:-no}" = no ]; then
        # One that is not to be had does not keep the others away.
        (install_packages "${optional[@]}") ||
            for package in "${optional[@]}"; do (install_packages "$package") || true; done
    else
        say "Without ${optional[*]}: their tests are skipped."
    fi
fi

build "$name" all "${settings[@]}"
cd -- "$build_dir"
case $name in
build-valgrind)
    failed=no
    under_valgrind
    [ "$failed" = no ] || die "memcheck found errors"
    ;;
build-coverage)
    find . -name '*.gcda' -delete
    ctest --output-on-failure --parallel "$(nproc)" "${arguments[@]}"
    report_coverage
    ;;
*) exec ctest --output-on-failure --parallel "$(nproc)" "${arguments[@]}" ;;
esac
