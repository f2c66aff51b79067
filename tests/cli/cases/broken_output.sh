# Standard output that cannot be written.
lfsr-analyze x^4+x+1 >/dev/full
echo "full: $?"
lfsr-analyze -f json x^4+x+1 >/dev/full
echo "full json: $?"
lfsr-analyze --help >/dev/full
echo "full help: $?"
lfsr-analyze x^4+x+1 >&-
echo "closed: $?"
{ lfsr-analyze --version >&-; echo "closed version: $?"; }
# A reader that ends early: no message, but not status 0.
mkfifo pipe
{ : <pipe; } &
exec 3>pipe
wait
lfsr-analyze x^4+x+1 >&3
echo "gone: $?"
exec 3>&-
set -o pipefail
yes x^4+x+1 | head -n 20000 | lfsr-analyze -f csv -i - | head -n 1
echo "head: ${PIPESTATUS[2]}"
