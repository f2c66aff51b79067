/* The algebra of the text report: irreducible and primitive with reasons, the order, the table of factors. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "text_values.h"

#define PRODUCT_WIDTH 72 /* bytes of the factors beside "primitive" */
#define FACTOR_WIDTH  56 /* of a factor in the table */
#define FACTORS_MOST  40 /* rows */

/* q^n - 1 in symbols. */
static void add_full_period(lfsr_string *text, const lfsr_register *reg)
{
    lfsr_string_add(text, lfsr_register_field(reg)->k > 1 && lfsr_register_degree(reg) > 1 ? "(" : "");
    lfsr_text_add_order(text, reg);
    lfsr_string_add(text, lfsr_register_field(reg)->k > 1 && lfsr_register_degree(reg) > 1 ? ")" : "");
    if (lfsr_register_degree(reg) > 1)
        lfsr_string_addf(text, "^%ld", (long)lfsr_register_degree(reg));
    lfsr_string_add(text, " - 1");
}

/* "(x + 1)^2 (x^3 + x + 1)" */
static void add_product(lfsr_string *text, const lfsr_factorization *factorization, const lfsr_register *reg)
{
    for (slong i = 0; i < lfsr_factorization_length(factorization); i++) {
        const lfsr_factor *factor = lfsr_factorization_factor(factorization, i);
        char *polynomial = lfsr_factor_text(factor, reg);
        if (polynomial == NULL)
            text->failed = true;
        else
            lfsr_string_addf(text, strchr(polynomial, ' ') != NULL ? "%s(%s)" : "%s%s", i > 0 ? " " : "",
                             polynomial);
        if (lfsr_factor_multiplicity(factor) > 1)
            lfsr_string_addf(text, "^%ld", (long)lfsr_factor_multiplicity(factor));
        free(polynomial);
    }
}

/* The product if it fits on the line, else the number of factors; the table lists them. */
static void add_factors(lfsr_string *text, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    lfsr_string product = LFSR_STRING_EMPTY;
    slong factors = 0;
    if (!lfsr_factorization_complete(factorization)) {
        lfsr_string_add(text, "it is reducible");
        return;
    }
    for (slong i = 0; i < lfsr_factorization_length(factorization); i++)
        factors += lfsr_factor_multiplicity(lfsr_factorization_factor(factorization, i));
    if (lfsr_factorization_length(factorization) <= 12)
        add_product(&product, factorization, lfsr_analysis_register(analysis));
    if (product.length > 0 && product.length <= PRODUCT_WIDTH && lfsr_string_ok(&product))
        lfsr_string_addf(text, "it is %s", product.data);
    else if (factors == lfsr_factorization_length(factorization))
        lfsr_string_addf(text, "it has %ld irreducible factors", (long)factors);
    else
        lfsr_string_addf(text, "it has %ld irreducible factors, %ld of them distinct", (long)factors,
                         (long)lfsr_factorization_length(factorization));
    lfsr_string_clear(&product);
}

/* Why f is or is not primitive. */
static void add_reason(lfsr_string *text, const lfsr_analysis *analysis)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    if (lfsr_register_tail(reg) == lfsr_register_degree(reg)) {
        lfsr_string_add(text, "no: a power of x, every state ends in 0");
        return;
    }
    if (!lfsr_factorization_irreducible_known(factorization)) {
        lfsr_string_add(text, "unknown");
        return;
    }
    if (!lfsr_factorization_irreducible(factorization)) {
        lfsr_string_add(text, "no: ");
        add_factors(text, analysis);
        return;
    }
    if (!lfsr_factorization_primitive_known(factorization)) {
        lfsr_string_addf(text, "unknown: %s", lfsr_factorization_reason(factorization));
        return;
    }
    if (fmpz_is_zero(lfsr_factorization_order(factorization))) {
        lfsr_string_add(text, "no: irreducible, but the order of x is less than ");
        add_full_period(text, reg);
        return;
    }
    lfsr_string_add(text, lfsr_factorization_primitive(factorization)
                              ? "yes: irreducible, and x has the full order "
                              : "no: irreducible, but x has only the order (");
    add_full_period(text, reg);
    if (lfsr_factorization_primitive(factorization))
        return;
    fmpz_t index;
    fmpz_init(index);
    fmpz_pow_ui(index, lfsr_register_field_order(reg), (ulong)lfsr_register_degree(reg));
    fmpz_sub_ui(index, index, 1);
    fmpz_divexact(index, index, lfsr_factorization_order(factorization));
    lfsr_string_add(text, ") / ");
    lfsr_string_add_number(text, index, lfsr_register_field(reg)->p, LFSR_TEXT_DIGITS);
    fmpz_clear(index);
}

