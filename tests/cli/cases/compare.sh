# --compare and --repeat.
try --compare -w 2 x^12+x^6+x^4+x+1
try --compare --repeat 2 -e sequential,parallel -w 1 x^12+x^6+x^4+x+1
try --repeat 3 -e sequential,algebraic x^12+x^6+x^4+x+1
try --compare --max-states 1000 -w 2 x^12+x^6+x^4+x+1
