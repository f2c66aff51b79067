# Invalid polynomials: status 2, one line that names the column, nothing on standard output.
for polynomial in '' ' ' 'x^' 'x^2+' '2x^^3' 'y+x' 'x^99999999999' 'x^1000001' 1 0 0x0 0x1 0xZZ 0x '[1,0,' '[1,0,0]' '[]' \
    '[1,x]' 'taps:' 'taps:5,5' 'taps:0' 'taps:5,' 'coeffs:1,,1' 'coeffs:' 'koopman:0' 'a' 'x^2+a' 'x^2 x' '(x+1)*(x+1)' \
    'x^2+1)' '+' '-' '*x' 'x+é' $'x\n+1' $'\x1b[31mx' 'nonsense:1,2' '3: x^4+x+2' "x^2 + $(printf '%0200d' 0)z"; do
    try -- "$polynomial"
done
try -q 3 0x1F
try -q 3 taps:5,2
try -q 3 3x
try -q 4 'x^2+b'
try -q 4 'x^2+a^'
try 'x^' 'x^4+x+1' 'y+x'
