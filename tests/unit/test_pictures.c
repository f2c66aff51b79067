/* Pictures against the structure: every edge of a state graph is a step of the register, computed here from
 * the coefficients; rings, trees and spots are as many as there are cycles, transient states and periods. */
#include "test_support.h"

#include <string.h>

#include "formats.h"
#include "lfsr/notation.h"
#include "plot.h"
#include "svg.h"
#include "test_sink.h"

static const char *finish(void)
{
    lfsr_error error = {0};
    ck_assert_ok(lfsr_sink_flush(&sink, &error), error);
    lfsr_string_add_bytes(&written, "", 1);
    ck_assert(lfsr_string_ok(&written));
    return written.data;
}

static size_t count(const char *text, const char *wanted)
{
    size_t found = 0;
    for (; (text = strstr(text, wanted)) != NULL; text++)
        found++;
    return found;
}

/* Every element ends, in order, and no number is missing. */
static void check_svg(const char *text)
{
    char open[16][16];
    size_t depth = 0;
    ck_assert_ptr_null(strstr(text, "nan"));
    ck_assert_ptr_null(strstr(text, "inf"));
    ck_assert_ptr_nonnull(strstr(text, "<title id=\"title\">"));
    ck_assert_ptr_nonnull(strstr(text, "<desc id=\"description\">"));
    for (const char *at = text; (at = strchr(at, '<')) != NULL;) {
        const char *end = strchr(at, '>');
        ck_assert_ptr_nonnull(end);
        size_t length = strcspn(at + 1, " />");
        if (at[1] == '/') {
            ck_assert_uint_gt(depth, 0);
            depth--;
            ck_assert_int_eq(strncmp(open[depth], at + 2, strlen(open[depth])), 0);
        } else if (at[1] != '?' && end[-1] != '/') {
            ck_assert(depth < 16 && length < 16);
            memcpy(open[depth], at + 1, length);
            open[depth++][length] = '\0';
        }
        at = end;
    }
    ck_assert_uint_eq(depth, 0);
}

static lfsr_analysis *analyze(const char *field, const char *polynomial, const char *constant)
{
    lfsr_error error = {0};
    lfsr_field_spec q;
    lfsr_spec spec;
    lfsr_options options;
    lfsr_analysis *analysis;
    lfsr_field_spec_init(&q);
    lfsr_spec_init(&spec);
    lfsr_options_init(&options);
    memset(options.run, 0, sizeof options.run);
    options.run[LFSR_ALGEBRAIC] = true;
    options.constant = constant;
    ck_assert_ok(lfsr_field_spec_parse(&q, field, strlen(field), NULL, &error), error);
    ck_assert_ok(lfsr_spec_parse(&spec, &q, polynomial, strlen(polynomial), false, &error), error);
    ck_assert_ok(lfsr_analyze(&analysis, &spec, &options, NULL, &error), error);
    lfsr_spec_clear(&spec);
    lfsr_field_spec_clear(&q);
    return analysis;
}

/* A random polynomial with at most `states` states, often divisible by x, often with repeated factors. */
static lfsr_analysis *random_analysis(uint64_t *state, uint64_t states, const char **constant)
{
    static const struct {
        const char *name;
        uint64_t q;
        const char *elements[9];
    } fields[] = {{"2", 2, {"0", "1"}},
                  {"3", 3, {"0", "1", "2"}},
                  {"2^2", 4, {"0", "1", "a", "a+1"}},
                  {"3^2", 9, {"0", "1", "2", "a", "a+1", "a+2", "2*a", "2*a+1", "2*a+2"}}};
    size_t f = test_random(state, 4);
    uint64_t q = fields[f].q, left = states / q;
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_add(&text, "1");
    while (left > 0 && text.length < 200) {
        uint64_t kind = test_random(state, 4), degree = kind == 0 ? 1 : 1 + test_random(state, 3), size = 1;
        for (uint64_t i = 0; i < degree; i++)
            size *= q;
        if (size > left * q || (text.length > 1 && test_random(state, 6) == 0))
            break;
        left /= size;
        lfsr_string_addf(&text, "*(x^%u", (unsigned)degree);
        for (uint64_t i = 0; i < degree && kind != 0; i++)
            lfsr_string_addf(&text, "+(%s)*x^%u", fields[f].elements[test_random(state, q)], (unsigned)i);
        lfsr_string_add(&text, ")");
    }
    if (text.length == 1)
        lfsr_string_add(&text, "*(x+1)");
    *constant = test_random(state, 3) == 0 ? fields[f].elements[1 + test_random(state, q - 1)] : NULL;
    lfsr_analysis *analysis = analyze(fields[f].name, text.data, *constant);
    lfsr_string_clear(&text);
    return analysis;
}

