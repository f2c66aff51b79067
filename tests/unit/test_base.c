/* The floor everything stands on: errors, the growable string. */
#include "test_support.h"

#include <string.h>

#include "text.h"

START_TEST(error_says_what_and_where)
{
    lfsr_error error = {0};
    ck_assert_int_eq(lfsr_fail_at(&error, 7, LFSR_BAD_INPUT, "syntax", "expected %s", "a digit"), LFSR_BAD_INPUT);
    ck_assert_str_eq(error.message, "expected a digit");
    ck_assert_str_eq(error.code, "syntax");
    ck_assert_uint_eq(error.column, 7);
    ck_assert_int_eq(lfsr_fail(NULL, LFSR_UNABLE, "too-large", "x"), LFSR_UNABLE);
}
END_TEST

START_TEST(long_error_is_cut_visibly)
{
    char longer[2000];
    memset(longer, 'x', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    lfsr_error error = {0};
    (void)lfsr_fail(&error, LFSR_UNABLE, "too-large", "%s", longer);
    ck_assert_uint_eq(strlen(error.message), sizeof error.message - 1);
    ck_assert_str_eq(error.message + sizeof error.message - 4, "...");
}
END_TEST

START_TEST(badness_has_its_order)
{
    const lfsr_status ascending[] = {LFSR_OK, LFSR_USAGE, LFSR_UNABLE, LFSR_BAD_INPUT, LFSR_SYSTEM, LFSR_DISAGREE};
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++)
            ck_assert_int_eq(lfsr_status_worse(ascending[i], ascending[j]), ascending[i > j ? i : j]);
}
END_TEST

START_TEST(text_grows)
{
    lfsr_text text = LFSR_TEXT_EMPTY;
    for (int i = 0; i < 10000; i++)
        lfsr_text_addf(&text, "%d,", i);
    ck_assert(lfsr_text_ok(&text));
    ck_assert_uint_eq(text.length, 48890);
    char *data = lfsr_text_take(&text);
    ck_assert_str_eq(data + 48890 - 5, "9999,");
    free(data);
    ck_assert_ptr_null(text.data);
}
END_TEST

START_TEST(text_shows_hostile_bytes_safely)
{
    lfsr_text text = LFSR_TEXT_EMPTY;
    lfsr_text_add_safe(&text, "a\0\n\xff~zzzz", 9, 6);
    ck_assert_str_eq(text.data, "a\\x00\\x0a\\xff~z...");
    lfsr_text_clear(&text);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("base");
    TCase *tcase = test_case(suite, "base", 10);
    tcase_add_test(tcase, error_says_what_and_where);
    tcase_add_test(tcase, long_error_is_cut_visibly);
    tcase_add_test(tcase, badness_has_its_order);
    tcase_add_test(tcase, text_grows);
    tcase_add_test(tcase, text_shows_hostile_bytes_safely);
    return test_main(suite);
}
