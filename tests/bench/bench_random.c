/* Random registers over many fields: how long their walks take, and how good the estimates are.
 *
 *     bench_random [--count N] [--seed N] [--states LOG2] [--limit NS] [--field Q] [--repeat N]
 *                  [--reference NS] [--verbose]
 *
 * N registers a field (50), about 2^LOG2 states each (30): x^n - c, one to four taps, products, powers,
 * dense. Each is walked by the sequential engine; processor time. A walk is stopped after NS nanoseconds a
 * state (twice the plain walk) and counts as that. Of N repeats the least counts (1). Times are
 * as measured. With --reference NS --verbose shows for each register how many times NS nanoseconds a state a
 * walk over GF(3) took before and after it: how busy the machine was. For each field: the plain walk, then
 * the median, 95 % and the worst in nanoseconds a state, the share of registers whose estimate was within a
 * factor of 2, and which was the worst. --verbose prints a line a register, from which the constants of the
 * estimates are fitted. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "factorization.h"
#include "lfsr/notation.h"
#include "plain_walk.h"
#include "walk.h"

#define MAX_COUNT 1000
#define TEXT      4096

static const char *const fields[] = {"2",   "3",   "4",   "5",    "7",     "8",     "9",     "11",
                                     "13",  "16",  "25",  "27",   "49",    "64",    "81",    "101",
                                     "125", "251", "256", "1009", "65536", "65537", "65539", "16777216"};

static struct {
    unsigned count, repeat;
    uint64_t seed;
    double log_states, limit, reference;
    const char *field;
    bool verbose;
} options = {50, 1, 1, 30, 0, 0, NULL, false};

typedef struct outcome {
    double ns, estimate; /* a state */
    double slowness;     /* of the machine */
    bool stopped;
    const char *kernel;
    char polynomial[TEXT];
    char methods[96];
} outcome;

static _Noreturn void fail(const char *what, const lfsr_error *error)
{
    fprintf(stderr, "bench_random: %s: %s\n", what, error->message);
    exit(1);
}

static double now(void)
{
    struct timespec t;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
    return (double)t.tv_sec * 1e9 + (double)t.tv_nsec;
}

/* --- Random registers --- */

static uint64_t random_state;

