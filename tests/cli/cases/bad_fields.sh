# Invalid field orders and moduli: status 2, before anything else is checked.
for order in 0 1 6 10 2^0 -3 2^99999999 '' x 2^ ^2 2^-1 4^2 1000000007x 99999999999999999999 ' '; do
    try -q "$order" x^2+x+1
done
try -q 4 --modulus 'a^2+1' x^2+x+1
try -q 4 --modulus 'a^3+a+1' x^2+x+1
try -q 4 --modulus 'a' x^2+x+1
try -q 4 --modulus '' x^2+x+1
try -q 4 --modulus 'a^2+a+' x^2+x+1
try -q 4 --modulus 'x^2+y+1' x^2+x+1
try -q 2 --modulus 'a^2+a+1' x^2+x+1
try -q 3 --modulus 'a+1' x^2+x+1
try -q 2x --modulus 'a^2+a+1' x^2+x+1
try -q 6 --format json x^2+x+1
