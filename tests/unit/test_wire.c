/* The wire format: unpacking inverts packing, and damaged or hostile frames are refused. */
#include "test_support.h"

#include <string.h>

#include "wire.h"

static uint64_t *some_codes(unsigned degree, uint64_t q, uint64_t *random)
{
    uint64_t *codes = calloc(degree + 1u, sizeof *codes);
    for (unsigned i = 0; i < degree; i++)
        codes[i] = test_random(random, q);
    codes[0] = 1 + test_random(random, q - 1);
    codes[degree] = 1;
    return codes;
}

static lfsr_stratum random_stratum(uint64_t *random)
{
    static const struct {
        uint64_t p;
        unsigned k, most;
    } fields[] = {{2, 1, 63}, {3, 1, 39}, {2, 8, 7}, {5, 2, 13}, {65537, 1, 3}, {4294967291, 1, 1}};
    size_t f = test_random(random, sizeof fields / sizeof *fields);
    lfsr_stratum s = {.p = fields[f].p, .k = fields[f].k, .q = 1, .states = 1};
    for (unsigned i = 0; i < s.k; i++)
        s.q *= s.p;
    if (s.k > 1)
        s.modulus = some_codes(s.k, s.p, random);
    s.degree = 1 + (unsigned)test_random(random, fields[f].most);
    for (unsigned i = 0; i < s.degree; i++)
        s.states *= s.q;
    s.poly = (lfsr_code_poly){s.degree, some_codes(s.degree, s.q, random)};
    s.share = test_random(random, s.states);
    s.cofactor_count = (unsigned)test_random(random, 4);
    if (s.cofactor_count > 0)
        s.cofactors = calloc(s.cofactor_count, sizeof *s.cofactors);
    for (unsigned i = 0; i < s.cofactor_count; i++) {
        unsigned degree = (unsigned)test_random(random, s.degree);
        s.cofactors[i] = (lfsr_code_poly){degree, some_codes(degree, s.q, random)};
    }
    return s;
}

static bool same_poly(const lfsr_code_poly *a, const lfsr_code_poly *b)
{
    return a->degree == b->degree && memcmp(a->codes, b->codes, (a->degree + 1u) * sizeof *a->codes) == 0;
}

static bool same_stratum(const lfsr_stratum *a, const lfsr_stratum *b)
{
    bool same = a->p == b->p && a->k == b->k && a->q == b->q && a->degree == b->degree &&
                a->states == b->states && a->share == b->share && a->cofactor_count == b->cofactor_count &&
                same_poly(&a->poly, &b->poly);
    same = same && (a->k == 1 || memcmp(a->modulus, b->modulus, (a->k + 1u) * sizeof *a->modulus) == 0);
    for (unsigned i = 0; same && i < a->cofactor_count; i++)
        same = same_poly(&a->cofactors[i], &b->cofactors[i]);
    return same;
}

/* The payload of a frame, after every check a receiver makes. */
static const unsigned char *received(const lfsr_frame *frame, lfsr_frame_type expected, uint32_t *length)
{
    lfsr_frame_type type;
    uint32_t checksum;
    ck_assert(lfsr_header_read(frame->data, &type, length, &checksum));
    ck_assert_int_eq(type, expected);
    ck_assert_uint_eq(*length, frame->length - LFSR_FRAME_HEADER);
    ck_assert(lfsr_payload_intact(frame->data + LFSR_FRAME_HEADER, *length, checksum));
    return frame->data + LFSR_FRAME_HEADER;
}

