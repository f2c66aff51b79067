# Texts that mean something else than what they read as: refused with a hint, or answered with a note.
cat >taps <<'END'
16,15,13,4
19,6,2,1
1,1,0,1
END
try -f csv -e algebraic -i taps
try -f csv -e algebraic '[16,15,13,4]' '[5,3]' coeffs:16,15,13,4 list:1,0,-1 high:1,0,0,1,1
try -f csv -e algebraic -q 4 '[3,2,1]' '[a+1,a,1]'
try -f csv -e algebraic 11021h hex:0b101 0x11021
try -f csv -e algebraic 0x1020 x^16+x^14+x^13+x^11 x^5 'x^3(x+1)'
try --quiet -f csv -e algebraic 0x1020
printf '0x1021\n0x1020\n3: x^4+2x\n' >masks
try -f csv -e algebraic -i masks
# Words, numbers and compressed files where a polynomial was expected; a field with its name.
try -f brief -e algebraic help CRC-16/CCITT 8810
try -f brief -e algebraic xy 0
printf '%s\n' 'GF(4): x^2+x+1' 'GF(2^2): x^2+x+1' 'F_4: x+a' 'GF9: x^2+x+a' 'GF(: x' >named
try -f brief -e algebraic -i named
printf 'x^4+x+1\n' | gzip -n >packed.gz
try -f brief -e algebraic -i packed.gz
# A polynomial without quotes, the name of an option, text behind a word, an equation.
try -f brief -e algebraic x^4 + x + 1
try -f brief -e algebraic list version 0x13
try -f brief -e algebraic '3: x^4+x+2' '0x11021   CRC-16/CCITT' 'f(x)=x^4+x+1' 'x^4 + x^-1' 'x^4+x+1 mod 2' x+é
try --engines all x
try --primitive x
