# Engines that disagree: both sides are shown, status 5. One result is changed on purpose.
spoiled() {
    printf '$ lfsr-analyze (%s %s) %s\n' "$LFSR_CORRUPT_ENGINE" "$LFSR_CORRUPT_WHAT" "$*"
    lfsr-analyze-corrupt "$@"
    printf 'status %s\n' "$?"
}
export LFSR_CORRUPT_ENGINE LFSR_CORRUPT_WHAT
LFSR_CORRUPT_WHAT=count
for LFSR_CORRUPT_ENGINE in algebraic sequential parallel reference; do
    spoiled -e all -w 2 -f csv x^4+x+1
done
LFSR_CORRUPT_ENGINE=sequential
spoiled -e all -w 2 x^4+x+1
spoiled -f json -e algebraic,sequential x^4+x+1
LFSR_CORRUPT_WHAT=leader
spoiled -f json --list -e algebraic,sequential x^4+x+1
spoiled --list -e sequential,reference x^4+x+1
# 5 is the worst of a batch; without a second engine there is nothing to notice
spoiled -f csv -e all -w 2 x^ x^4+x+1
LFSR_CORRUPT_WHAT=count
spoiled -f csv -e all -w 2 x^ x^4+x+1
spoiled -f csv -e sequential x^4+x+1
LFSR_CORRUPT_ENGINE=none
spoiled -f csv -e all -w 2 x^4+x+1
