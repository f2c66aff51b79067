# The screen: primitive, irreducible only, reducible, singular, an extension field, long numbers, long tables.
try -e all -w 2 'x^16 + x^5 + x^3 + x^2 + 1'
try -e algebraic,sequential 0x1009
try -e algebraic,sequential -q 3 'x^5+x^4+2x^3+2x^2'
try -e algebraic,sequential --list -q 9 'x^2+(a+1)*x+a'
try -e algebraic -q 9 --modulus 'a^2+1' 'x^2+(a+1)*x+a'
try -e algebraic 'x^1279+x^216+1'
try -e algebraic 'x^100+x^37+1'
try -e algebraic 'x^720+1'
try -e algebraic -q 1000000007 'x^3-1'
try -e reference x^10+x^3+1
try --verbose -e algebraic x^3+x+1
