/* PARI's residues: Mod(1, 2), an integer mod 2 or a polynomial over GF(2), and Mod(t + 1, t^2 + t + 1), an
 * element of the field with that modulus. GAP's ZmodpZObj(1, 65537) is the first of these. */
#include "names.h"

#include <stdlib.h>

#include <flint/fmpz_vec.h>

#include "lfsr/notation.h"
#include "notation.h"

/* A polynomial over the prime field and the comma or parenthesis behind it, the cursor moved past that. */
static lfsr_status read_part(lfsr_parser *parser, lfsr_parser *part, lfsr_value *value, char end)
{
    part->scan = parser->scan;
    part->depth = parser->depth + 1;
    lfsr_status status = lfsr_parse_sum(part, value);
    if (status == LFSR_OK && !lfsr_scan_accept(&part->scan, end))
        status = lfsr_expected(&part->scan, parser->error,
                               end == ',' ? "an operator or ','" : "an operator or ')'");
    parser->scan = part->scan;
    return status;
}

/* Is the modulus of the field this polynomial? */
static bool is_modulus(const lfsr_field_spec *field, const lfsr_value *value)
{
    if (lfsr_value_degree(value) != field->k || field->k == 1)
        return false;
    return _fmpz_vec_is_zero(field->modulus, value->shift) &&
           _fmpz_vec_equal(field->modulus + value->shift, value->digits, value->length);
}

static lfsr_status refuse_modulus(const lfsr_parser *parser, size_t column)
{
    char *modulus = lfsr_field_spec_modulus_text(parser->arith.field);
    lfsr_status status = lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "modulus",
                                      "the modulus of this element is not that of the field, %.200s",
                                      modulus != NULL ? modulus : "none");
    free(modulus);
    return status;
}

static lfsr_status times_residue(lfsr_parser *parser, lfsr_value *product, const lfsr_value *residue,
                                 const lfsr_value *modulus, size_t column)
{
    lfsr_arith *arith = &parser->arith;
    slong k = lfsr_value_degree(modulus);
    lfsr_value element = LFSR_VALUE_ZERO;
    lfsr_status status = lfsr_require_field(parser, arith->field->p, k, column);
    if (status == LFSR_OK && !is_modulus(arith->field, modulus))
        status = refuse_modulus(parser, column);
    if (status == LFSR_OK && lfsr_value_degree(residue) >= k)
        status = lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                              "an element has a degree below that of its modulus");
    if (status == LFSR_OK)
        status = lfsr_value_reserve(&element, 0, arith, column, parser->error);
    if (status == LFSR_OK && residue->length > 0)
        _fmpz_vec_set(element.digits + residue->shift, residue->digits, residue->length);
    if (status == LFSR_OK) {
        lfsr_value_trim(&element, 1, arith);
        status = lfsr_times_raised(parser, product, &element, column);
    }
    lfsr_value_clear(&element, arith);
    return status;
}

/* Mod(polynomial, polynomial), the cursor behind the parenthesis. */
static lfsr_status times_pari_element(lfsr_parser *parser, lfsr_value *product, size_t comma, size_t column)
{
    lfsr_field_spec prime;
    lfsr_parser part;
    lfsr_value residue = LFSR_VALUE_ZERO, modulus = LFSR_VALUE_ZERO;
    lfsr_field_spec_init(&prime);
    fmpz_set(prime.p, parser->arith.field->p);
    lfsr_parser_init(&part, &prime, parser->scan.text, parser->scan.length, true, parser->error);
    lfsr_status status = read_part(parser, &part, &residue, ',');
    if (status == LFSR_OK)
        status = read_part(parser, &part, &modulus, ')');
    if (status == LFSR_OK)
        status = lfsr_arith_spend(&parser->arith, 20 + part.arith.work, column, parser->error);
    if (status != LFSR_OK && !fmpz_is_zero(part.named_p)) {
        fmpz_set(parser->named_p, part.named_p);
        parser->named_k = part.named_k;
    }
    if (status == LFSR_OK && lfsr_value_constant(&modulus))
        status = lfsr_fail_at(parser->error, comma + 2, LFSR_BAD_INPUT, "syntax",
                              "expected a polynomial, the modulus of an element");
    if (status == LFSR_OK)
        status = times_residue(parser, product, &residue, &modulus, column);
    lfsr_value_clear(&residue, &part.arith);
    lfsr_value_clear(&modulus, &part.arith);
    lfsr_parser_clear(&part);
    lfsr_field_spec_clear(&prime);
    return status;
}

