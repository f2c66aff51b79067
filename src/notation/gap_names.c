/* GAP's field elements, Z(2^2)^5. Z(q) is a root of the Conway polynomial, and Conway polynomials of one
 * characteristic agree, so that elements of subfields are powers of it. */
#include "names.h"

#include <flint/ulong_extras.h>

/* "(2^2)", "(4)" or "(2,20)": p and k; false where that is no prime power up to the limit of a field. */
static lfsr_status read_gap_field(lfsr_parser *parser, fmpz_t p, slong *k)
{
    lfsr_scan *scan = &parser->scan;
    lfsr_number base, exponent;
    slong e = 1;
    if (!lfsr_scan_accept(scan, '(') || !lfsr_scan_number(scan, &base))
        return lfsr_expected(scan, parser->error, "the order of a field");
    if (lfsr_scan_accept(scan, '^') || lfsr_scan_accept(scan, ',')) {
        if (!lfsr_scan_number(scan, &exponent))
            return lfsr_expected(scan, parser->error, "the degree of a field");
        e = lfsr_number_bounded(&exponent, LFSR_MAX_FIELD_BITS);
    }
    if (!lfsr_scan_accept(scan, ')'))
        return lfsr_expected(scan, parser->error, "')'");
    slong q = lfsr_number_bounded(&base, 65536); /* GAP has no Z(q) for other primes */
    if (q <= 65536 && q >= 2 && e >= 1) {
        n_factor_t factors;
        n_factor_init(&factors);
        n_factor(&factors, (ulong)q, 1);
        if (factors.num == 1) {
            fmpz_set_ui(p, factors.p[0]);
            *k = (slong)factors.exp[0] * e;
            if (*k <= LFSR_MAX_FIELD_BITS)
                return lfsr_arith_spend(&parser->arith, 20, base.column, parser->error);
        }
    }
    return lfsr_fail_at(parser->error, base.column, LFSR_BAD_INPUT, "field",
                        "expected a prime power up to 65536, or p,k, for GAP's Z");
}

/* GAP's Z(p). */
static ulong least_primitive_root(ulong p)
{
    n_factor_t factors;
    n_factor_init(&factors);
    n_factor(&factors, p - 1, 1);
    for (ulong root = 1;; root++) {
        bool primitive = root % p != 0;
        for (int i = 0; i < factors.num && primitive; i++)
            primitive = n_powmod2(root, (slong)((p - 1) / factors.p[i]), p) != 1;
        if (primitive)
            return root;
    }
}

static lfsr_status times_integer_power(lfsr_parser *parser, lfsr_value *product, ulong base, const fmpz_t e,
                                       size_t column)
{
    fmpz_t value;
    fmpz_init_set_ui(value, base);
    fmpz_powm(value, value, e, parser->arith.field->p);
    lfsr_status status = lfsr_value_scale(product, value, &parser->arith, column, parser->error);
    fmpz_clear(value);
    return status;
}

/* Times Z(p^k)^e. Conway polynomials of one characteristic agree: Z(p^k) = a^((q - 1) / (p^k - 1)). */
static lfsr_status times_gap_power(lfsr_parser *parser, lfsr_value *product, const fmpz_t p, slong k,
                                   const lfsr_number *exponent, size_t column)
{
    lfsr_arith *arith = &parser->arith;
    fmpz_t group, e;
    fmpz_init(group);
    fmpz_init_set_ui(e, 1);
    fmpz_pow_ui(group, p, (ulong)k);
    fmpz_sub_ui(group, group, 1);
    lfsr_status status = LFSR_OK;
    if (exponent != NULL)
        status = lfsr_reduce_number(e, exponent, group, parser);
    if (status == LFSR_OK && k == 1) {
        ulong prime = fmpz_get_ui(p);
        status = lfsr_arith_spend(arith, parser->primitive_root > 0 ? 60 : 10000, column, parser->error);
        if (status == LFSR_OK && parser->primitive_root == 0)
            parser->primitive_root = least_primitive_root(prime);
        if (status == LFSR_OK)
            status = times_integer_power(parser, product, parser->primitive_root, e, column);
    } else if (status == LFSR_OK) {
        fmpz_divexact(group, lfsr_arith_group(arith), group);
        fmpz_mul(e, e, group);
        status = lfsr_value_mul_root(product, e, arith, column, parser->error);
    }
    fmpz_clear(e);
    fmpz_clear(group);
    return status;
}

/* Z(2^2)^5, the cursor behind the Z. */
lfsr_status lfsr_times_gap_element(lfsr_parser *parser, lfsr_value *product, size_t column)
{
    lfsr_number exponent;
    bool power = false;
    fmpz_t p;
    slong k = 1;
    fmpz_init(p);
    lfsr_status status = read_gap_field(parser, p, &k);
    if (status == LFSR_OK)
        status = lfsr_parse_exponent(parser, &exponent, &power);
    if (status == LFSR_OK)
        status = lfsr_require_subfield(parser, p, k, column);
    if (status == LFSR_OK && k > 1 && !parser->arith.field->conway)
        status = lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "modulus",
                              "GAP's Z is a root of a Conway polynomial, which is not the modulus of this "
                              "field");
    if (status == LFSR_OK)
        status = times_gap_power(parser, product, p, k, power ? &exponent : NULL, column);
    fmpz_clear(p);
    return status;
}
