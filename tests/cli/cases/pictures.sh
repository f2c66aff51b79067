# --format dot and --plot.
try -f dot 'x^2*(x+1)'
try -f dot -q 3 x+1
try -f dot -q 2^2 --constant a x^2+x
try --quiet -f brief --plot rings.svg 'x*(x^2+x+1)*(x+1)'
cat rings.svg
echo '* - takes the place of the report, unless that goes elsewhere'
try --plot - x^20+x+1
try --quiet -f brief -o report --plot - x+1
cat report
echo '* the same bytes again; with workers, too'
lfsr-analyze -e all -w 2 --plot again.svg 'x*(x^2+x+1)*(x+1)' >again.txt
cmp rings.svg again.svg && echo same
lfsr-analyze --xnor --plot again.svg x^3+x+1 >again.txt
grep -o '<title.*' again.svg
echo '* timings: one place for each number of workers, in two charts'
lfsr-analyze --compare --repeat 2 -w 4 --quiet --plot compare.svg x^12+x^6+x^4+x+1 >again.txt
grep -o '<title>[0-9]* workers*' compare.svg
grep -c '<circle class="hollow"' compare.svg
echo '* too large for the graph; nothing to draw'
try -f dot x^13+x^4+x^3+x+1
try -f dot -o old x^13+x^4+x^3+x+1
try -f dot -q 65537 x
echo precious >old.svg
lfsr-analyze --quiet -f brief --factor-time 0.3 --plot old.svg x^60000+x^7+x+1 2>unknown.err
echo "status $?"
rm unknown.err
try --quiet -f csv --compare --max-states 1000 --plot old.svg x^12+x^6+x^4+x+1
try --plot old.svg x^2+y
cat old.svg
echo '* whole or not at all'
try --plot missing/picture.svg x+1
try --plot /dev/full --quiet -f brief x+1
lfsr-analyze -e sequential --max-states 2^62 -o stopped.txt --plot stopped.svg x^60+x+1 2>stopped.err &
child=$!
has_two() { [ "$(compgen -G '.lfsr-analyze.*' | wc -l)" -eq 2 ]; }
await has_two && echo 'two temporary files seen'
kill -TERM "$child"
wait "$child" 2>/dev/null
echo "status $?"
rm -f stopped.err
echo '* refused'
try -f dot x+1 x^2+x+1
try -f dot --all 3
try -f dot --list x+1
try -f dot --compare x+1
try -f dot --no-header x+1
try -f dot --state 1 x+1
try --plot a.svg -i /dev/null
try --plot a.svg --table --state 1 x+1
try --plot a.svg --emit c x+1
try --plot a.svg -o a.svg x+1
try --plot - -o - x+1
ls -A
