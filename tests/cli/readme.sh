#!/usr/bin/env bash
# The README tells the truth: every "$ lfsr-analyze ..." in its console blocks says what stands below it (timings
# masked), and its C example is docs/examples/cycles.c.
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
cd -- "$root/docs/examples" || exit 1

# The README with the output of every command as it is now.
inside=no
while IFS= read -r line; do
    case $line in
    '```console') inside=yes ;;
    '```') inside=no ;;
    esac
    if [ "$inside" = yes ] && [ "${line:0:14}" = '$ lfsr-analyze' ]; then
        inside=skip
        printf '%s\n' "$line"
        bash -c "${line:2}" </dev/null 2>&1
    elif [ "$inside" = skip ] && [ "${line:0:2}" = '$ ' ]; then
        printf '%s\n' "$line"
        bash -c "${line:2}" </dev/null 2>&1
    elif [ "$inside" != skip ]; then
        printf '%s\n' "$line"
    fi
done <"$root/README.md" >"$bin/README"

if [ "$update" = yes ]; then cp "$bin/README" "$root/README.md"; exit; fi
failed=0
diff -u <("$here/mask.sh" <"$root/README.md") <("$here/mask.sh" <"$bin/README") || failed=1
# shellcheck disable=SC2016 # back quotes of Markdown
sed -n '/^```c$/,/^```$/{/^```/!p}' "$root/README.md" | diff -u - cycles.c || failed=1
exit "$failed"
