/* Polynomials as other tools and data sheets write them: what they printed, word for word, and what it means.
 */
#include "test_support.h"

#include <string.h>

#include "lfsr/notation.h"

/* order NULL: not given, the text may name the field. */
static const struct {
    const char *source, *order, *modulus, *text, *field, *printed;
} spellings[] = {
    /* gp 2.15: Mod(1,2)*(x^4+x+1), Vecrev, Vec; ffgen(2^2,'a); t over Mod(1,3) */
    {"PARI", NULL, NULL, "Mod(1, 2)*x^4 + Mod(1, 2)*x + Mod(1, 2)", "2", "x^4 + x + 1"},
    {"PARI", "2", NULL, "Mod(1, 2)*x^4 + Mod(1, 2)*x + Mod(1, 2)", "2", "x^4 + x + 1"},
    {"PARI", NULL, NULL, "[Mod(1, 2), Mod(1, 2), Mod(0, 2), Mod(0, 2), Mod(1, 2)]", "2", "x^4 + x + 1"},
    {"PARI", "2", NULL, "high:[Mod(1, 2), Mod(0, 2), Mod(0, 2), Mod(1, 2), Mod(1, 2)]", "2", "x^4 + x + 1"},
    {"PARI", NULL, NULL, "Mod(1, 3)*x^2 + Mod(2, 3)*x + Mod(2, 3)", "3", "x^2 + 2*x + 2"},
    {"PARI", NULL, NULL, "Mod(5, 101)*x^3 + Mod(100, 101)*x", "101", "x^3 + 20*x"},
    {"PARI", NULL, NULL, "Mod(x^4 + x + 1, 2)", "2", "x^4 + x + 1"},
    {"PARI", NULL, NULL, "Mod(1, 3)*x^2 + Mod(-1, 3)", "3", "x^2 + 2"},
    {"PARI", NULL, NULL, "Mod(2, 3)^3*x + Mod(1,3)", "3", "x + 2"},
    {"PARI", "4", NULL, "x^2 + (a + 1)*x + a", "2^2", "x^2 + (a+1)*x + a"},
    {"PARI", "4", NULL, "[1, a + 1, 1]", "2^2", "x^2 + (a+1)*x + 1"},
    {"PARI", "2^8", "a^8 + a^6 + a^5 + a^4 + a^3 + a + 1", "x^2 + a^7*x + (a^2 + 1)", "2^8",
     "x^2 + a^7*x + (a^2+1)"},
    {"PARI", NULL, NULL,
     "Mod(1, 3)*x^2 + Mod(Mod(1, 3)*t + Mod(1, 3), Mod(1, 3)*t^2 + Mod(2, 3)*t + Mod(2, 3))*x + Mod(Mod(1, "
     "3)*t, Mod(1, 3)*t^2 + Mod(2, 3)*t + Mod(2, 3))",
     "3^2", "x^2 + (a+1)*x + a"},
    {"PARI", "9", "a^2+1", "Mod(1, 3)*x^2 + Mod(Mod(2, 3)*t + Mod(1, 3), Mod(1, 3)*t^2 + Mod(1, 3))", "3^2",
     "x^2 + (2*a+1)"},
    {"PARI", NULL, NULL, "x^2 + Mod(t, t^2 + Mod(1,2)*t + 1)", "2^2", "x^2 + a"},

    /* GAP 4.12: Print of polynomials over GF(2), GF(4), GF(3), GF(9), GF(101), GF(64), GF(65537), GF(2^20) */
    {"GAP", NULL, NULL, "x^4+x+Z(2)^0", "2", "x^4 + x + 1"},
    {"GAP", "2", NULL, "x_1^4+x_1+Z(2)^0", "2", "x^4 + x + 1"},
    {"GAP", NULL, NULL, "[ Z(2)^0, Z(2)^0, 0*Z(2), 0*Z(2), Z(2)^0 ]", "2", "x^4 + x + 1"},
    {"GAP", "4", NULL, "x^4+Z(2^2)*x+Z(2^2)^2", "2^2", "x^4 + a*x + (a+1)"},
    {"GAP", NULL, NULL, "x^4+Z(2^2)*x+Z(2^2)^2", "2^2", "x^4 + a*x + (a+1)"},
    {"GAP", NULL, NULL, "x^2+Z(4)^2*x+Z(4)", "2^2", "x^2 + (a+1)*x + a"},
    {"GAP", NULL, NULL, "x_1^4-x_1-Z(3)^0", "3", "x^4 + 2*x + 2"},
    {"GAP", NULL, NULL, "x_1^4+Z(3^2)^5*x_1-Z(3)^0", "3^2", "x^4 + 2*a*x + 2"},
    {"GAP", NULL, NULL, "[ Z(3), Z(3^2)^5, 0*Z(3), 0*Z(3), Z(3)^0 ]", "3^2", "x^4 + 2*a*x + 2"},
    {"GAP", NULL, NULL, "x_1^4+Z(101)^12*x_1-Z(101)^0", "101", "x^4 + 56*x + 100"},
    {"GAP", "64", NULL, "x^4+Z(2^6)*x^2+Z(2^2)*x+Z(2^3)", "2^6",
     "x^4 + a*x^2 + (a^3+a^2+a)*x + (a^5+a^4+a^2+1)"},
    {"GAP", NULL, NULL, "x^4+Z(2^2)*x+Z(2^3)", "2^6", "x^4 + (a^3+a^2+a)*x + (a^5+a^4+a^2+1)"},
    {"GAP", NULL, NULL, "x_1^4+ZmodpZObj(65492,65537)*x_1-ZmodpZObj(1,65537)", "65537",
     "x^4 + 65492*x + 65536"},
    {"GAP", NULL, NULL, "[ ZmodpZObj( 65536, 65537 ), ZmodpZObj( 0, 65537 ), ZmodpZObj( 1, 65537 ) ]",
     "65537", "x^2 + 65536"},
    {"GAP", NULL, NULL, "x^4+(Z(2,20)+Z(2,20)^3)*x+Z(2)^0", "2^20", "x^4 + (a^3+a)*x + 1"},
    {"GAP", "9", "a^2+1", "x_1^2+Z(3)", "3^2", "x^2 + 2"},

    {"Sage", NULL, NULL, "x^4 + x + 1", "2", "x^4 + x + 1"},
    {"Sage", "4", NULL, "x^4 + (z2+1)*x + z2", "2^2", "x^4 + (a+1)*x + a"},
    {"Sage", "4", NULL, "x^4 + (z2 + 1)*x + z2", "2^2", "x^4 + (a+1)*x + a"},
    {"Sage", "4", NULL, "z2*x^2 + x + 1", "2^2", "x^2 + (a+1)*x + (a+1)"},
    {"Sage", "2^8", NULL, "x^2 + (z8^7 + z8^2)*x + z8", "2^8", "x^2 + (a^7+a^2)*x + a"},
    {"Sage", "4", NULL, "[z2, z2 + 1, 1]", "2^2", "x^2 + (a+1)*x + a"},

    {"Magma", NULL, NULL, "$.1^4 + $.1 + 1", "2", "x^4 + x + 1"},
    {"Magma", "4", NULL, "x^2 + $.1*x + $.1^2", "2^2", "x^2 + a*x + (a+1)"},
    {"Magma", "4", NULL, "x^2 + F.1*x + F.1^2", "2^2", "x^2 + a*x + (a+1)"},
    {"Magma", "4", NULL, "[ $.1, 0, 1 ]", "2^2", "x^2 + a"},
    {"Magma", "3", NULL, "$.1^2 + 2*$.1 + 2", "3", "x^2 + 2*x + 2"},

    {"galois", NULL, NULL, "Poly(x^4 + x + 1, GF(2))", "2", "x^4 + x + 1"},
    {"galois", NULL, NULL, "Poly(x^2 + 2x + 1, GF(3))", "3", "x^2 + 2*x + 1"},
    {"galois", NULL, NULL, "Poly(x^2 + 2x + 3, GF(2^2))", "2^2", "x^2 + a*x + (a+1)"},
    {"galois", NULL, NULL, "Poly(x^2 + (\xce\xb1)x + (\xce\xb1 + 1), GF(2^2))", "2^2", "x^2 + a*x + (a+1)"},
    {"galois", NULL, NULL, "Poly(x^2 + (\xce\xb1^2)x + (\xce\xb1), GF(2^2))", "2^2", "x^2 + (a+1)*x + a"},
    {"galois", NULL, NULL, "GF([1, 1, 0, 0, 1], order=2)", "2", "x^4 + x + 1"},
    {"galois", "4", NULL, "GF([3, 2, 1], order=2^2)", "2^2", "x^2 + a*x + (a+1)"},
    {"galois", NULL, NULL, "GF([8, 3, 1], order=3^2)", "3^2", "x^2 + a*x + (2*a+2)"},

    /* sympy 1.12 */
    {"sympy", NULL, NULL, "Poly(x**4 + x + 1, x, modulus=2)", "2", "x^4 + x + 1"},
    {"sympy", NULL, NULL, "Poly(x**4 - x + 1, x, modulus=3)", "3", "x^4 + 2*x + 1"},
    {"sympy", "2", NULL, "Poly(x**4 + x + 1, x, domain='ZZ')", "2", "x^4 + x + 1"},
    {"sympy", NULL, NULL, "Poly([1, 0, 0, 1, 1], x, modulus=2)", "2", "x^4 + x + 1"},

    {"numpy", NULL, NULL, "[1 1 0 0 1]", "2", "x^4 + x + 1"},
    {"numpy", NULL, NULL, "array([1, 1, 0, 0, 1])", "2", "x^4 + x + 1"},
    {"numpy", NULL, NULL, "array([1, 1, 0, 0, 1], dtype=uint8)", "2", "x^4 + x + 1"},
    {"numpy", "5", NULL, "array([1, 4, 0, 1], dtype=numpy.int8)", "5", "x^3 + 4*x + 1"},
    {"numpy", NULL, NULL, "poly1d([1, 0, 0, 1, 1])", "2", "x^4 + x + 1"},
    {"numpy", "3", NULL, "[ 2  1  0\n 1]", "3", "x^3 + x + 2"},

    {"LaTeX", NULL, NULL, "x^{4}+x+1", "2", "x^4 + x + 1"},
    {"LaTeX", NULL, NULL, "$x^{16} + x^{14} + x^{13} + x^{11} + 1$", "2", "x^16 + x^14 + x^13 + x^11 + 1"},
    {"LaTeX", "4", NULL, "x^{2} \\oplus \\alpha \\cdot x \\oplus \\left(\\alpha + 1\\right)", "2^2",
     "x^2 + a*x + (a+1)"},
    {"papers", NULL, NULL, "x\xe2\x81\xb4 + x + 1", "2", "x^4 + x + 1"},
    {"papers", NULL, NULL, "x\xc2\xb9\xe2\x81\xb6 + x\xc2\xb9\xc2\xb2+x\xc2\xb3 + x + 1", "2",
     "x^16 + x^12 + x^3 + x + 1"},
    {"papers", "3", NULL, "x^4 \xe2\x88\x92 x \xe2\x88\x92 1", "3", "x^4 + 2*x + 2"},
    {"papers", NULL, NULL, "x^4 \xe2\x8a\x95 x \xe2\x8a\x95 1", "2", "x^4 + x + 1"},
    {"papers", "3", NULL, "2\xc2\xb7x\xc2\xb2 + x\xc2\xa0+ 1", "3", "x^2 + 2*x + 2"},
    {"data sheets", NULL, NULL, "x16+x14+1", "2", "x^16 + x^14 + 1"},
    {"data sheets", NULL, NULL, "X16 + X15 + X2 + 1", "2", "x^16 + x^15 + x^2 + 1"},
    {"data sheets", NULL, NULL, "z4+z+1", "2", "x^4 + x + 1"},
    {"data sheets", "4", NULL, "z16+z14+a", "2^2", "x^16 + x^14 + a"},

    {"C", NULL, NULL, "0b10011", "2", "x^4 + x + 1"},
    {"C", NULL, NULL, "0B1_0011", "2", "x^4 + x + 1"},
    {"C", NULL, NULL, "0x1_1021", "2", "x^16 + x^12 + x^5 + 1"},
    {"C", NULL, NULL, "koopman:0b1001", "2", "x^4 + x + 1"},
    {"Verilog", NULL, NULL, "17'h11021", "2", "x^16 + x^12 + x^5 + 1"},
    {"Verilog", NULL, NULL, "17'b1_0001_0000_0010_0001", "2", "x^16 + x^12 + x^5 + 1"},
    {"Verilog", NULL, NULL, "16'h1021", "2", "x^16 + x^12 + x^5 + 1"},
    {"Verilog", NULL, NULL, "32'h04C1_1DB7", "2",
     "x^32 + x^26 + x^23 + x^22 + x^16 + x^12 + x^11 + x^10 + x^8 + x^7 + x^5 + x^4 + x^2 + x + 1"},
    {"Verilog", NULL, NULL, "galois:16'hB400", "2", "x^16 + x^14 + x^13 + x^11 + 1"},
    {"Verilog", NULL, NULL, "crc:16'h8005", "2", "x^16 + x^15 + x^2 + 1"},
    {"Verilog", NULL, NULL, "hex:16'h1021", "2", "x^12 + x^5 + 1"},

    {"taps", NULL, NULL, "taps:16 15 13 4", "2", "x^16 + x^15 + x^13 + x^4 + 1"},
    {"taps", NULL, NULL, "taps:[16,15,13,4]", "2", "x^16 + x^15 + x^13 + x^4 + 1"},
    {"taps", NULL, NULL, "taps:[16 15 13 4]", "2", "x^16 + x^15 + x^13 + x^4 + 1"},
    {"taps", NULL, NULL, "taps: (16, 15, 13, 4)", "2", "x^16 + x^15 + x^13 + x^4 + 1"},
    {"taps", NULL, NULL, "taps:16,15,13,4,0", "2", "x^16 + x^15 + x^13 + x^4 + 1"},
    {"taps", NULL, NULL, "taps:0 4 13 15 16", "2", "x^16 + x^15 + x^13 + x^4 + 1"},
    {"lists", NULL, NULL, "high:1 0 0 1 1", "2", "x^4 + x + 1"},
};

