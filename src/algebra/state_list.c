/* Every cycle once: for each choice of exponents, every choice of cosets, every offset b of state_place.c. */
#include "state_list.h"

#include "coset_list.h"
#include "state_parts.h"

typedef struct listing {
    const lfsr_state_algebra *algebra;
    lfsr_cycle_visitor visit;
    void *context;
} listing;

static lfsr_status visit_from(const listing *list, slong i, const fq_default_poly_t residue,
                              const fmpz_t period, lfsr_error *error);

/* One coset of component i, in the gcd(period, T) different positions to the components before. */
static lfsr_status visit_offsets(const listing *list, slong i, slong j, const fq_default_poly_t unit,
                                 const lfsr_unit_group *group, const fq_default_poly_t residue,
                                 const fmpz_t period, lfsr_error *error)
{
    const lfsr_state_algebra *algebra = list->algebra;
    const fq_default_ctx_struct *context = algebra->reg->field.context;
    fq_default_poly_t shifted, sum;
    fmpz_t g, joint, b;
    lfsr_status status = LFSR_OK;
    fq_default_poly_init(shifted, context);
    fq_default_poly_init(sum, context);
    fmpz_init(g);
    fmpz_init(joint);
    fmpz_init(b);
    fmpz_gcd(g, period, group->period);
    fmpz_lcm(joint, period, group->period);
    fq_default_poly_set(shifted, unit, context);
    for (; fmpz_cmp(b, g) < 0 && status == LFSR_OK; fmpz_add_ui(b, b, 1)) {
        fq_default_poly_set(sum, residue, context);
        lfsr_state_add_component(sum, shifted, j, &algebra->factors[i], algebra);
        status = visit_from(list, i + 1, sum, joint, error);
        lfsr_poly_shift_left(shifted, shifted, 1, &algebra->reg->field);
        lfsr_quotient_reduce(shifted, shifted, &group->ring);
    }
    fq_default_poly_clear(shifted, context);
    fq_default_poly_clear(sum, context);
    fmpz_clear(g);
    fmpz_clear(joint);
    fmpz_clear(b);
    return status;
}

/* Component i with exponent j. */
static lfsr_status visit_cosets(const listing *list, slong i, slong j, const fq_default_poly_t residue,
                                const fmpz_t period, lfsr_error *error)
{
    lfsr_state_factor *part = &list->algebra->factors[i];
    lfsr_unit_group *group;
    lfsr_coset_list cosets;
    if (!part->order_known)
        return lfsr_fail(error, LFSR_UNABLE, "factorization", "the order of a factor is not known");
    lfsr_status status = lfsr_state_group(&group, part, j, error);
    if (status == LFSR_OK)
        status = lfsr_coset_list_init(&cosets, group, error);
    if (status != LFSR_OK)
        return status;
    fq_default_poly_t unit;
    fq_default_poly_init(unit, list->algebra->reg->field.context);
    do {
        lfsr_coset_list_get(unit, &cosets);
        status = visit_offsets(list, i, j, unit, group, residue, period, error);
    } while (status == LFSR_OK && lfsr_coset_list_next(&cosets));
    fq_default_poly_clear(unit, list->algebra->reg->field.context);
    lfsr_coset_list_clear(&cosets);
    return status;
}

static lfsr_status visit_from(const listing *list, slong i, const fq_default_poly_t residue,
                              const fmpz_t period, lfsr_error *error)
{
    if (i == list->algebra->length)
        return list->visit(list->context, residue, period, error);
    lfsr_status status = visit_from(list, i + 1, residue, period, error);
    for (slong j = 1; j <= list->algebra->factors[i].factor->multiplicity && status == LFSR_OK; j++)
        status = visit_cosets(list, i, j, residue, period, error);
    return status;
}

lfsr_status lfsr_visit_cycles(const lfsr_state_algebra *algebra, lfsr_cycle_visitor visit, void *context,
                              lfsr_error *error)
{
    listing list = {algebra, visit, context};
    fq_default_poly_t zero;
    fmpz_t one;
    fq_default_poly_init(zero, algebra->reg->field.context);
    fmpz_init_set_ui(one, 1);
    lfsr_status status = visit_from(&list, 0, zero, one, error);
    fq_default_poly_clear(zero, algebra->reg->field.context);
    fmpz_clear(one);
    return status;
}
