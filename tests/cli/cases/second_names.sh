# Other names for the same thing: of options, engines, formats, fields, the variable of a modulus.
for field in '--field 4' '--order 4' '-q GF(4)' '-q gf4' '-q GF(2^2)' '-q F_4' '-q F_(4)'; do
    # shellcheck disable=SC2086
    lfsr-analyze -f csv $field 'x^2+x+a' | tail -n 1 | cut -d, -f1-8
done
for modulus in 'a^8+a^4+a^3+a+1' 'x^8+x^4+x^3+x+1'; do
    lfsr-analyze -f csv -q 256 --modulus "$modulus" 'x^2+x+a' | tail -n 1 | cut -d, -f1-8
done
for workers in '-w 1' '-j 1' '-j1' '--jobs 1' '--jobs=1' '--workers 1'; do
    # shellcheck disable=SC2086
    lfsr-analyze -f JSON -e PAR $workers 'x^4+x+1' | grep -o '"parallel":{[^}]*"workers":1'
done | sed 's/"seconds":[^,]*/S/'
lfsr-analyze -f Csv -e alg,seq,ref 'x^4+x+1' | tail -n 1 | cut -d, -f1-8,13
for field in 'GF(4' 'GF4)' 'GF()' 'GF' 'G(4)' 'F4' 'GF((4))'; do try -q "$field" x; done