static void read_text(lfsr_spec *spec, const char *order, const char *modulus, const char *text)
{
    lfsr_field_spec field;
    lfsr_error error = {0};
    lfsr_field_spec_init(&field);
    if (order != NULL)
        ck_assert_ok(lfsr_field_spec_parse(&field, order, strlen(order), modulus, &error), error);
    size_t length = strlen(text);
    char *exact = malloc(length > 0 ? length : 1); /* so that a read past the end is seen */
    memcpy(exact, text, length);
    lfsr_status status = lfsr_spec_parse(spec, order != NULL ? &field : NULL, exact, length, false, &error);
    ck_assert_msg(status == LFSR_OK, "%s: %zu: %s", text, error.column, error.message);
    free(exact);
    lfsr_field_spec_clear(&field);
}

START_TEST(spellings_are_read)
{
    lfsr_spec spec, back;
    lfsr_error error = {0};
    lfsr_spec_init(&spec);
    lfsr_spec_init(&back);
    const char *text = spellings[_i].text;
    read_text(&spec, spellings[_i].order, spellings[_i].modulus, text);
    char *printed = lfsr_spec_polynomial_text(&spec), *field = lfsr_field_spec_order_text(&spec.field);
    ck_assert_msg(strcmp(printed, spellings[_i].printed) == 0, "%s: %s", text, printed);
    ck_assert_msg(strcmp(field, spellings[_i].field) == 0, "%s: GF(%s)", text, field);
    ck_assert_ok(lfsr_spec_parse(&back, &spec.field, printed, strlen(printed), false, &error), error);
    ck_assert(lfsr_spec_equal(&spec, &back));
    free(printed);
    free(field);
    lfsr_spec_clear(&back);
    lfsr_spec_clear(&spec);
}
END_TEST

