/* How long it takes from an interrupt until the computation has returned.
 *
 *     bench_cancel PROGRAM [TRIES, 21] [WORD]      WORD: only the cases with it in their names
 *
 * Library cases: a timer asks to stop at a random moment, the callback of the public interface then returns
 * false, and the time until the call returns is measured. Tool cases: SIGTERM is sent to PROGRAM at a random
 * moment, and the time until it has ended is measured. Printed are median and worst, and for the library the
 * worst processor time of this process after the interrupt, which other load does not change. In the last
 * column whole runs: the longest processor time between two calls of the callback. */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "lfsr/lfsr.h"

#define MOST_TRIES 1001
#define WALK_BOUND (UINT64_C(1) << 62)

typedef enum question { ANALYZE, LOGARITHM, LIST_CYCLES, TABLE } question;

typedef struct library_case {
    const char *name, *order, *polynomial;
    question question;
    lfsr_engine engine;
    bool list, spawn;
    const char *checkpoint;
    double least, most; /* seconds: when the interrupt comes; most 0: a whole run */
} library_case;

#define SAVED "bench_cancel.checkpoint"

static const library_case library_cases[] = {
    {"sequential, GF(2)", "2", "x^48+x^28+x^27+x+1", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, leaders", "2", "(x^30+x^6+x^4+x+1)(x^16+x^5+x^3+x^2+1)", ANALYZE, LFSR_SEQUENTIAL, 1, 0,
     NULL, .1, .6},
    {"sequential, checkpoint", "2", "x^48+x^28+x^27+x+1", ANALYZE, LFSR_SEQUENTIAL, 0, 0, SAVED, .1, .6},
    {"sequential, GF(2) candidates", "2", "x^45+1", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, GF(3)", "3", "x^33+x+2", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, GF(9)", "9", "x^17+x+a", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, GF(5) candidates", "5", "x^18+1", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, GF(251)", "251", "x^7+x+3", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, GF(65537)", "65537", "x^3+x+3", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, GF(2^16)", "2^16", "x^3+x+a", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"sequential, GF(10^9 + 7)", "1000000007", "x^2+x+5", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, .1, .6},
    {"parallel, fork", "2", "x^48+x^28+x^27+x+1", ANALYZE, LFSR_PARALLEL, 0, 0, NULL, .1, .6},
    {"parallel, spawn", "2", "x^48+x^28+x^27+x+1", ANALYZE, LFSR_PARALLEL, 0, 1, NULL, .1, .6},
    {"parallel, GF(9), checkpoint", "9", "x^17+x+a", ANALYZE, LFSR_PARALLEL, 0, 0, SAVED, .1, .6},
    {"reference, GF(2)", "2", "x^30+x^6+x^4+x+1", ANALYZE, LFSR_REFERENCE, 0, 0, NULL, .1, .6},
    {"reference, GF(2^13)", "2^13", "x^2+x+a", ANALYZE, LFSR_REFERENCE, 0, 0, NULL, .1, .6},
    {"factoring over GF(2)", "2", "x^60000+x^7+x+1", ANALYZE, LFSR_ALGEBRAIC, 0, 0, NULL, .1, .9},
    {"factoring over GF(256)", "256", "x^2500+x^7+x+a", ANALYZE, LFSR_ALGEBRAIC, 0, 0, NULL, .1, .9},
    {"factoring over GF(1000003)", "1000003", "x^3000+x^7+x+5", ANALYZE, LFSR_ALGEBRAIC, 0, 0, NULL, .1, .9},
    {"factoring a 197-digit number", "1000000007", "x^97+x+5", ANALYZE, LFSR_ALGEBRAIC, 0, 0, NULL, .5, 2},
    {"states: logarithm", "2", "x^128+x^7+x^2+x+1", LOGARITHM, 0, 0, 0, NULL, .05, .6},
    {"states: factoring", "2", "x^60000+x^7+x+1", LOGARITHM, 0, 0, 0, NULL, .1, .9},
    {"states: list of cycles", "2", "(x^20+1)(x^11+x^2+1)(x^4+1)", LIST_CYCLES, 0, 0, 0, NULL, .1, .9},
    {"states: leader", "2", "x^40000+x^39999+1", LOGARITHM, 0, 0, 0, NULL, .1, .9},
    {"states: table", "2", "x^24+x^7+x^2+x+1", TABLE, 0, 0, 0, NULL, .1, .9},
    {"whole: sequential, GF(2)", "2", "x^38+x^6+x^5+x+1", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, 0, 0},
    {"whole: sequential, leaders", "2", "(x^23+1)(x^10+x^3+1)", ANALYZE, LFSR_SEQUENTIAL, 1, 0, NULL, 0, 0},
    {"whole: sequential, x^32 + 1", "2", "x^32+1", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, 0, 0},
    {"whole: sequential, x^28 + 1, leaders", "2", "x^28+1", ANALYZE, LFSR_SEQUENTIAL, 1, 0, NULL, 0, 0},
    {"whole: sequential, GF(3)", "3", "x^19+x^2+x+2", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, 0, 0},
    {"whole: sequential, GF(9), leaders", "9", "(x^5+x+a)(x^3+1)", ANALYZE, LFSR_SEQUENTIAL, 1, 0, NULL, 0,
     0},
    {"whole: sequential, GF(65537)", "65537", "x^2+x+3", ANALYZE, LFSR_SEQUENTIAL, 0, 0, NULL, 0, 0},
    {"whole: parallel, GF(2)", "2", "x^38+x^6+x^5+x+1", ANALYZE, LFSR_PARALLEL, 0, 0, NULL, 0, 0},
    {"whole: parallel, leaders", "2", "(x^23+1)(x^10+x^3+1)", ANALYZE, LFSR_PARALLEL, 1, 0, NULL, 0, 0},
    {"whole: reference, GF(2)", "2", "x^22+x+1", ANALYZE, LFSR_REFERENCE, 1, 0, NULL, 0, 0},
    {"whole: algebraic, many classes", "2",
     "(x^3+x+1)^4(x^5+x^2+1)^4(x^7+x+1)^4(x^11+x^2+1)^4(x^13+x^4+x^3+x+1)^4(x^17+x^3+1)^4(x^19+x^5+x^2+x+1)^"
     "4",
     ANALYZE, LFSR_ALGEBRAIC, 0, 0, NULL, 0, 0},
};

