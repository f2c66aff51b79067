/* Reading claims, and comparing them with what was found. */
#include "claim.h"

#include <string.h>

#include "string_builder.h"

#define MOST_DIGITS   100000
#define MOST_EXPONENT 1000000

void lfsr_claim_init(lfsr_claim *claim)
{
    *claim = (lfsr_claim){.primitive = false};
    fmpz_init(claim->order);
    claim->cycles = NULL;
}

void lfsr_claim_clear(lfsr_claim *claim)
{
    fmpz_clear(claim->order);
    lfsr_partition_free(claim->cycles);
    claim->cycles = NULL;
}

/* --- Reading --- */

/* Read decimal digits; *text moves past them. */
static bool read_digits(fmpz_t n, const char **text)
{
    size_t length = strspn(*text, "0123456789");
    lfsr_string digits = LFSR_STRING_EMPTY;
    bool read = length > 0 && length <= MOST_DIGITS;
    if (read) {
        lfsr_string_add_bytes(&digits, *text, length);
        read = lfsr_string_ok(&digits) && fmpz_set_str(n, digits.data, 10) == 0;
    }
    lfsr_string_clear(&digits);
    *text += length;
    return read;
}

/* 65535, 2^16, 2^16-1: a positive number. */
static bool read_number(fmpz_t n, const char **text)
{
    fmpz_t other;
    fmpz_init(other);
    bool read = read_digits(n, text);
    if (read && **text == '^') {
        ++*text;
        read = read_digits(other, text) && fmpz_cmp_ui(other, MOST_EXPONENT) <= 0 && fmpz_bits(n) <= 64;
        if (read)
            fmpz_pow_ui(n, n, fmpz_get_ui(other));
    }
    if (read && (**text == '-' || **text == '+')) {
        bool minus = *(*text)++ == '-';
        read = read_digits(other, text);
        if (minus)
            fmpz_neg(other, other);
        fmpz_add(n, n, other);
    }
    fmpz_clear(other);
    return read && fmpz_sgn(n) > 0;
}

/* 1x1;15x1: period x count, in any order. */
static bool read_cycles(lfsr_partition *cycles, const char **text)
{
    fmpz_t period, count;
    fmpz_init(period);
    fmpz_init(count);
    bool read = true;
    do {
        *text += **text == ';';
        read = read_number(period, text) && *(*text)++ == 'x' && read_number(count, text) &&
               lfsr_partition_add(cycles, period, count, NULL) == LFSR_OK;
    } while (read && **text == ';');
    fmpz_clear(period);
    fmpz_clear(count);
    if (read)
        lfsr_partition_finish(cycles);
    return read;
}

static bool skip(const char **text, const char *word)
{
    size_t length = strlen(word);
    if (strncmp(*text, word, length) != 0)
        return false;
    *text += length;
    return true;
}

static bool read_claim(lfsr_claim *claim, const char **text)
{
    if (skip(text, "primitive"))
        return claim->primitive = true;
    if (skip(text, "irreducible"))
        return claim->irreducible = true;
    if (!claim->has_order && (skip(text, "order=") || skip(text, "period=")))
        return claim->has_order = read_number(claim->order, text);
    if (!claim->has_cycles && skip(text, "cycles="))
        return claim->has_cycles =
                   (claim->cycles = lfsr_partition_new()) != NULL && read_cycles(claim->cycles, text);
    return false;
}

lfsr_status lfsr_claim_parse(lfsr_claim *claim, const char *text, lfsr_error *error)
{
    const char *at = text;
    bool read = read_claim(claim, &at);
    while (read && *at == ',') {
        at++;
        read = read_claim(claim, &at);
    }
    if (read && *at == '\0')
        return LFSR_OK;
    lfsr_string shown = LFSR_STRING_EMPTY;
    lfsr_string_add_safe(&shown, text, strlen(text), 60);
    (void)lfsr_fail(error, LFSR_USAGE, "usage",
                    "'%s': expected a comma list of primitive, irreducible, order=N, cycles=1x1;15x1",
                    shown.data != NULL ? shown.data : "");
    lfsr_string_clear(&shown);
    return LFSR_USAGE;
}

/* --- Comparing --- */

static lfsr_verdict verdict(bool known, bool holds)
{
    return !known ? LFSR_NOT_KNOWN : holds ? LFSR_HOLDS : LFSR_HOLDS_NOT;
}

/* False if one is false; else unknown if one is unknown. */
static lfsr_verdict both(lfsr_verdict a, lfsr_verdict b)
{
    return a == LFSR_HOLDS_NOT || b == LFSR_HOLDS ? a : b;
}

static bool same_cycles(const lfsr_partition *a, const lfsr_partition *b)
{
    bool same = lfsr_partition_length(a) == lfsr_partition_length(b);
    for (size_t i = 0; same && i < lfsr_partition_length(a); i++)
        same = fmpz_equal(lfsr_partition_period(a, i), lfsr_partition_period(b, i)) &&
               fmpz_equal(lfsr_partition_count(a, i), lfsr_partition_count(b, i));
    return same;
}

/* Of an unknown order, a multiple and a divisor may be known. */
static lfsr_verdict judge_order(const fmpz_t order, const lfsr_factorization *found)
{
    if (!fmpz_is_zero(lfsr_factorization_order(found)))
        return verdict(true, fmpz_equal(lfsr_factorization_order(found), order));
    bool possible = (fmpz_is_zero(lfsr_factorization_order_divides(found)) ||
                     fmpz_divisible(lfsr_factorization_order_divides(found), order)) &&
                    (fmpz_is_zero(lfsr_factorization_order_multiple_of(found)) ||
                     fmpz_divisible(order, lfsr_factorization_order_multiple_of(found)));
    return verdict(!possible, false);
}

lfsr_verdict lfsr_claim_judge(const lfsr_claim *claim, const lfsr_analysis *analysis)
{
    const lfsr_factorization *found = lfsr_analysis_factorization(analysis);
    const lfsr_partition *partition = lfsr_analysis_partition(analysis);
    lfsr_verdict all = LFSR_HOLDS;
    if (claim->irreducible)
        all = both(
            all, verdict(lfsr_factorization_irreducible_known(found), lfsr_factorization_irreducible(found)));
    if (claim->primitive)
        all = both(all,
                   verdict(lfsr_factorization_primitive_known(found), lfsr_factorization_primitive(found)));
    if (claim->has_order)
        all = both(all, judge_order(claim->order, found));
    if (claim->has_cycles)
        all =
            both(all, verdict(partition != NULL, partition != NULL && same_cycles(partition, claim->cycles)));
    return all;
}
