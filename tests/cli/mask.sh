#!/bin/sh
# Copies standard input; replaces timings, rates and the remarks that depend on them, in text and in json.
exec sed -E \
    -e '/^  commit  /d; /^ {14}gf/d; s/^(  (FLINT|GMP|processor|kernels) +)[^ ].*/\1V/' \
    -e 's#^(lfsr-analyze: [0-9]+ answered, .*), [0-9.]+( [kMG])?/s$#\1, R/s#' \
    -e '/^lfsr-analyze: warning: [0-9]+ workers on [0-9]+ processors?$/d' \
    -e 's/,([0-9]+)(,[0-9.e+-]+){5},[0-9.e+-]*,(true|false),/,\1,T,\3,/' \
    -e 's/^([0-9]+,.*,(true|false)?,)[0-9][0-9.e+-]*,("[^"]*"|[^,"]*)$/\1T,\3/' \
    -e 's/"(seconds|states_per_second|speedup|efficiency|median|least|most|start|send|walk|wait|collect|merge|reap)":([0-9.e+-]+|null)/"\1":T/g' \
    -e 's/"kernel":"[^"]*"/"kernel":"K"/g; s/"program":\{[^}]*\}/"program":P/g; s/"too_few_runs":(true|false)/"too_few_runs":T/g' \
    -e 's/"spread":\[[0-9.e+-]+,[0-9.e+-]+\]/"spread":T/g; s/"within_noise":(true|false)/"within_noise":T/g' \
    -e 's/^(    (algebraic|sequential|parallel|reference)) +[0-9.e+-]+ [mu]?s( .*\((fork|spawn)\))?.*$/\1 TIME\3/' \
    -e 's/^(    parallel TIME) .*  ([0-9]+ workers?)/\1 \2/' \
    -e 's/^(    [0-9]+ workers?) +[0-9.e+-]+ [mu]?s .*$/\1 TIMES/'
