#!/usr/bin/env bash
# Install what is missing, build what has changed, run lfsr-analyze with the given arguments.
set -euo pipefail
# shellcheck source=scripts/lib.sh
. "$(dirname -- "${BASH_SOURCE[0]}")/lib.sh"

build build lfsr-analyze -DCMAKE_BUILD_TYPE=Release
exec "$build_dir/src/lfsr-analyze" "$@"