START_TEST(strata_survive_the_wire)
{
    uint64_t random = test_seed();
    lfsr_frame frame = {0};
    for (long trial = test_scaled(2000); trial > 0; trial--) {
        lfsr_stratum s = random_stratum(&random), back;
        uint32_t index, length;
        ck_assert(lfsr_pack_stratum(&frame, (uint32_t)trial, &s));
        const unsigned char *payload = received(&frame, LFSR_FRAME_STRATUM, &length);
        ck_assert(lfsr_unpack_stratum(payload, length, &index, &back));
        ck_assert_uint_eq(index, (uint32_t)trial);
        ck_assert(same_stratum(&s, &back));
        lfsr_stratum_clear(&back);
        for (uint32_t cut = 0; cut < length; cut += 1 + (uint32_t)test_random(&random, 8))
            ck_assert(!lfsr_unpack_stratum(payload, cut, &index, &back)); /* truncated */
        lfsr_stratum_clear(&s);
    }
    lfsr_frame_free(&frame);
}
END_TEST

static lfsr_task_result random_result(const lfsr_task *task, uint64_t *random)
{
    lfsr_task_result r;
    lfsr_task_result_init(&r);
    r.kernel = lfsr_kernel_scalar.name;
    if (lfsr_method_has_records(task->method)) {
        r.count = task->count;
        r.next = calloc(r.count, sizeof *r.next);
        r.length = calloc(r.count, sizeof *r.length);
        for (uint64_t i = 0; i < r.count; i++) {
            r.next[i] = test_random(random, 0);
            r.length[i] = test_random(random, 0);
        }
    } else {
        for (uint64_t i = test_random(random, 20); i > 0; i--)
            ck_assert_int_eq(lfsr_partition_add_ui(&r.found, i, 1 + test_random(random, 1000), NULL),
                             LFSR_OK);
        for (uint64_t i = test_random(random, 20); i > 0; i--)
            ck_assert_int_eq(lfsr_partition_add_leader(&r.found, test_random(random, 0), i, NULL), LFSR_OK);
    }
    return r;
}

static void assert_same_result(lfsr_task_result *a, lfsr_task_result *b)
{
    ck_assert_uint_eq(a->count, b->count);
    if (a->count > 0) {
        ck_assert_mem_eq(a->next, b->next, a->count * sizeof *a->next);
        ck_assert_mem_eq(a->length, b->length, a->count * sizeof *a->length);
    }
    lfsr_partition_finish(&a->found);
    lfsr_partition_finish(&b->found);
    ck_assert(lfsr_partition_same_structure(&a->found, &b->found));
    ck_assert(lfsr_partition_same_leaders(&a->found, &b->found));
}

START_TEST(results_survive_the_wire)
{
    uint64_t random = test_seed();
    lfsr_frame frame = {0};
    for (long trial = test_scaled(2000); trial > 0; trial--) {
        lfsr_method method = (lfsr_method)(LFSR_BY_SECTION + (int)test_random(&random, 4));
        lfsr_task
            task = {7, method, {3, 5}, 99, 17, true, test_random(&random, 0), 1 + test_random(&random, 300)},
            echoed, other;
        lfsr_task_result r = random_result(&task, &random), back;
        uint32_t length;
        double heartbeat;
        ck_assert(lfsr_pack_task(&frame, &task, 0.25));
        const unsigned char *payload = received(&frame, LFSR_FRAME_TASK, &length);
        ck_assert(lfsr_unpack_task(payload, length, &echoed, &heartbeat));
        ck_assert_double_eq(heartbeat, 0.25);
        ck_assert(lfsr_pack_result(&frame, &task, &r));
        payload = received(&frame, LFSR_FRAME_RESULT, &length);
        lfsr_task_result_init(&back);
        ck_assert(lfsr_unpack_result(payload, length, &echoed, &back));
        assert_same_result(&r, &back);
        lfsr_task_result_clear(&back);
        other = task;
        other.lo++; /* the answer to another question: duplicated or out of order */
        lfsr_task_result_init(&back);
        ck_assert(!lfsr_unpack_result(payload, length, &other, &back));
        lfsr_task_result_clear(&back);
        lfsr_task_result_clear(&r);
    }
    lfsr_frame_free(&frame);
}
END_TEST

