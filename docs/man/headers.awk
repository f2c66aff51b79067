# Write liblfsr.3: the template, with three lines replaced: @INTRODUCTION@ by the comment at the head of lfsr.h,
# @HEADERS@ by the comments and declarations of every other public header, @EXAMPLE@ by a source.
#   awk -v include=DIRECTORY -v example=FILE -f headers.awk TEMPLATE
# A comment becomes text, the functions that follow it become prototypes, all other declarations stay as they are.

{
    if ($0 == "@INTRODUCTION@") introduce(include "/lfsr.h")
    else if ($0 == "@HEADERS@") for (i = 1; i <= headers; i++) describe(header[i])
    else if ($0 == "@EXAMPLE@") show_file(example)
    else print
}

function escape(text) {
    gsub(/\\/, "\\e", text)
    gsub(/'/, "\\(aq", text); gsub(/`/, "\\(ga", text); gsub(/\^/, "\\(ha", text); gsub(/~/, "\\(ti", text)
    return text
}

function start_line(text) { return (text ~ /^\./ ? "\\&" : "") text }

# Text, a sentence a line, broken before column 75.
function print_text(text,    word, words, i, line) {
    words = split(text, word, " ")
    line = ""
    for (i = 1; i <= words; i++) {
        if (line != "" && (length(line) + length(word[i]) > 74 || line ~ /[.!?][)]?$/)) { print start_line(line); line = "" }
        line = line (line == "" ? "" : " ") word[i]
    }
    if (line != "") print start_line(line)
}

# Declarations without a blank line between them are one display.
function literal(text) {
    if (!in_literal) { end_block(); print ".Bd -literal" }
    in_literal = 1
    split_lines(text)
    for (n = 1; n <= lines; n++) print start_line(escape(line_of[n]))
}

function split_lines(text) { sub(/\n$/, "", text); lines = split(text, line_of, "\n") }

# A comment: paragraphs, and what is indented by four spaces as it is.
function print_comment(text,    block, paragraph, i, total, one) {
    end_block()
    sub(/^\/\*/, "", text); sub(/ *\*\/ *\n?$/, "", text)
    split_lines(text)
    total = lines
    for (i = 1; i <= total; i++) copy[i] = line_of[i]
    paragraph = block = ""
    for (i = 1; i <= total; i++) {
        one = copy[i]
        if (i > 1) sub(/^ *\*/, "", one)
        if (one ~ /^     /) { flush_text(paragraph); paragraph = ""; block = block substr(one, 2) "\n"; continue }
        if (block != "") { literal(block); end_block(); block = "" }
        if (one ~ /^ *$/) { flush_text(paragraph); paragraph = "" }
        else paragraph = paragraph " " one
    }
    flush_text(paragraph)
    if (block != "") literal(block)
    end_block()
}

function flush_text(text) {
    if (text ~ /^ *$/) return
    end_block()
    if (!fresh) print ".Pp"
    fresh = 0
    gsub(/[Dd]ocs\/[a-z]+\.md/, "the file &", text)
    print_text(escape(text))
}

function end_block() {
    if (in_list) print ".El"
    if (in_literal) print ".Ed"
    in_list = in_literal = 0
}

# "lfsr_status name(type a, type (*b)(int, int));", in one line
function print_function(text,    name, type, inside, depth, i, c, argument, arguments) {
    gsub(/LFSR_(API|MUST_CHECK|NORETURN) */, "", text)
    gsub(/LFSR_PRINTF\([^)]*\)/, "", text)
    gsub(/[ \n]+/, " ", text)
    sub(/^ /, "", text)
    match(text, /lfsr_[a-z0-9_]+\(/)
    type = substr(text, 1, RSTART - 1); name = substr(text, RSTART, RLENGTH - 1)
    sub(/ $/, "", type)
    inside = substr(text, RSTART + RLENGTH)
    sub(/\) *;? *$/, "", inside)
    depth = 0; argument = arguments = ""
    for (i = 1; i <= length(inside); i++) {
        c = substr(inside, i, 1)
        if (c == "(") depth++
        if (c == ")") depth--
        if (c == "," && depth == 0) { arguments = arguments " \"" argument "\""; argument = ""; i++ }
        else argument = argument c
    }
    if (argument != "") arguments = arguments " \"" argument "\""
    if (!in_list) { end_block(); print ".Bl -item -offset indent -compact" }
    in_list = 1
    print ".It"
    if (type != "") print ".Ft \"" type "\""
    print ".Fn " name arguments
    fresh = 0
}

function introduce(file,    text) {
    text = ""
    while ((getline one < file) > 0) {
        text = text one "\n"
        if (one ~ /\*\/ *$/) break
    }
    close(file)
    fresh = 1
    print_comment(text)
}

function show_file(file,    text) {
    text = ""
    while ((getline one < file) > 0) text = text one "\n"
    close(file)
    literal(text)
    end_block()
}

# What was read up to here is complete: a comment, a function, or another declaration.
function finish() {
    if (chunk ~ /^\/\*/) print_comment(chunk)
    else if (chunk ~ /LFSR_API/) print_function(chunk)
    else if (chunk ~ /^#define lfsr_[a-z_]+\(/) {
        sub(/^#define /, "", chunk); sub(/\).*/, ")", chunk)
        print_function(chunk)
    } else if (chunk ~ /[^ \n]/) literal(chunk)
    chunk = ""
}

function describe(file,    name) {
    name = file
    sub(/.*\//, "", name)
    print ".Ss lfsr/" name
    chunk = ""; braces = 0; fresh = 1
    while ((getline one < file) > 0) {
        if (chunk == "" && one ~ /^(#if|#endif|#include|#else|extern "C"|}|#define LFSR_[A-Z_]*(_H|_)($|\())/) {
            while (one ~ /\\$/) getline one < file
            continue
        }
        if (chunk == "" && one ~ /^ *$/) { end_block(); continue }
        chunk = chunk one "\n"
        if (chunk ~ /^\/\*/) { if (one ~ /\*\/ *$/) finish(); continue }
        if (chunk ~ /^#/) { if (one !~ /\\$/) finish(); continue }
        code = one
        gsub(/\/\*[^*]*\*\//, "", code)
        braces += gsub(/{/, "", code) - gsub(/}/, "", code)
        if (braces == 0 && code ~ /; *$/) finish()
    }
    close(file)
    end_block()
}

BEGIN {
    headers = split("status spec notation register factorization partition worker analysis state sequence period" \
                    " lines emit version", header, " ")
    for (i = 1; i <= headers; i++) header[i] = include "/" header[i] ".h"
}
