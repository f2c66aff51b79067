/* Accessors of factorizations and factors. */
#include "binary_text.h"
#include "factor_gf2.h"
#include "factorization_data.h"
#include "lfsr/notation.h"

#define MOST_WORDS 64 /* of a polynomial over GF(2) whose text is written directly */

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

size_t lfsr_factor_print(char *text, size_t size, const lfsr_factor *factor, const lfsr_register *reg)
{
    uint64_t bits[MOST_WORDS];
    if (factor->degree < 64 * MOST_WORDS && fmpz_equal_ui(reg->field.order, 2)) {
        if (factor->degree < 64)
            bits[0] = factor->low | UINT64_C(1) << factor->degree;
        else
            lfsr_gf2_pack(bits, factor->poly);
        size_t printed = lfsr_binary_polynomial_text(text, size, bits, (size_t)factor->degree);
        if (printed > 0)
            return printed;
    }
    lfsr_spec spec;
    size_t length = 0;
    lfsr_spec_init(&spec);
    if (lfsr_factor_spec(&spec, factor, reg, NULL) == LFSR_OK)
        length = lfsr_spec_polynomial_print(text, size, &spec);
    lfsr_spec_clear(&spec);
    return length;
}
