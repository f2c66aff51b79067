/* The forms of f: read back, run as registers in the idioms of C, and as CRCs against every error pattern. */
#include "test_support.h"

#include <string.h>

#include "lfsr/lfsr.h"
#include "written_forms.h"

#define MOST_WORDS (LFSR_WRITTEN_DEGREE / 64 + 1)

/* f from its bits, read as a hexadecimal word. */
static void set_spec(lfsr_spec *spec, const uint64_t *bits, int words)
{
    char text[16 * MOST_WORDS + 3];
    lfsr_error error = {0};
    size_t length = (size_t)snprintf(text, sizeof text, "0x");
    for (int i = words - 1; i >= 0; i--)
        length +=
            (size_t)snprintf(text + length, sizeof text - length, "%016llx", (unsigned long long)bits[i]);
    ck_assert_ok(lfsr_spec_parse(spec, &spec->field, text, length, false, &error), error);
}

/* A random f of a random degree of 1..most. */
static void random_spec(lfsr_spec *spec, uint64_t most, bool constant_term, uint64_t *state)
{
    uint64_t bits[MOST_WORDS] = {0}, degree = 1 + test_random(state, most);
    bool sparse = test_random(state, 2) == 0;
    for (uint64_t i = 0; i < degree; i++)
        bits[i / 64] |= (uint64_t)(test_random(state, sparse ? degree / 4 + 2 : 2) == 0) << i % 64;
    bits[degree / 64] |= UINT64_C(1) << degree % 64;
    bits[0] |= constant_term;
    set_spec(spec, bits, MOST_WORDS);
}

/* The form as a string. */
static const char *written_as(const lfsr_written *written, lfsr_written_form form)
{
    static char text[LFSR_WRITTEN_SIZE + 1];
    size_t length = lfsr_written_text(text, written, form);
    ck_assert_uint_lt(length, sizeof text);
    text[length] = '\0';
    return text;
}

static void check_reads_back(const lfsr_spec *expected, const char *text)
{
    lfsr_error error = {0};
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_spec_parse(&spec, &expected->field, text, strlen(text), false, &error), error);
    ck_assert_msg(lfsr_spec_equal(&spec, expected), "%s is read as another polynomial", text);
    lfsr_spec_clear(&spec);
}

/* Bit i of a word written as hexadecimal digits. */
static int hex_bit(const char *digits, slong i)
{
    char c = digits[(slong)strlen(digits) - 1 - i / 4];
    return (c <= '9' ? c - '0' : c - 'A' + 10) >> i % 4 & 1;
}

/* name:WIDTH:0xWORD, bit i of the word is the coefficient of x^i, or of x^(n-1-i) if reversed. */
static void check_crc(const lfsr_spec *f, const char *text, bool reversed)
{
    char *rest = strchr(text, ':');
    slong n = strtol(rest + 1, &rest, 10);
    ck_assert_int_eq(n, f->degree);
    ck_assert_int_eq(strncmp(rest, ":0x", 3), 0);
    ck_assert_int_eq((slong)strlen(rest + 3), (n + 3) / 4);
    for (slong i = 0; i < 4 * ((n + 3) / 4); i++)
        ck_assert_int_eq(hex_bit(rest + 3, i),
                         i < n && !fmpz_is_zero(f->coefficients + (reversed ? n - 1 - i : i)));
}

