#!/usr/bin/env bash
# Every "$ lfsr-analyze ..." in a console block of README.md and docs/*.md prints what is shown below it (timings
# masked), and the C examples of README.md and docs/library.md are those of docs/examples.
#   readme.sh [--update] PROGRAM
set -u
update=no
if [ "$1" = --update ]; then update=yes; shift; fi
here=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=$here/../..
bin=$(mktemp -d "${TMPDIR:-/tmp}/lfsr readme.XXXXXX") || exit 1
trap 'rm -rf "$bin"' EXIT
ln -s "$(realpath "$1")" "$bin/lfsr-analyze"
export PATH=$bin:$PATH LC_ALL=C
unset MAKEFLAGS MAKELEVEL MFLAGS
cp -r -- "$root/docs/examples" "$bin/examples" && cd -- "$bin/examples" || exit 1

# Does the command line use a program that is not installed here? It is left as it is, then.
needs_missing() {
    local program
    for program in jq sqlite3 python3 cc make; do
        if [[ $1 == *"$program "* ]] && ! command -v "$program" >/dev/null; then return 0; fi
    done
    return 1
}

# The document on standard input with the output of every command as it is now.
executed() {
    local inside=no began=no line
    while IFS= read -r line; do
        case $line in
        '```console') inside=yes began=no ;;
        '```') inside=no began=no ;;
        esac
        if { [ "$inside" = yes ] && [ "${line:0:14}" = '$ lfsr-analyze' ]; } ||
            { [ "$inside" != no ] && [ "${line:0:2}" = '$ ' ] && [ "$began" = yes ]; }; then
            began=yes
            printf '%s\n' "$line"
            if needs_missing "$line"; then inside=yes; continue; fi
            inside=skip
            eval "${line:2}" </dev/null 2>&1
        elif [ "$inside" != skip ]; then
            printf '%s\n' "$line"
        fi
    done
}

failed=0
for document in "$root"/README.md "$root"/docs/*.md; do
    grep -q '^```console$' "$document" || continue
    executed <"$document" >"$bin/document"
    if [ "$update" = yes ]; then cp "$bin/document" "$document"; continue; fi
    diff -u --label "${document##*/}" --label "${document##*/}, executed" \
        <("$here/mask.sh" <"$document") <("$here/mask.sh" <"$bin/document") || failed=1
done
if [ "$update" = yes ]; then exit; fi
# shellcheck disable=SC2016 # back quotes of Markdown
listed() { sed -n '/^```c$/,/^```$/{/^```/!p}' "$1"; }
listed "$root/README.md" | diff -u - cycles.c || failed=1
listed "$root/docs/library.md" | diff -u - distance.c || failed=1
exit "$failed"
