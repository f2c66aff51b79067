#!/usr/bin/env bash
# no_install.sh SOURCE: run.sh and test.sh with --no-install say what is missing and install nothing. Programs named
# apt-get and sudo that note their calls stand in for the real ones; pkg-config finds nothing.
set -euo pipefail
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
mkdir "$scratch/bin" "$scratch/copy"
for tool in apt-get sudo; do
    printf '#!/bin/sh\necho "%s $*" >>%s/calls\nexit 1\n' "$tool" "$scratch" >"$scratch/bin/$tool"
done
printf '#!/bin/sh\nexit 1\n' >"$scratch/bin/pkg-config"
chmod +x "$scratch"/bin/*
cp -r "$1/scripts" "$scratch/copy/scripts"
mkdir "$scratch/copy/"{src,include,tests,docs}
touch "$scratch/copy/CMakeLists.txt"

# refuses SCRIPT ARGUMENT...: it fails, and asks for this package.
refuses() {
    local package=$1 said
    shift
    said=$(PATH=$scratch/bin:$PATH "$scratch/copy/scripts/$1" "${@:2}" 2>&1 </dev/null) && { echo "$*: succeeded"; exit 1; }
    grep -q "missing: .*$package" <<<"$said" || { echo "$*: $said"; exit 1; }
}
refuses libjansson-dev run.sh --no-install x^4+x+1
refuses libjansson-dev test.sh --no-install
refuses check test.sh --no-install
[ ! -e "$scratch/calls" ] || { cat "$scratch/calls"; exit 1; }
# Without the option they would be called; the tool alone does not need Check.
said=$(PATH=$scratch/bin:$PATH "$scratch/copy/scripts/run.sh" x 2>&1 </dev/null) && { echo "run.sh succeeded"; exit 1; }
grep -q libjansson-dev "$scratch/calls" || { echo "apt-get was not called: $said"; exit 1; }
! grep -qw check "$scratch/calls" || { cat "$scratch/calls"; exit 1; }
echo "nothing installed"
