/* Polynomials from their numbers. Without a weight the number is written in base q; with one it is a path
 * through the binomial coefficients, from the highest coefficient down. A random polynomial is drawn by
 * SplitMix64, started from the seed and the number. */
#include "source.h"

#include <flint/fmpz_vec.h>
#include <stdlib.h>

#include "split_mix.h"

static uint64_t times(uint64_t a, uint64_t b)
{
    unsigned __int128 product = (unsigned __int128)a * b;
    return product < LFSR_SOURCE_MOST ? (uint64_t)product : LFSR_SOURCE_MOST;
}

static uint64_t power(uint64_t base, uint64_t exponent)
{
    uint64_t result = 1;
    for (; exponent > 0 && base > 1 && result < LFSR_SOURCE_MOST; exponent--)
        result = times(result, base);
    return result;
}

/* n over k, for n of at most 20 bits. */
static uint64_t binomial(uint64_t n, uint64_t k)
{
    unsigned __int128 result = 1;
    if (k > n)
        return 0;
    k = k < n - k ? k : n - k;
    for (uint64_t i = 0; i < k && result < LFSR_SOURCE_MOST; i++)
        result = result * (n - i) / (i + 1);
    return result < LFSR_SOURCE_MOST ? (uint64_t)result : LFSR_SOURCE_MOST;
}

/* Ways to choose the coefficients 0..j-1 (j >= 1) with w of them nonzero, the constant one among these. */
static uint64_t ways(const lfsr_source *s, uint64_t j, uint64_t w)
{
    return w == 0 ? 0 : times(binomial(j - 1, w - 1), power(s->q - 1, w));
}

static uint64_t of_degree(const lfsr_source *s, uint64_t degree)
{
    return s->weight > 0 ? ways(s, degree, s->weight - 1) : times(s->q - 1, power(s->q, degree - 1));
}

lfsr_status lfsr_source_init(lfsr_source *s, const lfsr_cli *cli, const lfsr_field_spec *field,
                             lfsr_error *error)
{
    fmpz_t q;
    fmpz_init(q);
    lfsr_field_spec_order(q, field);
    lfsr_cli_degrees degrees = cli->trinomials.most > 0 ? cli->trinomials : cli->all;
    if (cli->random > 0)
        degrees = (lfsr_cli_degrees){cli->random, cli->random};
    *s = (lfsr_source){.field = field,
                       .q = fmpz_cmp_ui(q, LFSR_SOURCE_MOST) < 0 ? fmpz_get_ui(q) : LFSR_SOURCE_MOST,
                       .least = degrees.least,
                       .most = degrees.most,
                       .weight = cli->trinomials.most > 0 ? 3 : cli->weight,
                       .random = cli->random > 0,
                       .seed = cli->seed};
    fmpz_clear(q);
    for (uint64_t degree = s->least; degree <= s->most && s->total < LFSR_SOURCE_MOST; degree++)
        s->total += of_degree(s, degree);
    if (s->total == 0)
        return lfsr_fail(error, LFSR_USAGE, "usage",
                         "there is no polynomial of degree %llu with %llu nonzero coefficients",
                         (unsigned long long)s->most, (unsigned long long)s->weight);
    if (s->random || s->total > LFSR_SOURCE_MOST)
        s->total = LFSR_SOURCE_MOST;
    return LFSR_OK;
}

/* --- Random numbers --- */

/* 0..bound-1 */
static uint64_t draw_below(uint64_t *state, uint64_t bound)
{
    uint64_t rest = (UINT64_MAX % bound + 1) % bound, value; /* 2^64 mod bound */
    do
        value = lfsr_split_mix(state);
    while (value > UINT64_MAX - rest);
    return value % bound;
}

static void draw_digit(fmpz_t digit, uint64_t *state, const fmpz_t p)
{
    if (fmpz_abs_fits_ui(p)) {
        fmpz_set_ui(digit, draw_below(state, fmpz_get_ui(p)));
        return;
    }
    fmpz_zero(digit); /* 64 bits more than p has: uniform but for one part in 2^64 */
    for (slong bits = -64; bits < (slong)fmpz_bits(p); bits += 64) {
        fmpz_mul_2exp(digit, digit, 64);
        fmpz_add_ui(digit, digit, lfsr_split_mix(state));
    }
    fmpz_mod(digit, digit, p);
}

static void draw_element(fmpz *digits, uint64_t *state, const lfsr_field_spec *field, bool nonzero)
{
    do
        for (slong d = 0; d < field->k; d++)
            draw_digit(digits + d, state, field->p);
    while (nonzero && _fmpz_vec_is_zero(digits, field->k));
}

/* --- The coefficients below the leading one: digits[i * k + d] --- */

