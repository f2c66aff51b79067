/* The algebra of the text report: irreducible and primitive with reasons, the order, the table of factors. */
#include "formats.h"

#include <stdlib.h>
#include <string.h>

#include "text_values.h"

#define PRODUCT_WIDTH 72 /* bytes of the factors beside "primitive": two lines */
#define FACTOR_WIDTH  36 /* of a factor in the table: numbers are shortened for it */
#define LEAST_WIDTH   24 /* of a factor in any case */
#define FACTORS_MOST  40 /* rows */

void lfsr_text_add_full_period(lfsr_string *text, const lfsr_register *reg)
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
        lfsr_text_add_full_period(text, reg);
        return;
    }
    lfsr_string_add(text, lfsr_factorization_primitive(factorization)
                              ? "yes: irreducible, and x has the full order "
                              : "no: irreducible, but x has only the order (");
    lfsr_text_add_full_period(text, reg);
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
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const fmpz *p = lfsr_register_field(reg)->p, *order = lfsr_factorization_order(factorization);
    lfsr_string line = LFSR_STRING_EMPTY;
    if (lfsr_factorization_irreducible_known(factorization))
        lfsr_string_add(&line, lfsr_factorization_irreducible(factorization) ? "yes" : "no");
    else
        lfsr_string_addf(&line, "unknown: %s", lfsr_factorization_reason(factorization));
    lfsr_text_wrapped(sink, "irreducible", &line);
    add_reason(&line, analysis);
    lfsr_text_wrapped(sink, "primitive", &line);
    if (fmpz_is_zero(order)) {
        add_bounds(&line, lfsr_factorization_order_divides(factorization),
                   lfsr_factorization_order_multiple_of(factorization), p);
    } else {
        lfsr_string_add_number(&line, order, p, LFSR_TEXT_DIGITS);
        if (fmpz_sizeinbase(order, 10) <= LFSR_TEXT_DIGITS)
            lfsr_string_add_equal_power(&line, order, p);
    }
    if (lfsr_register_tail(reg) > 0 && lfsr_register_tail(reg) < lfsr_register_degree(reg))
        lfsr_string_add(&line, " (of the part prime to x)");
    lfsr_text_wrapped(sink, "order", &line);
}

static void add_factor_order(lfsr_string *text, const lfsr_factor *factor, const lfsr_register *reg,
                             size_t digits)
{
    if (!lfsr_factor_irreducible(factor))
        lfsr_string_add(text, "(not factored)");
    else if (fmpz_is_zero(lfsr_factor_order(factor)))
        lfsr_string_add(text, "unknown");
    else
        lfsr_string_add_number(text, lfsr_factor_order(factor), lfsr_register_field(reg)->p, digits);
}

/* The layout of the factor table: digits of an order, columns of a factor. */
typedef struct table {
    slong rows;
    size_t digits, width;
} table;

static size_t widest_factor(const table *t, const lfsr_factorization *factorization, const lfsr_register *reg)
{
    size_t widest = strlen("factor");
    for (slong i = 0; i < t->rows; i++) {
        char *polynomial = lfsr_factor_text(lfsr_factorization_factor(factorization, i), reg);
        if (polynomial != NULL && strlen(polynomial) > widest)
            widest = strlen(polynomial);
        free(polynomial);
    }
    return widest;
}

static size_t widest_order(const table *t, const lfsr_factorization *factorization, const lfsr_register *reg)
{
    size_t widest = strlen("order");
    for (slong i = 0; i < t->rows; i++) {
        lfsr_string order = LFSR_STRING_EMPTY;
        add_factor_order(&order, lfsr_factorization_factor(factorization, i), reg, t->digits);
        widest = order.length > widest ? order.length : widest;
        lfsr_string_clear(&order);
    }
    return widest;
}

/* Orders are written out where that leaves what the factors need, or FACTOR_WIDTH columns. */
static table lay_out(const lfsr_factorization *factorization, const lfsr_register *reg)
{
    enum { OTHERS = 21 }; /* columns of degree and times, and blanks between the columns */
    slong length = lfsr_factorization_length(factorization);
    table t = {.rows = length < FACTORS_MOST ? length : FACTORS_MOST};
    size_t factors = widest_factor(&t, factorization, reg);
    for (int level = 0; level < LFSR_TEXT_LEVELS; level++) {
        t.digits = lfsr_text_levels[level];
        size_t orders = widest_order(&t, factorization, reg);
        t.width = LFSR_TEXT_WIDTH > OTHERS + orders ? LFSR_TEXT_WIDTH - OTHERS - orders : 0;
        if (t.width >= factors || t.width >= FACTOR_WIDTH)
            break;
    }
    t.width = t.width < LEAST_WIDTH ? LEAST_WIDTH : t.width;
    t.width = factors < t.width ? factors : t.width;
    return t;
}

static void put_factor(lfsr_sink *sink, const lfsr_factor *factor, const lfsr_register *reg, const table *t)
{
    lfsr_string line = LFSR_STRING_EMPTY;
    char *polynomial = lfsr_factor_text(factor, reg);
    lfsr_string_addf(&line, "  %8ld  %5ld  ", (long)lfsr_factor_degree(factor),
                     (long)lfsr_factor_multiplicity(factor));
    size_t begin = line.length;
    if (polynomial == NULL)
        line.failed = true;
    else
        lfsr_string_add_polynomial(&line, polynomial, t->width);
    free(polynomial);
    size_t used = line.length - begin;
    lfsr_string_addf(&line, "%*s", (int)(t->width > used ? t->width - used : 0) + 2, "");
    add_factor_order(&line, factor, reg, t->digits);
    lfsr_string_add(&line, "\n");
    lfsr_sink_add_text(sink, &line);
}

static void put_factors(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    const lfsr_factorization *factorization = lfsr_analysis_factorization(analysis);
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    const table t = lay_out(factorization, reg);
    lfsr_string reason = LFSR_STRING_EMPTY;
    lfsr_sink_add(sink, "\n");
    lfsr_text_heading(sink, "    degree  times  %-*s  order", (int)t.width, "factor");
    for (slong i = 0; i < t.rows; i++)
        put_factor(sink, lfsr_factorization_factor(factorization, i), reg, &t);
    if (lfsr_factorization_length(factorization) > t.rows)
        lfsr_sink_addf(sink, "    ... and %ld more (--format json has them all)\n",
                       (long)(lfsr_factorization_length(factorization) - t.rows));
    if (lfsr_factorization_reason(factorization)[0] == '\0')
        return;
    lfsr_string_add(&reason, lfsr_factorization_reason(factorization));
    lfsr_text_line(sink, &reason);
}

void lfsr_text_algebra(lfsr_sink *sink, const lfsr_analysis *analysis)
{
    put_properties(sink, analysis);
    put_factors(sink, analysis);
}
