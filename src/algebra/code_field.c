/* Arithmetic on codes: modular words for prime fields, logarithms for small extensions, FLINT for the others.
 * This is deliberately not the kernels' arithmetic, because it checks their results. */
#include "code_field.h"

#include <stdlib.h>

#define TABLE_LIMIT 65536

static uint64_t flint_mul(uint64_t a, uint64_t b, lfsr_code_field *codes)
{
    lfsr_field_set_code(codes->x, a, codes->field);
    lfsr_field_set_code(codes->y, b, codes->field);
    fq_default_mul(codes->x, codes->x, codes->y, codes->field->context);
    return lfsr_field_get_code(codes->x, codes->field);
}

/* The powers of one candidate; true if it generates the multiplicative group. */
static bool try_generator(lfsr_code_field *codes, uint64_t generator)
{
    uint64_t group = codes->q - 1, power = 1;
    for (uint64_t i = 0; i < group; i++) {
        if (i > 0 && power == 1)
            return false;
        codes->exps[i] = codes->exps[i + group] = (uint32_t)power;
        codes->logs[power] = (uint32_t)i;
        power = flint_mul(power, generator, codes);
    }
    return true;
}

static lfsr_status make_tables(lfsr_code_field *codes, lfsr_error *error)
{
    codes->exps = malloc(2 * (codes->q - 1) * sizeof *codes->exps);
    codes->logs = malloc(codes->q * sizeof *codes->logs);
    if (codes->exps == NULL || codes->logs == NULL)
        return lfsr_fail_memory(error);
    for (uint64_t generator = 2; !try_generator(codes, generator);)
        generator++;
    return LFSR_OK;
}

lfsr_status lfsr_code_field_init(lfsr_code_field *codes, const lfsr_field *field, double operations,
                                 lfsr_error *error)
{
    codes->field = field;
    codes->p = fmpz_get_ui(field->spec.p);
    codes->q = fmpz_get_ui(field->order);
    codes->exps = codes->logs = NULL;
    nmod_init(&codes->mod, codes->p);
    fq_default_init(codes->x, field->context);
    fq_default_init(codes->y, field->context);
    lfsr_status status = LFSR_OK;
    if (field->spec.k > 1 && codes->q <= TABLE_LIMIT && operations > (double)codes->q)
        status = make_tables(codes, error);
    if (status != LFSR_OK)
        lfsr_code_field_clear(codes);
    return status;
}

void lfsr_code_field_clear(lfsr_code_field *codes)
{
    free(codes->exps);
    free(codes->logs);
    fq_default_clear(codes->x, codes->field->context);
    fq_default_clear(codes->y, codes->field->context);
}

uint64_t lfsr_code_add(uint64_t a, uint64_t b, const lfsr_code_field *codes)
{
    if (codes->p == 2)
        return a ^ b;
    if (codes->field->spec.k == 1)
        return nmod_add(a, b, codes->mod);
    uint64_t sum = 0;
    for (uint64_t place = 1; a != 0 || b != 0; place *= codes->p) {
        sum += (a % codes->p + b % codes->p) % codes->p * place;
        a /= codes->p;
        b /= codes->p;
    }
    return sum;
}

uint64_t lfsr_code_mul(uint64_t a, uint64_t b, lfsr_code_field *codes)
{
    if (a == 0 || b == 0)
        return 0;
    if (codes->field->spec.k == 1)
        return nmod_mul(a, b, codes->mod);
    if (codes->logs != NULL)
        return codes->exps[codes->logs[a] + codes->logs[b]];
    return flint_mul(a, b, codes);
}
