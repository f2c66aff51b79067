/* Answering one item: analyzing, reporting, and messages on standard error. */
#include "answer.h"

#include <stdio.h>
#include <string.h>

#include "compare.h"
#include "interrupt.h"
#include "picture.h"
#include "state_questions.h"
#include "summary.h"
#include "text_values.h"

static void say_kernels(lfsr_session *r, const lfsr_analysis *analysis)
{
    for (lfsr_engine e = 0; e < LFSR_ENGINES && r->cli->verbose; e++) {
        const lfsr_outcome *outcome = lfsr_analysis_outcome(analysis, e);
        if (lfsr_outcome_ran(outcome) && lfsr_outcome_kernel(outcome) != NULL)
            lfsr_console_say(&r->console, "lfsr-analyze: %s: kernel %s", lfsr_engine_name(e),
                             lfsr_outcome_kernel(outcome));
    }
}

/* "expected primitive: it is reducible, order 15" */
static void say_unexpected(lfsr_session *r, const lfsr_input_item *item, const lfsr_analysis *analysis)
{
    const lfsr_factorization *found = lfsr_analysis_factorization(analysis);
    lfsr_string text = LFSR_STRING_EMPTY;
    lfsr_string_addf(&text, "expected %.120s: it is ", r->cli->expect);
    lfsr_string_add(&text, lfsr_factorization_primitive(found)           ? "primitive"
                           : lfsr_factorization_irreducible(found)       ? "irreducible"
                           : lfsr_factorization_irreducible_known(found) ? "reducible"
                                                                         : "not known whether irreducible");
    if (!fmpz_is_zero(lfsr_factorization_order(found))) {
        lfsr_string_add(&text, ", order ");
        lfsr_string_add_number(&text, lfsr_factorization_order(found),
                               lfsr_register_field(lfsr_analysis_register(analysis))->p, 40);
    }
    lfsr_console_complain(&r->console, r->input.name, item,
                          lfsr_string_ok(&text) ? text.data : "out of memory");
    lfsr_string_clear(&text);
}

/* Compare an answer with the claims: is it reported, and with which status? */
static lfsr_status judge(lfsr_session *r, const lfsr_input_item *item, const lfsr_analysis *analysis,
                         bool *reported, lfsr_status status, lfsr_error *problem)
{
    lfsr_verdict chosen = r->selects ? lfsr_claim_judge(&r->selected, analysis) : LFSR_HOLDS;
    lfsr_verdict expected = r->expects ? lfsr_claim_judge(&r->expected, analysis) : LFSR_HOLDS;
    *reported = chosen == LFSR_HOLDS || status == LFSR_DISAGREE;
    if (chosen == LFSR_HOLDS_NOT)
        return status == LFSR_UNABLE ? LFSR_OK : status; /* the claims could be decided */
    if (status == LFSR_OK && (chosen == LFSR_NOT_KNOWN || expected == LFSR_NOT_KNOWN))
        return lfsr_fail(problem, LFSR_UNABLE, "unknown", "not known whether it is %.200s",
                         chosen == LFSR_NOT_KNOWN ? r->cli->only : r->cli->expect);
    if (expected == LFSR_HOLDS_NOT) {
        say_unexpected(r, item, analysis);
        r->worst = lfsr_exit_worse(r->worst, LFSR_EXIT_UNEXPECTED);
    }
    return status;
}

static lfsr_status analyze(lfsr_session *r, lfsr_analysis **analysis, const lfsr_spec *spec,
                           lfsr_report_item *shown, lfsr_comparison *comparison, lfsr_error *error)
{
    if (!r->cli->compare) /* a single polynomial: its time includes starting and ending the workers */
        return lfsr_analyze(analysis, spec, &r->options, lfsr_session_is_list(r->cli) ? &r->pool : NULL,
                            error);
    bool timed = false;
    unsigned runs = r->cli->repeat > 0 ? r->cli->repeat : LFSR_COMPARE_RUNS;
    lfsr_status status = lfsr_compare_timings(analysis, comparison, &timed, spec, &r->options, runs, error);
    shown->comparison = timed ? comparison : NULL;
    return status;
}

