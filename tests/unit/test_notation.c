/* Polynomials from text and back: tables of good and bad texts, random round trips over many fields, an
 * independent reading of products, and hostile bytes. */
#include "test_boundary.h"
#include "test_support.h"

#include <string.h>

#include <flint/fmpz_vec.h>

#include "lfsr/notation.h"
#include "notation.h"

static void field_of(lfsr_field_spec *field, const char *order, const char *modulus)
{
    lfsr_error error = {0};
    lfsr_field_spec_init(field);
    ck_assert_ok(lfsr_field_spec_parse(field, order, strlen(order), modulus, &error), error);
}

static const struct {
    const char *order, *text, *printed;
    bool line_form;
} good[] = {
    {"2", "x^16 + x^5 + x^3 + x^2 + 1", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", " y**16+y**5 +\ty ^ 3+y^2+1 \r\n", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "0x1002D", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "0X0001002d", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "hex: 1002D", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "HEX:0x1002D", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "koopman:0x8016", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "koopman:8016", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "koopman:1", "x + 1", false},
    {"2", "0x2", "x", false},
    {"2", "[1,0,1,1]", "x^3 + x^2 + 1", false},
    {"2", "list:1, 0, 1, 1", "x^3 + x^2 + 1", false},
    {"2", "list:[1,0,1,1]", "x^3 + x^2 + 1", false},
    {"2", "taps:16,15,13,4", "x^16 + x^15 + x^13 + x^4 + 1", false},
    {"2", "taps:4,16,13,15", "x^16 + x^15 + x^13 + x^4 + 1", false},
    {"2", "coeffs:1,1,0,1", "x^4 + x^3 + x + 1", false},
    {"3", "coeffs:1,1,0,1", "x^4 + 2*x^3 + 2*x + 2", false},
    {"3", "1,1,0,1", "x^4 + 2*x^3 + 2*x + 2", true},
    {"3", " 1, 01,0 ,1", "x^4 + 2*x^3 + 2*x + 2", true},
    {"3", "coeffs:-(1),2^2,-(0),1-2", "x^4 + x^3 + 2*x + 1", false},
    {"2", "galois:0x8016", "x^16 + x^5 + x^3 + x^2 + 1", false},
    {"2", "hex:0x0b101", "x^15 + x^13 + x^12 + x^8 + 1", false},
    {"2", "high:1,0,0,1,1", "x^4 + x + 1", false},
    {"2", "HIGH:[1,0,0,1,1]", "x^4 + x + 1", false},
    {"2", "high:1,1,0,0", "x^3 + x^2", false},
    {"9", "high:a,a+1,1", "x^2 + a*x + (a+2)", false},
    {"18446744073709551557", "[18446744073709551556,1]", "x + 18446744073709551556", false},
    {"3", "4x^2+3", "x^2", false},
    {"2", "3x", "x", false},
    {"2", "3 t", "x", false},
    {"2", "coeffs:0,0", "x^2", false},
    {"2", "coeffs:0", "x", false},
    {"2", "x", "x", false},
    {"2", "x^3", "x^3", false},
    {"2", "2x^3+x", "x", false},
    {"2", "-x^2 - -1", "x^2 + 1", false},
    {"2", "X^2+X+1", "x^2 + x + 1", false},
    {"2", "A^2+A+1", "x^2 + x + 1", false},
    {"2", "xx x", "x^3", false},
    {"2", "x^3(x+1)^2", "x^5 + x^3", false},
    {"2", "(x+1)^3 (x^2+x+1)", "x^5 + x^3 + x^2 + 1", false},
    {"2", "((((x))))", "x", false},
    {"2", "x^0 + x^1", "x + 1", false},
    {"2", "0^0x + 1", "x + 1", false},
    {"2", "x^1000000 + 1", "x^1000000 + 1", false},
    {"2", "(x+1)^1048576 + (x+1)^1048576 + x", NULL, false}, /* over the limit even if it cancels */
    {"2", "(x^2+1)^262144", "x^524288 + 1", false},
    {"3", "(x+1)(x+2)", "x^2 + 2", false},
    {"3", "2*x^2 + 1", "x^2 + 2", false},
    {"5", "3(x^2+2)+x(x+1)(-1)", "x^2 + 2*x + 3", false},
    {"7", "10000000000000000000000000000000000000000 x^2 + 3", "x^2 + 6", false},
    {"7", "x + 3^1000000000000000000000000000", "x + 4", false},
    {"65537", "x^2 - 1", "x^2 + 65536", false},
    {"9", "x^2 + (a+1)*x + a", "x^2 + (a+1)*x + a", false},
    {"9", "2a x + a a", "x + 2*a", false},
    {"9", "(a+1)x^2 + a x + 1", "x^2 + (a+2)*x + (2*a+2)", false},
    {"9", "[1, a+1, 2a]", "x^2 + 2*a*x + (2*a+1)", false},
    {"9", "coeffs:a+1,1", "x^2 + 2*x + (2*a+2)", false},
    {"9", "x + a^8", "x + 1", false},
    {"9", "x + a^80000000000000000000000000001", "x + a", false},
    {"9", "x + (a+1)^9", "x + (a+1)", false},
    {"9", "(x+a)^9", "x^9 + a", false},
    {"9", "(a x)^2", "x^2", false},
    {"2^10", "x + a^9 + a", "x + (a^9+a)", false},
};

START_TEST(good_texts)
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_error error = {0};
    field_of(&field, good[_i].order, NULL);
    lfsr_spec_init(&spec);
    const char *text = good[_i].text;
    lfsr_status status = lfsr_spec_parse(&spec, &field, text, strlen(text), good[_i].line_form, &error);
    if (good[_i].printed == NULL) {
        ck_assert_int_eq(status, LFSR_UNABLE);
    } else {
        ck_assert_msg(status == LFSR_OK, "%s: %s", text, error.message);
        char *printed = lfsr_spec_polynomial_text(&spec);
        ck_assert_str_eq(printed, good[_i].printed);
        free(printed);
    }
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

#define EXPONENT "expected an exponent (an integer of at least 0), found "
#define CONSTANT "the polynomial is a constant, its degree must be at least 1"
#define ZERO     "the polynomial is zero, its degree must be at least 1"
#define ONLY_GF2 " notation requires GF(2)"

#define TAPS_HINT "; exponents are written taps:16,15,13,4"

static const struct {
    const char *order, *text;
    size_t column;
    const char *code, *message;
} bad[] = {
    {"2", "", 1, "syntax", "expected a polynomial, found the end"},
    {"2", "   ", 4, "syntax", "expected a polynomial, found the end"},
    {"2", "x^", 3, "syntax", EXPONENT "the end"},
    {"2", "x^2+", 5, "syntax", "expected a term, found the end"},
    {"2", "2x^^3", 4, "syntax", EXPONENT "'^'"},
    {"2", "x^-1", 3, "syntax",
     EXPONENT "'-' (exponents are not negative; multiply by a power of the variable)"},
    {"2", "x^(2)", 3, "syntax", EXPONENT "'('"},
    {"2", "y+x", 3, "syntax", "expected the variable 'y' throughout, found 'x'"},
    {"2", "x^99999999999", 3, "degree", "the degree 99999999999 is over the limit of 1000000"},
    {"2", "x^99999999999999999999999999999999", 3, "degree",
     "the degree 99999999999999999999... is over the limit of 1000000"},
    {"2", "x^1000001", 3, "degree", "the degree 1000001 is over the limit of 1000000"},
    {"2", "x^600000 x^600000", 12, "degree", "the degree 1200000 is over the limit of 1000000"},
    {"2", "(x+1)^1000001", 7, "degree", "the degree of this power is over the limit of 1000000"},
    {"2", "(x+1)^99999999999999999999", 7, "degree", "the degree of this power is over the limit of 1000000"},
    {"2^100", "x^167773", 3, "degree",
     "the degree 167773 is over the limit of 167771 for a field of degree 100"},
    {"2", "1", 1, "degree", CONSTANT},
    {"2", "0", 1, "degree", ZERO},
    {"2", " x+x", 2, "degree", ZERO},
    {"2", "0x0", 1, "degree", ZERO},
    {"2", "0x1", 1, "degree", CONSTANT},
    {"2", "koopman:0", 1, "degree", CONSTANT},
    {"2", "0xZZ", 3, "syntax", "expected a hexadecimal digit, found 'Z'"},
    {"2", "0x", 3, "syntax", "expected a hexadecimal digit, found the end"},
    {"2", "0x1G", 4, "syntax", "expected a hexadecimal digit or the end, found 'G'"},
    {"3", "0x13", 1, "syntax", "hexadecimal" ONLY_GF2},
    {"4", "hex:13", 5, "syntax", "hexadecimal" ONLY_GF2},
    {"3", "taps:3,1", 6, "syntax", "taps:" ONLY_GF2},
    {"2", "[1,0,", 6, "syntax", "expected a field element, found the end"},
    {"2", "[", 2, "syntax", "expected a field element, found the end"},
    {"2", "[]", 2, "syntax", "expected a field element, found ']'"},
    {"2", "[1,0", 5, "syntax", "expected ',' or ']', found the end"},
    {"2", "[1,1]x", 6, "syntax", "expected the end, found 'x'"},
    {"2", "[1,x]", 4, "syntax", "expected a field element, found the letter 'x'"},
    {"2", "[1,0,0]", 6, "degree", "the leading coefficient, the last of the list, is 0"},
    {"2", "[1,2]", 4, "syntax", "the entry 2 is not in 0..1" TAPS_HINT},
    {"2", "[16,15,13,4]", 2, "syntax", "the entry 16 is not in 0..1" TAPS_HINT},
    {"2", "list:1,0,1,00021", 12, "syntax", "the entry 00021 is not in 0..1" TAPS_HINT},
    {"2", "coeffs:1,16", 10, "syntax", "the entry 16 is not in 0..1" TAPS_HINT},
    {"2", "high:1,0,2", 10, "syntax", "the entry 2 is not in 0..1" TAPS_HINT},
    {"2", "high:0,1,1", 6, "degree", "the leading coefficient, the first of the list, is 0"},
    {"2", "[1,1111111111111111111111111]", 4, "syntax",
     "the entry 11111111111111111111... is not in 0..1" TAPS_HINT},
    {"2", "[1,-1]", 4, "syntax", "the entry -1 is negative; the integers of a list are 0..p-1"},
    {"3", "coeffs:1,3", 10, "syntax",
     "the entry 3 is not in 0..2; integers are reduced mod p in expressions only"},
    {"4", "[3,2,1]", 2, "syntax", "the entry 3 is not in 0..1; elements are written in a: 0, 1, a, a+1"},
    {"4", "[2a,1]", 2, "syntax", "the entry 2 is not in 0..1; elements are written in a: 0, 1, a, a+1"},
    {"18446744073709551557", "[18446744073709551557,1]", 2, "syntax",
     "the entry 18446744073709551557 is not in 0..18446744073709551556; integers are reduced mod p in "
     "expressions only"},
    {"2", "11021h", 6, "syntax",
     "'11021h' is ambiguous: write 0x11021 for a hexadecimal number, 11021*h for a product"},
    {"2", "hex:0b101", 5, "syntax", "0b marks a binary number; before hexadecimal digits write 0x"},
    {"2", "[1]", 1, "degree", CONSTANT},
    {"2", "taps:", 6, "syntax", "expected an exponent, found the end"},
    {"2", "taps:5,5", 8, "syntax", "the exponent 5 is given twice"},
    {"2", "taps:0", 1, "degree", CONSTANT},
    {"2", "taps:5,99999999", 8, "degree", "the degree 99999999 is over the limit of 1000000"},
    {"2", "coeffs:", 8, "syntax", "expected a field element, found the end"},
    {"2", "coeffs:1,,1", 10, "syntax", "expected a field element, found ','"},
    {"2", "coeffs:1,1;", 11, "syntax", "expected ',' or the end, found ';'"},
    {"2", "primes:1", 1, "syntax",
     "expected a polynomial or one of hex:, crc:, reversed:, koopman:, galois:, list:, high:, taps:, "
     "coeffs:, "
     "found another word before ':'"},
    {"2", "1,1,0", 2, "syntax",
     "expected an operator or the end (lists are written [1,0,1], taps:4,1 or coeffs:1,1), found ','"},
    {"2", "a+x", 1, "syntax", "'a' is not an element of a prime field (and cannot be the variable)"},
    {"2", "x 2", 3, "syntax", "expected an operator or the end, found '2'"},
    {"2", "x2^3", 3, "syntax", "expected an operator or the end, found '^'"},
    {"2", "x^2^3", 4, "syntax", "expected an operator or the end, found '^'"},
    {"2", "x * * 2", 5, "syntax", "expected a term, found '*'"},
    {"2", "(x+1", 5, "syntax", "expected an operator or ')', found the end"},
    {"2", "x)", 2, "syntax", "expected an operator or the end, found ')'"},
    {"2", "()", 2, "syntax", "expected a term, found ')'"},
    {"2", "x+\xc3\xa9", 3, "syntax", "expected a term, found U+00E9"},
};

START_TEST(bad_texts)
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_error error = {0};
    field_of(&field, bad[_i].order, NULL);
    lfsr_spec_init(&spec);
    const char *text = bad[_i].text;
    bool limit = strstr(bad[_i].message, "over the limit") != NULL;
    lfsr_status expected = limit ? LFSR_UNABLE : LFSR_BAD_INPUT;
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, text, strlen(text), false, &error), expected);
    ck_assert_msg(error.column == bad[_i].column && strcmp(error.message, bad[_i].message) == 0,
                  "%s: %zu: %s", text, error.column, error.message);
    ck_assert_str_eq(error.code, bad[_i].code);
    ck_assert_int_eq(error.status, expected);
    ck_assert_int_eq(spec.degree, 1); /* untouched */
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, text, strlen(text), false, NULL), expected);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