/* Any change of any byte of a frame is noticed, by the header, the checksum or the checks of the payload. */
START_TEST(damaged_frames_are_refused)
{
    uint64_t random = test_seed();
    lfsr_frame frame = {0};
    lfsr_task task = {0, LFSR_BY_SECTION, {1, 0}, 0, 0, false, 10, 20};
    lfsr_task_result r = random_result(&task, &random);
    ck_assert(lfsr_pack_result(&frame, &task, &r));
    for (size_t i = 0; i < frame.length; i++) {
        lfsr_frame_type type;
        uint32_t length, checksum;
        unsigned char before = frame.data[i];
        frame.data[i] ^= (unsigned char)(1 + test_random(&random, 255));
        bool header = lfsr_header_read(frame.data, &type, &length, &checksum);
        ck_assert(!header || (i >= LFSR_FRAME_HEADER &&
                              !lfsr_payload_intact(frame.data + LFSR_FRAME_HEADER, length, checksum)));
        frame.data[i] = before;
    }
    lfsr_task_result_clear(&r);
    lfsr_frame_free(&frame);
}
END_TEST

START_TEST(random_payloads_are_harmless)
{
    uint64_t random = test_seed();
    for (long trial = test_scaled(100000); trial > 0; trial--) {
        unsigned char payload[512];
        uint32_t length = (uint32_t)test_random(&random, sizeof payload), index;
        for (uint32_t i = 0; i < length; i++) /* small words pass more checks */
            payload[i] =
                (unsigned char)(i % 8 == 0 || test_random(&random, 50) == 0 ? test_random(&random, 9) : 0);
        lfsr_stratum s;
        lfsr_task task = {1, LFSR_BY_SECTION, {1, 0}, 0, 0, false, 1, 2}, out;
        lfsr_task_result r;
        lfsr_error error;
        double states, heartbeat;
        if (lfsr_unpack_stratum(payload, length, &index, &s))
            lfsr_stratum_clear(&s);
        if (lfsr_unpack_task(payload, length, &out, &heartbeat))
            task = out;
        lfsr_task_result_init(&r);
        (void)!lfsr_unpack_result(payload, length, &task, &r);
        lfsr_task_result_clear(&r);
        (void)!lfsr_unpack_progress(payload, length, &states);
        (void)!lfsr_unpack_error(payload, length, &error);
    }
}
END_TEST

START_TEST(errors_and_progress_survive_the_wire)
{
    lfsr_frame frame = {0};
    lfsr_error error = {0}, back;
    uint32_t length;
    double states;
    (void)lfsr_fail(&error, LFSR_UNABLE, "too-large", "it is too large by %d", 3);
    ck_assert(lfsr_pack_error(&frame, &error));
    const unsigned char *payload = received(&frame, LFSR_FRAME_ERROR, &length);
    ck_assert(lfsr_unpack_error(payload, length, &back));
    ck_assert_int_eq(back.status, LFSR_UNABLE);
    ck_assert_str_eq(back.code, "too-large");
    ck_assert_str_eq(back.message, "it is too large by 3");
    ck_assert(lfsr_pack_progress(&frame, 12345.0));
    payload = received(&frame, LFSR_FRAME_PROGRESS, &length);
    ck_assert(lfsr_unpack_progress(payload, length, &states));
    ck_assert_double_eq(states, 12345.0);
    ck_assert(lfsr_pack_progress(&frame, -1.0));
    payload = received(&frame, LFSR_FRAME_PROGRESS, &length);
    ck_assert(!lfsr_unpack_progress(payload, length, &states));
    lfsr_frame_free(&frame);
}
END_TEST

