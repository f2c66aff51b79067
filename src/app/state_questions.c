/* Questions about one state. */
#include "state_questions.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "interrupt.h"

static lfsr_status parse_state(lfsr_state **state, lfsr_states *states, const char *text, size_t length,
                               const char *option, lfsr_error *error)
{
    return lfsr_option_blame(lfsr_state_parse(state, states, text, length, error), option, error);
}

static bool proceed(void *context)
{
    (void)context;
    return lfsr_interrupted() == 0;
}

/* The register prepared for questions, once. */
static lfsr_status open_states(lfsr_state_questions *q, const lfsr_spec *spec, const lfsr_cli *cli,
                               lfsr_error *error)
{
    lfsr_states_options options;
    if (q->states != NULL)
        return LFSR_OK;
    lfsr_states_options_init(&options);
    options.factor_seconds = lfsr_cli_seconds(cli->factor_time);
    options.log_seconds = lfsr_cli_seconds(cli->log_time);
    options.workers = lfsr_cli_workers(cli->workers);
    options.proceed = proceed;
    options.form = (lfsr_form)cli->form;
    options.constant = lfsr_cli_constant(cli);
    options.factorization = q->factorization;
    return lfsr_states_open(&q->states, spec, &options, error);
}

lfsr_status lfsr_state_questions_list(lfsr_state_questions *questions, const lfsr_spec *spec,
                                      const lfsr_cli *cli, lfsr_error *error)
{
    lfsr_status status = open_states(questions, spec, cli, error);
    return status == LFSR_OK ? lfsr_states_list_cycles(&questions->cycles, questions->states, error) : status;
}

lfsr_status lfsr_state_questions_place(lfsr_state_questions *q, const lfsr_spec *spec, const lfsr_cli *cli,
                                       const char *text, size_t length, lfsr_error *error)
{
    const char *option = cli->states != NULL ? "states" : "state";
    lfsr_status status = open_states(q, spec, cli, error);
    if (status == LFSR_OK)
        status = parse_state(&q->state, q->states, text, length, option, error);
    return status == LFSR_OK ? lfsr_state_find_place(q->state, true, error) : status;
}

static lfsr_status ask(lfsr_state_questions *q, const lfsr_spec *spec, const lfsr_cli *cli, const char *text,
                       size_t length, lfsr_error *error)
{
    lfsr_status status = lfsr_state_questions_place(q, spec, cli, text, length, error);
    if (status == LFSR_OK && cli->to != NULL)
        status = parse_state(&q->to, q->states, cli->to, strlen(cli->to), "to", error);
    if (status == LFSR_OK && cli->jump != NULL)
        status = lfsr_option_blame(lfsr_state_jump(&q->jump, q->state, cli->jump, error), "jump", error);
    if (status == LFSR_OK && q->to != NULL)
        status = lfsr_state_steps_to(&q->report.distance, &q->steps, q->reason, sizeof q->reason, q->state,
                                     q->to, error);
    return status;
}

lfsr_status lfsr_state_questions_ask(lfsr_state_questions *questions, const lfsr_spec *spec,
                                     const lfsr_cli *cli, const char *text, size_t length, lfsr_error *error)
{
    lfsr_status status = ask(questions, spec, cli, text, length, error);
    if (status != LFSR_OK)
        return status;
    lfsr_state_report *report = &questions->report;
    report->state = questions->state;
    report->to = questions->to;
    report->steps = questions->steps;
    report->reason = questions->reason;
    report->jump = questions->jump;
    report->jump_steps = cli->jump;
    report->sequence = cli->sequence > 0;
    report->count = cli->sequence;
    const char *reason = lfsr_state_reason(questions->state);
    if (reason == NULL && questions->reason[0] != '\0')
        reason = questions->reason;
    return reason == NULL ? LFSR_OK : lfsr_fail(error, LFSR_UNABLE, "logarithm", "--state: %s", reason);
}

void lfsr_state_questions_forget(lfsr_state_questions *questions)
{
    lfsr_state_free(questions->state);
    lfsr_state_free(questions->to);
    lfsr_state_free(questions->jump);
    free(questions->steps);
    questions->state = questions->to = questions->jump = NULL;
    questions->steps = NULL;
    questions->reason[0] = '\0';
    questions->report = (lfsr_state_report){0};
}

void lfsr_state_questions_clear(lfsr_state_questions *questions)
{
    lfsr_state_questions_forget(questions);
    lfsr_cycle_list_free(questions->cycles);
    lfsr_states_close(questions->states);
    *questions = (lfsr_state_questions){0};
}
