/* Partitions: collect classes and leaders, sort, merge, compare. */
#include "partition_data.h"

#include <inttypes.h>
#include <stdlib.h>

#include "growth.h"

void lfsr_partition_init(lfsr_partition *partition)
{
    *partition = (lfsr_partition){0};
    fmpz_init(partition->states);
    fmpz_init(partition->periodic);
    fmpz_init(partition->transient);
}

void lfsr_partition_clear(lfsr_partition *partition)
{
    if (partition == NULL)
        return;
    for (size_t i = 0; i < partition->length; i++) {
        fmpz_clear(partition->classes[i].period);
        fmpz_clear(partition->classes[i].count);
    }
    free(partition->classes);
    free(partition->leaders);
    fmpz_clear(partition->states);
    fmpz_clear(partition->periodic);
    fmpz_clear(partition->transient);
    *partition = (lfsr_partition){0};
}

lfsr_partition *lfsr_partition_new(void)
{
    lfsr_partition *partition = malloc(sizeof *partition);
    if (partition != NULL)
        lfsr_partition_init(partition);
    return partition;
}

void lfsr_partition_free(lfsr_partition *partition)
{
    lfsr_partition_clear(partition);
    free(partition);
}

static int by_period(const void *a, const void *b)
{
    return fmpz_cmp(((const lfsr_cycle_class *)a)->period, ((const lfsr_cycle_class *)b)->period);
}

static int by_state(const void *a, const void *b)
{
    const lfsr_leader *x = a, *y = b;
    return x->state < y->state ? -1 : x->state > y->state;
}

static bool leaders_ascend(const lfsr_partition *partition)
{
    for (size_t i = 1; i < partition->leader_count; i++)
        if (partition->leaders[i - 1].state > partition->leaders[i].state)
            return false;
    return true;
}

static void merge_equal_periods(lfsr_partition *partition)
{
    size_t last_index = 0;
    for (size_t i = 1; i < partition->length; i++) {
        lfsr_cycle_class *last = &partition->classes[last_index], *next = &partition->classes[i];
        if (fmpz_equal(last->period, next->period)) {
            fmpz_add(last->count, last->count, next->count);
            fmpz_clear(next->period);
            fmpz_clear(next->count);
        } else {
            partition->classes[++last_index] = *next;
        }
    }
    partition->length = last_index + 1;
}

static bool is_ascending(const lfsr_partition *partition)
{
    for (size_t i = 1; i < partition->length; i++)
        if (fmpz_cmp(partition->classes[i - 1].period, partition->classes[i].period) >= 0)
            return false;
    return true;
}

static void sort_and_merge(lfsr_partition *partition)
{
    if (is_ascending(partition))
        return;
    qsort(partition->classes, partition->length, sizeof *partition->classes, by_period);
    merge_equal_periods(partition);
}

/* Space for one more class. */
static lfsr_status grow_classes(lfsr_partition *partition, lfsr_error *error)
{
    if (partition->length < partition->capacity)
        return LFSR_OK;
    sort_and_merge(partition); /* many cycles of few periods must not fill the memory */
    if (partition->length < partition->capacity / 2)
        return LFSR_OK;
    lfsr_cycle_class *classes = lfsr_grow(partition->classes, partition->capacity + 1, &partition->capacity,
                                          sizeof *partition->classes);
    if (classes == NULL)
        return lfsr_fail_memory(error);
    partition->classes = classes;
    return LFSR_OK;
}

lfsr_status lfsr_partition_add(lfsr_partition *partition, const fmpz_t period, const fmpz_t count,
                               lfsr_error *error)
{
    if (partition->length > 0 && fmpz_equal(partition->classes[partition->length - 1].period, period)) {
        lfsr_cycle_class *last = &partition->classes[partition->length - 1];
        fmpz_add(last->count, last->count, count);
        return LFSR_OK;
    }
    lfsr_status status = grow_classes(partition, error);
    if (status != LFSR_OK)
        return status;
    lfsr_cycle_class *added = &partition->classes[partition->length++];
    fmpz_init_set(added->period, period);
    fmpz_init_set(added->count, count);
    return LFSR_OK;
}

lfsr_status lfsr_partition_add_ui(lfsr_partition *partition, uint64_t period, uint64_t count,
                                  lfsr_error *error)
{
    if (partition->length > 0 &&
        fmpz_equal_ui(partition->classes[partition->length - 1].period, (ulong)period)) {
        lfsr_cycle_class *last = &partition->classes[partition->length - 1];
        fmpz_add_ui(last->count, last->count, (ulong)count);
        return LFSR_OK;
    }
    lfsr_status status = grow_classes(partition, error);
    if (status != LFSR_OK)
        return status;
    lfsr_cycle_class *added = &partition->classes[partition->length++];
    fmpz_init_set_ui(added->period, (ulong)period);
    fmpz_init_set_ui(added->count, (ulong)count);
    return LFSR_OK;
}