START_TEST(bytes_and_lengths)
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_error error = {0};
    field_of(&field, "2", NULL);
    lfsr_spec_init(&spec);
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, "x^2\0+x", 6, false, &error), LFSR_BAD_INPUT);
    ck_assert_uint_eq(error.column, 4);
    ck_assert_str_eq(error.message, "expected an operator or the end, found the byte 0x00");
    ck_assert_ok(lfsr_spec_parse(&spec, &field, "x^23", 3, false, &error), error); /* the length decides */
    ck_assert_int_eq(spec.degree, 2);
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, "1,,1", 4, true, &error), LFSR_BAD_INPUT);
    ck_assert_uint_eq(error.column, 3);
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, "5", 1, true, &error), LFSR_BAD_INPUT);
    ck_assert_str_eq(error.code, "degree");
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, "16,15,13,4", 10, true, &error), LFSR_BAD_INPUT);
    ck_assert_str_eq(error.message, "the entry 16 is not in 0..1" TAPS_HINT);

    size_t length = 10u << 20;
    char *text = malloc(length);
    memset(text, ' ', length);
    text[0] = 'x';
    ck_assert_ok(lfsr_spec_parse(&spec, &field, text, LFSR_MAX_TEXT, false, &error), error);
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, text, LFSR_MAX_TEXT + 1, false, &error), LFSR_UNABLE);
    ck_assert_str_eq(error.code, "too-large");
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, text, length, false, &error), LFSR_UNABLE);
    free(text);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

