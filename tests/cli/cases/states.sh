# Many states of one register, and the table of a cycle.
try --state 0011 --state 0x1 --state 21 --to 0101 --jump 5 x^4+x+1
printf '0011\n# a comment\n0x7\n1 2\n0000\n' >states.txt
for format in text csv jsonl json; do
    try --states states.txt -f "$format" --to 0001 x^4+x+1
done
try --states - -f csv -q 9 'x^3+x+a' <<'END'
0 a+1 1
1,1,1
END
printf '1000\n0110\n' | try --states - -f csv --no-header --jump -1 'x^2*(x^2+x+1)'
printf '0x1\n0x2\n' | try --states - -f jsonl x^127+x+1
try --table --state 0011 x^4+x+1
try --table --state 0011 --form galois --no-header x^4+x+1
try --table --state 1000 --xnor '(x+1)*(x^3+x+1)'
lfsr-analyze --table --state 0x1 x^20+x^3+1 | cksum
# What is wrong.
try --table --state 0x1 x^25+x^3+1
try --table x^3+x+1
try --table --state 001 --to 010 x^3+x+1
try --states states.txt --state 001 x^3+x+1
try --states states.txt --sequence 5 x^4+x+1
try --states none.txt x^4+x+1
try --states states.txt x^4+x+1 x^3+x+1
try --states states.txt 'x^4+'