/* CRCs from their data sheets: the polynomial, the word without its leading bit, the same reversed,
 * Koopman's. */
static const struct {
    const char *name;
    int width;
    uint64_t full_low, reversed, koopman; /* full_low: without the leading bit */
} crcs[] = {
    {"CRC-4/ITU", 4, 0x3, 0xC, 0x9},
    {"CRC-5/USB", 5, 0x05, 0x14, 0x12},
    {"CRC-7/MMC", 7, 0x09, 0x48, 0x44},
    {"CRC-8", 8, 0x07, 0xE0, 0x83},
    {"CRC-8/MAXIM", 8, 0x31, 0x8C, 0x98},
    {"CRC-8/SAE-J1850", 8, 0x1D, 0xB8, 0x8E},
    {"CRC-8/AUTOSAR", 8, 0x2F, 0xF4, 0x97},
    {"CRC-10/ATM", 10, 0x233, 0x331, 0x319},
    {"CRC-11/FlexRay", 11, 0x385, 0x50E, 0x5C2},
    {"CRC-12", 12, 0x80F, 0xF01, 0xC07},
    {"CRC-15/CAN", 15, 0x4599, 0x4CD1, 0x62CC},
    {"CRC-16/CCITT", 16, 0x1021, 0x8408, 0x8810},
    {"CRC-16/IBM", 16, 0x8005, 0xA001, 0xC002},
    {"CRC-16/DNP", 16, 0x3D65, 0xA6BC, 0x9EB2},
    {"CRC-16/T10-DIF", 16, 0x8BB7, 0xEDD1, 0xC5DB},
    {"CRC-17/CAN", 17, 0x1685B, 0x1B42D, 0x1B42D},
    {"CRC-21/CAN", 21, 0x102899, 0x132281, 0x18144C},
    {"CRC-24/OpenPGP", 24, 0x864CFB, 0xDF3261, 0xC3267D},
    {"CRC-24/BLE", 24, 0x00065B, 0xDA6000, 0x80032D},
    {"CRC-30/CDMA", 30, 0x2030B9C7, 0x38E74301, 0x30185CE3},
    {"CRC-32", 32, 0x04C11DB7, 0xEDB88320, 0x82608EDB},
    {"CRC-32C", 32, 0x1EDC6F41, 0x82F63B78, 0x8F6E37A0},
    {"CRC-32K", 32, 0x741B8CD7, 0xEB31D82E, 0xBA0DC66B},
    {"CRC-40/GSM", 40, 0x0004820009, 0x9000412000, 0x8002410004},
    {"CRC-64/ECMA", 64, UINT64_C(0x42F0E1EBA9EA3693), UINT64_C(0xC96C5795D7870F42),
     UINT64_C(0xA17870F5D4F51B49)},
    {"CRC-64/ISO", 64, UINT64_C(0x1B), UINT64_C(0xD800000000000000), UINT64_C(0x800000000000000D)},
};

