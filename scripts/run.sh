#!/usr/bin/env bash
# Install what is missing, build what has changed, run lfsr-analyze with the given arguments.
#   run.sh --no-install ...   installs nothing: says what is missing, and ends
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

if [ "${1:-}" = --no-install ]; then
    # shellcheck disable=SC2034 # read by install_packages
    no_install=yes
    shift
fi
build build lfsr-analyze -DCMAKE_BUILD_TYPE=Release
exec "$build_dir/src/lfsr-analyze" "$@"