/* --- Steps from the coefficients alone --- */

enum { MOST_DEGREE = 16, MOST_K = 4 };

typedef struct small_field {
    unsigned p, k, q, modulus[MOST_K + 1];
} small_field;

static unsigned add(const small_field *f, unsigned a, unsigned b)
{
    unsigned sum = 0;
    for (unsigned i = 0, weight = 1; i < f->k; i++, weight *= f->p, a /= f->p, b /= f->p)
        sum += (a + b) % f->p * weight;
    return sum;
}

/* The product of polynomials, reduced from the top. */
static unsigned multiply(const small_field *f, unsigned a, unsigned b)
{
    unsigned product[2 * MOST_K] = {0}, code = 0;
    for (unsigned i = 0, x = a; i < f->k; i++, x /= f->p)
        for (unsigned j = 0, y = b; j < f->k; j++, y /= f->p)
            product[i + j] += x % f->p * (y % f->p);
    for (unsigned i = 2 * f->k - 2; i >= f->k && f->k > 1; i--)
        for (unsigned j = 0; j < f->k; j++)
            product[i - f->k + j] += product[i] % f->p * (f->p - f->modulus[j]);
    for (unsigned i = f->k; i-- > 0;)
        code = code * f->p + product[i] % f->p;
    return code;
}

static unsigned negative(const small_field *f, unsigned a)
{
    unsigned minus_one = f->p - 1;
    return multiply(f, a, minus_one);
}

static void check_steps(const lfsr_state_graph *graph, const lfsr_analysis *analysis, const char *constant)
{
    const lfsr_spec *spec = lfsr_register_spec(lfsr_analysis_register(analysis));
    small_field f = {.p = (unsigned)fmpz_get_ui(spec->field.p), .k = (unsigned)spec->field.k, .q = 1};
    unsigned n = (unsigned)spec->degree, feedback[MOST_DEGREE], added = 0;
    for (unsigned i = 0; i < f.k; i++) {
        f.q *= f.p;
        f.modulus[i] = f.k > 1 ? (unsigned)fmpz_get_ui(spec->field.modulus + i) : 0;
    }
    for (unsigned i = 0; i < n; i++) {
        unsigned code = 0;
        for (unsigned d = f.k; d-- > 0;)
            code = code * f.p + (unsigned)fmpz_get_ui(spec->coefficients + i * f.k + d);
        feedback[i] = negative(&f, code);
    }
    for (unsigned code = 1; constant != NULL && code < f.q; code++) {
        char *text = lfsr_state_text(code, 1, &spec->field);
        added = strcmp(text, constant) == 0 ? code : added;
        free(text);
    }
    for (uint32_t s = 0; s < graph->states; s++) {
        unsigned sum = added, at = s;
        for (unsigned j = n; j-- > 0; at /= f.q)
            sum = add(&f, sum, multiply(&f, feedback[j], at % f.q));
        ck_assert_uint_eq(graph->next[s], s % (graph->states / f.q) * f.q + sum);
    }
}

/* The cycles of the graph are those of the analysis. */
static void check_cycles(const lfsr_state_graph *graph, const lfsr_partition *partition)
{
    size_t c = 0;
    for (size_t i = 0; i < lfsr_partition_length(partition); i++)
        for (ulong left = fmpz_get_ui(lfsr_partition_count(partition, i)); left > 0; left--, c++) {
            ck_assert_uint_lt(c, graph->cycle_count);
            ck_assert(fmpz_equal_ui(lfsr_partition_period(partition, i), graph->cycles[c].period));
        }
    ck_assert_uint_eq(c, graph->cycle_count);
    for (uint32_t s = 0; s < graph->states; s++) {
        uint32_t tail = graph->tail[s];
        ck_assert_uint_eq(graph->cycle[graph->next[s]], graph->cycle[s]);
        ck_assert_uint_eq(graph->tail[graph->next[s]], tail > 0 ? tail - 1 : 0);
    }
}