START_TEST(notes_on_what_may_not_be_meant)
{
    static const struct {
        const char *order, *text, *piece;
    } notes[] = {{"2", "0x1020", "mask"},
                 {"2", "0x2", "mask"},
                 {"2", "hex:1020", "mask"},
                 {"2", "0x1021", NULL},
                 {"2", "x^16+x^14+x^13+x^11", "+ 1"},
                 {"3", "2x^2+x", "+ 1"},
                 {"9", "x^2+a x", "+ 1"},
                 {"2", "x^5", NULL},
                 {"2", "x^5 + x^5 + x", NULL},
                 {"2", "x^3(x+1)", NULL},
                 {"2", "koopman:1020", NULL},
                 {"2", "taps:4,1", NULL},
                 {"2", "[0,1,1]", NULL},
                 {"2", "coeffs:0,1", NULL},
                 {"2", "x^4+x+1", NULL}};
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        lfsr_field_spec field;
        lfsr_spec spec;
        lfsr_error error = {0};
        field_of(&field, notes[i].order, NULL);
        lfsr_spec_init(&spec);
        size_t length = strlen(notes[i].text);
        ck_assert_ok(lfsr_spec_parse(&spec, &field, notes[i].text, length, false, &error), error);
        const char *note = lfsr_spec_note(&spec, notes[i].text, length);
        ck_assert_msg((note == NULL) == (notes[i].piece == NULL), "%s", notes[i].text);
        ck_assert(note == NULL || strstr(note, notes[i].piece) != NULL);
        lfsr_spec_clear(&spec);
        lfsr_field_spec_clear(&field);
    }
}
END_TEST

