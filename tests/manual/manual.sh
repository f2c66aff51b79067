#!/usr/bin/env bash
# manual.sh PROGRAM PAGE: the options of the manual page are those of --help, no more, no less; its examples run.
set -euo pipefail
program=$1 page=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# "-q --field": the names of every option, a line each.
"$program" --help | sed -nE '/^  ( *|-[a-zA-Z], )--/p' | sed -E 's/^ *//; s/,//' |
    awk '{ print $1 ~ /^--/ ? $1 : $1 " " $2 }' | sed -E 's/^--\[no-\](.*)/--\1 --no-\1/' | sort >"$scratch/help"
sed -nE 's/^\.It (Fl .*)/\1/p' "$page" | sed 's/Ar [^ ]*//g; s/\\//g; s/Fl /-/g; s/ ,//g; s/  */ /g; s/ *$//' |
    sort >"$scratch/page"
[ "$(wc -l <"$scratch/help")" -gt 20 ] || { echo "found too few options: the script is wrong"; exit 1; }
diff "$scratch/help" "$scratch/page" || { echo "options of --help (<) against those of the page (>)"; exit 1; }

cd "$scratch"
sed -nE 's/^\.Dl \$ (.*)/\1/p' "$page" | sed 's/\\-/-/g; s/\\(aq/'\''/g; s/\\(ha/^/g' >examples
mkdir bin
ln -s "$program" bin/lfsr-analyze
while IFS= read -r command; do
    PATH=$PWD/bin:$PATH bash -c "$command" >out 2>&1 </dev/null || { echo "status $?: $command"; cat out; exit 1; }
done <examples
[ "$(wc -l <examples)" -ge 3 ] || { echo "found too few examples: the script is wrong"; exit 1; }
echo "$(wc -l <"$scratch/help") options, $(wc -l <examples) examples"