START_TEST(graphs_are_steps)
{
    uint64_t state = test_seed();
    lfsr_error error = {0};
    for (long trial = test_scaled(150); trial > 0; trial--) {
        const char *constant;
        lfsr_analysis *analysis = random_analysis(&state, trial % 50 == 0 ? 4096 : 400, &constant);
        lfsr_state_graph *graph;
        ck_assert_ok(lfsr_state_graph_new(&graph, analysis, &error), error);
        check_steps(graph, analysis, constant);
        check_cycles(graph, lfsr_analysis_partition(analysis));
        begin();
        lfsr_report_item item = {.graph = graph};
        lfsr_dot_result(&sink, &item, analysis);
        const char *text = finish();
        ck_assert_uint_eq(count(text, "[pos="), graph->states);
        ck_assert_uint_eq(count(text, " -> "), graph->states);
        ck_assert_uint_eq(count(text, "subgraph cluster_"), graph->cycle_count);
        for (uint32_t s = 0; s < graph->states; s += 1 + graph->states / 40) {
            char edge[200];
            snprintf(edge, sizeof edge, "    \"%s\" -> \"%s\"", graph->labels[s],
                     graph->labels[graph->next[s]]);
            ck_assert_uint_eq(count(text, edge), 1);
        }
        lfsr_state_graph_free(graph);
        lfsr_analysis_free(analysis);
    }
}
END_TEST

START_TEST(rings_are_cycles)
{
    uint64_t state = test_seed();
    for (long trial = test_scaled(150); trial > 0; trial--) {
        const char *constant;
        lfsr_analysis *analysis = random_analysis(&state, 4096, &constant);
        const lfsr_partition *partition = lfsr_analysis_partition(analysis);
        const lfsr_register *reg = lfsr_analysis_register(analysis);
        size_t rings = 0, states = 0, tree = 1;
        begin();
        lfsr_plot_structure(&sink, analysis);
        const char *text = finish();
        check_svg(text);
        for (slong i = 0; i < lfsr_register_tail(reg); i++)
            tree *= fmpz_get_ui(lfsr_register_field_order(reg));
        for (size_t i = 0; i < lfsr_partition_length(partition); i++) {
            size_t cycles = fmpz_get_ui(lfsr_partition_count(partition, i)),
                   drawn = cycles < 12 ? cycles : 12;
            size_t period = fmpz_get_ui(lfsr_partition_period(partition, i));
            char name[80];
            snprintf(name, sizeof name, "<title>period %zu: %zu cycle%s</title>", period, cycles,
                     cycles == 1 ? "" : "s");
            ck_assert_uint_eq(count(text, name), 1);
            rings += drawn;
            states += drawn * period;
        }
        ck_assert_uint_eq(count(text, "<circle class=\"line\""), rings);
        const char *trees = text;
        size_t branches = 0;
        while ((trees = strstr(trees, "class=\"second\"")) != NULL) {
            trees += strlen("class=\"second\"");
            for (const char *c = trees; *c != '>'; c++)
                branches += *c == 'M';
        }
        ck_assert_uint_eq(branches, states * (tree - 1));
        lfsr_analysis_free(analysis);
    }
}
END_TEST

/* The number behind `name` at the n-th place where `before` is found. */
static double attribute(const char *text, const char *before, size_t n, const char *name)
{
    for (const char *at = text; (at = strstr(at, before)) != NULL; at++)
        if (n-- == 0)
            return atof(strstr(at, name) + strlen(name));
    ck_abort_msg("%s is missing", before);
    return 0;
}