START_TEST(field_prefixes)
{
    static const struct {
        const char *text;
        size_t bytes, order;
    } prefixes[] = {{"3: x^4+x+2", 2, 1},  {"2^4: x^2+x+a", 4, 3}, {" 3 ^ 2 :x", 8, 6},
                    {"-3: x", 3, 2},       {"x^4+x+1", 0, 0},      {"taps:4,1", 0, 0},
                    {"0x13", 0, 0},        {"1,1,0", 0, 0},        {"", 0, 0},
                    {"2", 0, 0},           {"2x: x", 0, 0},        {": x", 0, 0},
                    {"2: taps:3,1", 2, 1}, {"GF(4): x", 6, 5},     {"gf9: x", 4, 3},
                    {"F_2^8: x", 6, 5},    {"F: x", 0, 0},         {"g: x", 0, 0},
                    {"GF(: x", 0, 0},      {"GF", 0, 0},           {"f_", 0, 0}};
    for (size_t i = 0; i < sizeof prefixes / sizeof *prefixes; i++) {
        size_t order = 0;
        ck_assert_uint_eq(lfsr_spec_field_prefix(prefixes[i].text, strlen(prefixes[i].text), &order),
                          prefixes[i].bytes);
        ck_assert_uint_eq(order, prefixes[i].order);
    }
}
END_TEST

