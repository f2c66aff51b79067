/* Errors, checksums and the growable string. */
#include "test_support.h"

#include <string.h>

#include <zlib.h>

#include "checksum.h"
#include "string_builder.h"

START_TEST(error_says_what_and_where)
{
    lfsr_error error = {0};
    ck_assert_int_eq(lfsr_fail_at(&error, 7, LFSR_BAD_INPUT, "syntax", "expected %s", "a digit"),
                     LFSR_BAD_INPUT);
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
    const lfsr_status ascending[] = {LFSR_OK,        LFSR_USAGE,  LFSR_UNABLE,
                                     LFSR_BAD_INPUT, LFSR_SYSTEM, LFSR_DISAGREE};
    for (size_t i = 0; i < 6; i++)
        for (size_t j = 0; j < 6; j++)
            ck_assert_int_eq(lfsr_status_worse(ascending[i], ascending[j]), ascending[i > j ? i : j]);
}
END_TEST

START_TEST(text_grows)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    for (int i = 0; i < 10000; i++)
        lfsr_string_addf(&text, "%d,", i);
    ck_assert(lfsr_string_ok(&text));
    ck_assert_uint_eq(text.length, 48890);
    char *data = lfsr_string_take(&text);
    ck_assert_str_eq(data + 48890 - 5, "9999,");
    free(data);
    ck_assert_ptr_null(text.data);
}
END_TEST

/* Longer than what is formatted on the stack. */
START_TEST(long_formats_are_whole)
{
    char longer[2000];
    lfsr_string text = LFSR_STRING_EMPTY;
    memset(longer, 'y', sizeof longer);
    longer[sizeof longer - 1] = '\0';
    lfsr_string_addf(&text, "<%s>", longer);
    ck_assert_uint_eq(text.length, sizeof longer + 1);
    ck_assert(text.data[0] == '<' && text.data[1] == 'y' && strcmp(text.data + text.length - 2, "y>") == 0);
    lfsr_string_clear(&text);
}
END_TEST

/* After a failure nothing is added, and lfsr_string_take returns NULL. */
START_TEST(failed_text_stays_failed)
{
    volatile size_t too_long = SIZE_MAX - 8;
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add(&text, "kept");
    lfsr_string_add_bytes(&text, "", too_long);
    ck_assert(!lfsr_string_ok(&text));
    lfsr_string_add(&text, "more");
    lfsr_string_addf(&text, "%s", "more");
    lfsr_string_addf(&text, "%300d", 1);
    ck_assert_uint_eq(text.length, 4);
    ck_assert_ptr_null(lfsr_string_take(&text));
    ck_assert(lfsr_string_ok(&text)); /* empty again */
}
END_TEST

START_TEST(checksums_are_those_of_zlib)
{
    uint64_t seed = test_seed();
    static unsigned char bytes[5000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)test_random(&seed, 256);
    for (long i = test_scaled(3000); i > 0; i--) {
        size_t from = test_random(&seed, 40), length = test_random(&seed, i % 2 ? 300 : sizeof bytes - 40);
        uint32_t before = i % 3 == 0 ? 0 : (uint32_t)test_random(&seed, UINT64_C(1) << 32);
        ck_assert_uint_eq(lfsr_crc32(before, bytes + from, length),
                          crc32(before, bytes + from, (uInt)length));
    }
    ck_assert_uint_eq(lfsr_crc32(0, "123456789", 9), 0xcbf43926); /* the published check value */
    ck_assert_uint_eq(lfsr_crc32(5, NULL, 0), 5);
}
END_TEST

START_TEST(statuses_have_names)
{
    ck_assert_str_eq(lfsr_status_name(LFSR_OK), "ok");
    for (int a = LFSR_OK; a <= LFSR_DISAGREE; a++)
        for (int b = LFSR_OK; b < a; b++)
            ck_assert_str_ne(lfsr_status_name((lfsr_status)a), lfsr_status_name((lfsr_status)b));
    lfsr_error error = {0};
    ck_assert_int_eq(lfsr_fail_memory(&error), LFSR_SYSTEM);
    ck_assert_str_eq(error.code, "memory");
}
END_TEST

START_TEST(text_shows_hostile_bytes_safely)
{
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add_safe(&text, "a\0\n\xff~zzzz", 9, 6);
    ck_assert_str_eq(text.data, "a\\x00\\x0a\\xff~z...");
    lfsr_string_clear(&text);
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
    tcase_add_test(tcase, long_formats_are_whole);
    tcase_add_test(tcase, failed_text_stays_failed);
    tcase_add_test(tcase, checksums_are_those_of_zlib);
    tcase_add_test(tcase, statuses_have_names);
    tcase_add_test(tcase, text_shows_hostile_bytes_safely);
    return test_main(suite);
}
