#!/usr/bin/env bash
# functions.sh LIBRARY PAGE: the functions of the manual page are those that the library exports, no more, no less.
set -euo pipefail
library=$1 page=$2
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
nm -D --defined-only "$library" | awk '{ print $NF }' | sed 's/@.*//' | sort -u >"$scratch/exported"
# A macro that calls NAME_sized is in the page, too.
sed -nE 's/(.*)_sized$/\1/p' "$scratch/exported" >"$scratch/macros"
sed -nE 's/^\.Fn ([a-z0-9_]+).*/\1/p' "$page" | grep -vxFf "$scratch/macros" | sort >"$scratch/page"
[ "$(wc -l <"$scratch/exported")" -gt 20 ] || { echo "found too few functions: the script is wrong"; exit 1; }
diff "$scratch/exported" "$scratch/page" || { echo "exported (<) against the manual page (>)"; exit 1; }
echo "$(wc -l <"$scratch/page") functions"
