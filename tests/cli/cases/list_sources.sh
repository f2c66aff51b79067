# Lists that the tool makes itself. The numbers of irreducible and of primitive polynomials are known: the sum of
# mu(d) q^(n/d) over the divisors d of n, over n, and phi(q^n - 1) / n.
phi_and_mu() { # N: phi and mu
    local n=$1 p phi=$1 mu=1
    for ((p = 2; p * p <= n; p++)); do
        if ((n % p == 0)); then
            phi=$((phi / p * (p - 1)))
            n=$((n / p))
            mu=$((-mu))
            while ((n % p == 0)); do n=$((n / p)) mu=0; done
        fi
    done
    if ((n > 1)); then phi=$((phi / n * (n - 1))) mu=$((-mu)); fi
    phi=$phi mu=$mu
    echo "$phi $mu"
}
count() { lfsr-analyze --quiet -f brief -q "$1" --all "$2" --only "$3" | wc -l; }
check() { # Q N
    local q=$1 n=$2 d sum=0 numbers
    for ((d = 1; d <= n; d++)); do
        if ((n % d == 0)); then
            read -r -a numbers < <(phi_and_mu $d)
            sum=$((sum + numbers[1] * q ** (n / d)))
        fi
    done
    if ((n == 1)); then sum=$((q - 1 + 1)); fi # x is not in the list
    read -r -a numbers < <(phi_and_mu $((q ** n - 1)))
    irreducible=$(count "$q" "$n" irreducible) primitive=$(count "$q" "$n" primitive)
    if ((n == 1)); then irreducible=$((irreducible + 1)); fi
    if ((irreducible * n != sum || primitive * n != numbers[0])); then
        echo "GF($q), degree $n: $irreducible irreducible, expected $sum / $n; $primitive primitive, expected ${numbers[0]} / $n"
    fi
}
# LFSR_TEST_MULTIPLIER: up to 10^6 states.
most=1100
if [ "${LFSR_TEST_MULTIPLIER:-1}" -gt 1 ]; then most=1000000; fi
for q in 2 3 4 5; do
    for ((n = 1; q ** n <= most; n++)); do check $q $n; done
done
check 2 14
check 3 8
# The text of each polynomial reads back to the polynomial, each comes once, and every one is there.
try -f brief --all 1..3
try -f brief -q 3 --all 2
try -f brief -q 4 --all 1..2
for field in 3 5 9; do
    lfsr-analyze --quiet -f csv -q $field --all 1..3 | tail -n +2 | cut -d , -f 4 | sort | uniq | wc -l # (q - 1)(1 + q + q^2)
done
try -f brief --all 6 --weight 5
try -f brief -q 3 --all 4 --weight 2
lfsr-analyze --quiet -f csv -q 3 --all 5 | awk -F, 'NR > 1 && gsub(/\+/, "", $4) == 2' | wc -l # C(4, 1) 2^2
lfsr-analyze --quiet -f csv -q 3 --all 5 --weight 3 | tail -n +2 | wc -l
try -f brief --trinomials 2..5
# Searches. The degrees up to 60 without an irreducible trinomial (Zierler and Brillhart, 1968), and a pentanomial.
lfsr-analyze --quiet -f brief --trinomials 2..60 --only irreducible | awk '{ print $2 }' | sort -u | comm -13 - <(seq 2 60 | sort) | sort -n | paste -sd ' '
try -f brief --all 61 --weight 5 --only primitive --count 1
# OEIS A073726, primitive trinomials; A073639 and A002475, x^n + x + 1 primitive, irreducible (Zierler, 1970).
lfsr-analyze --quiet -f brief --trinomials 2..201 --only primitive | awk '{ print $2 }' | uniq | paste -sd ' '
for claim in primitive irreducible; do
    seq 2 1000 | sed 's/.*/x^&+x+1/' | lfsr-analyze --quiet -f brief --only $claim | awk '{ print $2 }' | paste -sd ' '
done
# The same with any number of workers, in shards, and from the middle on.
for workers in 1 2 3; do lfsr-analyze --quiet -f brief -w $workers --all 13 --only primitive >out$workers; done
cmp out1 out2 && cmp out1 out3
for shard in 1 2 3; do lfsr-analyze --quiet -f brief --all 13 --only primitive --shard $shard/3; done | sort | cmp - <(sort out1)
lfsr-analyze --quiet -f csv --no-header --all 13 --only primitive --from-line 3001 --shard 2/3 | cut -d , -f 1-12 >part
lfsr-analyze --quiet -f csv --no-header --all 13 --only primitive | awk -F, '$1 > 3000 && $1 % 3 == 2' | cut -d , -f 1-12 | cmp - part
wc -l <part
# Random ones: the same seed, the same polynomials.
try -f brief --random 16 --count 3
try -f brief --random 16 --count 3 --seed 2
try -f brief --random 40 --weight 5 --count 2 --seed 3
try -f brief -q 9 --random 3 --count 3 --seed 4
try -f brief -q 9 --random 6 --only irreducible
lfsr-analyze --quiet -f csv --no-header --random 100 --weight 7 --count 200 | awk -F, 'gsub(/\+/, "", $4) != 6' | wc -l
for workers in 1 2; do lfsr-analyze --quiet -f brief -w $workers -q 5 --random 7 --count 40 --only irreducible >out$workers; done
cmp out1 out2
wc -l <out1
# Wrong calls.
try --all 4 x
try --all 4 --random 4
try --all 4..3
try --all 0
try --all 3,4
try --trinomials 1
try --trinomials 5 --weight 3
try --weight 3 x
try --all 2 --weight 5
try --all 4 -e parallel
try --all 4 -e sequential --checkpoint walk
