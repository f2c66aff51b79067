#!/usr/bin/env bash
# symbols.sh LIBRARY INCLUDE: what the shared library exports is what the public headers declare, no more, no less.
set -euo pipefail
library=$1 include=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

nm -D --defined-only "$library" | awk '{ print $NF }' | sed 's/@.*//' | sort -u >"$scratch/exported"
# Every declaration on a line of its own, with lfsr_api_here in place of LFSR_API. A function is a name before a
# parenthesis, outside of other parentheses and braces.
for header in "$include"/lfsr/*.h; do
    echo "#include <lfsr/${header##*/}>"
done | ${CC:-cc} -std=c11 -E -I"$include" -DLFSR_API=lfsr_api_here - >"$scratch/all"
awk -v include="$include/lfsr/" '
    /^# / { ours = index($3, include) > 0; next }
    ours' "$scratch/all" | tr '\n' ' ' | sed 's/[;{}]/\n/g' >"$scratch/declarations"
# A member that points to a function ("lfsr_status (*member)(...)") is not a function.
names() { grep -oE '\blfsr_[a-z0-9_]+ ?\([^*]' | sed 's, *(.*,,' | sort -u; }
grep lfsr_api_here "$scratch/declarations" | names >"$scratch/declared"
grep -v lfsr_api_here "$scratch/declarations" | names >"$scratch/unmarked" || true

[ "$(wc -l <"$scratch/declared")" -gt 20 ] || { echo "found too few declarations: the script is wrong"; exit 1; }
[ ! -s "$scratch/unmarked" ] || { echo "declared without LFSR_API:"; cat "$scratch/unmarked"; exit 1; }
diff "$scratch/declared" "$scratch/exported" >"$scratch/difference" || {
    echo "declared in include/ (<) against exported by $library (>):"
    cat "$scratch/difference"
    exit 1
}
echo "$(wc -l <"$scratch/exported") symbols, all declared"
