# --compare and --repeat.
try --compare -w 2 x^12+x^6+x^4+x+1
try --compare --repeat 2 -e sequential,parallel -w 1 x^12+x^6+x^4+x+1
try --repeat 3 -e sequential,algebraic x^12+x^6+x^4+x+1
try --compare --max-states 1000 -w 2 x^12+x^6+x^4+x+1
# A row for each timing.
printf 'x^12+x^6+x^4+x+1\nx^7+y\n3: x^5+2*x+1\n' >list
try --compare -f csv -w 2 x^12+x^6+x^4+x+1
try --compare -f csv --no-header --repeat 2 -w 1 -i list
try --compare -f csv --max-states 1000 -w 2 x^12+x^6+x^4+x+1
