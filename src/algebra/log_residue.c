/* A product of elements is a sum of logarithms and a look-up: it gives the digits of the product, each in a
 * lane of a word, so that products are added up without carries and without reduction. */
#include "log_residue.h"

#include <stdlib.h>
#include <string.h>

#include "code_field.h"
#include "short_power.h"

enum { MOST = LFSR_LOG_RESIDUE_DEGREE, ORDER = LFSR_LOG_RESIDUE_ORDER };

struct lfsr_log_field {
    uint64_t p, k, modulus; /* what the tables are of; p is 0 before the first field */
    unsigned lane;          /* bits of a digit in a sum */
    uint64_t inverse;       /* floor((2^32 - 1) / p) */
    uint16_t zero;          /* instead of a logarithm of 0: over every sum of two */
    uint16_t logs[ORDER];
    uint64_t products[4 * ORDER]; /* by the sum of two logarithms */
};

bool lfsr_log_ring_fits(const lfsr_field *field, size_t degree)
{
    return field->spec.k > 1 && fmpz_cmp_ui(field->order, ORDER) <= 0 && degree >= 1 && degree <= MOST;
}

/* --- The field --- */

/* The modulus without its leading term, as a code. */
static uint64_t modulus_code(const lfsr_field *field)
{
    uint64_t code = 0;
    for (slong i = field->spec.k; i-- > 0;)
        code = code * fmpz_get_ui(field->spec.p) + fmpz_get_ui(field->spec.modulus + i);
    return code;
}

static uint64_t spread(uint64_t code, const lfsr_log_field *tables)
{
    if (tables->p == 2)
        return code;
    uint64_t lanes = 0;
    for (unsigned at = 0; code != 0; at += tables->lane, code /= tables->p)
        lanes |= code % tables->p << at;
    return lanes;
}

static void fill(lfsr_log_field *tables, const lfsr_code_field *codes, const lfsr_field *field)
{
    uint64_t group = codes->q - 1;
    tables->p = codes->p;
    tables->k = (uint64_t)field->spec.k;
    tables->modulus = modulus_code(field);
    tables->lane = (unsigned)(64 / tables->k);
    tables->inverse = UINT32_MAX / codes->p;
    tables->zero = (uint16_t)(2 * group);
    for (uint64_t a = 1; a <= group; a++)
        tables->logs[a] = (uint16_t)codes->logs[a];
    tables->logs[0] = tables->zero;
    memset(tables->products, 0, sizeof tables->products);
    for (uint64_t i = 0; i + 1 < 2 * group; i++)
        tables->products[i] = spread(codes->exps[i], tables);
}

static lfsr_status tables_of(const lfsr_log_field **out, const lfsr_field *field, lfsr_error *error)
{
    static lfsr_log_field tables;
    *out = &tables;
    if (fmpz_equal_ui(field->spec.p, tables.p) && (uint64_t)field->spec.k == tables.k &&
        modulus_code(field) == tables.modulus)
        return LFSR_OK;
    lfsr_code_field codes;
    lfsr_status status = lfsr_code_field_init(&codes, field, 2.0 * ORDER, error);
    if (status != LFSR_OK)
        return status;
    fill(&tables, &codes, field);
    lfsr_code_field_clear(&codes);
    return LFSR_OK;
}

/* --- Sums --- */

/* In characteristic 2 a sum is a code. */
static inline uint64_t add(uint64_t a, uint64_t b, const lfsr_log_field *tables)
{
    return tables->p == 2 ? a ^ b : a + b;
}

static inline uint16_t code_of(uint64_t sum, const lfsr_log_field *tables)
{
    if (tables->p == 2)
        return (uint16_t)sum;
    uint64_t code = 0, place = 1, mask = (UINT64_C(1) << tables->lane) - 1;
    for (; sum != 0; sum >>= tables->lane, place *= tables->p) {
        uint64_t digit = sum & mask, quotient = digit * tables->inverse >> 32; /* or 1 less */
        digit -= quotient * tables->p;
        code += (digit >= tables->p ? digit - tables->p : digit) * place;
    }
    return (uint16_t)code;
}