START_TEST(words_of_crcs)
{
    char forms[8][96];
    int width = crcs[_i].width, count = 0;
    const unsigned long long low = crcs[_i].full_low, reversed = crcs[_i].reversed,
                             koopman = crcs[_i].koopman;
    snprintf(forms[count++], 96, "crc:%d:0x%llX", width, low);
    snprintf(forms[count++], 96, "crc: %d : %llx", width, low);
    snprintf(forms[count++], 96, "reversed:%d:0x%llX", width, reversed);
    snprintf(forms[count++], 96, "koopman:0x%llx", koopman);
    snprintf(forms[count++], 96, "galois:%d'h%llx", width, koopman);
    snprintf(forms[count++], 96, "crc:%d'h%llx", width, low);
    if (width % 4 == 0)
        snprintf(forms[count++], 96, "REVERSED:0x%0*llX", width / 4, reversed);
    lfsr_spec first, other;
    lfsr_spec_init(&first);
    lfsr_spec_init(&other);
    read_text(&first, "2", NULL, forms[0]);
    ck_assert_int_eq(first.degree, width);
    for (int i = 0; i < width; i++)
        ck_assert_msg((fmpz_is_one(first.coefficients + i) != 0) == ((low >> i & 1) != 0), "%s", forms[0]);
    for (int i = 1; i < count; i++) {
        read_text(&other, "2", NULL, forms[i]);
        ck_assert_msg(lfsr_spec_equal(&first, &other), "%s: %s and %s", crcs[_i].name, forms[0], forms[i]);
    }
    lfsr_spec_clear(&other);
    lfsr_spec_clear(&first);
}
END_TEST