START_TEST(forms_read_back)
{
    uint64_t state = test_seed();
    lfsr_spec f, reciprocal;
    lfsr_spec_init(&f);
    lfsr_spec_init(&reciprocal);
    for (long trial = test_scaled(3000); trial > 0; trial--) {
        static char polynomial[16 * LFSR_WRITTEN_DEGREE];
        lfsr_written written;
        lfsr_error error = {0};
        random_spec(&f, trial % 4 == 0 ? LFSR_WRITTEN_DEGREE : 70, trial % 8 != 0, &state);
        ck_assert(lfsr_written_set(&written, &f));
        ck_assert_int_eq(written.reversible, !fmpz_is_zero(f.coefficients));
        check_reads_back(&f, written_as(&written, LFSR_WRITTEN_HEXADECIMAL));
        check_reads_back(&f, written_as(&written, LFSR_WRITTEN_CRC));
        check_crc(&f, written_as(&written, LFSR_WRITTEN_CRC), false);
        check_reads_back(&f, written_as(&written, LFSR_WRITTEN_CRC_REVERSED));
        check_crc(&f, written_as(&written, LFSR_WRITTEN_CRC_REVERSED), true);
        if (!written.reversible)
            continue;
        check_reads_back(&f, written_as(&written, LFSR_WRITTEN_KOOPMAN));
        check_reads_back(&f, written_as(&written, LFSR_WRITTEN_TAPS));
        size_t length = lfsr_written_reciprocal(polynomial, sizeof polynomial, &written);
        ck_assert_uint_gt(length, 0);
        ck_assert_uint_lt(length, sizeof polynomial);
        ck_assert_ok(lfsr_spec_parse(&reciprocal, &f.field, polynomial, length, false, &error), error);
        ck_assert_int_eq(reciprocal.degree, f.degree);
        for (slong i = 0; i <= f.degree; i++)
            ck_assert(fmpz_equal(reciprocal.coefficients + i, f.coefficients + f.degree - i));
        check_reads_back(&reciprocal, written_as(&written, LFSR_WRITTEN_RECIPROCAL));
    }
    lfsr_spec_clear(&f);
    lfsr_spec_clear(&reciprocal);
}
END_TEST

START_TEST(other_polynomials_have_no_forms)
{
    lfsr_written written;
    lfsr_error error = {0};
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    ck_assert_ok(lfsr_spec_parse(&spec, &spec.field, "x^1024+x+1", 10, false, &error), error);
    ck_assert(lfsr_written_set(&written, &spec));
    ck_assert_ok(lfsr_spec_parse(&spec, &spec.field, "x^1025+x+1", 10, false, &error), error);
    ck_assert(!lfsr_written_set(&written, &spec));
    for (int q = 3; q <= 4; q++) {
        lfsr_field_spec field;
        lfsr_field_spec_init(&field);
        ck_assert_ok(lfsr_field_spec_parse(&field, q == 3 ? "3" : "4", 1, NULL, &error), error);
        ck_assert_ok(lfsr_spec_parse(&spec, &field, "x+1", 3, false, &error), error);
        ck_assert(!lfsr_written_set(&written, &spec));
        lfsr_field_spec_clear(&field);
    }
    lfsr_spec_clear(&spec);
}
END_TEST

/* --- Masks --- */

static uint32_t parity(uint32_t x)
{
    return (uint32_t)__builtin_popcount(x) & 1;
}

/* The four idioms of docs/notations.md: one step of a register of n bits; the bit that is put out. */
static uint32_t step(uint32_t *w, int n, bool galois, bool right, uint32_t mask)
{
    uint32_t all = UINT32_MAX >> (32 - n), top = (uint32_t)1 << (n - 1), x = *w;
    uint32_t out = right ? x & 1 : x >> (n - 1) & 1;
    if (!galois && right)
        x = x >> 1 | (parity(x & mask) != 0 ? top : 0);
    else if (!galois)
        x = (x << 1 | parity(x & mask)) & all;
    else if (right)
        x = out != 0 ? x >> 1 ^ mask : x >> 1;
    else
        x = (out != 0 ? x << 1 ^ mask : x << 1) & all;
    *w = x;
    return out;
}

static uint32_t mask_of(const lfsr_written *written, bool galois, bool right)
{
    const char *text = written_as(written, galois != right ? LFSR_WRITTEN_WORD : LFSR_WRITTEN_WORD_REVERSED);
    return (uint32_t)strtoul(text, NULL, 16);
}

static lfsr_analysis *analyze(const lfsr_spec *spec)
{
    lfsr_options options;
    lfsr_analysis *analysis;
    lfsr_error error = {0};
    lfsr_options_init(&options);
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        options.run[e] = e == LFSR_ALGEBRAIC;
    ck_assert_ok(lfsr_analyze(&analysis, spec, &options, NULL, &error), error);
    return analysis;
}

