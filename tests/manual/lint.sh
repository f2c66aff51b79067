#!/usr/bin/env bash
# lint.sh PAGE...: mandoc finds nothing wrong with the manual pages.
set -euo pipefail
command -v mandoc >/dev/null || { echo "no mandoc: skipped"; exit 77; }
# Whether the pages that they refer to are installed here does not matter.
findings=$(mandoc -Tlint "$@" | grep -vE 'referenced manual not found: Xr (liblfsr 3|lfsr-analyze 1)$') || true
[ -z "$findings" ] || { echo "$findings"; exit 1; }
for page in "$@"; do
    [ "$(mandoc -Tutf8 "$page" | wc -l)" -gt 100 ] || { echo "$page is nearly empty"; exit 1; }
done
echo "no findings"
