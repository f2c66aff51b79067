#!/usr/bin/env bash
# Write the golden files anew from a program: update.sh PROGRAM [CASE.sh]... Read the difference before you commit it.
set -eu
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
program=$1
shift
if [ $# -eq 0 ]; then set -- "$here"/cases/*.sh; fi
for case in "$@"; do "$here/runner.sh" --update "$program" "$case"; done
