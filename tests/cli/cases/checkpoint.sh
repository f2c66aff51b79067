# --checkpoint: nothing that was walked is lost before the answer is delivered.
saved() { if [ -e saved ]; then echo 'checkpoint kept'; else echo 'no checkpoint'; fi; }
walk=(-f csv -e sequential --checkpoint saved 'x^20+x^3+1')
echo '* a walk that ends leaves nothing'
try "${walk[@]}"
ls -A
echo '* full: the walk is kept, and the same command answers from it'
lfsr-analyze "${walk[@]}" >/dev/full
echo "status $?"
saved
try "${walk[@]}"
saved
echo '* a reader that has gone'
mkfifo pipe
{ : <pipe; } &
exec 3>pipe
wait
lfsr-analyze "${walk[@]}" >&3
echo "status $?"
exec 3>&-
saved
echo '* an output file that cannot be finished'
rm -f saved pipe
echo old >result
long="x^20+x^3+$(printf '%2000s' '')1" # the answer repeats it: longer than a file may become, the checkpoint is not
bash -c 'ulimit -f 1; exec lfsr-analyze -f json -e sequential --checkpoint saved -o result "$1"' - "$long" 2>err
echo "status $?"
cat err result
saved
try "${walk[@]}"
rm -f err result
echo '* a file of another register, of another kind, or none at all, is refused and left alone'
lfsr-analyze -e sequential --checkpoint saved 'x^20+x^3+1' >/dev/full
try -f csv -e sequential --checkpoint saved 'x^21+x^2+1'
try --list -e sequential --checkpoint saved 'x^20+x^3+1'
saved
echo precious >mine
try -f csv -e sequential --checkpoint mine 'x^20+x^3+1'
try -f csv -e sequential --checkpoint mine 'x^4' # nothing to walk
cat mine
rm saved mine
echo '* another kernel goes on, a file half written does not block'
lfsr-analyze -f csv -e sequential --checkpoint saved 'x^20+x^3+1' >/dev/full
echo torn >saved.lfsr-tmp
LFSR_KERNEL=scalar try "${walk[@]}"
ls -A
echo '* no place to save'
try -e sequential --checkpoint missing/saved 'x^20+x^3+1'
echo '* an interrupt says what is saved; a second run says what it starts from'
long=(--progress --checkpoint saved --max-states 2^60 -o result 'x^52+x^3+1') # hours
# Start in the background, end by SIGTERM once the walk shows progress; what it said but for progress.
interrupted() {
    lfsr-analyze "$@" "${long[@]}" >out 2>err &
    local pid=$!
    until grep -sq ' states (\|: factoring, ' err; do sleep 0.01; done # err may not be there yet
    kill -TERM "$pid"
    wait "$pid" 2>/dev/null
    echo "status $?"
    sed -E '/ states \(|: factoring, /d; s/[0-9.]+( [kMGTP])? of 4\.50 P/N of 4.50 P/' err
    cat out
    rm out err
}
for options in '-e sequential' '-e parallel -w 2' '-e parallel -w 2 --start-method spawn'; do
    # shellcheck disable=SC2086
    interrupted $options
    ls -A
    # shellcheck disable=SC2086
    interrupted $options
    rm saved
done
echo '* without a checkpoint nothing is said'
long=(--progress --max-states 2^60 'x^52+x^3+1')
interrupted -e sequential
interrupted -e parallel -w 2
echo '* nor while factoring'
long=(--progress --factor-time 100000 'x^60000+x^7+x+1')
interrupted -e algebraic
