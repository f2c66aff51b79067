/* Over GF(2) src/gf2 factors, over other fields FLINT; the steps are chosen here. Factors of degree d divide
 * x^(q^d) - x, so that those of small degree come out by a few powers and gcds long before FLINT's
 * factorization of a polynomial of high degree ends. */
#include "factor_poly.h"

#include "clock.h"
#include "factor_gf2.h"
#include "factor_short.h"
#include "flint_compat.h"

#define SIEVE_DEGREE 64

/* Append what FLINT found. */
static lfsr_status add_found(lfsr_factorization *list, fq_default_poly_factor_t found, slong multiplicity,
                             bool irreducible, const lfsr_field *field, lfsr_error *error)
{
    fq_default_poly_t poly;
    fq_default_poly_init(poly, field->context);
    lfsr_status status = LFSR_OK;
    slong length = fq_default_poly_factor_length(found, field->context);
    for (slong i = 0; i < length && status == LFSR_OK; i++) {
        fq_default_poly_factor_get_poly(poly, found, i, field->context);
        slong degree = fq_default_poly_degree(poly, field->context);
        if (degree > 0)
            status = lfsr_factor_list_add(list, poly,
                                          multiplicity * fq_default_poly_factor_exp(found, i, field->context),
                                          irreducible || degree == 1, field, error);
    }
    fq_default_poly_clear(poly, field->context);
    return status;
}

/* All irreducible factors of a short polynomial. */
static lfsr_status add_short_factors(lfsr_factorization *list, const nmod_poly_t poly, slong multiplicity,
                                     const lfsr_field *field, lfsr_error *error)
{
    nmod_poly_factor_t found;
    fq_default_poly_t factor;
    nmod_poly_factor_init(found);
    lfsr_status status = lfsr_factor_short(found, poly, error);
    for (slong i = 0; i < found->num && status == LFSR_OK; i++) {
        fq_default_poly_init(factor, field->context);
        nmod_poly_set(factor->nmod, found->p + i);
        status = lfsr_factor_list_take(list, factor, multiplicity * found->exp[i], true, field, error);
    }
    nmod_poly_factor_clear(found);
    return status;
}

/* All irreducible factors of poly. */
static lfsr_status add_factors_of(lfsr_factorization *list, const fq_default_poly_t poly, slong multiplicity,
                                  const lfsr_field *field, lfsr_error *error)
{
    if (field->spec.k == 1 && fmpz_abs_fits_ui(field->spec.p) && lfsr_factor_short_fits(poly->nmod))
        return add_short_factors(list, poly->nmod, multiplicity, field, error);
    fq_default_poly_factor_t found;
    fq_default_t leading;
    fq_default_poly_factor_init(found, field->context);
    fq_default_init(leading, field->context);
    fq_default_poly_factor(found, leading, poly, field->context);
    lfsr_status status = add_found(list, found, multiplicity, true, field, error);
    fq_default_clear(leading, field->context);
    lfsr_flint_poly_factor_clear(found, field->context);
    return status;
}

lfsr_status lfsr_factor_list_add_x(lfsr_factorization *list, const lfsr_register *reg, lfsr_error *error)
{
    if (reg->tail == 0)
        return LFSR_OK;
    fq_default_poly_t x;
    fq_default_poly_init(x, reg->field.context);
    fq_default_poly_gen(x, reg->field.context);
    lfsr_status status = lfsr_factor_list_add(list, x, reg->tail, true, &reg->field, error);
    fq_default_poly_clear(x, reg->field.context);
    return status;
}

lfsr_status lfsr_factor_poly(lfsr_factorization *list, const lfsr_register *reg, lfsr_error *error)
{
    lfsr_status status = lfsr_factor_list_add_x(list, reg, error);
    bool binary = fmpz_equal_ui(reg->field.order, 2);
    if (status == LFSR_OK && reg->tail < reg->degree)
        status =
            binary ? lfsr_factor_gf2(list, reg, error) : add_factors_of(list, reg->g, 1, &reg->field, error);
    if (status == LFSR_OK)
        lfsr_factor_list_sort(list, &reg->field);
    return status;
}

static lfsr_status add_squarefree_parts(lfsr_factorization *list, const lfsr_register *reg, lfsr_error *error)
{
    const fq_default_ctx_struct *context = reg->field.context;
    fq_default_poly_factor_t found;
    fq_default_poly_factor_init(found, context);
    fq_default_poly_factor_squarefree(found, reg->g, context);
    lfsr_status status = add_found(list, found, 1, false, &reg->field, error);
    lfsr_flint_poly_factor_clear(found, context);
    return status;
}

/* A square-free part of the list, while its factors of small degree are split off. */
typedef struct sieve {
    lfsr_factorization *list;
    const lfsr_field *field;
    const lfsr_factor_watch *watch;
    fq_default_poly_t rest, power, x, common; /* power = x^(q^d) mod rest */
    slong multiplicity;
} sieve;

/* Replace the part, the last of the list, by common's factors and the rest. */
static lfsr_status take_out(sieve *s, lfsr_error *error)
{
    const fq_default_ctx_struct *context = s->field->context;
    fq_default_poly_t remainder;
    fq_default_poly_init(remainder, context);
    fq_default_poly_divrem(s->rest, remainder, s->rest, s->common, context);
    fq_default_poly_clear(remainder, context);
    lfsr_factor_list_remove(s->list, s->list->length - 1, s->field);
    lfsr_status status = add_factors_of(s->list, s->common, s->multiplicity, s->field, error);
    slong degree = fq_default_poly_degree(s->rest, context);
    if (status == LFSR_OK && degree > 0) {
        status = lfsr_factor_list_add(s->list, s->rest, s->multiplicity, degree == 1, s->field, error);
        if (degree > 1)
            fq_default_poly_rem(s->power, s->power, s->rest, context);
    }
    return status == LFSR_OK ? s->watch->changed(s->watch->context, s->list, error) : status;
}