static const char *const field_orders[] = {"2",
                                           "3",
                                           "5",
                                           "7",
                                           "257",
                                           "65537",
                                           "2305843009213693951",
                                           "1606938044258990275541962092341162602522202993782792835301611",
                                           "4",
                                           "8",
                                           "9",
                                           "25",
                                           "256",
                                           "2^10",
                                           "3^5",
                                           "65537^2",
                                           "2305843009213693951^3",
                                           "1000003^4",
                                           "1606938044258990275541962092341162602522202993782792835301611^2"};
enum { FIELDS = sizeof field_orders / sizeof *field_orders };

static const char *field_order(int i)
{
    return i < FIELDS ? field_orders[i] : boundary_fields[i - FIELDS];
}

/* A random monic polynomial: sparse or dense, with small or arbitrary digits. */
static void random_spec(lfsr_spec *spec, const lfsr_field_spec *field, slong degree, uint64_t *seed)
{
    slong k = field->k;
    uint64_t sparse = 1 + test_random(seed, 6);
    lfsr_field_spec_set(&spec->field, field);
    _fmpz_vec_clear(spec->coefficients, (spec->degree + 1) * 1);
    spec->degree = degree;
    spec->coefficients = _fmpz_vec_init((degree + 1) * k);
    for (slong i = 0; i < degree * k; i++) {
        if (test_random(seed, sparse) != 0)
            continue;
        for (int word = 0; word < 4; word++) {
            fmpz_mul_2exp(spec->coefficients + i, spec->coefficients + i, 64);
            fmpz_add_ui(spec->coefficients + i, spec->coefficients + i, test_random(seed, 0));
        }
        if (test_random(seed, 3) == 0)
            fmpz_set_ui(spec->coefficients + i, test_random(seed, 3));
        fmpz_mod(spec->coefficients + i, spec->coefficients + i, field->p);
    }
    fmpz_one(spec->coefficients + degree * k);
}

static void expect_spec(const lfsr_spec *expected, const char *text)
{
    lfsr_spec spec;
    lfsr_error error = {0};
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_spec_parse(&spec, &expected->field, text, strlen(text), false, &error);
    ck_assert_msg(status == LFSR_OK && lfsr_spec_equal(&spec, expected), "%.400s: %s", text, error.message);
    lfsr_spec_clear(&spec);
}

/* The coefficients as [..] and, negated, as coeffs:.. */
static char *list_text(const lfsr_spec *spec, bool recurrence)
{
    size_t capacity = 64, length;
    for (slong i = 0; i <= spec->degree; i++) {
        char *c = lfsr_spec_coefficient_text(spec, i);
        capacity += strlen(c) + 8;
        free(c);
    }
    char *text = malloc(capacity);
    length = (size_t)sprintf(text, "%s", recurrence ? "coeffs:" : "[");
    for (slong i = 0; i < spec->degree + (recurrence ? 0 : 1); i++) {
        char *c = lfsr_spec_coefficient_text(spec, i);
        length += (size_t)sprintf(text + length, "%s%s%s%s", i > 0 ? "," : "", recurrence ? "-(" : "", c,
                                  recurrence ? ")" : "");
        free(c);
    }
    if (!recurrence)
        sprintf(text + length, "]");
    return text;
}

/* Into a buffer, and into one that is too short by one byte. */
static void expect_print(const lfsr_spec *spec, const char *text)
{
    static char printed[1 << 20];
    size_t length = strlen(text);
    ck_assert_uint_eq(lfsr_spec_polynomial_print(printed, sizeof printed, spec), length);
    ck_assert_str_eq(printed, text);
    ck_assert_uint_eq(lfsr_spec_polynomial_print(printed, length + 1, spec), length);
    ck_assert_str_eq(printed, text);
    printed[0] = '?';
    ck_assert_uint_eq(lfsr_spec_polynomial_print(printed, length, spec), length);
    ck_assert_int_eq(printed[0], '?');
}