typedef struct tool_case {
    const char *name;
    const char *arguments[10];
} tool_case;

static const tool_case tool_cases[] = {
    {"tool: sequential", {"-e", "sequential", "--max-states", "2^62", "x^48+x^28+x^27+x+1"}},
    {"tool: parallel, checkpoint",
     {"-e", "parallel", "--max-states", "2^62", "--checkpoint", SAVED, "x^48+x^28+x^27+x+1"}},
    {"tool: reference", {"-e", "reference", "x^30+x^6+x^4+x+1"}},
    {"tool: factoring a polynomial", {"-e", "algebraic", "x^60000+x^7+x+1"}},
    {"tool: factoring a number", {"-e", "algebraic", "-q", "1000000007", "x^97+x+5"}},
    {"tool: list", {"--quiet", "-f", "csv", "--all", "40", "-w", "2"}},
    {"tool: list, walked",
     {"--quiet", "-e", "sequential", "--max-states", "2^62", "--random", "44", "--count", "9"}},
    {"tool: --all --only primitive",
     {"--quiet", "-f", "brief", "--only", "primitive", "--all", "40", "-w", "2"}},
    {"tool: --trinomials", {"--quiet", "-f", "brief", "--only", "primitive", "--trinomials", "3000..9000"}},
    {"tool: --random",
     {"--quiet", "-f", "brief", "--only", "primitive", "--random", "900", "--count", "999"}},
    {"tool: --compare", {"--quiet", "--compare", "--max-states", "2^62", "x^40+x^38+x^21+x^19+1"}},
    {"tool: --state, logarithm", {"--quiet", "--state", "0x1234", "x^128+x^7+x^2+x+1"}},
};

static unsigned tries = 21;

/* --- Clocks --- */

