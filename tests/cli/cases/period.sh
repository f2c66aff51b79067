# --period: a register of exactly this period.
try -f brief -e algebraic --period 15
try -f brief -e algebraic --period 889
try -f brief -e algebraic --period 889 --fewest-stages
try -f brief -e algebraic --period 2^31-1
try -f brief -e algebraic -q 3 --period 80
try -f brief -e algebraic -q 9 --period 3^6
try --period 12
try -f brief --period 2^61 --max-degree 60
try -f brief --period 123456789
try --period 0
try --period x
try --period 2^-1
try --period 15 x^4+x+1
try --period 15 --all 4
try --fewest-stages x^4+x+1
