#!/usr/bin/env bash
# up_to_date.sh SOURCE: what the scripts look at before they build is there; a build is out of date when it changed.
set -euo pipefail
stamp=$(mktemp)
trap 'rm -f "$stamp"' EXIT
# shellcheck source=scripts/lib.sh
. "$1/scripts/lib.sh"

touch -d '2100-01-01' "$stamp"
said=$(up_to_date "$stamp" 2>&1) || { echo "out of date, although nothing changed: $said"; exit 1; }
[ -z "$said" ] || { echo "$said"; exit 1; }
touch -d '2000-01-01' "$stamp"
! up_to_date "$stamp" || { echo "up to date, although everything changed"; exit 1; }
echo "everything is there"
