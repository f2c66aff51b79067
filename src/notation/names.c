/* Names of several characters in expressions, as other tools print them:
 *
 *     x16, x_1        a power of the variable; GAP's variable
 *     $.1, P.1        Magma's variable; over an extension field its generator
 *     z2              Sage's generator of GF(p^2)
 *     Z(2^2)          GAP's elements (gap_names.c)
 *     Mod(1, 2)       PARI's (pari_names.c)
 */
#include "names.h"

#include <string.h>

#include <flint/ulong_extras.h>

/* --- Fields that the text names --- */

/* "GF(3^2)" */
static void show_field(char shown[64], const fmpz_t p, slong k)
{
    char *prime = fmpz_get_str(NULL, 10, p);
    const char *order = strlen(prime) <= 24 ? prime : "p";
    if (k > 1)
        snprintf(shown, 64, "GF(%s^%lld)", order, (long long)k);
    else
        snprintf(shown, 64, "GF(%s)", order);
    flint_free(prime);
}

static lfsr_status other_field(lfsr_parser *parser, const fmpz_t p, slong k, size_t column)
{
    fmpz_set(parser->named_p, p);
    parser->named_k = k;
    char there[64], here[64];
    show_field(there, p, k);
    show_field(here, parser->arith.field->p, parser->arith.k);
    return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "field",
                        "this is written over %s, the field here is %s", there, here);
}

lfsr_status lfsr_require_field(lfsr_parser *parser, const fmpz_t p, slong k, size_t column)
{
    const lfsr_field_spec *field = parser->arith.field;
    if (fmpz_equal(field->p, p) && field->k == k)
        return LFSR_OK;
    return other_field(parser, p, k, column);
}

lfsr_status lfsr_require_subfield(lfsr_parser *parser, const fmpz_t p, slong k, size_t column)
{
    const lfsr_field_spec *field = parser->arith.field;
    bool same = fmpz_equal(field->p, p);
    if (same && field->k % k == 0)
        return LFSR_OK;
    /* The smallest field that holds both. */
    slong both = same ? k / (slong)n_gcd((ulong)k, (ulong)field->k) * field->k : k;
    return other_field(parser, p, both, column);
}

/* --- Sage --- */

/* z2, of another field than this one or among letters. */
static lfsr_status refuse_sage_name(lfsr_parser *parser, size_t column, const lfsr_number *number)
{
    char shown[32];
    lfsr_number_show(shown, number);
    return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                        "z%s looks like Sage's generator of GF(p^%s), which is not the field here", shown,
                        shown);
}

/* z and digits: the generator of this field, or the power of a variable z. */
static lfsr_status times_sage_name(lfsr_parser *parser, lfsr_value *product, size_t column)
{
    lfsr_scan behind = parser->scan;
    lfsr_number number;
    behind.at++;
    (void)lfsr_scan_number(&behind, &number);
    slong k = parser->arith.k;
    if (k > 1 && lfsr_number_bounded(&number, k) == k) {
        parser->scan = behind;
        return lfsr_times_root(parser, product, column);
    }
    if (parser->elements_only || (parser->variable != 0 && parser->variable != 'z'))
        return refuse_sage_name(parser, column, &number);
    parser->scan.at++;
    return lfsr_times_variable(parser, product, 'z', column);
}

/* --- Magma --- */

/* Is there a letter that can be the variable, other than in a name of Magma's? */
static bool has_letter(const lfsr_scan *scan)
{
    for (size_t i = 0; i < scan->length; i++)
        if (lfsr_is_letter((unsigned char)scan->text[i]) && scan->text[i] != 'a' &&
            !(i + 1 < scan->length && scan->text[i + 1] == '.'))
            return true;
    return false;
}

/* $.1 or P.1: the variable, or the generator of an extension field. */
static lfsr_status times_magma_name(lfsr_parser *parser, lfsr_value *product, size_t column)
{
    lfsr_scan *scan = &parser->scan;
    int letter = lfsr_scan_byte(scan);
    bool first = scan->at + 2 < scan->length && memcmp(scan->text + scan->at + 1, ".1", 2) == 0;
    if (!first || (scan->at + 3 < scan->length && lfsr_is_digit(scan->text[scan->at + 3])))
        return lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                            "expected a term, found '%c' (Magma's variable is %c.1)", letter, letter);
    if (parser->arith.k == 1) {
        scan->at += 3;
        return lfsr_times_variable(parser, product, letter, column);
    }
    lfsr_status status = LFSR_OK;
    if (parser->magma == 0) {
        parser->magma = letter != '$' || parser->elements_only || has_letter(scan) ? 1 : 2;
        status = lfsr_arith_spend(&parser->arith, 0.1 * (double)scan->length, column, parser->error);
    }
    if (status == LFSR_OK && letter == '$' && parser->magma == 2)
        status = lfsr_fail_at(parser->error, column, LFSR_BAD_INPUT, "syntax",
                              "$.1 may be the variable or the generator of the field; name the variable in "
                              "Magma: P<x> := PolynomialRing(F)");
    if (status != LFSR_OK)
        return status;
    scan->at += 3;
    return lfsr_times_root(parser, product, column);
}

/* --- GAP's variables --- */

/* x_1 */
static lfsr_status times_numbered_variable(lfsr_parser *parser, lfsr_value *product, size_t column)
{
    int letter = lfsr_scan_byte(&parser->scan);
    lfsr_scan behind = parser->scan;
    lfsr_number number;
    behind.at += 2;
    if (!lfsr_is_digit(lfsr_scan_byte(&behind)) || !lfsr_scan_number(&behind, &number))
        return lfsr_expected(&behind, parser->error, "the number of a variable");
    parser->scan = behind;
    int index = (int)lfsr_number_bounded(&number, 999999);
    return lfsr_times_variable(parser, product, letter + 256 * (index + 1), column);
}

/* Z( and a digit. */
static bool is_gap_element(const lfsr_scan *scan)
{
    lfsr_scan ahead = *scan;
    ahead.at++;
    return lfsr_scan_accept(&ahead, '(') && lfsr_is_digit(lfsr_scan_peek(&ahead));
}

lfsr_status lfsr_times_name(lfsr_parser *parser, lfsr_value *product)
{
    lfsr_scan *scan = &parser->scan;
    size_t column = scan->at + 1;
    int letter = lfsr_scan_byte(scan), next = scan->at + 1 < scan->length ? scan->text[scan->at + 1] : ' ';
    if (letter == '$' || next == '.')
        return times_magma_name(parser, product, column);
    if (next == '_')
        return times_numbered_variable(parser, product, column);
    if (letter == 'Z' && is_gap_element(scan)) {
        scan->at++;
        return lfsr_times_gap_element(parser, product, column);
    }
    if (letter == 'z' && lfsr_is_digit(next))
        return times_sage_name(parser, product, column);
    static const char *const residues[] = {"Mod(", "ZmodpZObj("};
    for (size_t i = 0; i < sizeof residues / sizeof *residues; i++)
        if (lfsr_scan_word_next(scan, residues[i])) {
            scan->at += strlen(residues[i]) - 1;
            return lfsr_times_pari_residue(parser, product, column);
        }
    scan->at++;
    return lfsr_times_variable(parser, product, letter, column);
}