START_TEST(everything_printed_reads_back)
{
    lfsr_field_spec field;
    uint64_t seed = test_seed() + (uint64_t)_i;
    field_of(&field, field_order(_i), NULL);
    for (long trial = 0; trial < test_scaled(60); trial++) {
        lfsr_spec spec, copy;
        lfsr_spec_init(&spec);
        lfsr_spec_init(&copy);
        random_spec(&spec, &field, 1 + (slong)test_random(&seed, trial % 10 == 0 ? 200 : 12), &seed);
        if (trial % 7 == 0 && trial < 70) /* about the length of a word */
            random_spec(&spec, &field, 60 + trial / 7, &seed);
        lfsr_spec_set(&copy, &spec);
        ck_assert(lfsr_spec_equal(&copy, &spec));
        char *text = lfsr_spec_polynomial_text(&spec);
        expect_spec(&spec, text);
        expect_print(&spec, text);
        free(text);
        text = list_text(&spec, false);
        expect_spec(&spec, text);
        free(text);
        text = list_text(&spec, true);
        expect_spec(&spec, text);
        free(text);
        fmpz_set_ui(copy.coefficients, fmpz_is_zero(copy.coefficients) ? 1 : 0);
        ck_assert(!lfsr_spec_equal(&copy, &spec));
        lfsr_spec_clear(&copy);
        lfsr_spec_clear(&spec);
    }
    lfsr_field_spec_clear(&field);
}
END_TEST

/* Digits of one element times another, schoolbook, reduced by the modulus; out += left * right. */
static void mul_add(fmpz *out, const fmpz *left, const fmpz *right, const lfsr_field_spec *field)
{
    slong k = field->k;
    fmpz *wide = _fmpz_vec_init(2 * k);
    for (slong i = 0; i < k; i++)
        for (slong j = 0; j < k; j++)
            fmpz_addmul(wide + i + j, left + i, right + j);
    for (slong i = 2 * k - 2; i >= k; i--)
        for (slong j = 0; j < k; j++)
            fmpz_submul(wide + i - k + j, wide + i, field->modulus + j);
    for (slong i = 0; i < k; i++) {
        fmpz_add(out + i, out + i, wide + i);
        fmpz_mod(out + i, out + i, field->p);
    }
    _fmpz_vec_clear(wide, 2 * k);
}

static void multiply_specs(lfsr_spec *product, const lfsr_spec *left, const lfsr_spec *right)
{
    slong k = left->field.k;
    lfsr_spec_set(product, left);
    _fmpz_vec_clear(product->coefficients, (product->degree + 1) * k);
    product->degree = left->degree + right->degree;
    product->coefficients = _fmpz_vec_init((product->degree + 1) * k);
    for (slong i = 0; i <= left->degree; i++)
        for (slong j = 0; j <= right->degree; j++)
            mul_add(product->coefficients + (i + j) * k, left->coefficients + i * k,
                    right->coefficients + j * k, &left->field);
}

/* "u (f)^2 x^3 (g) + 0", f and g printed, u a unit: read as f^2 g x^3. */
START_TEST(products_mean_what_schoolbook_says)
{
    static const char *const units[] = {"", "-", "3^2", "(2-3)*"};
    static const char *const extension_units[] = {"a", "a^7*", "(a+1)^3", "-a^2(a)*"};
    lfsr_field_spec field;
    uint64_t seed = test_seed() + (uint64_t)_i;
    field_of(&field, field_order(_i), NULL);
    for (long trial = 0; trial < test_scaled(40); trial++) {
        lfsr_spec f, g, x, square, product;
        lfsr_spec_init(&f);
        lfsr_spec_init(&g);
        lfsr_spec_init(&x);
        lfsr_spec_init(&square);
        lfsr_spec_init(&product);
        random_spec(&f, &field, 1 + (slong)test_random(&seed, 8), &seed);
        random_spec(&g, &field, 1 + (slong)test_random(&seed, 8), &seed);
        random_spec(&x, &field, 3, &seed);
        _fmpz_vec_zero(x.coefficients, 3 * field.k);
        multiply_specs(&square, &f, &f);
        multiply_specs(&product, &square, &g);
        multiply_specs(&square, &product, &x);
        char *ft = lfsr_spec_polynomial_text(&f), *gt = lfsr_spec_polynomial_text(&g);
        const char *unit = field.k > 1 && test_random(&seed, 2) == 0 ? extension_units[test_random(&seed, 4)]
                                                                     : units[test_random(&seed, 4)];
        if (strcmp(unit, "3^2") == 0 && fmpz_equal_ui(field.p, 3))
            unit = "";
        size_t capacity = strlen(ft) + strlen(gt) + 64;
        char *text = malloc(capacity);
        snprintf(text, capacity, "%s(%s)^2 x^3(%s) + 0", unit, ft, gt);
        expect_spec(&square, text);
        free(text);
        free(ft);
        free(gt);
        lfsr_spec_clear(&f);
        lfsr_spec_clear(&g);
        lfsr_spec_clear(&x);
        lfsr_spec_clear(&square);
        lfsr_spec_clear(&product);
    }
    lfsr_field_spec_clear(&field);
}
END_TEST

