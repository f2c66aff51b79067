# Colours: bold titles and headings, a green or red verdict. (On a terminal: progress.sh.)
visible() { sed 's/\x1b/ESC/g'; }
lfsr-analyze --color always --list --explain -e algebraic,sequential x^4+x+1 | visible
LFSR_CORRUPT_ENGINE=sequential LFSR_CORRUPT_WHAT=count lfsr-analyze-corrupt --color always -e algebraic,sequential x^4+x+1 2>/dev/null |
    visible | grep DISAGREE
printf 'x^3+x+1\nx^2+x+1\n' | lfsr-analyze --color always -i - 2>/dev/null | visible | grep -c ESC
echo 'none of these:'
for when in auto never; do lfsr-analyze --color $when -e algebraic x^4+x+1 | visible | grep ESC; done
for format in json jsonl csv brief; do lfsr-analyze --color always -f $format x^4+x+1 | visible | grep ESC; done
lfsr-analyze --color always --state 0001 --state 0011 x^4+x+1 | visible | grep ESC
try --color sometimes x^4+x+1
