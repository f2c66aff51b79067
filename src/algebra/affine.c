/* The linear register behind an affine one. */
#include "affine.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>
#include <string.h>

#include "flint_compat.h"
#include "state_read.h"
#include "symbols.h"

bool lfsr_factor_is_x_minus_one(const lfsr_factor *factor, const lfsr_field *field)
{
    if (factor->degree != 1)
        return false;
    fq_default_t c;
    fq_default_init(c, field->context);
    fq_default_poly_get_coeff(c, factor->poly, 0, field->context);
    fq_default_neg(c, c, field->context);
    bool is_one = fq_default_is_one(c, field->context) != 0;
    fq_default_clear(c, field->context);
    return is_one;
}

/* The register of (x - 1) f. */
static lfsr_status init_register(lfsr_register *reg, const lfsr_register *base, lfsr_error *error)
{
    const fq_default_ctx_struct *context = base->field.context;
    lfsr_spec spec;
    fq_default_poly_t product;
    lfsr_spec_init(&spec);
    fq_default_poly_init(product, context);
    fq_default_poly_shift_left(product, base->f, 1, context);
    fq_default_poly_sub(product, product, base->f, context);
    lfsr_status status = lfsr_spec_from_poly(&spec, product, &base->field, error);
    if (status == LFSR_OK)
        status = lfsr_register_init(reg, &spec, error);
    fq_default_poly_clear(product, context);
    lfsr_spec_clear(&spec);
    return status;
}

/* b / f(1) in every place. */
static lfsr_status set_lock_up(lfsr_affine *affine, lfsr_error *error)
{
    const lfsr_field *field = &affine->reg.field;
    slong n = affine->reg.degree - 1;
    fq_default_t value;
    fq_default_poly_t symbols;
    lfsr_string text = LFSR_STRING_EMPTY;
    fq_default_init(value, field->context);
    fq_default_poly_init(symbols, field->context);
    lfsr_flint_poly_at_one(value, affine->f, field->context);
    bool exists = fq_default_is_zero(value, field->context) == 0;
    if (exists) {
        fq_default_div(value, affine->constant, value, field->context);
        for (slong i = n - 1; i >= 0; i--)
            fq_default_poly_set_coeff(symbols, i, value, field->context);
        lfsr_symbols_text(&text, symbols, n, true, field);
        affine->lock_up = lfsr_string_take(&text);
    }
    fq_default_clear(value, field->context);
    fq_default_poly_clear(symbols, field->context);
    return exists && affine->lock_up == NULL ? lfsr_fail_memory(error) : LFSR_OK;
}

static lfsr_status set_constant_text(lfsr_affine *affine, lfsr_error *error)
{
    const lfsr_field *field = &affine->reg.field;
    fq_default_poly_t symbol;
    lfsr_string text = LFSR_STRING_EMPTY;
    fq_default_poly_init(symbol, field->context);
    fq_default_poly_set_coeff(symbol, 0, affine->constant, field->context);
    lfsr_symbols_text(&text, symbol, 1, true, field);
    affine->constant_text = lfsr_string_take(&text);
    fq_default_poly_clear(symbol, field->context);
    return affine->constant_text != NULL ? LFSR_OK : lfsr_fail_memory(error);
}

lfsr_status lfsr_affine_init(lfsr_affine *affine, const char *text, const lfsr_register *base,
                             lfsr_error *error)
{
    slong k = base->field.spec.k;
    *affine = (lfsr_affine){0};
    lfsr_error inner = {0};
    fmpz *digits = _fmpz_vec_init(k);
    lfsr_status status = lfsr_state_read(digits, 1, &base->field.spec, text, strlen(text), &inner);
    if (status != LFSR_OK || _fmpz_vec_is_zero(digits, k)) {
        _fmpz_vec_clear(digits, k);
        return lfsr_fail(error, LFSR_BAD_INPUT, "constant",
                         "the added constant must be one nonzero element%s%.300s",
                         status != LFSR_OK ? ": " : "", inner.message);
    }
    status = init_register(&affine->reg, base, error);
    if (status != LFSR_OK) {
        _fmpz_vec_clear(digits, k);
        return status;
    }
    const lfsr_field *field = &affine->reg.field;
    affine->active = true;
    affine->digits = digits;
    fq_default_init(affine->constant, field->context);
    lfsr_field_set_digits(affine->constant, digits, field);
    fq_default_poly_init(affine->f, field->context);
    lfsr_spec_to_poly(affine->f, &base->spec, field);
    status = set_constant_text(affine, error);
    if (status == LFSR_OK)
        status = set_lock_up(affine, error);
    if (status != LFSR_OK)
        lfsr_affine_clear(affine);
    return status;
}

void lfsr_affine_clear(lfsr_affine *affine)
{
    if (!affine->active)
        return;
    fq_default_clear(affine->constant, affine->reg.field.context);
    fq_default_poly_clear(affine->f, affine->reg.field.context);
    _fmpz_vec_clear(affine->digits, affine->reg.field.spec.k);
    free(affine->constant_text);
    free(affine->lock_up);
    lfsr_register_clear(&affine->reg);
    *affine = (lfsr_affine){0};
}

void lfsr_affine_extend(fq_default_poly_t symbols, const lfsr_affine *affine)
{
    const fq_default_ctx_struct *context = affine->reg.field.context;
    slong n = affine->reg.degree - 1;
    fq_default_t next, c, s;
    fq_default_init(next, context);
    fq_default_init(c, context);
    fq_default_init(s, context);
    fq_default_set(next, affine->constant, context);
    for (slong j = 0; j < n; j++) {
        fq_default_poly_get_coeff(c, affine->f, j, context);
        if (fq_default_is_zero(c, context))
            continue;
        fq_default_poly_get_coeff(s, symbols, j, context);
        fq_default_mul(c, c, s, context);
        fq_default_sub(next, next, c, context);
    }
    fq_default_poly_set_coeff(symbols, n, next, context);
    fq_default_clear(next, context);
    fq_default_clear(c, context);
    fq_default_clear(s, context);
}

bool lfsr_affine_holds(const fq_default_poly_t residue, const lfsr_affine *affine)
{
    const fq_default_ctx_struct *context = affine->reg.field.context;
    fq_default_t value;
    fq_default_init(value, context);
    lfsr_flint_poly_at_one(value, residue, context);
    bool holds = fq_default_equal(value, affine->constant, context) != 0;
    fq_default_clear(value, context);
    return holds;
}
