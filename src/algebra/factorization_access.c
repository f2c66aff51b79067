/* What a factorization shows of itself. */
#include "factorization_data.h"

slong lfsr_factorization_length(const lfsr_factorization *factorization)
{
    return factorization->length;
}

const lfsr_factor *lfsr_factorization_factor(const lfsr_factorization *factorization, slong i)
{
    return &factorization->factors[i];
}

bool lfsr_factorization_complete(const lfsr_factorization *factorization)
{
    return factorization->complete;
}

bool lfsr_factorization_irreducible(const lfsr_factorization *factorization)
{
    return factorization->irreducible;
}

bool lfsr_factorization_irreducible_known(const lfsr_factorization *factorization)
{
    return factorization->irreducible_known;
}

bool lfsr_factorization_primitive(const lfsr_factorization *factorization)
{
    return factorization->primitive;
}

bool lfsr_factorization_primitive_known(const lfsr_factorization *factorization)
{
    return factorization->primitive_known;
}

const fmpz *lfsr_factorization_order(const lfsr_factorization *factorization)
{
    return factorization->order;
}

const fmpz *lfsr_factorization_order_divides(const lfsr_factorization *factorization)
{
    return factorization->order_divides;
}

const fmpz *lfsr_factorization_order_multiple_of(const lfsr_factorization *factorization)
{
    return factorization->order_multiple_of;
}

const char *lfsr_factorization_reason(const lfsr_factorization *factorization)
{
    return factorization->reason;
}

slong lfsr_factor_degree(const lfsr_factor *factor)
{
    return factor->degree;
}

slong lfsr_factor_multiplicity(const lfsr_factor *factor)
{
    return factor->multiplicity;
}

bool lfsr_factor_irreducible(const lfsr_factor *factor)
{
    return factor->irreducible;
}

const fmpz *lfsr_factor_order(const lfsr_factor *factor)
{
    return factor->order;
}

const fmpz *lfsr_factor_order_divides(const lfsr_factor *factor)
{
    return factor->order_divides;
}

const fmpz *lfsr_factor_order_multiple_of(const lfsr_factor *factor)
{
    return factor->order_multiple_of;
}

lfsr_status lfsr_factor_spec(lfsr_spec *spec, const lfsr_factor *factor, const lfsr_register *reg,
                             lfsr_error *error)
{
    return lfsr_spec_from_poly(spec, factor->poly, &reg->field, error);
}
