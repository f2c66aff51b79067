#!/usr/bin/env bash
# The documents hang together: every link leads to a file and to a heading that are there, README.md names every page of
# docs/, and each page names the one that follows it, which names it as the previous one.
set -u
cd -- "$(dirname -- "${BASH_SOURCE[0]}")/../.." || exit 1
failed=0
fail() { echo "FAILED: $*"; failed=1; }

# The headings of a page as the ends of links.
anchors() {
    sed -n 's/^##* //p' "$1" | tr '[:upper:]' '[:lower:]' | sed 's/[^a-z0-9 _-]//g; s/ /-/g'
}

# A page without its blocks.
# shellcheck disable=SC2016 # back quotes of Markdown
text() { sed '/^```/,/^```$/d' "$1"; }

for page in README.md docs/*.md docs/measurements/*.md; do
    while read -r link; do
        case $link in *://* | mailto:*) continue ;; esac
        target=$(dirname -- "$page")/${link%%#*}
        if [ "${link%%#*}" = '' ]; then target=$page; fi
        [ -e "$target" ] || { fail "$page: $link is not there"; continue; }
        if [[ $link == *'#'* ]]; then
            anchors "$target" | grep -qxF -- "${link#*#}" || fail "$page: $link has no such heading"
        fi
    done < <(text "$page" | grep -oE '\]\([^)]+\)' | sed 's/^](//; s/)$//')
done

for page in docs/*.md; do
    grep -qF "]($page" README.md || fail "README.md does not name $page"
done

# neighbour WORD PAGE: the page that PAGE names after WORD.
neighbour() { sed -n "s/.*$1: \[[^]]*\](\([^)]*\)).*/\1/p" "docs/$2" | tail -n 1; }

page=guide.md seen=0
while next=$(neighbour Next "$page"); [ -n "$next" ] && [ "$seen" -lt 100 ]; do
    [ "$(neighbour Previous "$next")" = "$page" ] || fail "docs/$next does not name $page as the previous page"
    page=$next seen=$((seen + 1))
done
[ "$seen" -ge 10 ] || fail "only $seen pages follow docs/guide.md"
exit "$failed"
