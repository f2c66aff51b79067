/* Messages between ranks as bytes: what is written is read back, and nothing that is damaged is taken for a
 * message. */
#include "test_support.h"

#include <string.h>

#include "message.h"

#define BODY 40u

/* Every kind with a body that it may have, from the side that may send it. */
static const struct {
    lfsr_message_kind kind;
    uint32_t length;
    bool from_relay;
} samples[] = {
    {LFSR_MESSAGE_START, 0, false},  {LFSR_MESSAGE_KILL, 0, false},  {LFSR_MESSAGE_STOP, 0, false},
    {LFSR_MESSAGE_LEAVE, 0, false},  {LFSR_MESSAGE_ASK, 0, false},   {LFSR_MESSAGE_QUIT, 0, false},
    {LFSR_MESSAGE_FRAME, 24, false}, {LFSR_MESSAGE_FRAME, 40, true}, {LFSR_MESSAGE_ENDED, 40, true},
    {LFSR_MESSAGE_ENDED, 0, true},   {LFSR_MESSAGE_RUNS, 1, true},   {LFSR_MESSAGE_LEFT, 0, true},
    {LFSR_MESSAGE_BYE, 0, true},
};
#define SAMPLES (sizeof samples / sizeof *samples)

static size_t write_sample(unsigned char *bytes, size_t i)
{
    lfsr_message m = {samples[i].kind, 7 + (uint32_t)i, 0x12345678u + (uint32_t)i, samples[i].length, NULL};
    lfsr_message_head(bytes, &m);
    memset(bytes + LFSR_MESSAGE_HEAD, 1, samples[i].length);
    return LFSR_MESSAGE_HEAD + samples[i].length;
}

START_TEST(messages_are_read_back)
{
    unsigned char bytes[LFSR_MESSAGE_HEAD + BODY];
    for (size_t i = 0; i < SAMPLES; i++) {
        size_t size = write_sample(bytes, i);
        lfsr_message m;
        ck_assert(lfsr_message_read(&m, bytes, size, samples[i].from_relay));
        ck_assert_int_eq(m.kind, samples[i].kind);
        ck_assert_uint_eq(m.worker, 7 + i);
        ck_assert_uint_eq(m.incarnation, 0x12345678u + i);
        ck_assert_uint_eq(m.length, samples[i].length);
        ck_assert_ptr_eq(m.body, bytes + LFSR_MESSAGE_HEAD);
        bool both = m.kind == LFSR_MESSAGE_FRAME;
        ck_assert(lfsr_message_read(&m, bytes, size, !samples[i].from_relay) == both);
    }
}
END_TEST

START_TEST(damaged_messages_are_refused)
{
    unsigned char bytes[LFSR_MESSAGE_HEAD + BODY + 1] = {0};
    for (size_t i = 0; i < SAMPLES; i++) {
        size_t size = write_sample(bytes, i);
        lfsr_message m;
        for (size_t bit = 0; bit < 8 * LFSR_MESSAGE_HEAD; bit++) {
            bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
            ck_assert(!lfsr_message_read(&m, bytes, size, samples[i].from_relay));
            bytes[bit / 8] ^= (unsigned char)(1u << bit % 8);
        }
        for (size_t other = 0; other <= size + 1; other++)
            ck_assert(lfsr_message_read(&m, bytes, other, samples[i].from_relay) == (other == size));
    }
}
END_TEST

/* Heads with a right checksum and wrong contents. */
START_TEST(foreign_contents_are_refused)
{
    static const lfsr_message foreign[] = {
        {0, 0, 1, 0, NULL},
        {LFSR_MESSAGE_KINDS, 0, 1, 0, NULL},
        {LFSR_MESSAGE_FRAME, LFSR_RELAY_WORKERS, 1, 24, NULL},
        {LFSR_MESSAGE_FRAME, 0, 1, LFSR_FRAME_HEADER - 1, NULL},
        {LFSR_MESSAGE_RUNS, 0, 1, 0, NULL},
        {LFSR_MESSAGE_RUNS, 0, 1, 2, NULL},
        {LFSR_MESSAGE_BYE, 0, 1, 1, NULL},
        {LFSR_MESSAGE_START, 0, 1, 1, NULL},
        {LFSR_MESSAGE_ENDED, 0, 1, LFSR_MESSAGE_TEXT + 1, NULL},
    };
    unsigned char bytes[LFSR_MESSAGE_HEAD + LFSR_MESSAGE_TEXT + 1] = {0};
    lfsr_message m;
    for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++) {
        lfsr_message_head(bytes, &foreign[i]);
        ck_assert(!lfsr_message_read(&m, bytes, LFSR_MESSAGE_HEAD + foreign[i].length, true));
        ck_assert(!lfsr_message_read(&m, bytes, LFSR_MESSAGE_HEAD + foreign[i].length, false));
    }
    lfsr_message_head(bytes, &(lfsr_message){LFSR_MESSAGE_RUNS, 0, 1, 1, NULL});
    bytes[LFSR_MESSAGE_HEAD] = 2;
    ck_assert(!lfsr_message_read(&m, bytes, LFSR_MESSAGE_HEAD + 1, true));
}
END_TEST

START_TEST(random_bytes_are_refused)
{
    uint64_t random = test_seed();
    unsigned char bytes[LFSR_MESSAGE_HEAD + BODY];
    for (long trial = test_scaled(100000); trial > 0; trial--) {
        lfsr_message m;
        for (size_t i = 0; i < sizeof bytes; i++)
            bytes[i] = (unsigned char)test_random(&random, 256);
        if (trial % 2 == 0)
            memcpy(bytes, "LFSM", 4);
        ck_assert(!lfsr_message_read(&m, bytes, LFSR_MESSAGE_HEAD + test_random(&random, BODY + 1),
                                     trial % 3 == 0));
    }
}
END_TEST

START_TEST(frames_are_as_long_as_their_headers_say)
{
    lfsr_frame frame = {0};
    ck_assert(lfsr_pack_progress(&frame, 5));
    lfsr_message m = {LFSR_MESSAGE_FRAME, 0, 1, (uint32_t)frame.length, frame.data};
    lfsr_frame_type type;
    uint32_t length, checksum;
    ck_assert(lfsr_message_frame(&m, &type, &length, &checksum));
    ck_assert_int_eq(type, LFSR_FRAME_PROGRESS);
    ck_assert_uint_eq(length, 8);
    m.length--;
    ck_assert(!lfsr_message_frame(&m, &type, &length, &checksum));
    m.length++;
    frame.data[5] ^= 1;
    ck_assert(!lfsr_message_frame(&m, &type, &length, &checksum));
    lfsr_frame_free(&frame);
}
END_TEST

START_TEST(texts_are_made_printable)
{
    static const unsigned char body[] = "was\x1b[2J killed\n\xff";
    char text[LFSR_MESSAGE_TEXT + 1];
    lfsr_message m = {LFSR_MESSAGE_ENDED, 0, 1, sizeof body - 1, body};
    lfsr_message_text(&m, text);
    ck_assert_str_eq(text, "was?[2J killed??");
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("message");
    TCase *tcase = test_case(suite, "message", 600);
    tcase_add_test(tcase, messages_are_read_back);
    tcase_add_test(tcase, damaged_messages_are_refused);
    tcase_add_test(tcase, foreign_contents_are_refused);
    tcase_add_test(tcase, random_bytes_are_refused);
    tcase_add_test(tcase, frames_are_as_long_as_their_headers_say);
    tcase_add_test(tcase, texts_are_made_printable);
    return test_main(suite);
}