START_TEST(oversized_frames_are_refused)
{
    lfsr_frame frame = {0};
    uint64_t *words = calloc(LFSR_FRAME_LIMIT / sizeof(uint64_t) + 1, sizeof *words);
    lfsr_frame_begin(&frame, LFSR_FRAME_RESULT);
    lfsr_frame_words(&frame, words, LFSR_FRAME_LIMIT / sizeof *words + 1);
    ck_assert(!lfsr_frame_end(&frame));
    lfsr_frame_begin(&frame, LFSR_FRAME_RESULT);
    lfsr_frame_words(&frame, words, 1000);
    ck_assert(lfsr_frame_end(&frame));
    free(words);
    lfsr_frame_free(&frame);
}
END_TEST

/* Lists: settings, lines and answers of random lengths there and back; every truncation is refused. */
START_TEST(lists_travel)
{
    uint64_t random = test_seed();
    unsigned char bytes[3000];
    for (size_t i = 0; i < sizeof bytes; i++)
        bytes[i] = (unsigned char)test_random(&random, 256);
    for (long trial = test_scaled(200); trial > 0; trial--) {
        lfsr_frame frame = {0};
        lfsr_string lines = LFSR_STRING_EMPTY;
        lfsr_line_chunk chunk = {.number = random,
                                 .one_by_one = trial % 2 == 0,
                                 .count = 1 + test_random(&random, 20)},
                        got;
        size_t lengths[20];
        for (uint64_t i = 0; i < chunk.count; i++) {
            lengths[i] = test_random(&random, 2) ? test_random(&random, 20) : test_random(&random, 3000);
            lfsr_lines_append(&lines, bytes + i, lengths[i] > 2900 ? 2900 : lengths[i]);
        }
        chunk.lines = (lfsr_wire_bytes){(unsigned char *)lines.data, lines.length};
        ck_assert(lfsr_pack_lines(&frame, &chunk));
        const unsigned char *payload = frame.data + LFSR_FRAME_HEADER;
        uint32_t length = (uint32_t)(frame.length - LFSR_FRAME_HEADER);
        ck_assert(lfsr_unpack_lines(payload, length, &got));
        ck_assert(got.number == chunk.number && got.one_by_one == chunk.one_by_one &&
                  got.count == chunk.count);
        lfsr_wire_bytes rest = got.lines, line;
        for (uint64_t i = 0; i < chunk.count; i++) {
            ck_assert(lfsr_lines_next(&rest, &line));
            ck_assert_uint_eq(line.length, lengths[i] > 2900 ? 2900 : lengths[i]);
            ck_assert_int_eq(memcmp(line.bytes, bytes + i, line.length), 0);
        }
        ck_assert(!lfsr_lines_next(&rest, &line));
        for (uint32_t cut = 0; cut < length; cut += 1 + length / 50)
            ck_assert(!lfsr_unpack_lines(payload, cut, &got));
        lfsr_answer_piece piece = {chunk.number, true, false, 0.25, chunk.lines}, back;
        ck_assert(lfsr_pack_answers(&frame, &piece));
        ck_assert(lfsr_unpack_answers(frame.data + LFSR_FRAME_HEADER,
                                      (uint32_t)(frame.length - LFSR_FRAME_HEADER), &back));
        ck_assert(back.number == piece.number && back.last && !back.begins && back.seconds == 0.25);
        ck_assert_uint_eq(back.answers.length, lines.length);
        ck_assert_int_eq(memcmp(back.answers.bytes, lines.data, lines.length), 0);
        lfsr_string_clear(&lines);
        lfsr_frame_free(&frame);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("wire");
    TCase *tcase = test_case(suite, "wire", 300);
    tcase_add_test(tcase, lists_travel);
    tcase_add_test(tcase, strata_survive_the_wire);
    tcase_add_test(tcase, results_survive_the_wire);
    tcase_add_test(tcase, damaged_frames_are_refused);
    tcase_add_test(tcase, random_payloads_are_harmless);
    tcase_add_test(tcase, errors_and_progress_survive_the_wire);
    tcase_add_test(tcase, oversized_frames_are_refused);
    return test_main(suite);
}