static double read_clock(clockid_t clock)
{
    struct timespec t;
    clock_gettime(clock, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

/* Of this try. */
static volatile double asked_at, asked_processor; /* 0: not yet */
static double last_call, longest;

static void on_alarm(int number)
{
    (void)number;
    asked_processor = read_clock(CLOCK_PROCESS_CPUTIME_ID);
    asked_at = read_clock(CLOCK_MONOTONIC);
}

static bool go_on(void)
{
    double now = read_clock(CLOCK_PROCESS_CPUTIME_ID);
    longest = now - last_call > longest ? now - last_call : longest;
    last_call = now;
    return asked_at == 0;
}

static bool on_progress(void *context, const lfsr_progress *progress)
{
    (void)context, (void)progress;
    return go_on();
}

static bool on_proceed(void *context)
{
    (void)context;
    return go_on();
}

static bool on_text(void *context, const char *text, size_t length)
{
    (void)context, (void)text, (void)length;
    return go_on();
}

/* Between 0 and 1. */
static double random_part(void)
{
    static uint64_t state = 1;
    state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
    return (double)(state >> 40) / (double)(1 << 24);
}

static void set_alarm(double least, double most)
{
    double seconds = least + (most - least) * random_part();
    const struct itimerval timer = {
        .it_value = {(time_t)seconds, (suseconds_t)(1e6 * (seconds - (double)(time_t)seconds))}};
    setitimer(ITIMER_REAL, &timer, NULL);
}

/* --- Samples --- */

static int ascending(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *values, unsigned count)
{
    qsort(values, count, sizeof *values, ascending);
    return count > 0 ? values[(count - 1) / 2] : 0;
}

/* --- The library --- */

static lfsr_status analyze(const library_case *c, const lfsr_spec *spec, lfsr_error *error)
{
    lfsr_options options;
    lfsr_analysis *analysis;
    lfsr_options_init(&options);
    for (int e = 0; e < LFSR_ENGINES; e++)
        options.run[e] = e == (int)c->engine;
    options.automatic = false;
    options.reference_named = true;
    options.list = c->list;
    options.max_states = WALK_BOUND;
    options.workers = 2;
    options.start_method = c->spawn ? LFSR_START_SPAWN : LFSR_START_FORK;
    options.worker_program = "/proc/self/exe";
    options.checkpoint = c->checkpoint;
    options.progress = on_progress;
    lfsr_status status = lfsr_analyze(&analysis, spec, &options, NULL, error);
    lfsr_analysis_free(analysis);
    if (c->checkpoint != NULL)
        lfsr_checkpoint_remove(c->checkpoint);
    return status;
}

static lfsr_status ask(const library_case *c, const lfsr_spec *spec, lfsr_error *error)
{
    static char text[1 << 17];
    lfsr_states_options options;
    lfsr_states *states = NULL;
    lfsr_state *state = NULL;
    lfsr_cycle_list *list = NULL;
    lfsr_states_options_init(&options);
    options.proceed = on_proceed;
    memset(text, '0', (size_t)spec->degree);
    text[1] = text[5] = text[spec->degree - 1] = '1';
    lfsr_status status = lfsr_states_open(&states, spec, &options, error);
    if (status == LFSR_OK && c->question == LIST_CYCLES)
        status = lfsr_states_list_cycles(&list, states, error);
    if (status == LFSR_OK && c->question != LIST_CYCLES)
        status = lfsr_state_parse(&state, states, text, (size_t)spec->degree, error);
    if (status == LFSR_OK && c->question == LOGARITHM)
        status = lfsr_state_find_place(state, true, error);
    if (status == LFSR_OK && c->question == TABLE)
        status = lfsr_state_table(state, on_text, NULL, error);
    lfsr_cycle_list_free(list);
    lfsr_state_free(state);
    lfsr_states_close(states);
    return status;
}

static void run_library_case(const library_case *c)
{
    static double after[MOST_TRIES];
    double processor = 0;
    unsigned count = 0;
    lfsr_field_spec field;
    lfsr_spec spec;
    lfsr_error error = {0};
    lfsr_field_spec_init(&field);
    lfsr_spec_init(&spec);
    if (lfsr_field_spec_parse(&field, c->order, strlen(c->order), NULL, &error) != LFSR_OK ||
        lfsr_spec_parse(&spec, &field, c->polynomial, strlen(c->polynomial), false, &error) != LFSR_OK) {
        fprintf(stderr, "%s: %s\n", c->name, error.message);
        exit(1);
    }
    longest = 0;
    for (unsigned i = 0; i < (c->most > 0 ? tries : 1); i++) {
        asked_at = 0;
        last_call = read_clock(CLOCK_PROCESS_CPUTIME_ID);
        if (c->most > 0)
            set_alarm(c->least, c->most);
        lfsr_status status = c->question == ANALYZE ? analyze(c, &spec, &error) : ask(c, &spec, &error);
        double now = read_clock(CLOCK_MONOTONIC), used = read_clock(CLOCK_PROCESS_CPUTIME_ID);
        setitimer(ITIMER_REAL, &(struct itimerval){0}, NULL);
        if (asked_at == 0) {
            longest = used - last_call > longest ? used - last_call : longest;
            if (c->most > 0)
                fprintf(stderr, "%s: ended before the interrupt: %d %s\n", c->name, status, error.message);
            continue;
        }
        after[count++] = now - asked_at;
        processor = used - asked_processor > processor ? used - asked_processor : processor;
    }
    double middle = median(after, count);
    if (count > 0)
        printf("| %s | %u | %.1f | %.1f | %.1f | |\n", c->name, count, middle, after[count - 1], processor);
    else
        printf("| %s | | | | | %.1f |\n", c->name, longest);
    fflush(stdout);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&field);
}

/* --- The tool --- */

static void run_tool_case(const tool_case *c, const char *program)
{
    static double after[MOST_TRIES];
    unsigned count = 0;
    for (unsigned i = 0; i < tries; i++) {
        pid_t pid = fork();
        if (pid == 0) {
            const char *arguments[16] = {program};
            memcpy(arguments + 1, c->arguments, sizeof c->arguments);
            (void)!freopen("/dev/null", "w", stdout);
            (void)!freopen("/dev/null", "w", stderr);
            execv(program, (char *const *)arguments);
            _exit(127);
        }
        usleep((useconds_t)(1e6 * (.2 + .6 * random_part())));
        int status;
        double asked = read_clock(CLOCK_MONOTONIC);
        if (waitpid(pid, &status, WNOHANG) == pid) {
            fprintf(stderr, "%s: ended before the interrupt\n", c->name);
            continue;
        }
        kill(pid, SIGTERM);
        while (waitpid(pid, &status, 0) < 0)
            ;
        after[count++] = read_clock(CLOCK_MONOTONIC) - asked;
        if (!WIFSIGNALED(status) || WTERMSIG(status) != SIGTERM)
            fprintf(stderr, "%s: wait status %#x\n", c->name, (unsigned)status);
        unlink(SAVED);
    }
    double middle = median(after, count);
    if (count > 0)
        printf("| %s | %u | %.1f | %.1f | | |\n", c->name, count, middle, after[count - 1]);
    fflush(stdout);
}

int main(int argc, char **argv)
{
    if (argc == 3 && strcmp(argv[1], LFSR_WORKER_ARGUMENT) == 0)
        lfsr_worker_serve(argv[2]);
    if (argc > 2)
        tries = (unsigned)strtoul(argv[2], NULL, 10);
    if (argc < 2 || tries < 1 || tries > MOST_TRIES) {
        fprintf(stderr, "usage: bench_cancel PROGRAM [TRIES, 1 to %d] [WORD]\n", MOST_TRIES);
        return 1;
    }
    const char *word = argc > 3 ? argv[3] : "";
    struct sigaction action = {.sa_handler = on_alarm, .sa_flags = SA_RESTART};
    sigaction(SIGALRM, &action, NULL);
    printf("| case | tries | median, ms | worst, ms | worst, ms of processor time | longest between two "
           "calls, ms |\n"
           "| --- | --- | --- | --- | --- | --- |\n");
    fflush(stdout); /* before the first fork */
    for (size_t i = 0; i < sizeof library_cases / sizeof *library_cases; i++)
        if (strstr(library_cases[i].name, word) != NULL)
            run_library_case(&library_cases[i]);
    for (size_t i = 0; i < sizeof tool_cases / sizeof *tool_cases; i++)
        if (strstr(tool_cases[i].name, word) != NULL)
            run_tool_case(&tool_cases[i], argv[1]);
    return 0;
}
