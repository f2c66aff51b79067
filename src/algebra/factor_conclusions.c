/* What follows from the factors and their orders: the order of g, and whether f is irreducible or primitive.
 */
#include "factorization.h"

#include "factor_list.h"
#include "order.h"

static bool all_irreducible(const lfsr_factorization *list)
{
    for (slong i = 0; i < list->length; i++)
        if (!list->factors[i].irreducible)
            return false;
    return list->length > 0;
}

/* The order of an irreducible factor divides q^d - 1 in any case: that of x + 1 over GF(2) is 1. */
static void complete_bounds(lfsr_factor *factor, const lfsr_field *field)
{
    if (!factor->irreducible || !fmpz_is_zero(factor->order_divides) ||
        (double)factor->degree * (double)fmpz_bits(field->order) > (double)(1 << 22))
        return;
    fmpz_pow_ui(factor->order_divides, field->order, (ulong)factor->degree);
    fmpz_sub_ui(factor->order_divides, factor->order_divides, 1);
    if (fmpz_equal(factor->order_divides, factor->order_multiple_of))
        fmpz_set(factor->order, factor->order_divides);
}

/* The order of g is the least common multiple of the factors' times the largest power of p. */
static void set_orders(lfsr_factorization *out, const lfsr_field *field)
{
    fmpz_t power;
    fmpz_init(power);
    slong most = 1;
    bool bounded = out->complete;
    fmpz_one(out->order_divides);
    fmpz_one(out->order_multiple_of);
    out->orders_known = out->complete;
    for (slong i = 0; i < out->length; i++) {
        lfsr_factor *factor = &out->factors[i];
        if (lfsr_factor_is_x(factor, field))
            continue;
        complete_bounds(factor, field);
        out->orders_known = out->orders_known && !fmpz_is_zero(factor->order);
        bounded = bounded && !fmpz_is_zero(factor->order_divides);
        if (bounded)
            fmpz_lcm(out->order_divides, out->order_divides, factor->order_divides);
        if (!out->orders_known)
            fmpz_lcm(out->order_multiple_of, out->order_multiple_of, factor->order_multiple_of);
        else
            fmpz_set(out->order_multiple_of, out->order_divides);
        most = factor->multiplicity > most ? factor->multiplicity : most;
    }
    lfsr_multiplicity_factor(power, field->spec.p, most);
    fmpz_mul(out->order_divides, out->order_divides, power);
    fmpz_mul(out->order_multiple_of, out->order_multiple_of, power);
    if (!bounded)
        fmpz_zero(out->order_divides);
    if (fmpz_equal(out->order_divides, out->order_multiple_of))
        fmpz_set(out->order, out->order_divides);
    fmpz_clear(power);
}

void lfsr_factorization_conclude(lfsr_factorization *out, const lfsr_register *reg)
{
    out->complete = all_irreducible(out);
    bool one = out->length == 1 && out->factors[0].multiplicity == 1;
    out->irreducible_known = out->length > 0 && (out->complete || !one);
    out->irreducible = out->complete && one;
    set_orders(out, &reg->field);
    out->primitive_known = (out->irreducible_known && !out->irreducible) || reg->tail > 0;
    if (!out->irreducible || reg->tail > 0)
        return;
    fmpz_t largest;
    fmpz_init(largest);
    lfsr_register_states(largest, reg);
    fmpz_sub_ui(largest, largest, 1);
    out->primitive = fmpz_equal(out->order, largest) != 0;
    out->primitive_known = !fmpz_is_zero(out->order) ||
                           (!fmpz_is_zero(out->order_divides) && !fmpz_equal(out->order_divides, largest));
    fmpz_clear(largest);
}
