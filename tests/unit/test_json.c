/* JSON values written here against the same values written by jansson. */
#include "test_support.h"

#include <jansson.h>
#include <string.h>

#include "json_value.h"
#include "test_sink.h"
#include "text_values.h"

#define FLAGS (JSON_COMPACT | JSON_ENCODE_ANY | JSON_REAL_PRECISION(3))

/* What was written is what jansson writes; value is released. */
static void check(json_t *value)
{
    lfsr_error error = {0};
    ck_assert_ok(lfsr_sink_flush(&sink, &error), error);
    char *expected = json_dumps(value, FLAGS);
    ck_assert_ptr_nonnull(expected);
    ck_assert_str_eq(written.data, expected);
    free(expected);
    json_decref(value);
}

static void check_string(const char *bytes, size_t length)
{
    lfsr_string valid = LFSR_STRING_EMPTY;
    lfsr_string_add_utf8(&valid, bytes, length);
    lfsr_string_add_bytes(&valid, "", 0);
    begin();
    lfsr_json_string(&sink, bytes, length);
    check(json_stringn(valid.data, valid.length));
    lfsr_string_clear(&valid);
}

START_TEST(strings_are_escaped)
{
    static const char all[] = "\"\\/\b\f\n\r\t\x01\x1f\x7f x^2+x+a \xc3\xa9\xe2\x82\xac\xf0\x9d\x84\x9e";
    uint64_t state = test_seed();
    char bytes[40];
    check_string("", 0);
    check_string(all, sizeof all); /* with its zero byte */
    for (int c = 0; c < 256; c++) {
        bytes[0] = (char)c;
        check_string(bytes, 1);
    }
    for (long trial = test_scaled(20000); trial > 0; trial--) {
        size_t length = (size_t)test_random(&state, sizeof bytes);
        bool copied = test_random(&state, 2) == 0; /* pieces of valid text, or any bytes */
        for (size_t i = 0; i < length; i++)
            bytes[i] = copied ? all[(i + length) % sizeof all] : (char)test_random(&state, 256);
        check_string(bytes, length);
    }
}
END_TEST

START_TEST(reals_have_three_digits)
{
    static const double edges[] = {0,    1,      10,     999,   999.4,    999.6,  1000,    1234,
                                   1e5,  123456, 1e6,    1e-4,  9.999e-5, 1e-5,   4.11e-6, 0.1,
                                   0.25, 0.125,  5e-324, 1e300, 1.5e-10,  1e-300, -2.5e9,  100};
    uint64_t state = test_seed();
    for (size_t i = 0; i < sizeof edges / sizeof *edges; i++) {
        begin();
        lfsr_json_real(&sink, edges[i]);
        check(json_real(edges[i]));
    }
    for (long trial = test_scaled(20000); trial > 0; trial--) {
        double value = (double)test_random(&state, 100000) + 1;
        for (uint64_t shift = test_random(&state, 40); shift > 0; shift--)
            value = test_random(&state, 2) == 0 ? value / 10 : value * (trial % 2 == 0 ? 10 : 0.3);
        begin();
        lfsr_json_real(&sink, value);
        check(json_real(value));
    }
}
END_TEST

START_TEST(numbers_have_all_digits)
{
    uint64_t state = test_seed();
    fmpz_t n;
    fmpz_init(n);
    for (long trial = test_scaled(20000); trial > 0; trial--) {
        fmpz_set_ui(n, test_random(&state, 0) >> test_random(&state, 64));
        if (trial % 4 == 0)
            fmpz_mul_2exp(n, n, (ulong)test_random(&state, 200));
        if (trial % 8 == 0)
            fmpz_sub_ui(n, n, 1);
        char *digits = fmpz_get_str(NULL, 10, n);
        begin();
        lfsr_json_number(&sink, n);
        check(json_string(digits));
        begin();
        lfsr_json_known_number(&sink, n);
        check(fmpz_is_zero(n) ? json_null() : json_string(digits));
        flint_free(digits);
    }
    fmpz_clear(n);
}
END_TEST

START_TEST(truth_may_be_unknown)
{
    for (int i = 0; i < 4; i++) {
        begin();
        lfsr_json_boolean(&sink, i / 2 != 0, i % 2 != 0);
        check(i / 2 == 0 ? json_null() : json_boolean(i % 2));
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("json");
    TCase *tcase = test_case(suite, "values", 5);
    tcase_add_test(tcase, strings_are_escaped);
    tcase_add_test(tcase, reals_have_three_digits);
    tcase_add_test(tcase, numbers_have_all_digits);
    tcase_add_test(tcase, truth_may_be_unknown);
    return test_main(suite);
}
