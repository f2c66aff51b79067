# Files that cannot be read or do not contain polynomials.
try --file missing
try --file .
try --file ''
printf 'x^2+\0x+1\nx^3+x+1\n' >nul
try --format csv --file nul
{ printf 'x^2+x+1\n' && head -c 10000000 /dev/zero | tr '\0' x && printf '\nx^3+x+1\n' && head -c 10000000 /dev/zero | tr '\0' '#'; } >long
try --format csv --file long
try --format jsonl -e algebraic --file long
printf 'x^2+x+1\ny+x\n\n  x^ # unfinished\n 6: x+1\n3: 0x1F\n2^2: x^2+x+b\nx^3+x+1\n' >mixed
try --format csv --file mixed
try --format json -e algebraic --file mixed
try --file mixed --format text --quiet -e algebraic
printf 'caf\xe9 \xff\xfe\n' >latin
try --format json --file latin
printf '\x1b[2Jx\r\n' >escape
try --file escape
try --file - <mixed --format csv
