/* Fibonacci and Galois steps on codes (code_stepper.h). */
#include "code_stepper.h"

#include <stdlib.h>
#include <string.h>

void lfsr_code_stepper_clear(lfsr_code_stepper *s)
{
    free(s->feedback);
    free(s->symbols);
    lfsr_code_field_clear(&s->codes);
    *s = (lfsr_code_stepper){0};
}

static void set_symbols(lfsr_code_stepper *s, const fq_default_poly_t residue)
{
    const lfsr_field *field = &s->states->reg.field;
    fq_default_poly_t symbols;
    fq_default_t c;
    fq_default_poly_init(symbols, field->context);
    fq_default_init(c, field->context);
    lfsr_residue_symbols(symbols, residue, s->states->form, s->states);
    for (slong i = 0; i < s->n; i++) {
        fq_default_poly_get_coeff(c, symbols, i, field->context);
        s->symbols[i] = lfsr_field_get_code(c, field);
    }
    fq_default_clear(c, field->context);
    fq_default_poly_clear(symbols, field->context);
}

lfsr_status lfsr_code_stepper_init(lfsr_code_stepper *s, const lfsr_states *states,
                                   const fq_default_poly_t residue, uint64_t steps, lfsr_error *error)
{
    const lfsr_field *field = &states->reg.field;
    *s = (lfsr_code_stepper){.states = states, .n = states->width};
    lfsr_status status = lfsr_code_field_init(&s->codes, field, (double)steps * (double)s->n, error);
    if (status != LFSR_OK)
        return status;
    s->feedback = calloc((size_t)s->n, sizeof *s->feedback);
    s->symbols = calloc((size_t)s->n, sizeof *s->symbols);
    if (s->feedback == NULL || s->symbols == NULL) {
        lfsr_code_stepper_clear(s);
        return lfsr_fail_memory(error);
    }
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong j = 0; j < s->n; j++) {
        const fq_default_poly_struct *f = states->affine.active ? states->affine.f : states->reg.f;
        fq_default_poly_get_coeff(c, f, j, field->context);
        fq_default_neg(c, c, field->context);
        s->feedback[j] = lfsr_field_get_code(c, field);
    }
    if (states->affine.active)
        s->constant = lfsr_field_get_code(states->affine.constant, field);
    fq_default_clear(c, field->context);
    set_symbols(s, residue);
    return LFSR_OK;
}

void lfsr_code_step(lfsr_code_stepper *s)
{
    slong n = s->n;
    uint64_t first = s->symbols[0], next = s->constant;
    bool galois = s->states->form == LFSR_FORM_GALOIS;
    for (slong j = 0; j < n && !galois; j++)
        if (s->feedback[j] != 0)
            next = lfsr_code_add(next, lfsr_code_mul(s->feedback[j], s->symbols[j], &s->codes), &s->codes);
    memmove(s->symbols, s->symbols + 1, (size_t)(n - 1) * sizeof *s->symbols);
    s->symbols[n - 1] = galois ? 0 : next;
    for (slong i = 0; i < n && galois && first != 0; i++)
        if (s->feedback[n - 1 - i] != 0)
            s->symbols[i] = lfsr_code_add(s->symbols[i],
                                          lfsr_code_mul(s->feedback[n - 1 - i], first, &s->codes), &s->codes);
}
