# From a sequence to its register.
echo 0011010111100010011010111 >binary
try -e algebraic -f json --from-sequence binary
printf '%s\n' '0 0 1' '8 2, 6' '1 10 9 3' >eleven
try -e algebraic -f json -q 11 --from-sequence eleven
echo 110100 >short
try -e algebraic -f json --from-sequence short
try -e algebraic --quiet -f csv --from-sequence short
# Back and forth over an extension field.
lfsr-analyze -e algebraic -q 9 --state '0 a+1 1' --sequence 40 'x^3+x+a' -f json | grep -o '"sequence":"[^"]*' | cut -d '"' -f 4 |
    lfsr-analyze -e algebraic -q 9 --from-sequence - -f json | grep -o '"input":"[^"]*'
# A field whose codes are no words.
echo 18446744073709551629 5 77 18446744073709551600 12 1 2 >large
try -e algebraic --quiet -f jsonl -q 18446744073709551629 --from-sequence large
echo 1 3 6 2 4 8 18446744073709551616 >large
try -e algebraic --quiet -f jsonl -q 18446744073709551629 --from-sequence large
# What is wrong.
echo 0000 >zeros
try --from-sequence zeros
try --from-sequence nowhere
echo 01021 >digit
try --from-sequence digit
try --from-sequence binary x^2+x+1
