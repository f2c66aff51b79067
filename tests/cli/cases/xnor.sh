# Registers with an added constant: every engine, the fixed point, one state, other fields, what contradicts.
try -e all --list --xnor x^4+x+1 | grep -v -e '  parallel  ' -e 'than sequential'
try -e algebraic,sequential,reference --list -f jsonl --xnor '(x+1)^3*(x^2+x+1)'
try -e algebraic -f jsonl -q 3 --constant 2 --state 120 --to 001 --jump -5 --sequence 10 x^3+2x+1
try -e algebraic,reference --list -f jsonl -q 4 --constant a+1 'x^2+x+a'
try -e algebraic --quiet --xnor --state 0x1 --to 0xdeadbeef x^64+x^4+x^3+x+1 | sed -n '/  added/,/lock-up/p;/  state  /,/  to  /p'
try -e algebraic --list -f jsonl --xnor x^127+x+1 | grep -o '"constant".*"max_tail"\|"leaders".*],'
try -e algebraic -f jsonl -q 618970019642690137449562111 --constant 77 x^3+5x+2
# What is wrong.
try -q 3 -f jsonl --xnor x^3+2x+1
try -f jsonl -q 3 --constant 0 x^3+2x+1
try --xnor --constant 1 x^3+x+1
try --xnor --form galois --state 001 x^3+x+1
try --xnor -e sequential --checkpoint c x^3+x+1
