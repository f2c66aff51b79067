#!/usr/bin/env bash
# Print the floors of src/ and the arrows between them, as #include draws them; fail on an arrow upward and on a
# circle of files. The floors and what lies below each are read from CMakeLists.txt (lfsr_floor and lfsr_client).
# A public header belongs to the floor that implements its functions; one that several floors implement is an error.
# A module is a source with its header. A header without a source of its own stands for what it includes: types and
# declarations that several modules share make no circle by themselves.
#   --files   also print every arrow between two files
set -euo pipefail
root=$(cd -- "$(dirname -- "${BASH_SOURCE[0]}")/.." && pwd -P)
show_files=0
if [ "${1:-}" = --files ]; then show_files=1; fi
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT
cd -- "$root"

# floor NAME CLIENT BELOW...: from the ground up.
tr '\n' ' ' <CMakeLists.txt | grep -oE 'lfsr_(floor|client)\([a-z0-9]+[^)]*\)' |
    sed -E 's/lfsr_(floor|client)\(/\1 /; s/\)//; s/BELOW//; s/LIBRARIES.*//' >"$scratch/floors"
mapfile -t headers < <(ls include/lfsr/*.h)
mapfile -t sources < <(find src -mindepth 2 \( -name '*.c' -o -name '*.h' \) | sort)

awk -v show_files="$show_files" -v pairs="$scratch/pairs" '
    function fail(text) { print "FAULT: " text; faults++ }
    # The module of a file: a source and its header are one.
    function stem(path) { if (path !~ /\.inc\.h$/) sub(/\.[ch]$/, "", path); return path }
    function base(path) { sub(/.*\//, "", path); return path }
    FILENAME ~ /floors$/ {
        floor[++floors] = $2; rank[$2] = floors; client[$2] = $1 == "client"
        for (i = 3; i <= NF; i++) below[$2, $i] = 1
        next
    }
    FNR == 1 {
        public = FILENAME ~ /^include\//
        split(FILENAME, part, "/")
        home[FILENAME] = public ? "" : part[2]
        files[++count] = FILENAME
        if (!public && !(part[2] in rank)) fail(FILENAME ": no floor of CMakeLists.txt")
        place[(public ? "lfsr/" : "") base(FILENAME)] = FILENAME
        depth = 0
    }
    { lines[FILENAME]++ }
    /^[ \t]*#[ \t]*include[ \t]+["<]/ {
        name = $0; sub(/^[^"<]*["<]/, "", name); sub(/[">].*/, "", name)
        from[++includes] = FILENAME; to[includes] = name
        next
    }
    # A declaration of the public interface, perhaps over several lines; a definition begins in the first column.
    public && /LFSR_API/ && !/#/ { wanted = 1 }
    public && wanted && match($0, /lfsr_[a-z0-9_]+\(/) {
        declared[substr($0, RSTART, RLENGTH - 1)] = FILENAME; wanted = 0
    }
    !public && FILENAME ~ /\.c$/ && /^[a-zA-Z_].*lfsr_[a-z0-9_]+\(/ && !/;[ \t]*$/ && !/^static/ {
        match($0, /lfsr_[a-z0-9_]+\(/); defined_in[substr($0, RSTART, RLENGTH - 1)] = part[2]
    }
    END {
        # The floor of a public header: that of its functions, at least that of what it includes.
        for (name in declared) {
            where = defined_in[name]
            if (where == "") { fail(declared[name] ": " name " is defined nowhere"); continue }
            header = declared[name]
            if (home[header] != "" && home[header] != where)
                fail(header ": implemented by the floors " home[header] " and " where " (" name ")")
            if (home[header] == "" || rank[where] > rank[home[header]]) home[header] = where
        }
        for (pass = 0; pass < 20; pass++)
            for (i = 1; i <= includes; i++)
                if (from[i] ~ /^include\// && to[i] in place) {
                    target = home[place[to[i]]]; own = home[from[i]]
                    if (target != "" && (own == "" || (!fixed(from[i]) && rank[target] > rank[own])))
                        home[from[i]] = target
                }
        for (i = 1; i <= count; i++) {
            if (home[files[i]] == "") home[files[i]] = floor[1]
            here = home[files[i]]
            if (files[i] !~ /^include\//) { number[here]++; size[here] += lines[files[i]] }
            else list[here] = list[here] " " base(files[i])
        }
        for (i = 1; i <= includes; i++) {
            if (!(to[i] in place)) continue
            target = place[to[i]]; a = home[from[i]]; b = home[target]
            print from[i], target >pairs ".files"
            if (show_files && stem(from[i]) != stem(target)) print "  " from[i] " -> " target
            if (a == b) continue
            arrow[a, b]++
            if (client[a] && target ~ /^include\//) continue
            if (client[a] && !client[b] && !((a, b) in below)) fail(from[i] " includes " to[i] ", private to " b)
            else if (!((a, b) in below)) fail(from[i] " includes " to[i] ": " a " must not use " b)
        }
        for (i = 1; i <= count; i++) source[stem(files[i])] = source[stem(files[i])] || files[i] ~ /\.c$/
        for (i = 1; i <= includes; i++) if (to[i] in place) uses[from[i]] = uses[from[i]] " " place[to[i]]
        for (i = 1; i <= count; i++)
            if (source[stem(files[i])]) { delete seen; arrows(stem(files[i]), files[i]) }
        for (i = floors; i >= 1; i--) {
            line = sprintf("%-9s %3d files %5d lines  ->", floor[i], number[floor[i]], size[floor[i]])
            for (j = floors; j >= 1; j--)
                if ((floor[i], floor[j]) in arrow) line = line sprintf(" %s(%d)", floor[j], arrow[floor[i], floor[j]])
            sub(/  ->$/, "", line)
            print line
            if (list[floor[i]] != "") print "          implements" list[floor[i]]
        }
        exit faults > 0
    }
    # The modules that a file uses, through headers without a source, too.
    function arrows(module, file,    list, n, i) {
        n = split(uses[file], list, " ")
        for (i = 1; i <= n; i++) {
            if (source[stem(list[i])]) { if (stem(list[i]) != module) print module, stem(list[i]) >pairs }
            else if (!(list[i] in seen)) { seen[list[i]]; arrows(module, list[i]) }
        }
    }
    # A header with functions stays on their floor: what it includes must not lie higher.
    function fixed(header,    name) {
        for (name in declared) if (declared[name] == header) return 1
        return 0
    }' "$scratch/floors" "${headers[@]}" "${sources[@]}" || failed=1

# tsort names the members of every circle: of modules, and of headers that include each other.
for pairs in "$scratch/pairs" "$scratch/pairs.files"; do
    if ! tsort "$pairs" >/dev/null 2>"$scratch/circles"; then
        sed -n 's/^tsort: //p' "$scratch/circles" | sed "s|$pairs: input contains a loop:|FAULT: a circle:|"
        failed=1
    fi
done
[ "${failed:-0}" -eq 0 ] || exit 1
echo "no arrow upward, no circle"
