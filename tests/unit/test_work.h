/* A small walk for a pool: x^20 + x^3 + 1, primitive, its section in TASKS chunks, with a known answer. And a
 * check that a pool left no process and no descriptor. */
#ifndef LFSR_TEST_WORK_H
#define LFSR_TEST_WORK_H

#include "test_support.h"

#include <dirent.h>
#include <errno.h>
#include <string.h>
#include <sys/wait.h>

#include "pool.h"
#include "process.h"

#define TASKS 40

typedef struct sample_work {
    lfsr_work work;
    unsigned zeros; /* of the section: 2^(19 - zeros) records */
    unsigned given, back[TASKS];
    uint64_t steps;
} sample_work;

static inline lfsr_stratum small_stratum(void)
{
    lfsr_stratum s = {.p = 2, .k = 1, .q = 2, .degree = 20, .states = UINT64_C(1) << 20};
    s.poly = (lfsr_code_poly){20, calloc(21, sizeof(uint64_t))};
    s.poly.codes[0] = s.poly.codes[3] = s.poly.codes[20] = 1;
    return s;
}

static inline uint64_t sample_size(const sample_work *e)
{
    return UINT64_C(1) << (19 - e->zeros);
}

static inline bool sample_next(void *self, lfsr_task *task)
{
    sample_work *e = self;
    uint64_t per_task = sample_size(e) / TASKS;
    if (e->given == TASKS)
        return false;
    *task = (lfsr_task){
        .method = LFSR_BY_SECTION, .section.zeros = e->zeros, .lo = e->given * per_task, .count = per_task};
    if (e->given == TASKS - 1)
        task->count = sample_size(e) - task->lo;
    e->given++;
    return true;
}

static inline lfsr_status sample_stratum(void *self, uint32_t index, lfsr_stratum *out, lfsr_error *error)
{
    (void)self;
    (void)index;
    (void)error;
    *out = small_stratum();
    return LFSR_OK;
}

static inline lfsr_status sample_accept(void *self, const lfsr_task *task, lfsr_task_result *result,
                                        lfsr_error *error)
{
    sample_work *e = self;
    (void)error;
    e->back[task->lo / (sample_size(e) / TASKS)]++;
    for (uint64_t i = 0; i < result->count; i++)
        e->steps += result->length[i];
    return LFSR_OK;
}

static inline bool sample_done(void *self)
{
    sample_work *e = self;
    for (unsigned i = 0; i < TASKS; i++)
        if (e->back[i] == 0)
            return false;
    return true;
}

static inline bool sample_walked(void *self, double states)
{
    (void)self;
    (void)states;
    return true;
}

static inline void sample_begin(sample_work *e, unsigned zeros)
{
    *e = (sample_work){.work = {e, sample_next, sample_stratum, sample_accept, sample_done, sample_walked},
                       .zeros = zeros};
}

static inline void assert_all_done_once(const sample_work *e)
{
    for (unsigned i = 0; i < TASKS; i++)
        ck_assert_uint_eq(e->back[i], 1);
    ck_assert_uint_eq(e->steps, (UINT64_C(1) << 20) - 1);
}

static inline unsigned open_descriptors(void)
{
    unsigned count = 0;
    DIR *dir = opendir("/proc/self/fd");
    while (readdir(dir) != NULL)
        count++;
    closedir(dir);
    return count;
}

static inline void assert_nothing_left(unsigned descriptors)
{
    ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
    ck_assert_int_eq(errno, ECHILD);
    ck_assert_uint_eq(open_descriptors(), descriptors);
}

#endif