/* The bounds of an unknown order. */
static void add_bounds(lfsr_string *text, const fmpz_t divides, const fmpz_t multiple_of, const fmpz_t p)
{
    lfsr_string_add(text, "unknown");
    if (!fmpz_is_zero(divides)) {
        lfsr_string_add(text, "; it divides ");
        lfsr_string_add_number(text, divides, p, LFSR_TEXT_DIGITS);
    }
    if (fmpz_cmp_ui(multiple_of, 1) > 0) {
        lfsr_string_add(text, fmpz_is_zero(divides) ? "; it is a multiple of " : " and is a multiple of ");
        lfsr_string_add_number(text, multiple_of, p, LFSR_TEXT_DIGITS);
    }
}

static void put_properties(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    lfsr_string line = LFSR_STRING_EMPTY;
    lfsr_text_label(sink, "irreducible");
    if (lfsr_factorization_irreducible_known(factorization))
        lfsr_sink_add(sink, lfsr_factorization_irreducible(factorization) ? "yes\n" : "no\n");
    else
        lfsr_sink_addf(sink, "unknown: %s\n", lfsr_factorization_reason(factorization));
    lfsr_text_label(sink, "primitive");
    add_reason(&line, analysis);
    lfsr_string_add(&line, "\n");
    lfsr_sink_add_text(sink, &line);
    lfsr_text_label(sink, "order");
    if (fmpz_is_zero(lfsr_factorization_order(factorization)))
        add_bounds(&line, lfsr_factorization_order_divides(factorization),
                   lfsr_factorization_order_multiple_of(factorization),
                   lfsr_register_field(lfsr_analysis_register(analysis))->p);
    else
        lfsr_string_add_number(&line, lfsr_factorization_order(factorization),
                               lfsr_register_field(lfsr_analysis_register(analysis))->p, LFSR_TEXT_DIGITS);
    if (lfsr_register_tail(lfsr_analysis_register(analysis)) > 0)
        lfsr_string_add(&line, lfsr_register_tail(lfsr_analysis_register(analysis)) <
                                       lfsr_register_degree(lfsr_analysis_register(analysis))
                                   ? " (of the part prime to x)"
                                   : "");
    lfsr_string_add(&line, "\n");
    lfsr_sink_add_text(sink, &line);
}

/* A factor's polynomial as the table shows it. */
static void add_name(lfsr_string *name, const lfsr_factor *factor, const lfsr_register *reg)
{
    char *polynomial = lfsr_factor_text(factor, reg);
    if (polynomial == NULL)
        name->failed = true;
    else
        lfsr_string_add_polynomial(name, polynomial, FACTOR_WIDTH);
    free(polynomial);
}

static void put_factor(lfsr_sink *sink, const lfsr_factor *factor, const lfsr_register *reg, size_t width)
{
    lfsr_string name = LFSR_STRING_EMPTY, order = LFSR_STRING_EMPTY;
    add_name(&name, factor, reg);
    size_t pad = name.length < width ? width - name.length : 0;
    if (!lfsr_factor_irreducible(factor))
        lfsr_string_add(&order, "(not factored)");
    else if (fmpz_is_zero(lfsr_factor_order(factor)))
        lfsr_string_add(&order, "unknown");
    else
        lfsr_string_add_number(&order, lfsr_factor_order(factor), lfsr_register_field(reg)->p,
                               LFSR_TEXT_DIGITS);
    lfsr_sink_addf(sink, "  %8ld  %5ld  ", (long)lfsr_factor_degree(factor),
                   (long)lfsr_factor_multiplicity(factor));
    lfsr_sink_add_text(sink, &name);
    lfsr_sink_pad(sink, pad + 2);
    lfsr_sink_add_text(sink, &order);
    lfsr_sink_add(sink, "\n");
}

static void put_factors(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    slong rows = lfsr_factorization_length(factorization) < FACTORS_MOST
                     ? lfsr_factorization_length(factorization)
                     : FACTORS_MOST;
    size_t width = strlen("factor");
    for (slong i = 0; i < rows; i++) {
        lfsr_string name = LFSR_STRING_EMPTY;
        add_name(&name, lfsr_factorization_factor(factorization, i), lfsr_analysis_register(analysis));
        width = name.length > width ? name.length : width;
        lfsr_string_clear(&name);
    }
    lfsr_sink_addf(sink, "\n    degree  times  %-*s  order\n", (int)width, "factor");
    for (slong i = 0; i < rows; i++)
        put_factor(sink, lfsr_factorization_factor(factorization, i), lfsr_analysis_register(analysis),
                   width);
    if (lfsr_factorization_length(factorization) > rows)
        lfsr_sink_addf(sink, "    ... and %ld more (--format json has them all)\n",
                       (long)(lfsr_factorization_length(factorization) - rows));
    if (lfsr_factorization_reason(factorization)[0] != '\0')
        lfsr_sink_addf(sink, "    %s\n", lfsr_factorization_reason(factorization));
}

void lfsr_text_algebra(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    put_properties(sink, analysis);
    put_factors(sink, analysis);
}