static uint64_t random_below(uint64_t bound)
{
    uint64_t z = random_state += UINT64_C(0x9e3779b97f4a7c15); /* splitmix64 */
    z = (z ^ z >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
    z = (z ^ z >> 27) * UINT64_C(0x94d049bb133111eb);
    return (z ^ z >> 31) % bound;
}

static void append(char *text, const char *more)
{
    size_t used = strlen(text);
    snprintf(text + used, TEXT - used, "%s", more);
}

/* "+(element)x^i", nothing for the zero element, which it must not be where nonzero is set. */
static void append_term(char *text, const lfsr_field_spec *field, unsigned i, bool nonzero)
{
    char element[256] = "", part[64];
    uint64_t p = fmpz_get_ui(field->p);
    unsigned k = (unsigned)field->k;
    for (unsigned d = 0; d < k; d++) {
        uint64_t c = random_below(p);
        if (d + 1 == k && nonzero && element[0] == '\0' && c == 0)
            c = 1 + random_below(p - 1);
        if (c == 0)
            continue;
        snprintf(part, sizeof part, d == 0 ? "%s%llu" : "%s%llu*a^%u", element[0] != '\0' ? "+" : "",
                 (unsigned long long)c, d);
        strcat(element, part);
    }
    if (element[0] == '\0')
        return;
    append(text, k > 1 ? "+(" : "+");
    append(text, element);
    snprintf(part, sizeof part, i == 0 ? "%s" : "%s*x^%u", k > 1 ? ")" : "", i);
    append(text, part);
}

static void append_register(char *text, const lfsr_field_spec *field, unsigned n);

static void append_plain(char *text, const lfsr_field_spec *field, unsigned n, unsigned kind)
{
    char part[32];
    uint64_t chosen = 0;
    if (kind == 1)
        for (unsigned taps = 1 + (unsigned)random_below(4); taps > 0; taps--)
            chosen |= UINT64_C(1) << random_below(n);
    snprintf(part, sizeof part, "x^%u", n);
    append(text, part);
    for (unsigned i = n; i-- > 0;)
        if (i == 0 || kind == 2 || chosen >> i & 1)
            append_term(text, field, i, i == 0);
}

/* x^n - c, few taps, a product, a power, or dense. */
static void append_register(char *text, const lfsr_field_spec *field, unsigned n)
{
    char part[32];
    uint64_t kind = random_below(100);
    if (kind >= 40 && kind < 55 && n >= 4) {
        append(text, "(");
        append_register(text, field, n / 2);
        append(text, ")*(");
        append_register(text, field, n - n / 2);
        append(text, ")");
    } else if (kind >= 55 && kind < 65 && n >= 4 && (n % 2 == 0 || n % 3 == 0)) {
        unsigned e = n % 2 == 0 ? 2 : 3;
        append(text, "(");
        append_register(text, field, n / e);
        snprintf(part, sizeof part, ")^%u", e);
        append(text, part);
    } else {
        append_plain(text, field, n, kind < 12 ? 0 : kind < 40 ? 1 : 2);
    }
}

/* --- One walk --- */

typedef struct deadline {
    double began, limit; /* nanoseconds */
} deadline;

static bool in_time(void *context, const lfsr_progress *progress)
{
    const deadline *d = context;
    (void)progress;
    return now() - d->began < d->limit;
}

static void open_register(lfsr_register *reg, lfsr_factorization *factorization, const lfsr_field_spec *field,
                          const char *text)
{
    lfsr_error error = {0};
    lfsr_spec spec;
    lfsr_spec_init(&spec);
    if (lfsr_spec_parse(&spec, field, text, strlen(text), false, &error) != LFSR_OK ||
        lfsr_register_init(reg, &spec, &error) != LFSR_OK ||
        lfsr_factorization_init(factorization, reg, 0, &error) != LFSR_OK)
        fail(text, &error);
    lfsr_spec_clear(&spec);
}

/* The plan in a few words: of its largest stratum the method, with zeros or bound, and how many strata. */
static void describe(char *text, size_t size, const lfsr_plan *plan)
{
    const lfsr_stratum_plan *u = &plan->strata[0];
    if (u->method == LFSR_BY_SECTION && u->section.bound > 0)
        snprintf(text, size, "bound=%llu", (unsigned long long)u->section.bound);
    else if (u->method == LFSR_BY_SECTION)
        snprintf(text, size, "zeros=%u", u->section.zeros);
    else if (u->method == LFSR_BY_BITMAP)
        snprintf(text, size, "bitmap");
    else
        snprintf(text, size, "codes=%.2g", (double)u->indices / (double)u->stratum.states);
    size_t used = strlen(text);
    snprintf(text + used, size - used, " strata=%zu order=%llu", plan->length, (unsigned long long)u->period);
}

static void time_walk(outcome *out, const lfsr_field_spec *field, double limit)
{
    lfsr_error error = {0};
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_plan plan;
    lfsr_partition found;
    lfsr_walk_report report;
    open_register(&reg, &factorization, field, out->polynomial);
    lfsr_partition_init(&found);
    lfsr_register_states(found.states, &reg);
    double states = fmpz_get_d(found.states), began = now();
    deadline d = {began, limit * states};
    if (lfsr_plan_init(&plan, &reg, &factorization, &lfsr_plan_default, &error) != LFSR_OK)
        fail(out->polynomial, &error);
    describe(out->methods, sizeof out->methods, &plan);
    out->estimate = plan.nanoseconds / states;
    lfsr_walk_options walk = {.engine = "bench",
                              .max_leaders = UINT64_MAX,
                              .tuning = &lfsr_plan_default,
                              .plan = &plan,
                              .progress = in_time,
                              .progress_context = &d};
    lfsr_status status = lfsr_walk(&found, &report, &reg, &factorization, &walk, &error);
    out->ns = (now() - began) / states;
    out->kernel = report.kernel != NULL ? report.kernel : "none";
    out->stopped = status != LFSR_OK;
    size_t used = strlen(out->methods);
    if (report.redone > 0)
        snprintf(out->methods + used, sizeof out->methods - used, " redone=%u", (unsigned)report.redone);
    if (status != LFSR_OK && out->ns < limit)
        fail(out->polynomial, &error);
    lfsr_plan_clear(&plan);
    lfsr_partition_clear(&found);
    lfsr_factorization_clear(&factorization, &reg.field);
    lfsr_register_clear(&reg);
}

static double plain_ns(const lfsr_field_spec *field, const char *text, double states)
{
    lfsr_error error = {0};
    lfsr_register reg;
    lfsr_factorization factorization;
    lfsr_stratum stratum;
    open_register(&reg, &factorization, field, text);
    if (lfsr_stratum_init(&stratum, reg.g, NULL, 0, &reg.field, &error) != LFSR_OK)
        fail(text, &error);
    double ns = lfsr_plain_walk(&stratum, (uint64_t)states, UINT64_C(1) << 22);
    lfsr_stratum_clear(&stratum);
    lfsr_factorization_clear(&factorization, &reg.field);
    lfsr_register_clear(&reg);
    return ns;
}

/* How many times --reference a state does a walk of a register over GF(3) take, about a millisecond? */
static double slowness(void)
{
    outcome reference = {.polynomial = "x^15+2*x^2+1"};
    lfsr_error error = {0};
    lfsr_field_spec field;
    if (options.reference <= 0)
        return 1;
    lfsr_field_spec_init(&field);
    if (lfsr_field_spec_parse(&field, "3", 1, NULL, &error) != LFSR_OK)
        fail("3", &error);
    time_walk(&reference, &field, INFINITY);
    lfsr_field_spec_clear(&field);
    return reference.ns / options.reference;
}

static void time_least(outcome *out, const lfsr_field_spec *field, double limit)
{
    outcome again = *out;
    double before = slowness();
    time_walk(out, field, limit);
    for (unsigned i = 1; i < options.repeat && !out->stopped; i++) {
        time_walk(&again, field, limit);
        if (again.ns < out->ns)
            *out = again;
    }
    out->slowness = (before + slowness()) / 2;
}

/* --- A field --- */

static int faster(const void *a, const void *b)
{
    double x = (*(outcome *const *)a)->ns, y = (*(outcome *const *)b)->ns;
    return (x > y) - (x < y);
}

static double within_factor(outcome *const *sorted, double factor)
{
    unsigned good = 0;
    for (unsigned i = 0; i < options.count; i++) {
        double ratio = sorted[i]->estimate / sorted[i]->ns;
        good += (sorted[i]->stopped ? ratio > 0.5 : ratio <= factor && ratio >= 1 / factor);
    }
    return 100.0 * good / options.count;
}

static void run_field(const char *name)
{
    static outcome outcomes[MAX_COUNT];
    static outcome *sorted[MAX_COUNT];
    lfsr_error error = {0};
    lfsr_field_spec field;
    lfsr_field_spec_init(&field);
    if (lfsr_field_spec_parse(&field, name, strlen(name), NULL, &error) != LFSR_OK)
        fail(name, &error);
    double log_q = (double)field.k * log2(fmpz_get_d(field.p));
    unsigned n = (unsigned)fmax(2, floor(options.log_states / log_q + 0.5));
    random_state = options.seed;
    char text[TEXT] = "";
    append_plain(text, &field, n, 2);
    double plain = plain_ns(&field, text, exp2(n * log_q < 31 ? n * log_q : 31));
    double limit = options.limit > 0 ? options.limit : 2 * plain;
    for (unsigned i = 0; i < options.count; i++) {
        outcome *o = sorted[i] = &outcomes[i];
        o->polynomial[0] = '\0';
        append_register(o->polynomial, &field, n);
        time_least(o, &field, limit);
        if (options.verbose)
            printf("  %9.4f ns, estimate %9.4f, ratio %6.2f%s  slow %.2f  %s %s  %.70s\n", o->ns, o->estimate,
                   o->estimate / o->ns, o->stopped ? " stopped" : "", o->slowness, o->kernel, o->methods,
                   o->polynomial);
    }
    qsort(sorted, options.count, sizeof *sorted, faster);
    const outcome *worst = sorted[options.count - 1];
    printf("GF(%s)^%u  plain %.1f  median %.4f  95 %% %.4f  worst %.4f%s  within 2: %.0f %%  %s  %.90s\n",
           name, n, plain, sorted[options.count / 2]->ns, sorted[(options.count * 95 + 99) / 100 - 1]->ns,
           worst->ns, worst->stopped ? "+" : "", within_factor(sorted, 2), worst->methods, worst->polynomial);
    fflush(stdout);
    lfsr_field_spec_clear(&field);
}

static void read_options(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        const char *name = argv[i], *value = i + 1 < argc ? argv[i + 1] : "";
        i++;
        if (strcmp(name, "--count") == 0)
            options.count = (unsigned)atoi(value);
        else if (strcmp(name, "--repeat") == 0)
            options.repeat = (unsigned)atoi(value);
        else if (strcmp(name, "--seed") == 0)
            options.seed = strtoull(value, NULL, 10);
        else if (strcmp(name, "--states") == 0)
            options.log_states = atof(value);
        else if (strcmp(name, "--limit") == 0)
            options.limit = atof(value);
        else if (strcmp(name, "--reference") == 0)
            options.reference = atof(value);
        else if (strcmp(name, "--field") == 0)
            options.field = value;
        else if (strcmp(name, "--verbose") == 0)
            options.verbose = true, i--;
        else
            options.count = 0;
    }
    if (options.count < 1 || options.count > MAX_COUNT || options.log_states < 2 || options.log_states > 40) {
        fprintf(stderr, "usage: bench_random [--count N] [--seed N] [--states LOG2] [--limit NS] [--field Q] "
                        "[--repeat N] [--reference NS] [--verbose]\n");
        exit(1);
    }
}

int main(int argc, char **argv)
{
    read_options(argc, argv);
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        if (options.field == NULL || strcmp(options.field, fields[i]) == 0)
            run_field(fields[i]);
    return 0;
}
