# Workers: any number of them, both ways to start them, one polynomial after another.
for workers in 1 2 3 7; do
    try -f csv -e all -w "$workers" 0x11021
done
try -e sequential,parallel --start-method spawn -w 2 0x11021
try -f json -e sequential,parallel --start-method spawn -w 2 -q 9 --modulus 'a^2+1' 'x^4+a*x+a+1'
try -f csv -e sequential,parallel --start-method spawn -w 2 x^3+x+1 x^4+x+1 '[1,1,1,1,1,1,1]'
try -f csv -e sequential,parallel --timeout 30 -w 2 x^3+x+1 x^4+x+1 '[1,1,1,1,1,1,1]'
