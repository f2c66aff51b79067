# --output: whole or not at all.
try -f csv -o result x^4+x+1
cat result
stat -c '%a' result
echo precious >result
chmod 640 result
echo '* a failure keeps the old file'
try -o result x^
cat result
try -f csv -o result --file missing
cat result
try -f csv -o result -e sequential --max-states 10 x^4+x+1
cat result
echo '* bad lines beside good ones are in a whole file'
try -f csv -o result x^ x^4+x+1
cat result
stat -c '%a' result
echo '* failures are records in json'
try -f json -o result x^
cat result
echo '* no question, no answer'
try -f csv -o result --file /dev/null
cat result
echo '* a path that cannot be written, before anything is computed'
try -o missing/result x^4+x+1
try -o . x^4+x+1
try -o '' x^4+x+1
try -o result/below x^4+x+1
try -o /proc/version/x x^4+x+1
try -o /dev/null x^4+x+1
stat -c '%F' /dev/null
echo '* a full disk'
try -o /dev/full x^4+x+1
echo '* links stay links'
mkdir elsewhere
echo old >elsewhere/target
ln -s elsewhere/target link
try -f csv -o link x^4+x+1
stat -c '%F' link
cat elsewhere/target
echo '* a signal leaves no file'
mkfifo questions
lfsr-analyze -f csv -o result2 -i questions &
child=$!
exec 3<>questions
echo x^4+x+1 >&3
for _ in $(seq 100); do
    if compgen -G '.lfsr-analyze.*' >/dev/null; then break; fi
    sleep 0.05
done
compgen -G '.lfsr-analyze.*' >/dev/null && echo 'temporary file seen'
kill -TERM "$child"
wait "$child" 2>/dev/null
echo "status $?"
exec 3>&-
echo '* nothing is left behind'
ls -A . elsewhere
