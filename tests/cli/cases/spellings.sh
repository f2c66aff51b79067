# Polynomials as other tools print them; a field that the text names; notes on spellings with two readings.
cat >printed <<'END'
Mod(1, 3)*x^2 + Mod(2, 3)*x + Mod(2, 3)
x_1^2+Z(2^2)*x_1+Z(2)^0
Poly(x^2 + 2x + 3, GF(2^2))
Poly(x**4 - x + 1, x, modulus=5)
$.1^4 + $.1 + 1
x⁴ ⊕ x ⊕ 1
x16+x14+1
[1 1 0 0 1]
array([1, 1, 0, 0, 1], dtype=uint8)
0b10011
16'h1021
17'h11021
crc:16:0x1021
reversed:0x8408
galois:16'h8810
taps:16 15 13 4 0
9: x^2 + (z2+1)*x + Z(9)^3
3: Mod(1, 2)*x + Mod(1, 2)
END
try -f jsonl -e algebraic -w 1 -i printed | sed 's/"characteristic[^}]*}/}/; s/,"degree":.*//'
try -f brief -e algebraic -q 2 'Mod(1, 3)*x^2 + Mod(2, 3)*x + Mod(2, 3)' 'x_1^2+Z(2^2)*x_1' 'Poly(x + 1, GF(2))'
try -f brief -e algebraic -q 9 --modulus a^2+1 'x^2+Z(9)' 'x^2+Z(3)*x+1' 'x^2 + Mod(t, t^2 + 1)'
# One note for all lists of a run, whoever answers them.
for i in 1 2 3; do echo '[1,0,1]'; echo '[1,1,0,1]'; done >lists
for workers in 1 2; do try -f brief -e algebraic -w "$workers" -i lists; done
try -f brief -e sequential,parallel -w 2 -i lists
try -f brief -e algebraic '[1,1,0,1]' '[1,1,0,0,1]' "12'h80f"
try -f brief -e algebraic --quiet '[1,1,0,1]'
try -f brief -e algebraic list:1,1,0,1 high:1,1,0,1