/* 2^1000 - 1 is beyond every double that could be squared; its place is still exact to a pixel. */
START_TEST(periods_have_any_size)
{
    static const struct {
        const char *field, *polynomial;
        double log; /* decimal, of the longest period, over the number at the right end of the axis */
    } cases[] = {{"2", "x^16+x^5+x^3+x^2+1", 4.816473 / 5},
                 {"2", "x^1279+x^216+1", 385.017365 / 400},
                 {"2", "x^9689+x^84+1", 2916.679622 / 3000},
                 {"3", "x^13+2*x+1", 0}};
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        lfsr_analysis *analysis = analyze(cases[i].field, cases[i].polynomial, NULL);
        begin();
        lfsr_plot_structure(&sink, analysis);
        const char *text = finish();
        check_svg(text);
        ck_assert_uint_eq(count(text, "<circle class=\"mark\""),
                          lfsr_partition_length(lfsr_analysis_partition(analysis)));
        double left = 1e9, right = 0;
        for (size_t j = 0; j < count(text, "<circle class=\"mark\""); j++) {
            double x = attribute(text, "<circle class=\"mark\"", j, " cx=\"");
            left = x < left ? x : left;
            right = x > right ? x : right;
        }
        if (cases[i].log > 0)
            ck_assert_double_eq_tol((right - left) / 644, cases[i].log, 0.001);
        lfsr_analysis_free(analysis);
    }
}
END_TEST

START_TEST(comparisons_are_drawn)
{
    uint64_t state = test_seed();
    lfsr_analysis *analysis = analyze("2", "x^16+x^5+x^3+x^2+1", NULL);
    for (long trial = test_scaled(300); trial > 0; trial--) {
        lfsr_comparison comparison = {.runs = 1 + (unsigned)test_random(&state, 12)};
        size_t hollow = 0;
        comparison.rows = 1 + test_random(&state, 13);
        for (size_t row = 0; row <= comparison.rows; row++) {
            double seconds[12];
            for (unsigned i = 0; i < comparison.runs; i++)
                seconds[i] =
                    trial == 1 ? 0 : 1e-6 * (double)(1 + test_random(&state, trial % 3 == 0 ? 1000 : 100000));
            lfsr_timing timing = lfsr_timing_of(seconds, comparison.runs);
            if (row == comparison.rows)
                comparison.sequential = timing;
            else
                comparison.parallel[row] = (lfsr_parallel_timing){.workers = 1u << row, .timing = timing};
        }
        for (size_t row = 0; row < comparison.rows; row++)
            hollow += lfsr_comparison_speedup(&comparison, row) == 0;
        begin();
        lfsr_plot_comparison(&sink, &comparison, analysis);
        const char *text = finish();
        check_svg(text);
        ck_assert_uint_eq(count(text, "<circle class=\"hollow\""), 2 * hollow);
        ck_assert_uint_eq(count(text, "<circle class=\"mark\""), 2 * (comparison.rows - hollow));
    }
    lfsr_analysis_free(analysis);
}
END_TEST

START_TEST(text_is_escaped)
{
    static const char text[] = "<&>\" \x01\xff\xc3\x97";
    begin();
    lfsr_svg_escaped(&sink, text);
    ck_assert_str_eq(finish(), "&lt;&amp;&gt;&quot; ?\xef\xbf\xbd\xc3\x97");
    static const struct {
        double number;
        const char *text;
    } numbers[] = {{0, "0"},         {-0.001, "0"},    {1.005, "1.01"}, {0.1, "0.1"},
                   {-3.25, "-3.25"}, {1e6, "1000000"}, {2.999, "3"},    {-0.05, "-0.05"}};
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        begin();
        lfsr_svg_number(&sink, numbers[i].number);
        ck_assert_str_eq(finish(), numbers[i].text);
    }
}
END_TEST

int main(void)
{
    Suite *suite = suite_create("pictures");
    TCase *tcase = test_case(suite, "pictures", 30);
    tcase_add_test(tcase, graphs_are_steps);
    tcase_add_test(tcase, rings_are_cycles);
    tcase_add_test(tcase, periods_have_any_size);
    tcase_add_test(tcase, comparisons_are_drawn);
    tcase_add_test(tcase, text_is_escaped);
    return test_main(suite);
}