static void fill_random(fmpz *digits, const lfsr_source *s, uint64_t number)
{
    uint64_t state = lfsr_mix(lfsr_mix(s->seed) + number), n = s->most,
             inner = s->weight > 0 ? s->weight - 2 : 0;
    slong k = s->field->k;
    draw_element(digits, &state, s->field, true);
    for (uint64_t i = 1; i < n && s->weight == 0; i++)
        draw_element(digits + i * (uint64_t)k, &state, s->field, false);
    for (uint64_t i = n - inner; inner > 0 && i < n; i++) { /* Floyd: a set of distinct exponents */
        uint64_t at = 1 + draw_below(&state, i);
        if (!_fmpz_vec_is_zero(digits + at * (uint64_t)k, k))
            at = i;
        draw_element(digits + at * (uint64_t)k, &state, s->field, true);
    }
}

/* The element with that code: its digits in base p. */
static void put_code(fmpz *digits, uint64_t code, const lfsr_field_spec *field)
{
    for (slong d = 0; d < field->k && code > 0; d++) {
        uint64_t p = fmpz_abs_fits_ui(field->p) ? fmpz_get_ui(field->p) : UINT64_MAX;
        fmpz_set_ui(digits + d, code % p);
        code /= p;
    }
}

static void fill_numbered(fmpz *digits, const lfsr_source *s, uint64_t degree, uint64_t index)
{
    uint64_t k = (uint64_t)s->field->k, w = s->weight - 1;
    if (s->weight == 0) {
        put_code(digits, 1 + index % (s->q - 1), s->field);
        index /= s->q - 1;
        for (uint64_t j = 1; index > 0; j++, index /= s->q)
            put_code(digits + j * k, index % s->q, s->field);
        return;
    }
    for (uint64_t j = degree - 1; j >= 1; j--) {
        uint64_t zero = ways(s, j, w), rest = ways(s, j, w - 1);
        if (index < zero)
            continue;
        index -= zero;
        put_code(digits + j * k, 1 + index / rest, s->field);
        index %= rest;
        w--;
    }
    put_code(digits, 1 + index, s->field);
}

/* --- Text --- */

static void add_hexadecimal(lfsr_string *text, const fmpz *digits, uint64_t degree)
{
    lfsr_string_add(text, "0x");
    for (uint64_t i = degree / 4 + 1; i-- > 0;) {
        unsigned nibble = 0;
        for (uint64_t b = 4 * i; b < 4 * i + 4 && b <= degree; b++)
            nibble |= (unsigned)(b == degree || !fmpz_is_zero(digits + b)) << (b - 4 * i);
        lfsr_string_add_bytes(text, &"0123456789abcdef"[nibble], 1);
    }
}

/* "(2*a+1)*", "2*a*", "2*" or nothing. */
static void add_coefficient(lfsr_string *text, const fmpz *digits, slong k, bool constant)
{
    slong terms = 0;
    for (slong d = 0; d < k; d++)
        terms += !fmpz_is_zero(digits + d);
    bool plain = terms == 1, first = true;
    if (plain && fmpz_is_one(digits) && !constant)
        return;
    lfsr_string_add(text, plain ? "" : "(");
    for (slong d = k; d-- > 0;) {
        if (fmpz_is_zero(digits + d))
            continue;
        char *number = fmpz_get_str(NULL, 10, digits + d);
        bool one = d > 0 && fmpz_is_one(digits + d);
        lfsr_string_addf(text, "%s%s%s", first ? "" : "+", one ? "" : number, one || d == 0 ? "" : "*");
        if (d > 0)
            lfsr_string_addf(text, d > 1 ? "a^%ld" : "a", (long)d);
        flint_free(number);
        first = false;
    }
    lfsr_string_add(text, plain ? "" : ")");
    lfsr_string_add(text, constant ? "" : "*");
}

static void add_expression(lfsr_string *text, const fmpz *digits, uint64_t degree, slong k)
{
    lfsr_string_addf(text, degree > 1 ? "x^%llu" : "x", (unsigned long long)degree);
    for (uint64_t i = degree; i-- > 0;) {
        const fmpz *coefficient = digits + i * (uint64_t)k;
        if (_fmpz_vec_is_zero(coefficient, k))
            continue;
        lfsr_string_add(text, " + ");
        add_coefficient(text, coefficient, k, i == 0);
        if (i > 0)
            lfsr_string_addf(text, i > 1 ? "x^%llu" : "x", (unsigned long long)i);
    }
}

void lfsr_source_make(lfsr_string *text, const lfsr_source *s, uint64_t number)
{
    uint64_t degree = s->least, index = number - 1;
    for (uint64_t here; !s->random && degree < s->most && index >= (here = of_degree(s, degree)); degree++)
        index -= here;
    slong k = s->field->k, length = (slong)degree * k;
    fmpz *digits = _fmpz_vec_init(length);
    if (s->random)
        fill_random(digits, s, number);
    else
        fill_numbered(digits, s, degree, index);
    if (s->q == 2 && s->weight == 0)
        add_hexadecimal(text, digits, degree);
    else
        add_expression(text, digits, degree, k);
    _fmpz_vec_clear(digits, length);
}