/* The output obeys s_(i+n) = sum of c_j s_(i+j). */
static void check_output(const lfsr_spec *f, const lfsr_written *written, bool galois, bool right,
                         uint32_t start)
{
    uint32_t mask = mask_of(written, galois, right), w = start;
    slong n = f->degree;
    unsigned char out[200];
    for (size_t i = 0; i < sizeof out; i++)
        out[i] = (unsigned char)step(&w, (int)n, galois, right, mask);
    for (slong i = 0; i + n < (slong)sizeof out; i++) {
        unsigned sum = 0;
        for (slong j = 0; j < n; j++)
            sum ^= (unsigned)!fmpz_is_zero(f->coefficients + j) & out[i + j];
        ck_assert_uint_eq(out[i + n], sum);
    }
}

START_TEST(masks_put_out_sequences_of_f)
{
    uint64_t state = test_seed();
    lfsr_spec f;
    lfsr_spec_init(&f);
    for (long trial = test_scaled(2000); trial > 0; trial--) {
        lfsr_written written;
        random_spec(&f, 32, trial % 4 != 0, &state);
        ck_assert(lfsr_written_set(&written, &f));
        for (int idiom = 0; idiom < 4; idiom++)
            check_output(&f, &written, idiom / 2 != 0, idiom % 2 != 0,
                         (uint32_t)test_random(&state, UINT64_C(1) << f.degree));
    }
    lfsr_spec_clear(&f);
}
END_TEST

/* A start from which the register runs through the longest period: its residue is 1. */
static uint32_t long_start(int n, bool right)
{
    return right ? (uint32_t)1 << (n - 1) : 1;
}

static uint64_t measured_period(int n, bool galois, bool right, uint32_t mask)
{
    uint32_t start = long_start(n, right), w = start;
    uint64_t steps = 0;
    do {
        step(&w, n, galois, right, mask);
        steps++;
    } while (w != start);
    return steps;
}

static void check_period(const lfsr_spec *f)
{
    lfsr_written written;
    ck_assert(lfsr_written_set(&written, f));
    lfsr_analysis *analysis = analyze(f);
    const fmpz *order = lfsr_factorization_order(lfsr_analysis_factorization(analysis));
    for (int idiom = 0; idiom < 4; idiom++) {
        bool galois = idiom / 2 != 0, right = idiom % 2 != 0;
        ck_assert(fmpz_equal_ui(
            order, measured_period((int)f->degree, galois, right, mask_of(&written, galois, right))));
    }
    lfsr_analysis_free(analysis);
}

START_TEST(masks_have_the_period_that_is_printed)
{
    static const char *const registers[] = {
        "(x^16+x^5+x^3+x^2+1)(x^16+x^12+x^3+x+1)",  /* order 65535 */
        "(x^16+x^5+x^3+x^2+1)^2",                   /* 2 * 65535 */
        "x^32+1",                                   /* 32 */
        "(x^20+x^3+1)(x^8+x^4+x^3+x^2+1)(x^4+x+1)", /* 17 * (2^20 - 1) */
        "x^16+x^14+x^13+x^11+1",
        "x^16+x^15+x^13+x^4+1", /* often printed with the mask 0xB400 */
        "x^20+x^3+1",
    };
    uint64_t state = test_seed();
    lfsr_spec f;
    lfsr_spec_init(&f);
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
        lfsr_error error = {0};
        ck_assert_ok(lfsr_spec_parse(&f, &f.field, registers[i], strlen(registers[i]), false, &error), error);
        check_period(&f);
    }
    for (long trial = test_scaled(400); trial > 0; trial--) {
        random_spec(&f, 14, true, &state);
        check_period(&f);
    }
    lfsr_spec_clear(&f);
}
END_TEST

/* --- CRC --- */

enum { CRC_DEGREE = 7, CRC_LENGTH = 1 << CRC_DEGREE };

