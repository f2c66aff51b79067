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
echo '* a link that leads nowhere yet is followed; one that cannot be is refused'
ln -s elsewhere/new dangling
try -f csv -o dangling x^4+x+1
stat -c '%F' dangling
cat elsewhere/new
rm dangling elsewhere/new
ln -s nowhere/new dangling
try -f csv -o dangling x^4+x+1
ln -sf dangling dangling
try -f csv -o dangling x^4+x+1
rm dangling
echo '* - is standard output, and no file'
try -f csv -o - x^4+x+1
echo '* what the shell opened is written into, never replaced'
{ echo before; lfsr-analyze -f csv -o /dev/stdout x^4+x+1; echo after; } >log
cat log
{ echo before; lfsr-analyze -f csv -o log2 x^4+x+1; echo after; } >log2
cat log2
{ echo before >&7; lfsr-analyze -f csv -o /dev/fd/7 x^4+x+1; lfsr-analyze -f csv -o /proc/self/fd/7 x^5+x^2+1; echo after >&7; } 7>log3
cat log3
try -o /dev/fd/9 x^4+x+1
lfsr-analyze -o /dev/fd/7 x^4+x+1 7</dev/null
echo "read only: $?"
rm log log2 log3
echo '* no special bits are copied'
echo old >special
chmod 6755 special
try -f csv -o special x^4+x+1
stat -c '%a' special
rm special
echo '* the owner stays where the user may set it'
echo old >owned
if [ "$(id -u)" -eq 0 ]; then chown 12345:23456 owned 2>/dev/null; fi
before=$(stat -c '%u:%g' owned)
lfsr-analyze -f csv -o owned x^4+x+1
[ "$(stat -c '%u:%g' owned)" = "$before" ] && echo 'same owner'
rm owned
echo '* a file that may grow no further'
yes 'x^5+x^2+1' | head -n 2000 >many
bash -c 'ulimit -f 1; exec lfsr-analyze -f csv -i many -o result' 2>limited
echo "status $?"
rm many
cat limited
rm limited
cat result
echo '* a signal leaves no file'
mkfifo questions
lfsr-analyze -f csv -o result2 -i questions &
child=$!
exec 3<>questions
echo x^4+x+1 >&3
has_temporary() { compgen -G '.lfsr-analyze.*' >/dev/null; }
await has_temporary && echo 'temporary file seen'
kill -TERM "$child"
wait "$child" 2>/dev/null
echo "status $?"
exec 3>&-
echo '* nothing is left behind'
ls -A . elsewhere
