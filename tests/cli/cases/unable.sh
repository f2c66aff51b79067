# Too large a walk: status 3, and what could still answer.
try -e sequential x^41+x^3+1
try -e parallel -w 2 x^41+x^3+1
try -e reference x^41+x^3+1
try -e sequential x^64+x^4+x^3+x+1
try -e sequential --max-states 2^63 x^64+x^4+x^3+x+1
try -e reference --max-states 2^63 x^64+x^4+x^3+x+1
try -e sequential --max-states 1000 x^10+x^3+1
try -e all --max-states 1000 x^10+x^3+1
try --max-states 1000 x^10+x^3+1
try x^89+x^38+1
try --list x^89+x^38+1
try -f json -e sequential --max-states 1000 x^10+x^3+1
