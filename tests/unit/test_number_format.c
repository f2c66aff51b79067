/* Numbers and durations for people, at the edges of their units. */
#include "test_support.h"

#include <math.h>
#include <string.h>

#include "number_format.h"

static const char *text_of(void (*add)(lfsr_string *, double), double value)
{
    static char copy[64];
    lfsr_string text = LFSR_STRING_EMPTY;
    add(&text, value);
    ck_assert(lfsr_string_ok(&text));
    snprintf(copy, sizeof copy, "%s", text.data);
    lfsr_string_clear(&text);
    return copy;
}

START_TEST(seconds_have_three_digits)
{
    static const struct {
        double seconds;
        const char *text;
    } rows[] = {{0, "0.00 us"},       {-3, "0.00 us"},       {NAN, "0.00 us"},     {1e-6, "1.00 us"},
                {61.2e-6, "61.2 us"}, {300e-6, "300 us"},    {999.4e-6, "999 us"}, {999.7e-6, "1.00 ms"},
                {1e-3, "1.00 ms"},    {9.996e-3, "10.0 ms"}, {26e-3, "26.0 ms"},   {99.96e-3, "100 ms"},
                {0.9996, "1.00 s"},   {3.42, "3.42 s"},      {276, "276 s"},       {999.7, "1000 s"},
                {12345.6, "12346 s"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(text_of(lfsr_string_add_seconds, rows[i].seconds), rows[i].text);
}
END_TEST

START_TEST(durations_stay_readable)
{
    static const struct {
        double seconds;
        const char *text;
    } rows[] = {{-5, "0.00 us"},           {276, "276 s"},
                {1200, "20 min"},          {11 * 3600.0, "11 h"},
                {40 * 86400.0, "40 days"}, {19752 * 86400.0, "54 y"},
                {1e20, "over 1000000 y"},  {INFINITY, "over 1000000 y"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(text_of(lfsr_string_add_duration, rows[i].seconds), rows[i].text);
}
END_TEST

START_TEST(counts_have_prefixes_to_the_end)
{
    static const struct {
        double count;
        const char *text;
    } rows[] = {{0, "0"},           {-1, "0"},           {16, "16"},          {999, "999"},
                {0.5, "0.5"},       {1000, "1.00 k"},    {65536, "65.5 k"},   {999.6e3, "1.00 M"},
                {4.41e6, "4.41 M"}, {1.15e18, "1.15 E"}, {9.22e18, "9.22 E"}, {2e21, "2.00 Z"},
                {3e26, "300 Y"},    {4e33, "10^33"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(text_of(lfsr_string_add_count, rows[i].count), rows[i].text);
}
END_TEST

START_TEST(ratios_have_no_exponent)
{
    static const struct {
        double ratio;
        const char *text;
    } rows[] = {{1.0599, "1.06"}, {5, "5.00"}, {45.32, "45.3"}, {999.4, "999"}, {2061.4, "2061"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++)
        ck_assert_str_eq(text_of(lfsr_string_add_ratio, rows[i].ratio), rows[i].text);
}
END_TEST

START_TEST(states_are_powers_where_they_are)
{
    static const struct {
        uint64_t states, base;
        const char *text;
    } rows[] = {{16, 2, "16"},
                {UINT64_C(1) << 19, 2, "524288"},
                {UINT64_C(1) << 20, 2, "2^20"},
                {UINT64_C(1) << 63, 2, "2^63"},
                {1000001, 2, "1000001"},
                {1000000000, 10, "10^9"},
                {UINT64_C(1) << 42, 4, "4^21"},
                {1000003, 1000003, "1000003"},
                {12345678, 1, "12345678"},
                {12345678, 0, "12345678"}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        lfsr_string text = LFSR_STRING_EMPTY;
        lfsr_string_add_states(&text, rows[i].states, rows[i].base);
        ck_assert_str_eq(text.data, rows[i].text);
        lfsr_string_clear(&text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("number_format");
    TCase *tcase = test_case(suite, "number_format", 60);
    tcase_add_test(tcase, seconds_have_three_digits);
    tcase_add_test(tcase, durations_stay_readable);
    tcase_add_test(tcase, counts_have_prefixes_to_the_end);
    tcase_add_test(tcase, ratios_have_no_exponent);
    tcase_add_test(tcase, states_are_powers_where_they_are);
    return test_main(suite);
}