/* The prime after the comma, if it is an integer and the last argument. */
static bool read_prime(lfsr_scan scan, lfsr_number *number)
{
    return lfsr_scan_number(&scan, number) && lfsr_scan_peek(&scan) == ')';
}

/* The value of a number, of any length that a field can have. */
static lfsr_status read_long(fmpz_t value, const lfsr_number *number, lfsr_parser *parser)
{
    if (number->length > LFSR_MAX_FIELD_BITS / 3)
        return lfsr_fail_at(parser->error, number->column, LFSR_UNABLE, "field",
                            "the field order is over the limit of %d bits", LFSR_MAX_FIELD_BITS);
    fmpz_t bound;
    fmpz_init_set_ui(bound, 10);
    fmpz_pow_ui(bound, bound, number->length);
    lfsr_status status =
        lfsr_arith_spend(&parser->arith, (double)number->length, number->column, parser->error);
    if (status == LFSR_OK)
        status = lfsr_reduce_number(value, number, bound, parser);
    fmpz_clear(bound);
    return status;
}

/* Is GF(p) the prime field of the parser's field? */
static lfsr_status require_prime(lfsr_parser *parser, const lfsr_number *number)
{
    enum { SHORT = 1000000000 };
    fmpz_t p;
    slong small = lfsr_number_bounded(number, SHORT);
    fmpz_init_set_si(p, small);
    lfsr_status status = small <= SHORT ? LFSR_OK : read_long(p, number, parser);
    if (status == LFSR_OK)
        status = lfsr_require_subfield(parser, p, 1, number->column);
    fmpz_clear(p);
    return status;
}

/* Mod(sum, p), the cursor behind the parenthesis. */
static lfsr_status times_pari_sum(lfsr_parser *parser, lfsr_value *product, size_t column)
{
    lfsr_value sum = LFSR_VALUE_ZERO;
    lfsr_number prime;
    lfsr_status status = lfsr_parse_sum(parser, &sum);
    if (status == LFSR_OK &&
        !(lfsr_scan_accept(&parser->scan, ',') && lfsr_scan_number(&parser->scan, &prime) &&
          lfsr_scan_accept(&parser->scan, ')')))
        status = lfsr_expected(&parser->scan, parser->error, "an operator or ','");
    if (status == LFSR_OK)
        status = lfsr_times_raised(parser, product, &sum, column);
    lfsr_value_clear(&sum, &parser->arith);
    return status;
}

lfsr_status lfsr_times_pari_residue(lfsr_parser *parser, lfsr_value *product, size_t column)
{
    lfsr_number prime;
    lfsr_status status = lfsr_enter_group(parser, column);
    if (status != LFSR_OK)
        return status;
    bool opened = lfsr_scan_accept(&parser->scan, '(');
    size_t comma = lfsr_scan_argument_end(&parser->scan);
    if (!opened || comma == parser->scan.length || parser->scan.text[comma] != ',')
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax", "expected Mod(value, modulus)");
    status =
        lfsr_arith_spend(&parser->arith, 10 + 0.1 * (double)(comma - parser->scan.at), column, parser->error);
    if (status == LFSR_OK &&
        read_prime((lfsr_scan){parser->scan.text, parser->scan.length, comma + 1}, &prime)) {
        status = require_prime(parser, &prime);
        if (status == LFSR_OK)
            status = times_pari_sum(parser, product, column);
    } else if (status == LFSR_OK) {
        status = times_pari_element(parser, product, comma, column);
    }
    parser->depth--;
    return status;
}
