/* Factoring over GF(2) in steps: what is found is reported while the rest is being factored. The square-free
 * parts are found first; a part without the factors found so far is what remains of it. */
#include "factor_poly.h"

#include <stdlib.h>
#include <string.h>

#include "clock.h"
#include "factor_gf2.h"
#include "gf2_poly.h"

typedef struct steps {
    lfsr_factorization *list;
    const lfsr_register *reg;
    const lfsr_factor_watch *watch;
    lfsr_gf2_factors parts, found;
    size_t shown; /* of found */
    double last;
} steps;

/* Append a factor, or add to the multiplicity of an equal one. */
static lfsr_status add_found(steps *s, const lfsr_gf2_factor *factor, slong from, lfsr_error *error)
{
    const lfsr_field *field = &s->reg->field;
    lfsr_status status = lfsr_factor_list_add_gf2(s->list, factor->bits, (slong)factor->degree,
                                                  (slong)factor->multiplicity, true, field, error);
    const lfsr_factor *last = s->list->factors + s->list->length - 1;
    for (slong i = from; status == LFSR_OK && i < s->list->length - 1; i++) {
        lfsr_factor *other = &s->list->factors[i];
        if (other->degree != last->degree || !fq_default_poly_equal(other->poly, last->poly, field->context))
            continue;
        other->multiplicity += last->multiplicity;
        lfsr_factor_list_remove(s->list, s->list->length - 1, field);
        break;
    }
    return status;
}

/* Append what remains of a square-free part. */
static lfsr_status add_rest(steps *s, const lfsr_gf2_factor *part, uint64_t *rest, lfsr_error *error)
{
    size_t degree = part->degree;
    memcpy(rest, part->bits, lfsr_gf2_words(degree) * sizeof *rest);
    for (size_t i = 0; i < s->found.length; i++) {
        const lfsr_gf2_factor *factor = &s->found.list[i];
        if ((factor->multiplicity & part->multiplicity) != 0 && rest[0] % 2 != 0 && factor->bits[0] % 2 != 0)
            lfsr_gf2_divide(rest, &degree, factor->bits, factor->degree);
    }
    return degree == 0 ? LFSR_OK
                       : lfsr_factor_list_add_gf2(s->list, rest, (slong)degree, (slong)part->multiplicity,
                                                  false, &s->reg->field, error);
}

/* The list anew, from the parts and what was found. */
static lfsr_status show(steps *s, lfsr_error *error)
{
    slong from = s->reg->tail > 0 ? 1 : 0;
    lfsr_status status = LFSR_OK;
    lfsr_factor_list_clear(s->list, &s->reg->field);
    status = lfsr_factor_list_add_x(s->list, s->reg, error);
    for (size_t i = 0; i < s->found.length && status == LFSR_OK; i++)
        status = add_found(s, &s->found.list[i], from, error);
    uint64_t *rest = malloc(lfsr_gf2_words((size_t)s->reg->degree) * sizeof *rest);
    if (rest == NULL && status == LFSR_OK)
        status = lfsr_fail_memory(error);
    for (size_t i = 0; i < s->parts.length && status == LFSR_OK; i++)
        status = add_rest(s, &s->parts.list[i], rest, error);
    free(rest);
    s->shown = s->found.length;
    if (status == LFSR_OK)
        status = s->watch->changed(s->watch->context, s->list, error);
    s->last = lfsr_now();
    return status;
}

static lfsr_status on_check(void *context, double done, double total, lfsr_error *error)
{
    steps *s = context;
    (void)done;
    (void)total;
    bool due = s->found.length > s->shown && lfsr_now() - s->last >= s->watch->interval;
    return due ? show(s, error) : LFSR_OK;
}

lfsr_status lfsr_factor_gf2_in_steps(lfsr_factorization *list, const lfsr_register *reg,
                                     const lfsr_factor_watch *watch, lfsr_error *error)
{
    steps s = {.list = list, .reg = reg, .watch = watch};
    const lfsr_gf2_check check = {on_check, &s};
    size_t degree = (size_t)(reg->degree - reg->tail);
    if (degree == 0)
        return lfsr_factor_list_add_x(list, reg, error);
    uint64_t *bits = lfsr_gf2_pack_register(reg, reg->tail);
    lfsr_status status =
        bits == NULL ? lfsr_fail_memory(error) : lfsr_gf2_square_free_parts(&s.parts, bits, degree, error);
    if (status == LFSR_OK)
        status = show(&s, error);
    if (status == LFSR_OK)
        status = lfsr_gf2_factor_all(&s.found, bits, degree, &check, error);
    if (status == LFSR_OK) {
        lfsr_gf2_factors_clear(&s.parts); /* nothing remains of them */
        status = show(&s, error);
    }
    lfsr_gf2_factors_clear(&s.parts);
    lfsr_gf2_factors_clear(&s.found);
    free(bits);
    return status;
}
