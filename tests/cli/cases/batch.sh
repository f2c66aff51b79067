# Several polynomials: order of output, fields of single lines, the worst status of all.
cat >list <<'END'
# field of its own
3: x^4+x+2
2^4: x^2+x+a
x^16 + x^5 + x^3 + x^2 + 1
0x11
[1,0,1,1]
taps:16,15,13,4
1,1,0,1
  9 :  x^2+(a+1)*x+a
END
try --file list --format csv
try --file list --format jsonl -e algebraic,sequential
try --file list -e algebraic | grep -v '^ '
try -f csv x^3+x+1 x^4+x+1 x^3+x+1
try -f json x^3+x+1 x^4+x+1 -e algebraic
try -f jsonl x^3+x+1 x^4+x+1 -e algebraic
# 2 before 3
try -f csv x^41+x^3+1 x^4+x+1 -e sequential
try -f csv x^41+x^3+1 x^ -e sequential
try -f csv x^4+x+1 x^41+x^3+1 -e sequential,algebraic --max-states 100
