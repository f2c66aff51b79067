# The field that a line begins with, again and again: in the parent and in workers, fast lines and slow ones.
printf '%s\n' '3: x^4+x+2' '3: x+1' '3: (x^2+1)^3*(x+1)' '5: x+2' '5: x^9+x+3' '5: x+3' '5: x^8+x^2+2' 'x^2+x+1' '3: x^10+x+2' '3: x+2' >list
for workers in 1 2 3; do
    for engines in algebraic algebraic,sequential,reference; do
        lfsr-analyze --quiet -f csv -e "$engines" -w "$workers" -i list | cut -d , -f 1-4,13
        echo "status ${PIPESTATUS[0]}"
    done
done
