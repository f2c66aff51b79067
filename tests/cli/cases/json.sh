# The schema: the example of the documentation but for times, and what else can stand in it.
lfsr-analyze --format json --list -e all -w 2 'x^4+x+1' >actual
tr -d '\n' >expected <<'END'
{"schema":"lfsr-analyze/1","input":"x^4+x+1","line":1,
"field":{"order":"2","characteristic":"2","degree":1,"modulus":null},
"polynomial":"x^4 + x + 1","degree":4,"coefficients":["1","1","0","0","1"],
"irreducible":true,"primitive":true,"order":"15",
"factors":[{"polynomial":"x^4 + x + 1","degree":4,"multiplicity":1,"order":"15"}],
"states":"16","periodic_states":"16","transient_states":"0","max_tail":0,
"cycles":[{"period":"1","count":"1"},{"period":"15","count":"1"}],
"leaders":[{"leader":"0000","period":"1"},{"leader":"0001","period":"15"}],
"engines":{"algebraic":{"seconds":T},
"sequential":{"seconds":T,"states_per_second":T,"kernel":"K"},
"parallel":{"seconds":T,"workers":2,"start_method":"fork","speedup":T,"kernel":"K"},
"reference":{"seconds":T,"states_per_second":T}},
"agree":true,"program":P}
END
"$CLI/mask.sh" <actual | tr -d '\n' | diff - expected && echo 'the example'
grep -cE '"seconds":[0-9.]+(e-?[0-9]+)?[,}]' actual
try -f json x^
try -f json $'x + "\\'
try -f json $'x^2 + \xff\xc0\x80 \xed\xa0\x80 \xe2\x82\xac'
try -f json -e algebraic x^127+x+1
try -f json --list -e algebraic,sequential,reference 'x^5'
try -f json -e algebraic,sequential -q 5^2 'x^2+a*x+3'
try -f json --compare --repeat 3 -w 2 -e sequential,parallel x^4+x+1