/* --- Residues: codes, but the rows and the factors of a product are logarithms --- */

static size_t stride_logs(size_t degree)
{
    return degree;
}

static void times_x_logs(uint16_t *out, const uint16_t *a, const lfsr_log_ring *ring)
{
    const lfsr_log_field *tables = ring->field;
    uint16_t top = tables->logs[a[ring->degree - 1]];
    for (size_t i = ring->degree; i-- > 0;) {
        uint64_t below = i > 0 ? tables->products[tables->logs[a[i - 1]]] : 0;
        out[i] = code_of(add(below, tables->products[top + ring->rows[i]], tables), tables);
    }
}

static void add_multiple(uint64_t *restrict to, const uint16_t *restrict row, uint16_t factor, size_t n,
                         const lfsr_log_field *tables)
{
    const uint64_t *products = tables->products + factor;
    if (factor == tables->zero)
        return;
    if (tables->p == 2)
        for (size_t i = 0; i < n; i++)
            to[i] ^= products[row[i]];
    else
        for (size_t i = 0; i < n; i++)
            to[i] += products[row[i]];
}

static void multiply_logs(uint16_t *out, const uint16_t *a, const uint16_t *b, const lfsr_log_ring *ring)
{
    const lfsr_log_field *tables = ring->field;
    uint16_t right[MOST], upper[MOST];
    uint64_t sum[2 * MOST];
    size_t d = ring->degree;
    memset(sum, 0, 2 * d * sizeof *sum);
    for (size_t i = 0; i < d; i++)
        right[i] = tables->logs[b[i]];
    for (size_t i = 0; i < d; i++)
        add_multiple(sum + i, right, tables->logs[a[i]], d, tables);
    for (size_t i = 0; i + 1 < d; i++)
        upper[i] = tables->logs[code_of(sum[d + i], tables)];
    for (size_t i = 0; i + 1 < d; i++)
        add_multiple(sum, ring->rows + i * d, upper[i], d, tables);
    for (size_t i = 0; i < d; i++)
        out[i] = code_of(sum[i], tables);
}

#define RING        lfsr_log_ring
#define NAME(name)  name##_logs
#define COEFFICIENT uint16_t
#include "short_power.inc.h"

static uint32_t negative(uint32_t code, const lfsr_log_field *tables)
{
    uint32_t result = 0, p = (uint32_t)tables->p;
    for (uint32_t place = 1; code != 0; place *= p, code /= p)
        result += (p - code % p) % p * place;
    return result;
}

lfsr_status lfsr_log_ring_init(lfsr_log_ring *ring, const uint32_t *modulus, size_t degree,
                               const lfsr_field *field, lfsr_error *error)
{
    *ring = (lfsr_log_ring){.degree = degree};
    lfsr_status status = tables_of(&ring->field, field, error);
    if (status != LFSR_OK)
        return status;
    ring->rows = malloc(degree * degree * sizeof *ring->rows);
    if (ring->rows == NULL)
        return lfsr_fail_memory(error);
    const uint16_t *logs = ring->field->logs;
    uint16_t row[MOST];
    for (size_t i = 0; i < degree; i++) {
        row[i] = (uint16_t)negative(modulus[i], ring->field);
        ring->rows[i] = logs[row[i]];
    }
    for (size_t i = 1; i < degree; i++) {
        times_x_logs(row, row, ring);
        for (size_t j = 0; j < degree; j++)
            ring->rows[i * degree + j] = logs[row[j]];
    }
    return LFSR_OK;
}

void lfsr_log_ring_clear(lfsr_log_ring *ring)
{
    free(ring->rows);
    ring->rows = NULL;
}

void lfsr_log_ring_set_x(uint32_t *out, const lfsr_log_ring *ring)
{
    uint16_t x[MOST] = {1};
    times_x_logs(x, x, ring);
    for (size_t i = 0; i < ring->degree; i++)
        out[i] = x[i];
}

void lfsr_log_ring_pow(uint32_t *out, const uint32_t *a, const uint64_t *exponent, size_t n,
                       const lfsr_log_ring *ring)
{
    pow_logs(out, a, exponent, n, ring);
}