/* Every factor of degree <= SIEVE_DEGREE, or as far as the time allows. */
static lfsr_status run_sieve(sieve *s, double deadline, lfsr_error *error)
{
    const fq_default_ctx_struct *context = s->field->context;
    lfsr_status status = LFSR_OK;
    fq_default_poly_gen(s->x, context);
    fq_default_poly_gen(s->power, context);
    for (slong d = 1; d <= SIEVE_DEGREE && status == LFSR_OK && lfsr_now() < deadline; d++) {
        slong degree = fq_default_poly_degree(s->rest, context);
        if (degree <= 1)
            break;
        if (degree < 2 * d) { /* no factor of degree below d: irreducible */
            s->list->factors[s->list->length - 1].irreducible = true;
            return s->watch->changed(s->watch->context, s->list, error);
        }
        lfsr_flint_poly_powmod(s->power, s->power, s->field->order, s->rest, context);
        fq_default_poly_sub(s->common, s->power, s->x, context);
        fq_default_poly_gcd(s->common, s->common, s->rest, context);
        if (fq_default_poly_degree(s->common, context) > 0)
            status = take_out(s, error);
    }
    return status;
}

/* Split off the factors of small degree of a part, which moves to the end of the list. */
static lfsr_status sieve_part(lfsr_factorization *list, slong at, const lfsr_field *field,
                              const lfsr_factor_watch *watch, double deadline, lfsr_error *error)
{
    const fq_default_ctx_struct *context = field->context;
    sieve s = {.list = list, .field = field, .watch = watch};
    lfsr_factor part = list->factors[at];
    list->factors[at] = list->factors[list->length - 1];
    list->factors[list->length - 1] = part;
    s.multiplicity = part.multiplicity;
    fq_default_poly_init(s.rest, context);
    fq_default_poly_init(s.power, context);
    fq_default_poly_init(s.x, context);
    fq_default_poly_init(s.common, context);
    fq_default_poly_set(s.rest, part.poly, context);
    lfsr_status status = run_sieve(&s, deadline, error);
    fq_default_poly_clear(s.rest, context);
    fq_default_poly_clear(s.power, context);
    fq_default_poly_clear(s.x, context);
    fq_default_poly_clear(s.common, context);
    return status;
}

static slong next_unfactored(const lfsr_factorization *list)
{
    slong at = 0;
    while (at < list->length && list->factors[at].irreducible)
        at++;
    return at;
}

/* Replace the part at a place by its factors. */
static lfsr_status finish_part(lfsr_factorization *list, slong at, const lfsr_field *field,
                               const lfsr_factor_watch *watch, lfsr_error *error)
{
    fq_default_poly_t poly;
    fq_default_poly_init(poly, field->context);
    fq_default_poly_set(poly, list->factors[at].poly, field->context);
    slong multiplicity = list->factors[at].multiplicity;
    lfsr_factor_list_remove(list, at, field);
    lfsr_status status = add_factors_of(list, poly, multiplicity, field, error);
    fq_default_poly_clear(poly, field->context);
    return status == LFSR_OK ? watch->changed(watch->context, list, error) : status;
}

lfsr_status lfsr_factor_poly_in_steps(lfsr_factorization *list, const lfsr_register *reg,
                                      const lfsr_factor_watch *watch, lfsr_error *error)
{
    const lfsr_field *field = &reg->field;
    if (fmpz_equal_ui(field->order, 2)) {
        lfsr_status factored = lfsr_factor_gf2_in_steps(list, reg, watch, error);
        if (factored != LFSR_OK)
            return factored;
        lfsr_factor_list_sort(list, field);
        return watch->changed(watch->context, list, error);
    }
    lfsr_status status = lfsr_factor_list_add_x(list, reg, error);
    if (status == LFSR_OK && reg->tail < reg->degree)
        status = add_squarefree_parts(list, reg, error);
    if (status == LFSR_OK)
        status = watch->changed(watch->context, list, error);
    slong parts = list->length;
    double deadline = lfsr_now() + watch->sieve_seconds;
    for (slong i = parts - 1; i >= 0 && status == LFSR_OK; i--)
        if (!list->factors[i].irreducible)
            status = sieve_part(list, i, field, watch, deadline, error);
    for (slong at; status == LFSR_OK && (at = next_unfactored(list)) < list->length;)
        status = finish_part(list, at, field, watch, error);
    if (status != LFSR_OK)
        return status;
    lfsr_factor_list_sort(list, field);
    return watch->changed(watch->context, list, error);
}

/* Measured with FLINT 2.9 on one core: about n^2 log q operations of the field. */
double lfsr_factor_poly_seconds(const lfsr_register *reg)
{
    const lfsr_field *field = &reg->field;
    if (fmpz_equal_ui(field->order, 2))
        return lfsr_factor_gf2_seconds(reg->degree - reg->tail);
    double n = (double)(reg->degree - reg->tail), k = (double)field->spec.k;
    double words = (double)((fmpz_bits(field->spec.p) + FLINT_BITS - 1) / FLINT_BITS);
    double operation = field->spec.k > 1 ? 5e-7 * (1 + k / 8) * words * words
                       : words > 1       ? 5e-7 * words * words
                                         : 5e-8;
    return operation * n * n * (double)fmpz_bits(field->order);
}