/* Valid texts with bytes changed, cut, doubled: accepted or refused, without a crash. */
START_TEST(hostile_bytes_are_answered_or_refused)
{
    static const char pieces[] = "x^2+*(-)a[],:0123456789xXyF \t\n\0\xff#.taps:coeffs:list:hex:koopman:";
    uint64_t seed = test_seed();
    lfsr_field_spec fields[4];
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    const char *const orders[4] = {"2", "3", "9", "2305843009213693951^3"};
    long accepted = 0, trials = test_scaled(40000);
    for (int i = 0; i < 4; i++)
        field_of(&fields[i], orders[i], NULL);
    for (long trial = 0; trial < trials; trial++) {
        char text[96];
        const char *from = test_random(&seed, 2) == 0
                               ? good[test_random(&seed, sizeof good / sizeof *good)].text
                               : bad[test_random(&seed, sizeof bad / sizeof *bad)].text;
        if (strstr(from, ")^1") != NULL || strstr(from, ")^2") != NULL)
            continue; /* large powers are slow over large fields, and tested above */
        size_t length = strlen(from) < 80 ? strlen(from) : 80;
        memcpy(text, from, length);
        for (uint64_t changes = test_random(&seed, 4); changes > 0 && length > 0; changes--) {
            size_t at = test_random(&seed, length);
            char piece = pieces[test_random(&seed, sizeof pieces - 1)];
            if (test_random(&seed, 3) == 0) {
                memmove(text + at, text + at + 1, --length - at);
            } else if (test_random(&seed, 2) == 0 && length < sizeof text) {
                memmove(text + at + 1, text + at, length++ - at);
                text[at] = piece;
            } else {
                text[at] = piece;
            }
        }
        lfsr_error error = {0};
        char *exact = malloc(length > 0 ? length : 1); /* so that a read past the end is seen */
        memcpy(exact, text, length);
        lfsr_status status = lfsr_spec_parse(&spec, &fields[test_random(&seed, 4)], exact, length,
                                             test_random(&seed, 2) == 0, &error);
        ck_assert(status == LFSR_OK || status == LFSR_BAD_INPUT || status == LFSR_UNABLE);
        ck_assert(status == LFSR_OK || (error.message[0] != '\0' && error.column <= length + 1));
        accepted += status == LFSR_OK ? 1 : 0;
        size_t order_length;
        ck_assert_uint_le(lfsr_spec_field_prefix(exact, length, &order_length), length);
        free(exact);
    }
    ck_assert_int_gt(accepted, trials / 20);
    ck_assert_int_lt(accepted, trials);
    for (int i = 0; i < 4; i++)
        lfsr_field_spec_clear(&fields[i]);
    lfsr_spec_clear(&spec);
}
END_TEST

