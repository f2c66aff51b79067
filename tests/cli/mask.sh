#!/bin/sh
# Standard input with every timing, rate and remark drawn from them replaced, in text and in json.
exec sed -E \
    -e 's/"(seconds|states_per_second|speedup|median|least|most)":[0-9.e+-]+/"\1":T/g' \
    -e 's/"speedup":null/"speedup":T/; s/"within_noise":(true|false)/"within_noise":T/' \
    -e 's/^(    (algebraic|sequential|parallel|reference)) +[0-9.e+-]+ [mu]?s( .*\((fork|spawn)\))?.*$/\1 TIME\3/' \
    -e 's/^(    parallel TIME) .*  ([0-9]+ workers?)/\1 \2/' \
    -e 's/^(    [0-9]+ runs each, in turns, [0-9]+ workers?: ).*$/\1REMARK/'