/* What is refused: the column and the message. */
static const struct {
    const char *order, *modulus, *text;
    size_t column;
    const char *code, *message;
} refused[] = {
    {"3", NULL, "Mod(1, 2)*x^4 + Mod(1, 2)", 8, "field",
     "this is written over GF(2), the field here is GF(3)"},
    {"2", NULL, "x^2 + Mod(1, 3)", 14, "field", "this is written over GF(3), the field here is GF(2)"},
    {"2", NULL, "x^2 + Z(3)^0", 7, "field", "this is written over GF(3), the field here is GF(2)"},
    {"2", NULL, "x^2 + Z(4)", 7, "field", "this is written over GF(2^2), the field here is GF(2)"},
    {"8", NULL, "x^2 + Z(4)", 7, "field", "this is written over GF(2^6), the field here is GF(2^3)"},
    {"2", NULL, "Poly(x^2 + 2x + 1, GF(3))", 23, "field",
     "this is written over GF(3), the field here is GF(2)"},
    {"2", NULL, "Poly(x**2 + 1, x, modulus=3)", 27, "field",
     "this is written over GF(3), the field here is GF(2)"},
    {NULL, NULL, "Mod(1, 2)*x + Mod(1, 3)", 8, "field",
     "this is written over GF(2), the field here is GF(3)"},
    {NULL, NULL, "Mod(1, 3)*x + Mod(1, 2)", 22, "field",
     "this is written over GF(2), the field here is GF(3)"},
    {NULL, NULL, "Mod(1, 6)*x + Mod(1, 6)", 1, "field", "expected a prime power (2, 9, 2^8), found 6"},
    {NULL, NULL, "Poly(x + 1, GF(6))", 16, "field", "expected a prime power (2, 9, 2^8), found 6"},
    {"9", "a^2+1", "x+Z(9)", 3, "modulus",
     "GAP's Z is a root of a Conway polynomial, which is not the modulus of this field"},
    {"9", NULL, "x+Mod(t, t^2 + 1)", 3, "modulus",
     "the modulus of this element is not that of the field, a^2 + 2*a + 2"},
    {"9", NULL, "x+Mod(t^2, t^2 + 2*t + 2)", 3, "syntax",
     "an element has a degree below that of its modulus"},
    {"2", NULL, "x+Z(6)", 5, "field", "expected a prime power up to 65536, or p,k, for GAP's Z"},
    {"2", NULL, "x+Z(65537)", 5, "field", "expected a prime power up to 65536, or p,k, for GAP's Z"},
    {"2", NULL, "Mod(1", 1, "syntax", "expected Mod(value, modulus)"},
    {"2", NULL, "x_1 + x_2", 7, "syntax", "expected the variable 'x_1' throughout, found 'x_2'"},
    {"2", NULL, "x_1 + x", 7, "syntax", "expected the variable 'x_1' throughout, found 'x'"},
    {"2", NULL, "x^4 + (z2+1)*x + z2", 8, "syntax",
     "z2 looks like Sage's generator of GF(p^2), which is not the field here"},
    {"8", NULL, "x^4 + (z2+1)*x + z2", 8, "syntax",
     "z2 looks like Sage's generator of GF(p^2), which is not the field here"},
    {"2", NULL, "z2*x^2 + x + 1", 4, "syntax",
     "expected the variable 'z' throughout, found 'x' (this looks like Sage's output; z2 is its generator of "
     "GF(p^2), and --field or a prefix gives the field)"},
    {"2", NULL, "[z2, 1]", 2, "syntax",
     "z2 looks like Sage's generator of GF(p^2), which is not the field here"},
    {"4", NULL, "$.1^4 + $.1 + 1", 1, "syntax",
     "$.1 may be the variable or the generator of the field; name the variable in Magma: P<x> := "
     "PolynomialRing(F)"},
    {"2", NULL, "$.2 + 1", 1, "syntax", "expected a term, found '$' (Magma's variable is $.1)"},
    {"2", NULL, "$.12 + 1", 1, "syntax", "expected a term, found '$' (Magma's variable is $.1)"},
    {"4", NULL, "Poly(x^2 + 4x + 3, GF(2^2))", 12, "syntax",
     "4 is not the number of an element: they are 0..q-1"},
    {"2", NULL, "crc:0x1021", 5, "syntax", "expected the width before the word, as in crc:16:0x1021"},
    {"2", NULL, "crc:16:0x11021", 8, "syntax",
     "the word has 17 bits, one more than the width: crc: words leave out the leading bit; with it they are "
     "written hex:"},
    {"2", NULL, "crc:8:0x1021", 7, "syntax", "the word has 13 bits, more than its width of 8"},
    {"2", NULL, "crc:0:1", 5, "degree", "expected a width of at least 1, found 0"},
    {"2", NULL, "crc:16:", 8, "syntax", "expected a hexadecimal digit, found the end"},
    {"2", NULL, "reversed:8:0x8408", 12, "syntax", "the word has 16 bits, more than its width of 8"},
    {"3", NULL, "crc:16:0x1021", 5, "syntax", "crc: notation requires GF(2)"},
    {"3", NULL, "reversed:0x8408", 10, "syntax", "reversed: notation requires GF(2)"},
    {"2", NULL, "12'h1021", 1, "syntax", "the word has 13 bits, more than its width of 12"},
    {"2", NULL, "16'd4129", 4, "syntax", "expected h or b as the base of the literal, found 'd'"},
    {"2", NULL, "0'h1", 1, "degree", "expected a width from 1 to 1000000"},
    {"2", NULL, "0b102", 5, "syntax", "expected a binary digit or the end, found '2'"},
    {"2", NULL, "10011", 1, "degree",
     "10011 is a number, not a polynomial; a hexadecimal word is written 0x10011, a binary one 0b10011"},
    {"2", NULL, "taps:[16,15", 12, "syntax", "expected ',' or ']', found the end"},
    {"2", NULL, "taps:0,16,0", 11, "syntax", "the exponent 0 is given twice"},
    {"2", NULL, "[1, 0 1]", 7, "syntax", "expected ',', blanks or ']' as before, found '1'"},
    {"2", NULL, "1 0 0 1 1", 3, "syntax",
     "expected an operator or the end, found '0' (this looks like a list; write it [1 0 1], constant first)"},
    {"2", NULL, "{1, 0, 1}", 1, "syntax",
     "expected a term, found '{' (this looks like a list of C or Mathematica; write it [1,0,1], constant "
     "first)"},
    {"2", NULL, "<an immutable GF2 vector of length 5>", 1, "syntax",
     "expected a term, found '<' (this looks like a vector that GAP abbreviates; Print(List(v)) writes its "
     "entries)"},
    {"2", NULL, "[1 0 ... 0 1]", 6, "syntax",
     "expected ',' or ']', found '.' (this looks like an array that numpy abbreviates; write all its "
     "entries)"},
    {"2", NULL, "x^4+x+1 mod 2", 9, "syntax",
     "expected the variable 'x' throughout, found 'm' (the field is not part of the polynomial; it is "
     "given by --field)"},
    {"2", NULL, "array([1, 0, 1], shape=3)", 18, "syntax",
     "expected a field, as GF(2), order=2 or modulus=2, found 's'"},
    {"4", NULL, "x^2 + w*x + 1", 7, "syntax",
     "expected the variable 'x' throughout, found 'w' (the generator of the field is written a)"},
};