lfsr_status lfsr_partition_add_leader(lfsr_partition *partition, uint64_t state, uint64_t period,
                                      lfsr_error *error)
{
    lfsr_leader *leaders = lfsr_grow(partition->leaders, partition->leader_count + 1,
                                     &partition->leader_capacity, sizeof *partition->leaders);
    if (leaders == NULL)
        return lfsr_fail_memory(error);
    partition->leaders = leaders;
    leaders[partition->leader_count++] = (lfsr_leader){state, period};
    return LFSR_OK;
}

lfsr_status lfsr_partition_add_cycle(lfsr_partition *partition, uint64_t leader, uint64_t period,
                                     lfsr_error *error)
{
    lfsr_status status = lfsr_partition_add_ui(partition, period, 1, error);
    return status == LFSR_OK && partition->has_leaders
               ? lfsr_partition_add_leader(partition, leader, period, error)
               : status;
}

lfsr_status lfsr_partition_join(lfsr_partition *partition, const lfsr_partition *other, lfsr_error *error)
{
    lfsr_status status = LFSR_OK;
    for (size_t i = 0; i < other->length && status == LFSR_OK; i++)
        status = lfsr_partition_add(partition, other->classes[i].period, other->classes[i].count, error);
    for (size_t i = 0; i < other->leader_count && status == LFSR_OK; i++)
        status =
            lfsr_partition_add_leader(partition, other->leaders[i].state, other->leaders[i].period, error);
    return status;
}

lfsr_status lfsr_partition_check_leaders(const lfsr_partition *partition, uint64_t max_leaders,
                                         lfsr_error *error)
{
    return partition->leader_count <= max_leaders
               ? LFSR_OK
               : lfsr_fail(error, LFSR_UNABLE, "too-large", "more than %" PRIu64 " cycles to list",
                           max_leaders);
}

/* sum += a b, where all of it fits in a word. */
static bool add_product(uint64_t *sum, const fmpz_t a, const fmpz_t b)
{
    uint64_t product, more;
    if (COEFF_IS_MPZ(*a) || COEFF_IS_MPZ(*b) ||
        __builtin_mul_overflow((uint64_t)*a, (uint64_t)*b, &product) ||
        __builtin_add_overflow(*sum, product, &more))
        return false;
    *sum = more;
    return true;
}

void lfsr_partition_finish(lfsr_partition *partition)
{
    sort_and_merge(partition);
    if (!leaders_ascend(partition))
        qsort(partition->leaders, partition->leader_count, sizeof *partition->leaders, by_state);
    fmpz_zero(partition->periodic);
    uint64_t words = 0; /* the products that fit, and their sum fits */
    for (size_t i = 0; i < partition->length; i++)
        if (!add_product(&words, partition->classes[i].period, partition->classes[i].count))
            fmpz_addmul(partition->periodic, partition->classes[i].period, partition->classes[i].count);
    fmpz_add_ui(partition->periodic, partition->periodic, (ulong)words);
}

const fmpz *lfsr_partition_states(const lfsr_partition *partition)
{
    return partition->states;
}

const fmpz *lfsr_partition_periodic(const lfsr_partition *partition)
{
    return partition->periodic;
}

const fmpz *lfsr_partition_transient(const lfsr_partition *partition)
{
    return partition->transient;
}

slong lfsr_partition_max_tail(const lfsr_partition *partition)
{
    return partition->max_tail;
}

size_t lfsr_partition_length(const lfsr_partition *partition)
{
    return partition->length;
}

const fmpz *lfsr_partition_period(const lfsr_partition *partition, size_t i)
{
    return partition->classes[i].period;
}

const fmpz *lfsr_partition_count(const lfsr_partition *partition, size_t i)
{
    return partition->classes[i].count;
}

bool lfsr_partition_has_leaders(const lfsr_partition *partition)
{
    return partition->has_leaders;
}

size_t lfsr_partition_leader_count(const lfsr_partition *partition)
{
    return partition->has_leaders ? partition->leader_count : 0;
}

lfsr_leader lfsr_partition_leader(const lfsr_partition *partition, size_t i)
{
    return partition->leaders[i];
}

void lfsr_partition_cycles(fmpz_t cycles, const lfsr_partition *partition)
{
    fmpz_zero(cycles);
    for (size_t i = 0; i < partition->length; i++)
        fmpz_add(cycles, cycles, partition->classes[i].count);
}

bool lfsr_partition_same_structure(const lfsr_partition *a, const lfsr_partition *b)
{
    if (!fmpz_equal(a->states, b->states) || !fmpz_equal(a->periodic, b->periodic) ||
        !fmpz_equal(a->transient, b->transient) || a->max_tail != b->max_tail || a->length != b->length)
        return false;
    for (size_t i = 0; i < a->length; i++)
        if (!fmpz_equal(a->classes[i].period, b->classes[i].period) ||
            !fmpz_equal(a->classes[i].count, b->classes[i].count))
            return false;
    return true;
}

bool lfsr_partition_same_leaders(const lfsr_partition *a, const lfsr_partition *b)
{
    if (a->leader_count != b->leader_count)
        return false;
    for (size_t i = 0; i < a->leader_count; i++)
        if (a->leaders[i].state != b->leaders[i].state || a->leaders[i].period != b->leaders[i].period)
            return false;
    return true;
}
