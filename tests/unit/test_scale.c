/* A walk on 1,024 workers, which are simulated: they carry out their tasks truly, in this process, end in any
 * order, and some of them die. */
#include "test_support.h"

#include <string.h>
#include <unistd.h>

#include "../open_register.h"
#include "scheduler.h"
#include "simulated_transport.h"
#include "walk.h"

#define WORKERS 1024
#define STRATA  64
#define TASKS   4096

typedef struct crew {
    lfsr_stratum strata[STRATA];
    lfsr_executor *executor;
    uint64_t *random;
    uint64_t deaths_in; /* one of so many results is the end of its worker; 0: none */
    bool failed[TASKS]; /* by their numbers modulo TASKS: a task fails once at most */
    long tasks, deaths, loads;
} crew;

static lfsr_status load(void *self, uint32_t index, lfsr_stratum *stratum)
{
    crew *c = self;
    ck_assert_uint_lt(index, STRATA);
    lfsr_stratum_clear(&c->strata[index]);
    c->strata[index] = *stratum;
    c->loads++;
    return LFSR_OK;
}

/* Up to a millisecond, so that they end in any order. */
static double seconds(void *self, const lfsr_task *task, double *states)
{
    crew *c = self;
    (void)task;
    *states = 1;
    return 1e-6 * (double)test_random(c->random, 1000);
}

static lfsr_status answer(void *self, const lfsr_task *task, lfsr_task_result *result)
{
    crew *c = self;
    lfsr_error error = {0};
    bool *failed = &c->failed[(task->lo + task->stratum) % TASKS];
    if (c->deaths_in > 0 && !*failed && test_random(c->random, c->deaths_in) == 0) {
        *failed = true;
        c->deaths++;
        return LFSR_SYSTEM;
    }
    c->tasks++;
    if (!lfsr_executor_has(c->executor, task->stratum)) {
        lfsr_stratum copy;
        ck_assert_ok(lfsr_stratum_copy(&copy, &c->strata[task->stratum], &error), error);
        ck_assert_ok(lfsr_executor_load(c->executor, task->stratum, &copy, &error), error);
    }
    ck_assert_ok(lfsr_executor_run(c->executor, task, result, NULL, &error), error);
    return LFSR_OK;
}

typedef struct question {
    lfsr_register reg;
    lfsr_factorization factorization;
} question;

static void open_question(question *q, const char *order, const char *text)
{
    lfsr_error error = {0};
    ck_assert_ok(open_register(&q->reg, &q->factorization, order, NULL, text, &error), error);
}

/* A walk, with a checkpoint where there is a path, which is stopped after so many calls of its progress. */
typedef struct attempt {
    const char *checkpoint;
    long calls, stop_at;
} attempt;

static bool on_progress(void *context, const lfsr_progress *progress)
{
    attempt *a = context;
    (void)progress;
    return a->stop_at == 0 || ++a->calls < a->stop_at;
}

static lfsr_status try_walk(lfsr_partition *out, const question *q, const lfsr_plan_tuning *tuning,
                            lfsr_pool *pool, attempt *a, lfsr_error *error)
{
    lfsr_walk_report report;
    const lfsr_walk_options options = {.engine = "parallel",
                                       .list = true,
                                       .max_leaders = 1 << 20,
                                       .tuning = tuning,
                                       .pool = pool,
                                       .workers = WORKERS,
                                       .checkpoint = a->checkpoint,
                                       .checkpoint_seconds = 3600, /* at the beginning and the end */
                                       .progress = on_progress,
                                       .progress_context = a};
    lfsr_partition_init(out);
    return lfsr_walk(out, &report, &q->reg, &q->factorization, &options, error);
}

static void walk(lfsr_partition *out, const question *q, const lfsr_plan_tuning *tuning, lfsr_pool *pool)
{
    lfsr_error error = {0};
    attempt whole = {0};
    ck_assert_ok(try_walk(out, q, tuning, pool, &whole, &error), error);
}

/* Many small tasks for many workers. */
static lfsr_plan_tuning many_tasks(uint64_t *random)
{
    lfsr_plan_tuning t = lfsr_plan_default;
    t.workers = WORKERS;
    t.bitmap_states = 64;
    t.task_seconds = 1e-9;
    t.task_wait = 0;
    t.candidates = 1 + test_random(random, 100);
    t.candidate_tasks = 1e9;
    t.record_ns = 0;
    t.zeros = (int)test_random(random, 8);
    return t;
}

static const char *const registers[][2] = {{"2", "x^20 + x^3 + 1"},
                                           {"2", "(x^9+x^4+1)(x^4+x+1)^2 x^2"},
                                           {"3", "(x^5+2x+1)^2 (x+1)"},
                                           {"257", "x^2 + x + 3"}};

static lfsr_pool *start_crew(crew *c)
{
    lfsr_error error = {0};
    lfsr_pool *pool = NULL;
    const lfsr_pool_options options = {.size = sizeof options, .workers = WORKERS, .method = LFSR_START_FORK};
    const simulated_work work = {c, load, seconds, answer};
    ck_assert_ok(lfsr_executor_create(&c->executor, &error), error);
    ck_assert_ok(lfsr_pool_start_with(&pool, &options, simulated_transport(WORKERS, &work), &error), error);
    return pool;
}

static void end_crew(crew *c, lfsr_pool *pool)
{
    lfsr_pool_end(&pool);
    lfsr_executor_destroy(c->executor);
    for (size_t i = 0; i < STRATA; i++)
        lfsr_stratum_clear(&c->strata[i]);
}