/* May this take more than a millisecond, or a lot of memory? Otherwise no message to the parent is needed. */
static bool is_heavy(const lfsr_options *options, const lfsr_spec *spec)
{
    bool walks = options->run[LFSR_SEQUENTIAL] || options->run[LFSR_REFERENCE];
    if (spec->field.k == 1 && fmpz_equal_ui(spec->field.p, 2))
        return spec->degree > (walks ? 16 : 256);
    double bits = (double)spec->degree * (double)spec->field.k * (double)fmpz_bits(spec->field.p);
    return bits > (walks ? 18 : 128);
}

/* Add the option that would let the engine walk to the message. */
static void add_limit_hint(lfsr_error *error, const lfsr_analysis *analysis)
{
    lfsr_error plain = *error;
    lfsr_string hint = LFSR_STRING_EMPTY;
    lfsr_analysis_add_limit_hint(&hint, analysis);
    if (lfsr_string_ok(&hint) && hint.length > 0)
        (void)lfsr_fail(error, plain.status, plain.code, "%.400s%s", plain.message, hint.data);
    lfsr_string_clear(&hint);
}

/* List the cycles by algebra if no walking engine listed them. Where that is impossible, questions holds the
 * reason. */
static lfsr_status list_by_algebra(lfsr_session *r, const lfsr_analysis *analysis, const lfsr_spec *spec,
                                   lfsr_state_questions *questions, lfsr_error *error)
{
    if (!r->cli->list || !lfsr_outcome_ran(lfsr_analysis_outcome(analysis, LFSR_ALGEBRAIC)) ||
        lfsr_analysis_no_leaders(analysis)[0] == '\0')
        return LFSR_OK;
    lfsr_status status = lfsr_state_questions_list(questions, spec, r->cli, error);
    if (status == LFSR_OK)
        return LFSR_OK;
    lfsr_error inner = *error;
    snprintf(questions->no_leaders, sizeof questions->no_leaders, "%.180s", inner.message);
    return lfsr_fail(error, status, inner.code, "leaders are not listed: %.400s", inner.message);
}

/* Questions beyond the analysis. Returns the more serious status, with its message in *problem. */
static lfsr_status answer_questions(lfsr_session *r, const lfsr_analysis *analysis, const lfsr_spec *spec,
                                    lfsr_state_questions *questions, lfsr_status status, lfsr_error *problem)
{
    for (int question = 0; question < 2; question++) {
        lfsr_error trouble = {0};
        lfsr_status asked = LFSR_OK;
        if (question == 0)
            asked = list_by_algebra(r, analysis, spec, questions, &trouble);
        else if (r->cli->state.count > 0)
            asked = lfsr_state_questions_ask(questions, spec, r->cli, r->cli->state.items[0],
                                             strlen(r->cli->state.items[0]), &trouble);
        if (lfsr_status_worse(status, asked) != status) {
            status = asked;
            *problem = trouble;
        }
    }
    return status;
}

/* Report an analysis. *status and *problem become those of the answer; the returned status is that of the
 * output. */
static lfsr_status report_answer(lfsr_session *r, const lfsr_input_item *item, const lfsr_analysis *analysis,
                                 lfsr_report_item *shown, const lfsr_state_questions *questions,
                                 lfsr_status *status, lfsr_error *problem, lfsr_error *error)
{
    say_kernels(r, analysis);
    for (lfsr_engine e = 0; e < LFSR_ENGINES; e++)
        r->checkpointed |= lfsr_outcome_checkpointed(lfsr_analysis_outcome(analysis, e));
    if (questions->cycles == NULL)
        shown->no_leaders =
            questions->no_leaders[0] != '\0' ? questions->no_leaders : lfsr_analysis_no_leaders(analysis);
    bool reported;
    *status = judge(r, item, analysis, &reported, *status, problem);
    lfsr_status written = reported ? lfsr_report_result(&r->report, shown, analysis, error) : LFSR_OK;
    r->reported += reported;
    if (reported && written == LFSR_OK && *status != LFSR_DISAGREE) {
        lfsr_error trouble = {0};
        lfsr_status plotted = lfsr_picture_plot(r, shown, analysis, &trouble);
        if (lfsr_status_worse(*status, plotted) != *status) {
            *status = plotted;
            *problem = trouble;
        }
    }
    if (*status == LFSR_DISAGREE)
        (void)lfsr_fail(problem, *status, "disagree", "ENGINES DISAGREE: %s",
                        lfsr_analysis_disagreement(analysis));
    if (strcmp(problem->code, "too-large") == 0)
        add_limit_hint(problem, analysis);
    return written;
}

