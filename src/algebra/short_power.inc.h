/* Powers of residues: COEFFICIENT, RING, NAME are set by the including file, which defines NAME(multiply),
 * NAME(times_x) and NAME(stride), the coefficients that a residue takes. Zero is 0, one is 1. */

/* x by shifts: one product for each bit. */
static void NAME(power_of_x)(COEFFICIENT *out, const uint64_t *exponent, size_t bits, const RING *ring)
{
    for (size_t bit = bits; bit-- > 0;) {
        NAME(multiply)(out, out, out, ring);
        if ((exponent[bit / 64] >> bit % 64 & 1) != 0)
            NAME(times_x)(out, out, ring);
    }
}

/* By windows of bits. */
static void NAME(power)(COEFFICIENT *out, const COEFFICIENT *a, const uint64_t *exponent, size_t n,
                        size_t bits, const RING *ring)
{
    COEFFICIENT table[16][MOST];
    size_t window = bits < 20 ? 1 : bits < 120 ? 3 : 4, stride = NAME(stride)(ring->degree);
    memcpy(table[1], a, stride * sizeof *a);
    for (size_t i = 2; i < (size_t)1 << window; i++)
        NAME(multiply)(table[i], table[i - 1], a, ring);
    bool first = true; /* out is 1 */
    for (size_t at = (bits + window - 1) / window; at-- > 0; first = false) {
        size_t digit = digit_at(exponent, n, at * window, window);
        for (size_t i = 0; i < window && !first; i++)
            NAME(multiply)(out, out, out, ring);
        if (digit > 0)
            NAME(multiply)(out, out, table[digit], ring);
    }
}

/* out = a^exponent on coefficients of 32 bits. */
static void NAME(pow)(uint32_t *out, const uint32_t *a, const uint64_t *exponent, size_t n, const RING *ring)
{
    COEFFICIENT base[MOST] = {0}, x[MOST] = {0}, result[MOST] = {1};
    size_t bits = lfsr_bit_length(exponent, n);
    for (size_t i = 0; i < ring->degree; i++)
        base[i] = (COEFFICIENT)a[i];
    NAME(times_x)(x, result, ring);
    if (memcmp(base, x, sizeof x) == 0)
        NAME(power_of_x)(result, exponent, bits, ring);
    else
        NAME(power)(result, base, exponent, n, bits, ring);
    for (size_t i = 0; i < ring->degree; i++)
        out[i] = result[i];
}