static void compare(uint64_t deaths_in)
{
    uint64_t random = test_seed();
    crew c = {.random = &random, .deaths_in = deaths_in};
    lfsr_error error = {0};
    lfsr_pool *pool = start_crew(&c);
    for (size_t i = 0; i < sizeof registers / sizeof *registers; i++) {
        question q;
        lfsr_partition alone, together;
        open_question(&q, registers[i][0], registers[i][1]);
        lfsr_plan_tuning tuning = many_tasks(&random);
        lfsr_executor_destroy(c.executor); /* strata are numbered anew */
        ck_assert_ok(lfsr_executor_create(&c.executor, &error), error);
        walk(&alone, &q, &tuning, NULL);
        walk(&together, &q, &tuning, pool);
        ck_assert(lfsr_partition_same_structure(&alone, &together));
        ck_assert(lfsr_partition_same_leaders(&alone, &together));
        lfsr_partition_clear(&alone);
        lfsr_partition_clear(&together);
        close_register(&q.reg, &q.factorization);
    }
    printf("tasks %ld, deaths %ld, strata sent %ld\n", c.tasks, c.deaths, c.loads);
    ck_assert_int_ge(c.tasks, WORKERS);
    ck_assert(deaths_in == 0 || c.deaths > 0);
    ck_assert_uint_eq(lfsr_pool_replaced(pool), (unsigned)c.deaths);
    end_crew(&c, pool);
}

START_TEST(many_workers_have_the_answer_of_one)
{
    compare(0);
}
END_TEST

START_TEST(some_of_many_workers_die)
{
    compare(300);
}
END_TEST

/* One run of a walk that resumes: alone, on a few forked workers, or on all that are simulated. */
static lfsr_status resume(lfsr_partition *out, const question *q, attempt *a, uint64_t *random,
                          lfsr_error *error)
{
    lfsr_plan_tuning tuning = many_tasks(random); /* the file has the plan, not this */
    uint64_t few = test_random(random, 6);
    if (few == 0)
        return try_walk(out, q, &tuning, NULL, a, error);
    if (few > 3) {
        crew c = {.random = random};
        lfsr_pool *pool = start_crew(&c);
        lfsr_status status = try_walk(out, q, &tuning, pool, a, error);
        end_crew(&c, pool);
        return status;
    }
    lfsr_pool *pool = NULL;
    const lfsr_pool_options options = {
        .size = sizeof options, .workers = (unsigned)few, .method = LFSR_START_FORK};
    ck_assert_ok(lfsr_pool_start(&pool, &options, error), *error);
    lfsr_status status = try_walk(out, q, &tuning, pool, a, error);
    lfsr_pool_end(&pool);
    return status;
}

START_TEST(stopped_walks_resume_on_any_number_of_workers)
{
    uint64_t random = test_seed();
    char directory[64], path[80];
    long stops = 0;
    snprintf(directory, sizeof directory, "%s/lfsr-scale-XXXXXX",
             access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
    ck_assert_ptr_nonnull(mkdtemp(directory));
    snprintf(path, sizeof path, "%s/saved", directory);
    for (long trial = test_scaled(8); trial > 0; trial--) {
        question q;
        lfsr_partition alone, got;
        lfsr_status status = LFSR_SYSTEM;
        const lfsr_plan_tuning tuning = many_tasks(&random);
        const char *const *text = registers[test_random(&random, sizeof registers / sizeof *registers)];
        open_question(&q, text[0], text[1]);
        walk(&alone, &q, &tuning, NULL);
        for (long run = 1; status != LFSR_OK; run++) {
            lfsr_error error = {0};
            long first = run == 1 ? 1 : 1 + (long)test_random(&random, 20); /* one stop at least */
            attempt a = {path, 0, run < 6 ? first : 0};
            status = resume(&got, &q, &a, &random, &error);
            ck_assert_msg(status == LFSR_OK || strcmp(error.code, "stopped") == 0, "%s", error.message);
            stops += status != LFSR_OK;
            if (status != LFSR_OK)
                lfsr_partition_clear(&got);
        }
        ck_assert(lfsr_partition_same_structure(&alone, &got));
        ck_assert(lfsr_partition_same_leaders(&alone, &got));
        lfsr_partition_clear(&alone);
        lfsr_partition_clear(&got);
        close_register(&q.reg, &q.factorization);
        unlink(path);
    }
    rmdir(directory);
    printf("stops: %ld\n", stops);
    ck_assert_int_gt(stops, 0);
}
END_TEST

/* Reports are rare enough for the parent and often enough for the limit of silence. */
START_TEST(heartbeats_follow_the_number_of_workers)
{
    static const double timeouts[] = {0, 0.1, 1, 5, 100};
    for (unsigned workers = 1; workers <= 4096; workers *= 2)
        for (size_t i = 0; i < sizeof timeouts / sizeof *timeouts; i++) {
            const lfsr_pool pool = {.options = {.workers = workers, .timeout = timeouts[i]}};
            double beat = lfsr_pool_heartbeat(&pool);
            ck_assert_double_ge(beat, LFSR_HEARTBEAT);
            ck_assert_double_le(beat, LFSR_SLOWEST_BEAT);
            ck_assert(workers > 32 || beat == LFSR_HEARTBEAT);
            ck_assert(timeouts[i] == 0 || beat == LFSR_HEARTBEAT || 8 * beat <= timeouts[i]);
            ck_assert(timeouts[i] > 0 || beat == LFSR_SLOWEST_BEAT || workers / beat <= 641);
        }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("scale");
    TCase *tcase = test_case(suite, "scale", 600);
    tcase_add_test(tcase, many_workers_have_the_answer_of_one);
    tcase_add_test(tcase, some_of_many_workers_die);
    tcase_add_test(tcase, stopped_walks_resume_on_any_number_of_workers);
    tcase_add_test(tcase, heartbeats_follow_the_number_of_workers);
    return test_main(suite);
}
