/* Random polynomials in the spelling of other tools, written here, read back to the same polynomial. */
#include "test_support.h"

#include <string.h>

#include "lfsr/notation.h"
#include "string_builder.h"

static const char *const orders[] = {"2", "3", "4", "9", "2^8", "101", "5^3", "65521"};
enum { ORDERS = sizeof orders / sizeof *orders };

static uint64_t code_of(const lfsr_spec *spec, slong i)
{
    uint64_t code = 0;
    for (slong d = spec->field.k - 1; d >= 0; d--)
        code = code * fmpz_get_ui(spec->field.p) + fmpz_get_ui(spec->coefficients + i * spec->field.k + d);
    return code;
}

/* --- The printed form with its pieces written differently --- */

/* a -> generator; ^12 -> before, digits, after. */
typedef struct style {
    const char *generator, *before, *after;
    bool superscripts;
} style;

static void add_exponent(lfsr_string *text, const style *s, const char *digits, size_t length)
{
    static const char *const raised[] = {"\xe2\x81\xb0", "\xc2\xb9",     "\xc2\xb2",     "\xc2\xb3",
                                         "\xe2\x81\xb4", "\xe2\x81\xb5", "\xe2\x81\xb6", "\xe2\x81\xb7",
                                         "\xe2\x81\xb8", "\xe2\x81\xb9"};
    lfsr_string_add(text, s->before);
    for (size_t i = 0; i < length; i++)
        if (s->superscripts)
            lfsr_string_add(text, raised[digits[i] - '0']);
        else
            lfsr_string_add_bytes(text, digits + i, 1);
    lfsr_string_add(text, s->after);
}

static void write_styled(lfsr_string *text, const lfsr_spec *spec, const style *s)
{
    char *printed = lfsr_spec_polynomial_text(spec);
    for (const char *at = printed; *at != '\0';) {
        size_t digits = *at == '^' ? strspn(at + 1, "0123456789") : 0;
        if (digits > 0)
            add_exponent(text, s, at + 1, digits);
        else if (*at == 'a')
            lfsr_string_add(text, s->generator);
        else
            lfsr_string_add_bytes(text, at, 1);
        at += digits + 1;
    }
    free(printed);
}

static void sage(lfsr_string *text, const lfsr_spec *spec)
{
    char generator[16];
    snprintf(generator, sizeof generator, "z%lld", (long long)spec->field.k);
    write_styled(text, spec, &(style){generator, "^", "", false});
}

static void magma(lfsr_string *text, const lfsr_spec *spec)
{
    write_styled(text, spec, &(style){spec->degree % 2 == 0 ? "$.1" : "F.1", "^", "", false});
}

static void latex(lfsr_string *text, const lfsr_spec *spec)
{
    write_styled(text, spec, &(style){"\\alpha ", "^{", "}", false});
}

static void superscripts(lfsr_string *text, const lfsr_spec *spec)
{
    write_styled(text, spec, &(style){"\xce\xb1", "", "", true});
}

static void python(lfsr_string *text, const lfsr_spec *spec)
{
    write_styled(text, spec, &(style){"a", "**", "", false});
}

/* --- Sums of codes and lists of them --- */

static void galois(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_add(text, "Poly(");
    for (slong i = spec->degree; i >= 0; i--) {
        uint64_t code = code_of(spec, i);
        if (code == 0)
            continue;
        lfsr_string_add(text, i < spec->degree ? " + " : "");
        if (code > 1 || i == 0)
            lfsr_string_addf(text, "%llu", (unsigned long long)code);
        if (i > 0)
            lfsr_string_addf(text, i > 1 ? "x^%lld" : "x", (long long)i);
    }
    char *order = lfsr_field_spec_order_text(&spec->field);
    lfsr_string_addf(text, ", GF(%s))", order);
    free(order);
}

static void galois_array(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_add(text, "GF([");
    for (slong i = 0; i <= spec->degree; i++)
        lfsr_string_addf(text, "%s%llu", i > 0 ? ", " : "", (unsigned long long)code_of(spec, i));
    char *order = lfsr_field_spec_order_text(&spec->field);
    lfsr_string_addf(text, "], order=%s)", order);
    free(order);
}

/* --- Over a prime field --- */

static void add_list(lfsr_string *text, const lfsr_spec *spec, const char *between, bool reversed)
{
    for (slong i = 0; i <= spec->degree; i++)
        lfsr_string_addf(text, "%s%llu", i > 0 ? between : "",
                         (unsigned long long)code_of(spec, reversed ? spec->degree - i : i));
}

static void numpy(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_add(text, "array([");
    add_list(text, spec, ", ", false);
    lfsr_string_add(text, "], dtype=uint16)");
}

static void numpy_string(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_add(text, "[");
    add_list(text, spec, " ", false);
    lfsr_string_add(text, "]");
}

static void poly1d(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_add(text, "poly1d([");
    add_list(text, spec, ", ", true);
    lfsr_string_add(text, "])");
}

static void sympy(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_add(text, "Poly(");
    python(text, spec);
    lfsr_string_addf(text, ", x, modulus=%llu)", (unsigned long long)fmpz_get_ui(spec->field.p));
}

static void pari(lfsr_string *text, const lfsr_spec *spec)
{
    for (slong i = spec->degree; i >= 0; i--)
        lfsr_string_addf(text, "%sMod(%llu, %llu)*x^%lld", i < spec->degree ? " + " : "",
                         (unsigned long long)code_of(spec, i), (unsigned long long)fmpz_get_ui(spec->field.p),
                         (long long)i);
}

