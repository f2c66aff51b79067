# Source code of a register: the shortest of each language, the head, and what cannot be had.
try --emit c x^4+x+1
try --emit python --jump 3 -q 3 --constant 2 x^2+x+2
try --emit verilog --form galois --table --state 0x3 x^3+x+1
try --emit c -q 9 --modulus a^2+1 --form galois --state 'a 1' x^2+x+a | sed -n '1,/[*]\//p'
try --emit c --xnor --jump -1 '(x+1)*(x^2+x+1)' | sed -n '1,/[*]\//p'
try --emit python --period 2^64-1 --table | grep -e Made -e PERIOD -e PRIMES
try --emit c -o register.c x^4+x+1
grep -c lfsr_step register.c
# What cannot be had.
try --emit pascal x^4+x+1
try --emit verilog -q 3 x^4+x+2
try --emit c -q 2^64 x^4+x+1
try --emit c --table x^127+x+1
try --emit verilog --table x^31+x^3+1
try --emit c --table x^40+x
try --emit c --jump -1 x^4+x
try --emit c --jump 1e3 x^4+x+1
try --emit c --state 012 x^3+x+1
try --emit c --constant 0 x^3+x+1
try --emit c --xnor --form galois x^3+x+1
try --emit c --to 011 x^3+x+1
try --emit c --state 011 --state 001 x^3+x+1
try --emit c -f json x^3+x+1
try --emit c --list x^3+x+1
try --emit c x^3+x+1 x^4+x+1
