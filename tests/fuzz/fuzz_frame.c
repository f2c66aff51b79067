/* Any bytes as a frame: the header by itself, and what follows it, whatever its checksum says, as a payload
 * of every kind. What is unpacked packs to the same bytes again; a small stratum goes on into an executor, as
 * in a worker. */
#include "fuzz.h"

#include "wire.h"

#define TASK_BYTES 72 /* nine words */

static void require_same(lfsr_frame *frame, bool packed, const uint8_t *payload, uint32_t length)
{
    FUZZ_REQUIRE(packed && frame->length == LFSR_FRAME_HEADER + (size_t)length);
    FUZZ_REQUIRE(memcmp(frame->data + LFSR_FRAME_HEADER, payload, length) == 0);
}

static bool go_on(void *context, double states)
{
    *(double *)context += states;
    return *(double *)context < 1e6;
}

/* An untrusted stratum is refused or walked, and both methods agree on it. */
static void load_and_walk(lfsr_stratum *stratum, uint32_t index)
{
    uint64_t states = stratum->states;
    lfsr_executor *executor;
    lfsr_error error = {0};
    FUZZ_REQUIRE(lfsr_executor_create(&executor, &error) == LFSR_OK);
    if (lfsr_executor_load(executor, index, stratum, &error) == LFSR_OK) {
        double walked = 0;
        lfsr_tick tick = {go_on, &walked};
        lfsr_task tasks[2] = {
            {.stratum = index, .method = LFSR_BY_BITMAP, .want_leaders = true, .count = states},
            {.stratum = index, .method = LFSR_BY_CANDIDATES, .want_leaders = true, .count = states}};
        lfsr_task_result results[2];
        lfsr_status status[2];
        for (int i = 0; i < 2; i++) {
            lfsr_task_result_init(&results[i]);
            status[i] = lfsr_executor_run(executor, &tasks[i], &results[i], &tick, &error);
            lfsr_partition_finish(&results[i].found);
        }
        if (status[0] == LFSR_OK && status[1] == LFSR_OK) {
            FUZZ_REQUIRE(lfsr_partition_same_structure(&results[0].found, &results[1].found));
            FUZZ_REQUIRE(lfsr_partition_same_leaders(&results[0].found, &results[1].found));
        }
        lfsr_task_result_clear(&results[0]);
        lfsr_task_result_clear(&results[1]);
    }
    lfsr_executor_destroy(executor);
}

static void unpack(lfsr_frame *frame, const uint8_t *payload, uint32_t length)
{
    lfsr_task task = {.stratum = 1, .method = LFSR_BY_SECTION, .section.zeros = 1, .lo = 1, .count = 2},
              other;
    lfsr_stratum stratum;
    lfsr_task_result result;
    lfsr_error error;
    uint32_t index;
    double states, heartbeat;
    if (lfsr_unpack_stratum(payload, length, &index, &stratum)) {
        require_same(frame, lfsr_pack_stratum(frame, index, &stratum), payload, length);
        if (stratum.states <= 4096 && stratum.p < 300)
            load_and_walk(&stratum, index);
        lfsr_stratum_clear(&stratum);
    }
    if (lfsr_unpack_task(payload, length, &other, &heartbeat))
        require_same(frame, lfsr_pack_task(frame, &other, heartbeat), payload, length);
    if (length >= TASK_BYTES && lfsr_unpack_task(payload, TASK_BYTES, &other, &heartbeat))
        task = other; /* a result begins with its task and a number of seconds */
    lfsr_task_result_init(&result);
    if (lfsr_unpack_result(payload, length, &task, &result))
        FUZZ_REQUIRE(lfsr_pack_result(frame, &task, &result));
    lfsr_task_result_clear(&result);
    lfsr_wire_bytes settings;
    if (lfsr_unpack_setup(payload, length, &settings, &heartbeat))
        FUZZ_REQUIRE(lfsr_pack_setup(frame, settings, heartbeat) &&
                     frame->length == LFSR_FRAME_HEADER + (size_t)length);
    lfsr_line_chunk chunk;
    if (lfsr_unpack_lines(payload, length, &chunk))
        FUZZ_REQUIRE(lfsr_pack_lines(frame, &chunk) && frame->length == LFSR_FRAME_HEADER + (size_t)length);
    lfsr_answer_piece piece;
    if (lfsr_unpack_answers(payload, length, &piece))
        FUZZ_REQUIRE(lfsr_pack_answers(frame, &piece) && frame->length == LFSR_FRAME_HEADER + (size_t)length);
    if (lfsr_unpack_progress(payload, length, &states))
        FUZZ_REQUIRE(states >= 0);
    if (lfsr_unpack_error(payload, length, &error))
        FUZZ_REQUIRE(lfsr_pack_error(frame, &error));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    lfsr_frame frame = {0};
    lfsr_frame_type type;
    uint32_t length, checksum;
    if (size < LFSR_FRAME_HEADER || size > 1 << 16)
        return 0;
    uint32_t rest = (uint32_t)(size - LFSR_FRAME_HEADER);
    if (lfsr_header_read(data, &type, &length, &checksum)) {
        FUZZ_REQUIRE(length <= LFSR_FRAME_LIMIT && type >= LFSR_FRAME_STRATUM && type < LFSR_FRAME_TYPES);
        (void)!lfsr_payload_intact(data + LFSR_FRAME_HEADER, rest, checksum);
    }
    unpack(&frame, data + LFSR_FRAME_HEADER, rest);
    lfsr_frame_free(&frame);
    return 0;
}