/* Texts of a few megabytes built to cost much more than that. */
START_TEST(costly_texts_are_refused)
{
    static const struct {
        const char *piece;
        size_t count;
        const char *tail;
    } costly[] = {{"(x+1)", 1500000, "1"},    {"(x^1000000+1)+", 500000, "x"},
                  {"(x^1000000+1+", 99, "x"}, {"(", 8000000, "x"},
                  {"x", 8000000, ""},         {"1,", 4000000, "1"}};
    lfsr_field_spec field;
    lfsr_spec spec;
    field_of(&field, "3", NULL);
    lfsr_spec_init(&spec);
    size_t piece = strlen(costly[_i].piece), length = piece * costly[_i].count;
    char *text = malloc(length + 8);
    for (size_t i = 0; i < costly[_i].count; i++)
        memcpy(text + i * piece, costly[_i].piece, piece);
    strcpy(text + length, costly[_i].tail);
    lfsr_error error = {0};
    ck_assert_int_eq(lfsr_spec_parse(&spec, &field, text, strlen(text), true, &error), LFSR_UNABLE);

    free(text);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

/* The same piece up to 8 MiB; the sum of what was charged may pass the limit by the last operation alone, and
 * every operation costs less than the limit. Without its charge, one loop or another of these would run for
 * minutes. */
START_TEST(every_loop_is_charged)
{
    static const struct {
        const char *order, *head, *piece, *tail;
        double least; /* of what must have been charged */
        bool accepted;
    } costly[] = {
        {"3", "(x^1000000+1)", "*2", "", 1e8, false},                        /* scaled again and again */
        {"3", "(x+1)^100000", "*2", "", 1e8, false},                         /* dense */
        {"9", "(x+a)^1000", "*a", "", 1e8, false},                           /* elements, one by one */
        {"9", "(x^900000+1)", "(x+1)", "", 1e8, false},                      /* products */
        {"LARGE", "x", "+3^99999999999999999999", "", 1e8, false},           /* powers mod a long p */
        {"LARGE", "x+", "1234567890123456789", "", 1e7, true},               /* one number of 8 MiB */
        {"LARGE", "x^5", "+1234567890", "", 1e6, true},                      /* many numbers */
        {"2^1024", "x", "+a^99999999999999999999999999999", "", 1e8, false}, /* powers of a */
        {"2^1024", "x", "+(a+1)^2", "", 1e8, false},
        {"2^1024", "x", "+a^1023", "", 1e8, false}, /* sums over a long element */
        {"2", "x", "+1", "", 1e7, true},            /* terms */
        {"2", "x", "*1", "", 1e7, true},            /* factors */
        {"2", "x", "(1)", "", 1e7, true},           /* groups */
        {"2", "x", "+x^1000000", "", 1e7, false},   /* a degree that comes and goes */
        {"5", "[1", ",2^3", "]", 1e7, false},       /* entries of a list */
        {"3", "x", "+Mod(1,3)", "", 1e7, true},     /* residues */
        {"9", "x", "+Mod(t,t^2+2*t+2)", "", 1e7, true},
        {"3", "x", "+Z(3)", "", 1e8, false}, /* GAP's elements */
        {"9", "x", "+Z(9)^5", "", 1e8, false},
        {"9", "x", "+$.1", "", 1e7, true},
        {"2", "x", "+x^{4}", "", 1e6, true}, /* plain spelling */
        {"4", "Poly(x", "+3*x", ", GF(2^2))", 1e7, true},
    };
    size_t piece = strlen(costly[_i].piece), length = strlen(costly[_i].head);
    char *text = malloc(LFSR_MAX_TEXT + 64);
    lfsr_field_spec field;
    lfsr_error error = {0};
    strcpy(text, costly[_i].head);
    while (length + piece + strlen(costly[_i].tail) <= (size_t)LFSR_MAX_TEXT) {
        memcpy(text + length, costly[_i].piece, piece);
        length += piece;
    }
    strcpy(text + length, costly[_i].tail);
    length += strlen(costly[_i].tail);
    field_of(&field, strcmp(costly[_i].order, "LARGE") == 0 ? "2" : costly[_i].order, NULL);
    if (strcmp(costly[_i].order, "LARGE") == 0) { /* reading needs no prime */
        fmpz_one(field.p);
        fmpz_mul_2exp(field.p, field.p, 16383);
        fmpz_add_ui(field.p, field.p, 1);
    }
    lfsr_parser parser;
    lfsr_value value = LFSR_VALUE_ZERO;
    lfsr_parser_init(&parser, &field, text, length, false, &error);
    lfsr_status status = lfsr_read_polynomial(&parser, &value, false);
    ck_assert_msg(status == (costly[_i].accepted ? LFSR_OK : LFSR_UNABLE), "%d: %s", _i, error.message);
    ck_assert_msg(parser.arith.work >= costly[_i].least, "%d: %g", _i, parser.arith.work);
    ck_assert_msg(parser.arith.work <= 2 * LFSR_WORK_LIMIT, "%d: %g", _i, parser.arith.work);
    lfsr_value_clear(&value, &parser.arith);
    lfsr_parser_clear(&parser);
    lfsr_field_spec_clear(&field);
    free(text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("notation");
    TCase *tcase = test_case(suite, "notation", 240);
    tcase_add_loop_test(tcase, good_texts, 0, (int)(sizeof good / sizeof *good));
    tcase_add_loop_test(tcase, bad_texts, 0, (int)(sizeof bad / sizeof *bad));
    tcase_add_test(tcase, bytes_and_lengths);
    tcase_add_test(tcase, notes_on_what_may_not_be_meant);
    tcase_add_test(tcase, field_prefixes);
    tcase_add_loop_test(tcase, everything_printed_reads_back, 0, FIELDS + BOUNDARY_FIELDS);
    tcase_add_loop_test(tcase, products_mean_what_schoolbook_says, 0, FIELDS + BOUNDARY_FIELDS);
    tcase_add_test(tcase, hostile_bytes_are_answered_or_refused);
    TCase *costly_case = test_case(suite, "costly", 600);
    tcase_set_tags(costly_case, "costly"); /* seconds of arithmetic in FLINT: not under valgrind */
    tcase_add_loop_test(costly_case, costly_texts_are_refused, 0, 6);
    tcase_add_loop_test(costly_case, every_loop_is_charged, 0, 22);
    return test_main(suite);
}
