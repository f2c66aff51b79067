# What is not computed in time is left out, and the rest is reported: status 3, and a list continues.
bounded() { lfsr-analyze --factor-time 0.3 "$@"; echo "status $?"; }

# Reducible or not, and the factors, are known though the order is not.
bounded -f json --factor-time 2 -q 1000000007 x^97+x+5 2>/dev/null |
    grep -oE '"(irreducible|primitive)":[a-z]*|"order":null|"partial":|"order_divides":"|"cycles":null|status .' | sort -u
# A polynomial of a degree that is not factored in time.
bounded -f json x^60000+x^7+x+1 | grep -oE '"partial":\{"reason":"[^"]*"|status .'
# Cheap polynomials do not depend on it.
lfsr-analyze --factor-time 0 -e algebraic x^40+x^5+x^4+x^3+1 | grep -E 'irreducible|order'
printf '%s\n' x^4+x+1 '2^8: x^1500+x+a' '1000000007: x^97+x+5' x^60000+x^7+x+1 x^5+x^2+1 >list
lfsr-analyze --factor-time 0.2 -f csv -e algebraic -i list 2>/dev/null | cut -d, -f 1-3,5 | cut -c1-60
echo "status ${PIPESTATUS[0]}"
# --list that cannot be done: the structure is printed; how many cycles there are is known before the walk.
try --list x^32+1 -e algebraic
try --list -e algebraic x^4+x+1
# Workers that cannot be started are not an error if engines are chosen automatically.
bash -c 'exec 3>&- 4>&- 5>&- 6>&- 7>&- 8>&- 9>&-; ulimit -n 4; exec lfsr-analyze -w 2 "x^34+x^27+x^2+x+1"' | grep -E 'degree  |parallel left out: (cannot|there is one)' |
    sed 's/there is one processor.*/cannot make a pipe: Too many open files/'
echo "status ${PIPESTATUS[0]}"
