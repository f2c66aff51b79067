#!/usr/bin/env bash
# What other tools print is read back: random polynomials over several fields, printed by PARI's gp or by GAP.
#   other_tools.sh PROGRAM gp|gap
# Exit status 77 where the tool is not there. LFSR_TEST_SEED gives other polynomials.
set -eu
program=$(cd -- "$(dirname -- "$1")" && pwd)/$(basename -- "$1")
tool=$2
command -v "$tool" >/dev/null || { echo "skipped: no $tool"; exit 77; }
scratch=$(mktemp -d "${TMPDIR:-/tmp}/lfsr tools.XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cd "$scratch"
unset LFSR_KERNEL
RANDOM=$((${LFSR_TEST_SEED:-20240917} % 32768))
count=25

# Polynomials over GF(q) as rows of coefficients, constant first: of 0 stands -, else the power of the generator.
random_rows() {
    local q=$1 degree i row
    for ((n = 0; n < count; n++)); do
        degree=$((1 + RANDOM % 12)) row=
        for ((i = 0; i < degree; i++)); do
            if ((RANDOM % 3 == 0)); then row+="- "; else row+="$((RANDOM % (q - 1))) "; fi
        done
        echo "${row}0"
    done
}

# The rows as expressions, in powers of GENERATOR.
expressions() {
    awk -v g="$1" '{
        text = ""
        for (i = NF; i >= 1; i--)
            if ($i != "-")
                text = text (text == "" ? "" : " + ") g "^" $i "*x^" i - 1
        print text
    }'
}

polynomials() { "$program" -f jsonl -e algebraic --quiet "$@" | sed 's/.*"field":{[^}]*},"polynomial":"\([^"]*\)".*/\1/'; }

# compare Q WHAT FILE OPTION...: the lines of FILE are the polynomials of the rows.
compare() {
    local q=$1 what=$2 file=$3
    shift 3
    polynomials "$@" -i "$file" >answers || true
    if [ "$(wc -l <"expected.$q")" -ne "$count" ] || ! diff "expected.$q" answers >differences; then
        echo "GF($q), $what: not read as $tool printed it; the first lines:"
        head -n 6 differences "$file" "$tool.log"
        failed=yes
    fi
}

# In gp elements are powers of g, with the Conway polynomial as the modulus.
script_gp() {
    local q=$1 p=$2 modulus
    if ((q == p)); then echo "g = Mod(lift(znprimroot($p)), $p); h = g;"; else
        modulus=$("$program" -q "$q" -f json -e algebraic x | sed 's/.*"modulus":"\([^"]*\)".*/\1/')
        echo "m = Mod(1, $p)*($modulus); g = ffgen(m, 'a); h = Mod(Mod(1, $p)*a, m);"
    fi
    sed "s/.*/F = f(\"&\", g); H = f(\"&\", h); write(\"plain.$q\", F); write(\"vecrev.$q\", Vecrev(F)); write(\"vec.$q\", Vec(F)); write(\"residues.$q\", H);/" "rows.$q"
}

run_gp() {
    {
        echo 'f(s, w) = my(v = strsplit(s, " ")); sum(i = 1, #v, if(v[i] == "-", 0*w, w^eval(v[i]))*x^(i-1));'
        cat script
    } | gp -q -f >gp.log 2>&1
}

check_gp() {
    local q=$1 p=$2
    sed 's/^/high:/' "vec.$q" >"high.$q"
    compare "$q" polynomials "plain.$q" -q "$q"
    compare "$q" Vecrev "vecrev.$q" -q "$q"
    compare "$q" Vec "high.$q" -q "$q"
    compare "$q" residues "residues.$q" -q "$q"
    if ((q == p)); then compare "$q" "polynomials without --field" "plain.$q"; fi
}

script_gap() {
    local q=$1
    echo "x := Indeterminate(GF($q), 1);; z := Z($q);;"
    awk -v q="$q" '{
        text = ""
        for (i = NF; i >= 1; i--)
            text = text (text == "" ? "" : " + ") ($i == "-" ? "0*z" : "z^" $i) "*x^" i - 1
        printf "f := %s;; AppendTo(\"plain.%s\", f, \"\\n\");; ", text, q
        printf "AppendTo(\"vector.%s\", List(CoefficientsOfUnivariatePolynomial(f)), \"\\n\");;\n", q
    }' "rows.$q"
}

run_gap() {
    { echo 'SizeScreen([4000, 24]);;'; cat script; } | gap -q -b -r >gap.log 2>&1
}

check_gap() {
    local q=$1 p=$2
    compare "$q" polynomials "plain.$q" -q "$q"
    compare "$q" "coefficient lists" "vector.$q" -q "$q"
    if ((q == p)); then compare "$q" "coefficient lists without --field" "vector.$q"; fi
}

failed=no
fields='2:2:1 3:3:2 4:2:a 9:3:a 256:2:a 101:101:2'
for field in $fields; do
    IFS=: read -r q p generator <<<"$field"
    random_rows "$q" >"rows.$q"
    expressions "$generator" <"rows.$q" >"own.$q"
    polynomials -q "$q" -i "own.$q" >"expected.$q"
    "script_$tool" "$q" "$p" >>script
done
"run_$tool" || { cat "$tool.log"; exit 1; }
for field in $fields; do
    IFS=: read -r q p generator <<<"$field"
    "check_$tool" "$q" "$p"
done
[ "$failed" = no ]
