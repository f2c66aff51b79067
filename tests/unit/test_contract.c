/* Contraction against the simplest one there is: maps that are random permutations, with random lengths. */
#include "test_support.h"

#include <string.h>

#include "contract.h"

typedef struct map {
    lfsr_stratum stratum;
    lfsr_scalar *scalar;
    lfsr_section section;
    uint64_t size;
    lfsr_record *entries;
} map;

static uint64_t power(uint64_t q, unsigned exponent)
{
    uint64_t out = 1;
    while (exponent-- > 0)
        out *= q;
    return out;
}

/* A section of at most 2^15 states of a random register; every state is wanted. */
static void open_map(map *m, uint64_t *random)
{
    static const uint64_t orders[] = {2, 2, 3, 5, 17};
    lfsr_error error = {0};
    uint64_t q = orders[test_random(random, sizeof orders / sizeof *orders)];
    unsigned degree = 1;
    while (power(q, degree + 1) < UINT64_C(1) << 40 && test_random(random, 20) > 0)
        degree++;
    *m = (map){.stratum = {.p = q, .k = 1, .q = q, .degree = degree, .states = power(q, degree)}};
    m->stratum.poly = (lfsr_code_poly){degree, calloc(degree + 1u, sizeof(uint64_t))};
    for (unsigned i = 0; i < degree; i++)
        m->stratum.poly.codes[i] = test_random(random, q);
    m->stratum.poly.codes[0] = 1 + test_random(random, q - 1);
    m->stratum.poly.codes[degree] = 1;
    ck_assert_ok(lfsr_scalar_open(&m->scalar, &m->stratum, &error), error);
    if (power(q, degree) <= 1 << 15 && test_random(random, 2)) {
        m->section.bound = 1 + test_random(random, q);
    } else {
        m->section.zeros = (unsigned)test_random(random, degree);
        while (lfsr_section_size(&m->stratum, m->section) > 1 << 15)
            m->section.zeros++;
    }
    m->size = lfsr_section_size(&m->stratum, m->section);
    m->entries = calloc(m->size, sizeof *m->entries);
}

static void close_map(map *m)
{
    lfsr_scalar_close(m->scalar);
    lfsr_stratum_clear(&m->stratum);
    free(m->entries);
}

/* A random permutation: of cycles of any length, of one cycle, or within blocks. */
static void fill_map(map *m, uint64_t *random)
{
    uint64_t kind = test_random(random, 3), block = 1 + test_random(random, 100);
    for (uint64_t i = 0; i < m->size; i++) {
        m->entries[i].next = i;
        m->entries[i].length = 1 + test_random(random, test_random(random, 2) ? 3 : UINT64_C(1) << 40);
    }
    for (uint64_t i = m->size; i-- > 1;) {
        uint64_t least = kind == 2 ? i - i % block : 0;
        uint64_t j = least + test_random(random, i - least + (kind != 1)), moved = m->entries[i].next;
        if (kind == 2 && least == i)
            continue;
        m->entries[i].next = m->entries[j].next;
        m->entries[j].next = moved;
    }
}

static uint64_t proposed(const map *m, uint64_t index)
{
    uint64_t state = lfsr_section_state(&m->stratum, m->section, index);
    return m->section.bound > 0 ? state : lfsr_scalar_step(m->scalar, state);
}

static void contract_simply(lfsr_partition *out, const map *m)
{
    lfsr_error error = {0};
    bool *seen = calloc(m->size, sizeof *seen);
    for (uint64_t start = 0; start < m->size; start++) {
        uint64_t at = start, period = 0, leader = UINT64_MAX;
        for (; !seen[at]; at = m->entries[at].next) {
            seen[at] = true;
            period += m->entries[at].length;
            leader = proposed(m, at) < leader ? proposed(m, at) : leader;
        }
        if (period > 0)
            ck_assert_ok(lfsr_partition_add_cycle(out, leader, period, &error), error);
    }
    free(seen);
    lfsr_partition_finish(out);
}

static void begin_partition(lfsr_partition *p)
{
    lfsr_partition_init(p);
    p->has_leaders = true;
}

static lfsr_status contract(lfsr_partition *out, const map *m, const lfsr_tick *tick, lfsr_error *error)
{
    begin_partition(out);
    return lfsr_contract(out, &m->stratum, m->scalar, m->section, m->size, m->entries, tick, error);
}

START_TEST(random_maps_have_their_cycles)
{
    uint64_t random = test_seed(), largest = 0;
    for (long trial = test_scaled(400); trial > 0; trial--) {
        map m;
        lfsr_partition expected, got;
        lfsr_error error = {0};
        open_map(&m, &random);
        fill_map(&m, &random);
        begin_partition(&expected);
        contract_simply(&expected, &m);
        ck_assert_ok(contract(&got, &m, NULL, &error), error);
        lfsr_partition_finish(&got);
        ck_assert(lfsr_partition_same_structure(&expected, &got));
        ck_assert(lfsr_partition_same_leaders(&expected, &got));
        largest = m.size > largest ? m.size : largest;
        lfsr_partition_clear(&expected);
        lfsr_partition_clear(&got);
        close_map(&m);
    }
    printf("largest map: %llu\n", (unsigned long long)largest);
}
END_TEST

/* Two entries with the same target, or a target outside of the section. The map is as before afterwards. */
START_TEST(other_maps_are_refused)
{
    uint64_t random = test_seed();
    for (long trial = test_scaled(200); trial > 0; trial--) {
        map m;
        lfsr_partition got;
        lfsr_error error = {0};
        open_map(&m, &random);
        fill_map(&m, &random);
        uint64_t at = test_random(&random, m.size), was = m.entries[at].next;
        m.entries[at].next = test_random(&random, 4) ? test_random(&random, m.size) : m.size;
        if (m.entries[at].next == was) {
            close_map(&m);
            continue;
        }
        lfsr_record *before = malloc(m.size * sizeof *before);
        memcpy(before, m.entries, m.size * sizeof *before);
        ck_assert_int_eq(contract(&got, &m, NULL, &error), LFSR_SYSTEM);
        ck_assert_str_eq(error.code, "internal");
        ck_assert_mem_eq(before, m.entries, m.size * sizeof *before);
        free(before);
        lfsr_partition_clear(&got);
        close_map(&m);
    }
}
END_TEST

static bool stop_at_once(void *context, double states)
{
    (void)context;
    (void)states;
    return false;
}

START_TEST(a_stop_leaves_the_map)
{
    const lfsr_tick tick = {stop_at_once, NULL};
    uint64_t random = test_seed();
    map m;
    lfsr_partition got;
    lfsr_error error = {0};
    open_map(&m, &random);
    fill_map(&m, &random);
    ck_assert_int_eq(contract(&got, &m, &tick, &error), LFSR_UNABLE);
    ck_assert_str_eq(error.code, "stopped");
    for (uint64_t i = 0; i < m.size; i++)
        ck_assert_uint_lt(m.entries[i].next, m.size);
    lfsr_partition_clear(&got);
    close_map(&m);
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("contract");
    TCase *tcase = test_case(suite, "contract", 600);
    tcase_add_test(tcase, random_maps_have_their_cycles);
    tcase_add_test(tcase, other_maps_are_refused);
    tcase_add_test(tcase, a_stop_leaves_the_map);
    return test_main(suite);
}
