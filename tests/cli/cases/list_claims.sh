# What is expected of a list, what is reported of it, and where it begins and ends.
cat >list <<'END'
taps:16,15,13,4
# a comment
taps:16,15,13,5
x^4+x^3+x^2+x+1

x^2 + y
(x^2+x+1)^2
3: x^4+x+2
END
try -f brief -i list
try -f brief --expect primitive taps:16,15,13,4
try -f brief --expect primitive taps:16,15,13,5
try -f brief --expect primitive -i list
try -f brief --expect irreducible -i list --only irreducible
try -f brief --only primitive -i list
try -f brief --only order=6 -i list
try -f csv --only primitive -i list --quiet
try -f json --only primitive -i list -e algebraic --quiet
try -f brief --expect order=2^16-1 taps:16,15,13,4
try -f brief --expect 'cycles=15x1;1x1' x^4+x+1 x^4+x^3+1
try -f brief --expect 'cycles=1x1;15x2' x^4+x+1
try -f brief --expect irreducible,order=15 x^4+x+1 x^4+x^3+x^2+x+1
# The order of badness: 2 and 3 before 6; and an order that is not known may still be known to be another one.
try --quiet -f brief --expect order=2 x^ x^4+x+1
try --quiet -f brief --expect primitive x^700+x+1 x^4+x^2+1 --factor-time 0 2>/dev/null
try --quiet -f brief --expect order=5 x^4+x+1
# Without a result there is nothing to say of reducible polynomials whose order is not known.
try --quiet -f brief --only primitive x^700+x+1 x^4+x+1 --factor-time 0
# Parts of a list.
try -f csv --from-line 4 --no-header -i list --quiet
try -f brief --shard 1/2 -i list --quiet
try -f brief --shard 2/2 -i list --quiet
try -f brief --shard 2/2 --from-line 3 x x+1 x^2+x+1 x^2+1
try -f brief --count 2 -i list
try -f brief --only primitive --count 2 -i list
try -f text --from-line 2 --no-header x x+1 -e algebraic
# Standard input.
echo x^4+x+1 | try -f brief -
echo x^4+x+1 | try -f brief
echo x^4+x+1 >one
try -f brief <one
for ((i = 0; i < 400; i++)); do echo "0x$((100001 + 2 * i))"; done | lfsr-analyze -f brief -w 2 -- - >a
for ((i = 0; i < 400; i++)); do echo "0x$((100001 + 2 * i))"; done | lfsr-analyze -f brief -w 2 --file - >b
cmp a b
wc -l <a
# The same with any number of workers.
for ((i = 0; i < 3000; i++)); do printf '0x%x\n' $((65537 + 2 * i)); done >long
for workers in 1 2 3; do
    lfsr-analyze -f brief -w $workers --only primitive --expect order=65535 --file long --count 100 >out$workers
    echo "status $?"
done
cmp out1 out2
cmp out1 out3
wc -l <out1
head -n 2 out1
tail -n 1 out1
# Shards are the whole.
lfsr-analyze -f csv --only primitive -i long --quiet | tail -n +2 | cut -d , -f 1-12 >whole
for shard in 1 2 3; do lfsr-analyze -f csv --only primitive -i long --shard $shard/3 --no-header --quiet; done | sort -n | cut -d , -f 1-12 >parts
cmp whole parts
wc -l <whole
# Wrong calls.
try --expect nothing x
try --expect primitive, x
try --expect order=0 x
try --expect order=2^16-1x x
try --only cycles=1x1, x
try --only cycles=1x1y x
try --shard 3/2 x
try --shard 0/2 x
try --shard 1 x
try --from-line 0 x
try --no-header -f json x
try --compare -f brief x
try --list -f brief x
