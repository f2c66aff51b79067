/* The numbers of a generated source: taps, first state, jump polynomial. */
#include "emit_plan.h"

#include <flint/fmpz_poly.h>
#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "lfsr/notation.h"
#include "quotient.h"
#include "state_read.h"
#include "states.h"

static void element_code(fmpz_t code, const fq_default_t element, const lfsr_field *field)
{
    slong k = field->spec.k;
    fmpz *digits = _fmpz_vec_init(k);
    lfsr_field_get_digits(digits, element, field);
    _fmpz_poly_evaluate_horner_fmpz(code, digits, k, field->spec.p);
    _fmpz_vec_clear(digits, k);
}

void lfsr_emit_codes(fmpz *codes, const fq_default_poly_t poly, slong length, const lfsr_field *field)
{
    fq_default_t c;
    fq_default_init(c, field->context);
    for (slong i = 0; i < length; i++) {
        fq_default_poly_get_coeff(c, poly, i, field->context);
        element_code(codes + i, c, field);
    }
    fq_default_clear(c, field->context);
}

void lfsr_emit_poly(fq_default_poly_t poly, const fmpz *codes, slong length, const lfsr_field *field)
{
    slong k = field->spec.k;
    fmpz *digits = _fmpz_vec_init(k);
    fq_default_t c;
    fmpz_t rest;
    fq_default_init(c, field->context);
    fmpz_init(rest);
    fq_default_poly_zero(poly, field->context);
    for (slong i = length - 1; i >= 0; i--) {
        if (fmpz_is_zero(codes + i))
            continue;
        fmpz_set(rest, codes + i);
        for (slong d = 0; d < k; d++)
            fmpz_fdiv_qr(rest, digits + d, rest, field->spec.p);
        lfsr_field_set_digits(c, digits, field);
        fq_default_poly_set_coeff(poly, i, c, field->context);
    }
    fmpz_clear(rest);
    fq_default_clear(c, field->context);
    _fmpz_vec_clear(digits, k);
}

/* c_j = -f_j. */
static void set_taps(lfsr_emit_plan *plan)
{
    const lfsr_field *field = &plan->reg.field;
    fq_default_poly_t negative;
    fq_default_poly_init(negative, field->context);
    fq_default_poly_neg(negative, plan->reg.f, field->context);
    plan->taps = _fmpz_vec_init(plan->n);
    lfsr_emit_codes(plan->taps, negative, plan->n, field);
    for (slong i = 0; plan->options->form == LFSR_FORM_GALOIS && i < plan->n / 2; i++)
        fmpz_swap(plan->taps + i, plan->taps + plan->n - 1 - i);
    fq_default_poly_clear(negative, field->context);
}

/* 0...01 lies on a cycle of the longest period; with a constant 0...0 is no fixed point. */
static lfsr_status set_start(lfsr_emit_plan *plan, lfsr_error *error)
{
    const lfsr_field_spec *field = &plan->reg.field.spec;
    slong n = plan->n, k = field->k;
    const char *text = plan->options->state;
    plan->start = _fmpz_vec_init(n);
    if (text == NULL) {
        if (!plan->affine.active)
            fmpz_one(plan->start + n - 1);
        return LFSR_OK;
    }
    fmpz *digits = _fmpz_vec_init(n * k);
    lfsr_status status = lfsr_state_read(digits, n, field, text, strlen(text), error);
    for (slong i = 0; i < n && status == LFSR_OK; i++)
        _fmpz_poly_evaluate_horner_fmpz(plan->start + i, digits + i * k, k, field->p);
    _fmpz_vec_clear(digits, n * k);
    return status;
}

static lfsr_status set_jump(lfsr_emit_plan *plan, lfsr_error *error)
{
    const lfsr_register *reg = plan->affine.active ? &plan->affine.reg : &plan->reg;
    lfsr_quotient ring;
    fq_default_poly_t power;
    fmpz_t steps;
    fmpz_init(steps);
    lfsr_status status = lfsr_steps_read(steps, plan->options->jump, error);
    if (status != LFSR_OK) {
        fmpz_clear(steps);
        return status;
    }
    if (fmpz_sgn(steps) < 0 && reg->tail > 0) {
        fmpz_clear(steps);
        return lfsr_fail(error, LFSR_BAD_INPUT, "jump", "x divides f: there is no way back for every state");
    }
    fq_default_poly_init(power, reg->field.context);
    lfsr_quotient_init(&ring, reg->f, &reg->field);
    lfsr_quotient_x_pow(power, steps, &ring);
    plan->jump_length = fq_default_poly_length(power, reg->field.context);
    plan->jump = _fmpz_vec_init(plan->jump_length + 1);
    lfsr_emit_codes(plan->jump, power, plan->jump_length, &reg->field);
    lfsr_quotient_clear(&ring);
    fq_default_poly_clear(power, reg->field.context);
    fmpz_clear(steps);
    return LFSR_OK;
}

lfsr_status lfsr_emit_plan_init(lfsr_emit_plan *plan, const lfsr_spec *spec, const lfsr_emit_options *options,
                                lfsr_error *error)
{
    *plan = (lfsr_emit_plan){.options = options};
    lfsr_status status = lfsr_register_init(&plan->reg, spec, error);
    if (status != LFSR_OK)
        return status;
    plan->n = plan->reg.degree;
    plan->binary = fmpz_equal_ui(plan->reg.field.order, 2) != 0;
    set_taps(plan);
    plan->polynomial = lfsr_spec_polynomial_text(spec);
    if (plan->polynomial == NULL)
        status = lfsr_fail_memory(error);
    if (status == LFSR_OK && options->constant != NULL) {
        status = lfsr_affine_init(&plan->affine, options->constant, &plan->reg, error);
        if (status == LFSR_OK)
            element_code(plan->constant, plan->affine.constant, &plan->affine.reg.field);
    }
    if (status == LFSR_OK && options->constant != NULL && options->form != LFSR_FORM_FIBONACCI)
        status =
            lfsr_fail(error, LFSR_USAGE, "usage", "a register with an added constant has no Galois form");
    if (status == LFSR_OK)
        status = set_start(plan, error);
    if (status == LFSR_OK && options->jump != NULL)
        status = set_jump(plan, error);
    if (status != LFSR_OK)
        lfsr_emit_plan_clear(plan);
    return status;
}

static void clear_vector(fmpz *vector, slong length)
{
    if (vector != NULL)
        _fmpz_vec_clear(vector, length);
}

void lfsr_emit_plan_clear(lfsr_emit_plan *plan)
{
    clear_vector(plan->taps, plan->n);
    clear_vector(plan->start, plan->n);
    clear_vector(plan->zero_index, plan->n);
    clear_vector(plan->jump, plan->jump_length + 1);
    fmpz_clear(plan->constant);
    fmpz_clear(plan->period);
    lfsr_emit_decoder_clear(&plan->decoder, plan->n);
    free(plan->polynomial);
    lfsr_affine_clear(&plan->affine);
    lfsr_register_clear(&plan->reg);
    *plan = (lfsr_emit_plan){0};
}