static void data_sheet(lfsr_string *text, const lfsr_spec *spec)
{
    write_styled(text, spec, &(style){"a", "", "", false});
}

/* --- Over GF(2) --- */

/* Bits from high to low: coefficients from, from + step, .. */
static void add_bits(lfsr_string *text, const lfsr_spec *spec, slong from, slong step, slong count, bool hex)
{
    slong digits = hex ? (count + 3) / 4 : count, padding = hex ? 4 * digits - count : 0;
    for (slong d = 0, bit = -padding; d < digits; d++) {
        unsigned digit = 0;
        for (int i = 0; i < (hex ? 4 : 1); i++, bit++)
            digit = 2 * digit + (bit >= 0 && fmpz_is_one(spec->coefficients + from + step * bit) ? 1 : 0);
        lfsr_string_addf(text, "%s%x", d > 0 && d % 4 == 0 ? "_" : "", digit);
    }
}

static void binary(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_add(text, "0b");
    add_bits(text, spec, spec->degree, -1, spec->degree + 1, false);
}

static void verilog(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_addf(text, "%lld'h", (long long)spec->degree + 1);
    add_bits(text, spec, spec->degree, -1, spec->degree + 1, true);
}

static void crc(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_addf(text, "crc:%lld:0x", (long long)spec->degree);
    add_bits(text, spec, spec->degree - 1, -1, spec->degree, true);
}

static void crc_verilog(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string_addf(text, "crc:%lld'b", (long long)spec->degree);
    add_bits(text, spec, spec->degree - 1, -1, spec->degree, false);
}

/* Without 0x, but where the digits begin with 0b: that would be a binary number. */
static void reversed(lfsr_string *text, const lfsr_spec *spec)
{
    lfsr_string word = LFSR_STRING_EMPTY;
    add_bits(&word, spec, 0, 1, spec->degree, true);
    lfsr_string_addf(text, "reversed:%lld:%s%s", (long long)spec->degree,
                     strncmp(word.data, "0b", 2) == 0 ? "0x" : "", word.data);
    lfsr_string_clear(&word);
}

/* Writers, and the fields they are for: any, k = 1, p = 2 and k = 1, k > 1. */
static const struct {
    void (*write)(lfsr_string *text, const lfsr_spec *spec);
    enum { ANY, PRIME, BINARY, EXTENSION } fields;
} writers[] = {{sage, EXTENSION},     {magma, EXTENSION}, {latex, ANY},        {superscripts, ANY},
               {python, ANY},         {galois, ANY},      {galois_array, ANY}, {numpy, PRIME},
               {numpy_string, PRIME}, {poly1d, PRIME},    {sympy, PRIME},      {pari, PRIME},
               {data_sheet, PRIME},   {binary, BINARY},   {verilog, BINARY},   {crc, BINARY},
               {crc_verilog, BINARY}, {reversed, BINARY}};

static bool fits(size_t writer, const lfsr_field_spec *field)
{
    switch (writers[writer].fields) {
    case PRIME:
        return field->k == 1;
    case BINARY:
        return field->k == 1 && fmpz_equal_ui(field->p, 2);
    case EXTENSION:
        return field->k > 1;
    default:
        return true;
    }
}

static void random_text(lfsr_string *text, const lfsr_field_spec *field, uint64_t *seed)
{
    slong degree = 1 + (slong)test_random(seed, 40);
    uint64_t p = fmpz_get_ui(field->p), zeros = test_random(seed, 4);
    lfsr_string_addf(text, "x^%lld", (long long)degree);
    for (slong i = degree - 1; i >= 0; i--)
        for (slong d = 0; d < field->k; d++)
            if (test_random(seed, 4) >= zeros)
                lfsr_string_addf(text, field->k > 1 ? "+%llu*x^%lld*a^%lld" : "+%llu*x^%lld",
                                 (unsigned long long)test_random(seed, p), (long long)i, (long long)d);
}

START_TEST(spellings_read_back)
{
    uint64_t seed = test_seed();
    lfsr_field_spec field;
    lfsr_error error = {0};
    lfsr_spec spec, back;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    lfsr_spec_init(&back);
    ck_assert_ok(lfsr_field_spec_parse(&field, orders[_i], strlen(orders[_i]), NULL, &error), error);
    for (long trial = 0; trial < test_scaled(60); trial++) {
        lfsr_string text = LFSR_STRING_EMPTY;
        random_text(&text, &field, &seed);
        ck_assert_ok(lfsr_spec_parse(&spec, &field, text.data, text.length, false, &error), error);
        lfsr_string_clear(&text);
        for (size_t i = 0; i < sizeof writers / sizeof *writers; i++) {
            if (!fits(i, &field))
                continue;
            writers[i].write(&text, &spec);
            lfsr_status status = lfsr_spec_parse(&back, &field, text.data, text.length, false, &error);
            ck_assert_msg(status == LFSR_OK && lfsr_spec_equal(&spec, &back), "%s: %s", text.data,
                          status == LFSR_OK ? "another polynomial" : error.message);
            lfsr_string_clear(&text);
        }
    }
    lfsr_spec_clear(&back);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spelling trips");
    TCase *tcase = test_case(suite, "trips", 240);
    tcase_add_loop_test(tcase, spellings_read_back, 0, ORDERS);
    return test_main(suite);
}