START_TEST(what_is_refused)
{
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_error error = {0};
    const char *order = refused[_i].order, *text = refused[_i].text;
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    if (order != NULL)
        ck_assert_ok(lfsr_field_spec_parse(&field, order, strlen(order), refused[_i].modulus, &error), error);
    lfsr_status status =
        lfsr_spec_parse(&spec, order != NULL ? &field : NULL, text, strlen(text), false, &error);
    ck_assert_int_eq(status, LFSR_BAD_INPUT);
    ck_assert_msg(error.column == refused[_i].column && strcmp(error.message, refused[_i].message) == 0,
                  "%s: %zu: %s", text, error.column, error.message);
    ck_assert_str_eq(error.code, refused[_i].code);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}
END_TEST

START_TEST(notes_on_two_readings)
{
    static const struct {
        const char *order, *text, *piece;
    } notes[] = {
        {"2", "[1,1,0,0,1]", "high:"},
        {"2", "[1 1 0 0 1]", "high:"},
        {"2", "array([1, 1, 0, 0, 1], dtype=uint8)", "high:"},
        {"2", "GF([1, 1, 0, 0, 1], order=2)", "high:"},
        {"2", "[1,0,1,0,1]", NULL}, /* its own reciprocal */
        {"2", "[0,1,1]", NULL},     /* cannot be meant highest first */
        {"2", "list:1,1,0,0,1", NULL},
        {"2", "high:1,1,0,0,1", NULL},
        {"2", "poly1d([1, 1, 0, 0, 1])", NULL},
        {"2", "x^4+x+1", NULL},
        {"2", "0x13", NULL},
        {"3", "[2,0,1]", NULL}, /* x^2 - 1: itself up to a factor */
        {"3", "[2,1,1]", "high:"},
        {"3", "[2,2,1,1]", NULL},
        {"4", "[a,0,1]", "high:"},
        {"4", "[1,a,1]", NULL},
        {"9", "[2,a,0,2*a,1]", NULL},
        {"9", "[2,a,0,a,1]", "high:"},
        {"2", "16'h1021", "crc:"},
        {"2", "16'h8005", "hex:"},
        {"2", "17'h11021", NULL},
        {"2", "crc:16'h8005", NULL},
    };
    for (size_t i = 0; i < sizeof notes / sizeof *notes; i++) {
        lfsr_spec spec;
        lfsr_spec_init(&spec);
        read_text(&spec, notes[i].order, NULL, notes[i].text);
        unsigned kind;
        const char *note = lfsr_spec_reading_note(&spec, notes[i].text, strlen(notes[i].text), &kind);
        ck_assert((note == NULL) == (kind == 0));
        ck_assert_msg((note == NULL) == (notes[i].piece == NULL), "%s", notes[i].text);
        ck_assert(note == NULL || strstr(note, notes[i].piece) != NULL);
        lfsr_spec_clear(&spec);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("spellings");
    TCase *tcase = test_case(suite, "spellings", 240);
    tcase_add_loop_test(tcase, spellings_are_read, 0, (int)(sizeof spellings / sizeof *spellings));
    tcase_add_loop_test(tcase, words_of_crcs, 0, (int)(sizeof crcs / sizeof *crcs));
    tcase_add_loop_test(tcase, what_is_refused, 0, (int)(sizeof refused / sizeof *refused));
    tcase_add_test(tcase, notes_on_two_readings);
    return test_main(suite);
}
