/* The two widths of short residues. */
#include "short_residue.h"

#include <stdlib.h>
#include <string.h>

#include "short_power.h"

/* Two parts of the same arithmetic use each other. */
static void power_of_x_wide(uint32_t *out, const uint64_t *exponent, size_t bits,
                            const lfsr_short_ring *ring);
static void power_of_x_narrow(uint16_t *out, const uint64_t *exponent, size_t bits,
                              const lfsr_short_ring *ring);

enum { MOST = LFSR_SHORT_RESIDUE_DEGREE };

/* The quotient from the inverse is right or 1 too small, in both widths. */
static inline uint64_t reduced_wide(uint64_t a, const lfsr_short_ring *ring)
{
    uint64_t quotient = (uint64_t)(((unsigned __int128)a * ring->inverse_wide) >> 64);
    uint64_t rest = a - quotient * ring->p;
    return rest >= ring->p ? rest - ring->p : rest;
}

static inline uint16_t reduced_narrow(uint16_t a, const lfsr_short_ring *ring)
{
    uint16_t p = (uint16_t)ring->p;
    uint16_t quotient = (uint16_t)((uint32_t)a * ring->inverse_narrow >> 16);
    uint16_t rest = (uint16_t)(a - quotient * p), less = (uint16_t)(rest - p);
    return less < rest ? less : rest; /* below p, less wraps */
}

static inline size_t stride_wide(size_t degree)
{
    return (degree + 1) / 2 * 2;
}

static inline size_t stride_narrow(size_t degree)
{
    return (degree + 7) / 8 * 8;
}

/* to += factor row, n coefficients in whole blocks. */
static inline void add_multiple_wide(uint64_t *restrict to, const uint32_t *restrict row, uint64_t factor,
                                     size_t n)
{
    for (size_t i = 0; i < n; i += 2) {
        to[i] += factor * row[i];
        to[i + 1] += factor * row[i + 1];
    }
}

static inline void add_multiple_narrow(uint16_t *restrict to, const uint16_t *restrict row, uint16_t factor,
                                       size_t n)
{
    typedef uint16_t block __attribute__((vector_size(16)));
    block sum, other;
    for (size_t i = 0; i < n; i += 8) {
        memcpy(&sum, to + i, sizeof sum);
        memcpy(&other, row + i, sizeof other);
        sum += other * factor;
        memcpy(to + i, &sum, sizeof sum);
    }
}

#define RING        lfsr_short_ring
#define NAME(name)  name##_wide
#define COEFFICIENT uint32_t
#define SUM         uint64_t
#include "short_residue.inc.h"
#include "short_power.inc.h"
#undef NAME
#undef COEFFICIENT
#undef SUM

#define NAME(name)  name##_narrow
#define COEFFICIENT uint16_t
#define SUM         uint16_t
#include "short_residue.inc.h"
#include "short_power.inc.h"

static bool sums_fit(uint64_t p, size_t degree, uint64_t most)
{
    return p < UINT64_C(1) << 32 && degree >= 1 && degree <= MOST && (p - 1) * (p - 1) <= most / (2 * degree);
}

bool lfsr_short_ring_fits(uint64_t p, size_t degree)
{
    return sums_fit(p, degree, UINT64_MAX);
}

bool lfsr_short_ring_is_narrow(uint64_t p, size_t degree)
{
    return sums_fit(p, degree, UINT16_MAX);
}

lfsr_status lfsr_short_ring_init(lfsr_short_ring *ring, const uint32_t *modulus, size_t degree, uint64_t p,
                                 bool narrow, lfsr_error *error)
{
    *ring = (lfsr_short_ring){.degree = degree, .narrow = narrow, .p = p, .inverse_wide = UINT64_MAX / p};
    if (narrow) {
        ring->inverse_narrow = (uint16_t)(UINT16_MAX / p);
        ring->rows_narrow = calloc(degree * stride_narrow(degree), sizeof *ring->rows_narrow);
    } else {
        ring->rows_wide = calloc(degree * stride_wide(degree), sizeof *ring->rows_wide);
    }
    if (ring->rows_narrow == NULL && ring->rows_wide == NULL)
        return lfsr_fail_memory(error);
    for (size_t i = 0; i < degree; i++) {
        uint32_t negative = modulus[i] == 0 ? 0 : (uint32_t)(p - modulus[i]);
        if (narrow)
            ring->rows_narrow[i] = (uint16_t)negative;
        else
            ring->rows_wide[i] = negative;
    }
    if (narrow)
        fill_rows_narrow(ring);
    else
        fill_rows_wide(ring);
    return LFSR_OK;
}

void lfsr_short_ring_clear(lfsr_short_ring *ring)
{
    free(ring->rows_wide);
    free(ring->rows_narrow);
    ring->rows_wide = NULL;
    ring->rows_narrow = NULL;
}

void lfsr_short_ring_set_x(uint32_t *out, const lfsr_short_ring *ring)
{
    memset(out, 0, ring->degree * sizeof *out);
    if (ring->degree > 1)
        out[1] = 1;
    else
        out[0] = ring->narrow ? ring->rows_narrow[0] : ring->rows_wide[0];
}

void lfsr_short_ring_pow(uint32_t *out, const uint32_t *a, const uint64_t *exponent, size_t n,
                         const lfsr_short_ring *ring)
{
    if (ring->narrow)
        pow_narrow(out, a, exponent, n, ring);
    else
        pow_wide(out, a, exponent, n, ring);
}

lfsr_status lfsr_short_frobenius_init(lfsr_short_frobenius *map, const lfsr_short_ring *ring,
                                      lfsr_error *error)
{
    size_t d = ring->degree;
    *map = (lfsr_short_frobenius){.ring = ring};
    if (ring->narrow)
        map->narrow = calloc(d * stride_narrow(d), sizeof *map->narrow);
    else
        map->wide = calloc(d * stride_wide(d), sizeof *map->wide);
    if (map->narrow == NULL && map->wide == NULL)
        return lfsr_fail_memory(error);
    if (ring->narrow)
        fill_frobenius_narrow(map->narrow, ring);
    else
        fill_frobenius_wide(map->wide, ring);
    return LFSR_OK;
}

void lfsr_short_frobenius_clear(lfsr_short_frobenius *map)
{
    free(map->narrow);
    free(map->wide);
    *map = (lfsr_short_frobenius){0};
}

void lfsr_short_frobenius_apply(uint32_t *out, const uint32_t *a, const lfsr_short_frobenius *map)
{
    if (map->ring->narrow)
        apply_frobenius_narrow(out, a, map->narrow, map->ring);
    else
        apply_frobenius_wide(out, a, map->wide, map->ring);
}
