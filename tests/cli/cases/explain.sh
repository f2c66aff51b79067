# --explain: each kind of polynomial; the cycle table beside it, so that what is said can be checked.
explain() {
    printf '\n$ %s\n' "$*"
    lfsr-analyze --quiet -e algebraic --explain "$@" 2>/dev/null |
        sed -n '/^  f /,/^    [0-9]* cycle.* in all$/p'
}
explain x^4+x+1
explain x^12+x^3+1
explain '(x+1)(x^3+x+1)'
explain '(x^2+x+1)(x^4+x+1)'
explain '(x^2+x+1)^2'
explain '(x+1)^9'
explain '(x+1)^40'
explain 'x^2(x+1)^3(x^4+x+1)^2'
explain x^3+x^2
explain x^15+1
explain x+1
explain x
explain x^3
explain -q 9 x+a
explain -q 3 x+2
explain -q 9 '(x+a)^4*(x+1)'
explain -q 4 x^2+x+a
# Not everything is known: an order, a factor.
explain --factor-time 0 -q 1000000007 'x^97+x+5'
try --explain -f json x^4+x+1
try --explain --xnor x^4+x+1
try --explain --table --state 0001 x^4+x+1
