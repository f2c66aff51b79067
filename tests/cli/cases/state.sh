# Questions about one state: text and JSON, other fields, transient states, what is too hard, what is wrong.
try -e algebraic --state 0011 --to 0101 --jump 1000 --sequence 40 x^4+x+1
try -e algebraic -f json --state 0011 --to 0110 --jump -1 --sequence 20 '(x^2+x+1)^2'
try -e algebraic --state 0x1 --to 0xdeadbeef --jump 123456789012345678901234567890 x^64+x^4+x^3+x+1
try -e algebraic -q 9 --state '0 a+1 1' --to '1,1,1' --sequence 5 'x^3+x+a'
try -e algebraic -f json --state 1000 --to 0000 'x^2*(x^2+x+1)'
try -e algebraic -f json --state 0110 --to 1000 'x^2*(x^2+x+1)'
try -e algebraic -f json --state 0x1 --to 0x2 x^127+x+1
try -e algebraic -f json --log-time 0 --state 0x1 --to 0x2 x^41+x^3+1
try -e algebraic -f json --state 0000 x^4+x+1
try -e algebraic --quiet --state 1000 --jump -1 'x^2*(x^2+x+1)' | tail -n 3
# What is wrong.
try -f csv -e algebraic --state 011 x^3+x+1
try --to 011 x^3+x+1
try -f jsonl -e algebraic --state 0110 x^3+x+1
try -f jsonl -e algebraic --state 012 x^3+x+1
try -f jsonl -e algebraic --state 0x8 x^3+x+1
try -f jsonl -e algebraic --state 001 --jump 1e3 x^3+x+1
try -f jsonl -e algebraic -q 9 --state '0 b 1' 'x^3+x+a'
# The list of cycles by algebra: the same as by walking, and at a degree that is too large for a walk.
for f in 'x^10+x^4+1' '(x^3+x+1)^2*(x+1)^3*x' 'x^12+1'; do
    for engine in algebraic sequential; do
        lfsr-analyze -e $engine --list -f json "$f" | grep -o '"leaders":[[][^]]*' >list.$engine
    done
    cmp list.algebraic list.sequential && wc -c <list.algebraic
done
lfsr-analyze -e algebraic --list -f json '(x^61+x^5+x^2+x+1)(x^2+x+1)' | grep -o '"leaders":[[][^]]*'
# The Galois register of the same polynomial: states in its form, and both words of each form.
try -e algebraic --quiet --form galois --state 0xC --to 0011 --jump 2 x^4+x+1 | sed -n '/  state  /,/after/p'
try -e algebraic -q 3 -f json --form galois --state 120 'x^3+2x+1' | grep -o '"state":{.*},"engines'
try --form galois x^3+x+1
