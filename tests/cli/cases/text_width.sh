# Text stays within 80 columns: whatever is longer is printed here, and nothing is.
wide() {
    lfsr-analyze --quiet "$@" 2>/dev/null | grep -E '.{81}'
}
wide --help
for n in 1 2 16 41 63 64 65 120 300; do
    wide -e algebraic --random "$n" --count 12 --factor-time 0.2
    wide -e algebraic --random "$n" --count 4 -q 3 --factor-time 0.2
done
wide -e algebraic --random 40 --count 4 -q 2^8
wide -e algebraic --random 9 --count 4 -q 1000003
wide -e algebraic --random 9 --count 4 -q 1000003^2 --factor-time 0.2
wide -e algebraic "(x^720+1)" "x^3*(x^89+x+1)^7*(x^61+x+1)" x^1279+x^216+1
wide -e all -w 2 x^12+x^6+x^4+x+1
wide x^41+x^3+1
wide -e sequential,parallel --max-states 10 x^12+x^6+x^4+x+1
wide --factor-time 0 x^397+x+1
wide --compare --repeat 2 -w 2 -e all x^12+x^6+x^4+x+1
wide -e algebraic --state 0x1 --to 0x5 --jump 7 --sequence 50 x^16+x^5+x^3+x^2+1
wide -e algebraic --xnor x^16+x^5+x^3+x^2+1
# The heading of a list of cycles is whole, however wide its numbers are.
lfsr-analyze --quiet -e algebraic --list x^1279+x^216+1 | grep -c '^ *period  leader$'
echo "end"