/* The graph of --format dot. Without it there is no report: the analysis is released. */
static void draw_graph(const lfsr_session *r, lfsr_state_graph **graph, lfsr_analysis **analysis,
                       lfsr_status *status, lfsr_error *problem)
{
    lfsr_error trouble = {0};
    lfsr_status drawn = lfsr_picture_graph(graph, r->cli, *analysis, &trouble);
    if (drawn == LFSR_OK)
        return;
    lfsr_analysis_free(*analysis);
    *analysis = NULL;
    *status = drawn;
    *problem = trouble;
}

lfsr_status lfsr_session_answer(lfsr_session *r, const lfsr_input_item *item, lfsr_error *error)
{
    lfsr_report_item shown = {.input = item->text,
                              .length = item->length,
                              .line = item->line,
                              .list = r->options.list,
                              .explain = r->cli->explain};
    lfsr_error problem = {0};
    lfsr_analysis *analysis = NULL;
    lfsr_comparison comparison;
    lfsr_state_questions questions = {0};
    lfsr_spec spec;
    lfsr_state_graph *graph = NULL;
    bool own_field = false;
    lfsr_spec_init(&spec);
    lfsr_status status = lfsr_session_parse(r, &spec, &own_field, item, &problem), written;
    shown.modulus_given = r->cli->modulus != NULL && !own_field;
    if (status == LFSR_OK)
        status = lfsr_picture_check(r->cli, &spec, &problem);
    if (status == LFSR_OK && r->callbacks != NULL && is_heavy(&r->options, &spec))
        r->callbacks->slow(r->callbacks->context);
    if (status == LFSR_OK)
        status = analyze(r, &analysis, &spec, &shown, &comparison, &problem);
    lfsr_interrupt_defer(false); /* nothing is left that a signal could lose */
    if (analysis != NULL) {
        questions.factorization = lfsr_analysis_factorization(analysis);
        status = answer_questions(r, analysis, &spec, &questions, status, &problem);
        draw_graph(r, &graph, &analysis, &status, &problem);
    }
    shown.graph = graph;
    shown.state = questions.report.state != NULL ? &questions.report : NULL;
    shown.cycles = questions.cycles;
    lfsr_spec_clear(&spec);
    lfsr_console_clear(&r->console);
    if (strcmp(problem.code, "stopped") == 0 && lfsr_interrupted() != 0) {
        lfsr_analysis_free(analysis);
        lfsr_state_questions_clear(&questions);
        lfsr_state_graph_free(graph);
        *error = problem;
        return status;
    }
    if (analysis != NULL) {
        written = report_answer(r, item, analysis, &shown, &questions, &status, &problem, error);
        lfsr_analysis_free(analysis);
    } else {
        lfsr_name_column(&problem);
        written = r->selects ? LFSR_OK : lfsr_report_failure(&r->report, &shown, &problem, error);
    }
    lfsr_state_questions_clear(&questions);
    lfsr_state_graph_free(graph);
    if (status != LFSR_OK)
        lfsr_console_complain(&r->console, r->input.name, item, problem.message);
    r->worst = lfsr_exit_worse(r->worst, lfsr_exit_of(status));
    return written;
}

/* The same for an item that could not be answered. */
lfsr_status lfsr_session_fail(lfsr_session *r, const lfsr_input_item *item, lfsr_error *problem,
                              lfsr_error *error)
{
    lfsr_report_item shown = {.input = item->text, .length = item->length, .line = item->line};
    lfsr_status written = r->selects ? LFSR_OK : lfsr_report_failure(&r->report, &shown, problem, error);
    lfsr_console_complain(&r->console, r->input.name, item, problem->message);
    r->worst = lfsr_exit_worse(r->worst, lfsr_exit_of(problem->status));
    return written;
}

void lfsr_session_count(lfsr_session *r, lfsr_exit status)
{
    r->unexpected += status == LFSR_EXIT_UNEXPECTED;
    r->failed += status != LFSR_EXIT_OK && status != LFSR_EXIT_UNEXPECTED;
}
