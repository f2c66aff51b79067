/* Products of residues for one width of coefficients and sums: COEFFICIENT, SUM, NAME are set by the
 * including file, which defines NAME(reduced), NAME(add_multiple) and NAME(stride). Coefficients lie in rows
 * of whole blocks, zeros after the last, so that loops over blocks become vector instructions. */

/* out = a x */
static void NAME(times_x)(COEFFICIENT *out, const COEFFICIENT *a, const lfsr_short_ring *ring)
{
    const COEFFICIENT *row = ring->NAME(rows);
    SUM top = a[ring->degree - 1];
    for (size_t i = ring->degree - 1; i > 0; i--)
        out[i] = (COEFFICIENT)NAME(reduced)((SUM)(a[i - 1] + top * row[i]), ring);
    out[0] = (COEFFICIENT)NAME(reduced)((SUM)(top * row[0]), ring);
}

/* Products are summed up without reduction; the upper half is reduced and replaced by multiples of the rows.
 */
static void NAME(multiply)(COEFFICIENT *out, const COEFFICIENT *a, const COEFFICIENT *b,
                           const lfsr_short_ring *ring)
{
    SUM sum[2 * MOST], upper[MOST];
    size_t d = ring->degree, stride = NAME(stride)(d);
    memset(sum, 0, (d + stride) * sizeof *sum);
    for (size_t i = 0; i < d; i++)
        NAME(add_multiple)(sum + i, b, a[i], stride);
    for (size_t i = 0; i < stride; i++)
        upper[i] = NAME(reduced)(sum[d + i], ring);
    for (size_t i = d; i < stride; i++)
        sum[i] = 0;
    for (size_t i = 0; i + 1 < d; i++)
        NAME(add_multiple)(sum, ring->NAME(rows) + i * stride, upper[i], stride);
    for (size_t i = 0; i < stride; i++)
        out[i] = (COEFFICIENT)NAME(reduced)(sum[i], ring);
}

/* The rows from the first one, which is set. */
static void NAME(fill_rows)(lfsr_short_ring *ring)
{
    size_t stride = NAME(stride)(ring->degree);
    for (size_t i = 1; i < ring->degree; i++)
        NAME(times_x)(ring->NAME(rows) + i * stride, ring->NAME(rows) + (i - 1) * stride, ring);
}

/* The rows x^(p i), i from 0 on, of the map a -> a^p. */
static void NAME(fill_frobenius)(COEFFICIENT *rows, const lfsr_short_ring *ring)
{
    size_t stride = NAME(stride)(ring->degree);
    COEFFICIENT power[MOST] = {1};
    uint64_t p = ring->p;
    NAME(power_of_x)(power, &p, lfsr_bit_length(&p, 1), ring);
    rows[0] = 1;
    for (size_t i = 1; i < ring->degree; i++)
        NAME(multiply)(rows + i * stride, rows + (i - 1) * stride, power, ring);
}

static void NAME(apply_frobenius)(uint32_t *out, const uint32_t *a, const COEFFICIENT *rows,
                                  const lfsr_short_ring *ring)
{
    SUM sum[MOST] = {0};
    size_t stride = NAME(stride)(ring->degree);
    for (size_t i = 0; i < ring->degree; i++)
        if (a[i] != 0)
            NAME(add_multiple)(sum, rows + i * stride, (SUM)a[i], stride);
    for (size_t i = 0; i < ring->degree; i++)
        out[i] = (uint32_t)NAME(reduced)(sum[i], ring);
}