/* x^i modulo f for i < length. */
static void powers_of_x(unsigned residues[CRC_LENGTH + 1], unsigned f, int degree, int length)
{
    unsigned residue = degree > 0 ? 1 : 0;
    for (int i = 0; i < length; i++) {
        residues[i] = residue;
        residue <<= 1;
        if ((residue >> degree & 1) != 0)
            residue ^= f;
    }
}

/* How many errors of that weight in words of length bits f divides. */
static long undetected(const unsigned *residues, int length, int weight)
{
    long found = 0;
    for (int i = 0; i < length; i++) {
        if (weight == 1)
            found += residues[i] == 0;
        for (int j = i + 1; j < length && weight > 1; j++) {
            if (weight == 2)
                found += (residues[i] ^ residues[j]) == 0;
            for (int k = j + 1; k < length && weight > 2; k++)
                found += (residues[i] ^ residues[j] ^ residues[k]) == 0;
        }
    }
    return found;
}

/* Errors of odd weight in words of degree + 1 bits, that is, with one data bit. */
static long undetected_odd(const unsigned *residues, int degree)
{
    long found = 0;
    for (unsigned error = 1; error < 2U << degree; error++) {
        unsigned residue = 0;
        for (int i = 0; i <= degree; i++)
            residue ^= (error >> i & 1) != 0 ? residues[i] : 0;
        found += residue == 0 && parity(error) != 0;
    }
    return found;
}

START_TEST(crcs_detect_what_is_said)
{
    lfsr_spec spec;
    fmpz_t data_bits;
    lfsr_spec_init(&spec);
    fmpz_init(data_bits);
    for (int degree = 1; degree <= CRC_DEGREE; degree++)
        for (unsigned f = 1U << degree | 1; f < 2U << degree; f += 2) {
            unsigned residues[CRC_LENGTH + 1];
            lfsr_written written;
            uint64_t bits = f;
            set_spec(&spec, &bits, 1);
            ck_assert(lfsr_written_set(&written, &spec));
            lfsr_analysis *analysis = analyze(&spec);
            ck_assert(lfsr_written_data_bits(data_bits, &written, analysis));
            int length = (int)fmpz_get_ui(data_bits) + degree; /* = order */
            powers_of_x(residues, f, degree, length + 1);
            ck_assert_int_eq(undetected(residues, length + 1, 1), 0);
            ck_assert_int_eq(undetected(residues, length, 2), 0);
            ck_assert_int_eq(undetected(residues, length + 1, 2), 1);
            powers_of_x(residues, f, degree, CRC_LENGTH);
            if (lfsr_written_even(&written))
                ck_assert_int_eq(undetected(residues, CRC_LENGTH, 3), 0);
            ck_assert_int_eq(undetected_odd(residues, degree), lfsr_written_even(&written) ? 0 : 1);
            lfsr_analysis_free(analysis);
        }
    fmpz_clear(data_bits);
    lfsr_spec_clear(&spec);
}
END_TEST

START_TEST(nothing_is_said_of_a_code_where_x_divides_f)
{
    lfsr_spec spec;
    lfsr_written written;
    uint64_t bits = 0xe; /* x^3 + x^2 + x */
    fmpz_t data_bits;
    lfsr_spec_init(&spec);
    fmpz_init(data_bits);
    set_spec(&spec, &bits, 1);
    ck_assert(lfsr_written_set(&written, &spec));
    lfsr_analysis *analysis = analyze(&spec);
    ck_assert(!lfsr_written_data_bits(data_bits, &written, analysis));
    lfsr_analysis_free(analysis);
    fmpz_clear(data_bits);
    lfsr_spec_clear(&spec);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("written forms");
    TCase *tcase = test_case(suite, "forms", 30);
    tcase_add_test(tcase, forms_read_back);
    tcase_add_test(tcase, other_polynomials_have_no_forms);
    tcase_add_test(tcase, masks_put_out_sequences_of_f);
    tcase_add_test(tcase, masks_have_the_period_that_is_printed);
    tcase_add_test(tcase, crcs_detect_what_is_said);
    tcase_add_test(tcase, nothing_is_said_of_a_code_where_x_divides_f);
    return test_main(suite);
}
