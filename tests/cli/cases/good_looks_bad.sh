# Good, though it looks bad.
try --format csv coeffs:0,0 x^3 x
try -e all -w 2 x
try --format csv --file /dev/null
try --format json --file /dev/null
try --format jsonl --file /dev/null
try --format text --file /dev/null
printf '# nothing but comments\n\n   \n\t# more\r\n' >comments
try --file comments
try --file comments --format json
try --file comments --format csv
printf 'x^2+x+1\nx^3+x+1' >unfinished
try --file unfinished --format csv
printf 'x^2+x+1\r\n\r\nx^3+x+1 # why not\r\n' >dos
try --file dos --format csv
printf '\xef\xbb\xbfx^2+x+1\n' >marked
try --file marked --format csv
try --format csv --file - <unfinished
try --format json -e algebraic --file - <marked
try --format csv -q 3 -- -x^2+1
try --format csv '  x^2 + x+1  '
try --format csv 'X**2 + X**1 + 1' 'x^2 + x + 1 + 1 + 1' 'x^2+3x+5'
try --max-states 1e3 --format csv -e sequential x^9+x^4+1
try --max-states 0.512e3 --format csv -e sequential x^9+x^4+1
