#!/usr/bin/env bash
# The algebra beside NTL, PARI/GP and FLINT called directly, where they are installed: processor time of whole
# processes, run in turns on one processor, medians. `bench.sh --algebra` calls it. Prints a table.
#   bench_algebra.sh [--rounds N] [--slow] [WORD]     WORD: only the rows with it in their names; --slow: those over 10 s too
# NTL needs a C++ compiler; LFSR_ALGEBRA_PROGRAM is another program than the one built here.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

rounds=5
word=
slow=false
while [ $# -gt 0 ]; do
    case $1 in
    --rounds)
        [ $# -gt 1 ] || die "$1 needs an argument"
        rounds=$2
        shift
        ;;
    --slow) slow=true ;;
    -h | --help)
        print_usage "${BASH_SOURCE[0]}"
        exit 0
        ;;
    *) word=$1 ;;
    esac
    shift
done

build build bench_algebra -DCMAKE_BUILD_TYPE=Release
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT
tool="$(realpath "${LFSR_ALGEBRA_PROGRAM:-${build_dir:?}/src/lfsr-analyze}") -w 1 --quiet"
make_list=$build_dir/tests/make_list
ntl=
# shellcheck disable=SC2154  # project_root: lib.sh
if "${CXX:-c++}" -O3 -march=native "$project_root/tests/bench/peer_ntl.cpp" -lntl -lgmp -o "$place/ntl" 2>"$place/log"; then
    ntl=$place/ntl
else
    say "without NTL: $(head -n 1 "$place/log")"
fi
command -v gp >/dev/null || say "without PARI/GP"
gp="gp -q $project_root/tests/bench/peer.gp"
flint=$build_dir/tests/peer_flint

# row NAME ROUNDS NAME COMMAND...: ours is named "ours"; the others are compared with it.
row() {
    local name=$1 times=$2
    shift 2
    case $name in *"$word"*) ;; *) return 0 ;; esac
    # FLINT's factoring of integers leaves files where it runs.
    (cd "$place" && "$build_dir/tests/in_turns" "$times" "$@" >figures)
    awk -v name="$name" -v start="$start" '
        $1 == "ours" { ours = $2; memory = $5; status = $6; next }
        { peers = peers sprintf("; %s %.1f ms, %.2f times", $1, $2, $2 / ours) (($6 != 0) ? " (status " $6 ")" : "") }
        END { printf "| %s | %.1f | %.1f | %s | %d |%s\n", name, ours, ours - start, substr(peers, 3), memory,
                     status != 0 ? " status " status : "" }' "$place/figures"
}

# gf2_row NAME ROUNDS LIST WHAT: WHAT the NTL program does with the list.
gf2_row() {
    local peers=()
    [ -z "$ntl" ] || peers=(NTL "$ntl $4 <$3")
    row "$1" "$2" ours "$tool -f jsonl -i $3" "${peers[@]}"
}

# field_row Q DEGREE COUNT ROUNDS
field_row() {
    local q=$1 degree=$2 count=$3 list=$place/field form peers
    case "GF($q) degree $degree" in *"$word"*) ;; *) return 0 ;; esac
    for form in list codes pari; do "$make_list" "$form" "$q" "$degree" "$count" >"$list.$form"; done
    peers=(FLINT "$flint $q <$list.codes")
    if command -v gp >/dev/null; then peers+=(PARI "Q=$q LIST=$list.pari $gp"); fi
    row "GF($q) degree $degree, $count random, JSON lines" "$4" \
        ours "$tool -q $q -f jsonl -i $list.list" "${peers[@]}"
}

# The time of the program without work: x + 1.
start=$("$build_dir/tests/in_turns" 21 ours "$tool -f jsonl x+1" | cut -d ' ' -f 2)
echo "| work | ours, ms | beyond the start ($start ms) | others | memory, MB |"
echo "| --- | --- | --- | --- | --- |"

"$make_list" hex 2 16 0 >"$place/l16"
"$make_list" hex 2 64 10000 >"$place/l64"
"$make_list" hex 2 256 1000 >"$place/l256"
"$make_list" hex 2 1024 100 >"$place/l1024"
"$make_list" hex 2 4096 10 >"$place/l4096"
"$make_list" dense 2 9689 1 >"$place/dense"
gf2_row "degree 16, all 32,768, JSON lines" "$rounds" "$place/l16" lines
gf2_row "degree 64, 10,000 random, JSON lines" "$rounds" "$place/l64" lines
gf2_row "degree 256, 1,000 random, factors and orders (NTL: factors alone)" "$rounds" "$place/l256" factor
gf2_bench=$build_dir/tests/bench_factor
for degree in 256 1024 4096; do
    peers=()
    [ -z "$ntl" ] || peers=(NTL "$ntl factor <$place/l$degree")
    row "degree $degree, $(wc -l <"$place/l$degree") random, factoring alone" "$rounds" \
        ours "$gf2_bench factor <$place/l$degree" "${peers[@]}"
done
for taps in 1279,216 4423,271 9689,84 19937,9842 44497,8575 132049,7000; do
    echo "taps:$taps" >"$place/taps"
    peers=()
    if [ -n "$ntl" ] && [ "${#taps}" -le 9 ]; then peers=(NTL "$ntl irreducible <$place/taps"); fi
    row "x^${taps/,/ + x^} + 1, primitive or not" "$rounds" ours "$tool -f jsonl taps:$taps" "${peers[@]}"
done
peers=()
[ -z "$ntl" ] || peers=(NTL "$ntl irreducible <$place/dense")
row "dense irreducible polynomial of degree 9,689" "$rounds" ours "$gf2_bench irreducible <$place/dense" "${peers[@]}"
echo "taps:16000,3,1" >"$place/taps"
peers=()
[ -z "$ntl" ] || peers=(NTL "$ntl factor <$place/taps")
row "x^16000 + x^3 + x + 1, factoring alone" "$rounds" ours "$gf2_bench factor <$place/taps" "${peers[@]}"
row "default modulus of GF(2^4602)" "$rounds" ours "$tool -f brief --factor-time 0 -q 2^4602 x"
row "taps:4096,4095,4081,4069, primitive or not" "$rounds" ours "$tool -f jsonl taps:4096,4095,4081,4069"

field_row 3 24 2000 "$rounds"
field_row 4 16 1000 "$rounds"
field_row 5 16 2000 "$rounds"
field_row 7 16 2000 "$rounds"
field_row 9 8 2000 "$rounds"
field_row 101 10 2000 "$rounds"
field_row 256 8 1000 "$rounds"
field_row 1000000007 8 1000 "$rounds"
field_row 2305843009213693951 6 1000 "$rounds"

if $slow; then
    row "x^60000 + x^7 + x + 1, default budget" 1 ours "$tool -f jsonl taps:60000,7,1"
    row "x^859433 + x^288477 + 1, whole report" 1 ours "$tool --factor-time 300 -f jsonl taps:859433,288477"
fi
