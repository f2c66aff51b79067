/* The register of a stratum digit by digit, and its product tables. Multiplication by a is a shift with one
 * reduction, so the columns of a constant's matrix come from k - 1 of them, and a table of all its products
 * is filled by adding columns: linear in q. */
#include "lane_field.h"

#include <stdlib.h>

#include "code_arithmetic.h"

bool lfsr_lane_processor(unsigned bytes)
{
#if defined(__x86_64__)
    bool avx2 = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") &&
                __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2");
    bool avx512 = __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
                  __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512vl") &&
                  __builtin_cpu_supports("avx512vbmi") && __builtin_cpu_supports("avx512vbmi2");
    return bytes <= 16 || (avx2 && (bytes <= 32 || avx512));
#else
    return bytes <= 16;
#endif
}

/* columns[d * k + i]: digit i of c a^d. */
static void columns_of(uint64_t *columns, uint64_t code, const lfsr_stratum *s)
{
    for (unsigned d = 0; d < s->k; d++, columns += s->k) {
        uint64_t rest = code;
        for (unsigned i = 0; i < s->k; i++, rest /= s->p)
            columns[i] = rest % s->p;
        if (d + 1 < s->k)
            code = lfsr_code_times_a(s, code);
    }
}

uint64_t lfsr_lane_code(const lfsr_lane_field *field, uint64_t spread)
{
    const uint64_t mask = (UINT64_C(1) << field->spread) - 1;
    uint64_t code = 0, weight = 1;
    for (unsigned i = 0; i < field->k; i++, spread >>= field->spread, weight *= field->p)
        code += (uint32_t)(spread & mask) % (uint32_t)field->p * weight;
    return code;
}

/* All products of one constant, spread: each from one with its leading digit one less. */
static lfsr_status fill_products(lfsr_lane_tap *tap, const lfsr_lane_field *field, const uint64_t *columns,
                                 lfsr_error *error)
{
    const unsigned k = field->k, spread = field->spread;
    const uint64_t mask = (UINT64_C(1) << spread) - 1;
    tap->product = malloc(field->q * sizeof *tap->product);
    if (tap->product == NULL)
        return lfsr_fail_memory(error);
    tap->owns = true;
    tap->product[0] = 0;
    for (uint64_t x = 1, weight = 1, d = 0; x < field->q; x++) {
        if (x == weight * field->p) {
            weight = x;
            d++;
        }
        uint64_t sum = 0;
        for (unsigned i = 0; i < k; i++) {
            uint64_t digit = (tap->product[x - weight] >> (i * spread) & mask) + columns[d * k + i];
            sum |= (digit >= field->p ? digit - field->p : digit) << (i * spread);
        }
        tap->product[x] = sum;
    }
    return LFSR_OK;
}

static int by_coefficient(const void *a, const void *b)
{
    const lfsr_lane_term *x = a, *y = b;
    if (x->coefficient != y->coefficient)
        return x->coefficient < y->coefficient ? -1 : 1;
    if (x->back != y->back)
        return x->back < y->back ? 1 : -1; /* the oldest first: ready soonest */
    return x->digit < y->digit ? -1 : x->digit > y->digit;
}

/* columns: one matrix a tap, in the order of taps. */
static lfsr_status set_terms(lfsr_lane_field *field, const uint64_t *columns, lfsr_error *error)
{
    const unsigned k = field->k;
    field->first = calloc(k + 1u, sizeof *field->first);
    field->terms = malloc((size_t)field->tap_count * k * k * sizeof *field->terms);
    if (field->first == NULL || field->terms == NULL)
        return lfsr_fail_memory(error);
    size_t n = 0;
    for (unsigned i = 0; i < k; i++) {
        field->first[i] = n;
        for (unsigned t = 0; t < field->tap_count; t++)
            for (unsigned d = 0; d < k; d++) {
                uint64_t c = columns[((size_t)t * k + d) * k + i];
                if (c != 0)
                    field->terms[n++] = (lfsr_lane_term){field->degree - field->taps[t].at, d, c};
            }
        qsort(field->terms + field->first[i], n - field->first[i], sizeof *field->terms, by_coefficient);
    }
    field->first[k] = n;
    return LFSR_OK;
}

static lfsr_status set_taps(lfsr_lane_field *field, uint64_t *columns, lfsr_error *error)
{
    const lfsr_stratum *s = field->stratum;
    lfsr_status status = LFSR_OK;
    for (unsigned j = 0; j < s->degree && status == LFSR_OK; j++) {
        if (s->poly.codes[j] == 0)
            continue;
        lfsr_lane_tap *tap = &field->taps[field->tap_count];
        *tap = (lfsr_lane_tap){.at = j, .code = lfsr_code_negative(s, s->poly.codes[j])};
        uint64_t *matrix = columns + (size_t)field->tap_count * s->k * s->k;
        columns_of(matrix, tap->code, s);
        for (unsigned t = 0; t < field->tap_count && tap->product == NULL; t++)
            if (field->taps[t].code == tap->code)
                tap->product = field->taps[t].product;
        field->tap_count++;
        if (s->k > 1 && tap->product == NULL)
            status = fill_products(tap, field, matrix, error);
    }
    return status;
}

lfsr_status lfsr_lane_field_open(lfsr_lane_field *field, const lfsr_stratum *stratum, lfsr_error *error)
{
    *field = (lfsr_lane_field){.stratum = stratum,
                               .p = stratum->p,
                               .q = stratum->q,
                               .k = stratum->k,
                               .degree = stratum->degree,
                               .depth = stratum->degree,
                               .spread = stratum->p == 2 ? 1 : 64 / stratum->k};
    if (field->spread > 32)
        field->spread = 32;
    uint64_t *columns = calloc((size_t)stratum->degree * stratum->k * stratum->k, sizeof *columns);
    field->taps = calloc(stratum->degree, sizeof *field->taps);
    lfsr_status status =
        columns == NULL || field->taps == NULL ? lfsr_fail_memory(error) : set_taps(field, columns, error);
    if (status == LFSR_OK)
        status = set_terms(field, columns, error);
    free(columns);
    if (status != LFSR_OK)
        lfsr_lane_field_close(field);
    return status;
}

void lfsr_lane_field_close(lfsr_lane_field *field)
{
    for (unsigned t = 0; field->taps != NULL && t < field->tap_count; t++)
        if (field->taps[t].owns)
            free(field->taps[t].product);
    free(field->taps);
    free(field->first);
    free(field->terms);
    *field = (lfsr_lane_field){0};
}

double lfsr_lane_terms_estimate(const lfsr_stratum *stratum)
{
    double terms = 0, k = stratum->k, mixed = k * k * (1.0 - 1.0 / (double)stratum->p);
    for (unsigned j = 0; j < stratum->degree; j++) {
        uint64_t code = stratum->poly.codes[j];
        terms += code == 0 ? 0 : code < stratum->p ? k : mixed;
    }
    return terms;
}
