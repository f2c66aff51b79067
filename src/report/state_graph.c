/* Successors come from the library's questions about states, so that a graph is independent of the engines
 * whose cycles it shows. Cycles are then found by following successors. */
#include "state_graph.h"

#include <stdlib.h>
#include <string.h>

#include "lfsr/notation.h"
#include "lfsr/state.h"

#define UNSEEN UINT32_MAX /* in cycle: not reached yet */

lfsr_status lfsr_state_graph_check(const lfsr_spec *spec, lfsr_error *error)
{
    fmpz_t states;
    fmpz_init(states);
    lfsr_field_spec_order(states, &spec->field);
    bool fits = fmpz_bits(states) <= 13 && spec->degree <= 13;
    if (fits) {
        fmpz_pow_ui(states, states, (ulong)spec->degree);
        fits = fmpz_cmp_ui(states, LFSR_GRAPH_STATES) <= 0;
    }
    fmpz_clear(states);
    return fits ? LFSR_OK
                : lfsr_fail(error, LFSR_UNABLE, "too-large",
                            "a state graph has at most %d states (--plot draws larger registers)",
                            LFSR_GRAPH_STATES);
}

void lfsr_state_graph_free(lfsr_state_graph *graph)
{
    if (graph == NULL)
        return;
    for (uint32_t s = 0; graph->labels != NULL && s < graph->states; s++)
        free(graph->labels[s]);
    free(graph->labels);
    free(graph->next);
    free(graph->cycle);
    free(graph->tail);
    free(graph->cycles);
    free(graph);
}

static lfsr_state_graph *allocate(uint32_t states)
{
    lfsr_state_graph *graph = calloc(1, sizeof *graph);
    if (graph == NULL)
        return NULL;
    graph->states = states;
    graph->labels = calloc(states, sizeof *graph->labels);
    graph->next = calloc(states, sizeof *graph->next);
    graph->cycle = calloc(states, sizeof *graph->cycle);
    graph->tail = calloc(states, sizeof *graph->tail);
    graph->cycles = calloc(states, sizeof *graph->cycles);
    if (graph->labels != NULL && graph->next != NULL && graph->cycle != NULL && graph->tail != NULL &&
        graph->cycles != NULL)
        return graph;
    lfsr_state_graph_free(graph);
    return NULL;
}

/* A label and its state, for searching. */
typedef struct entry {
    const char *label;
    uint32_t state;
} entry;

static int compare_entries(const void *a, const void *b)
{
    return strcmp(((const entry *)a)->label, ((const entry *)b)->label);
}

static lfsr_status set_labels(lfsr_state_graph *graph, entry *entries, const lfsr_register *reg,
                              lfsr_error *error)
{
    for (uint32_t s = 0; s < graph->states; s++) {
        graph->labels[s] = lfsr_state_text(s, lfsr_register_degree(reg), lfsr_register_field(reg));
        if (graph->labels[s] == NULL)
            return lfsr_fail_memory(error);
        entries[s] = (entry){graph->labels[s], s};
    }
    qsort(entries, graph->states, sizeof *entries, compare_entries);
    return LFSR_OK;
}

static lfsr_status set_successor(lfsr_state_graph *graph, uint32_t s, const entry *entries,
                                 lfsr_states *states, lfsr_error *error)
{
    lfsr_state *from = NULL, *to = NULL;
    lfsr_status status = lfsr_state_parse(&from, states, graph->labels[s], strlen(graph->labels[s]), error);
    if (status == LFSR_OK)
        status = lfsr_state_jump(&to, from, "1", error);
    if (status == LFSR_OK) {
        const entry key = {lfsr_state_symbols(to), 0};
        const entry *found = bsearch(&key, entries, graph->states, sizeof *entries, compare_entries);
        if (found != NULL)
            graph->next[s] = found->state;
        else
            status = lfsr_fail(error, LFSR_SYSTEM, "internal", "the successor of a state has no label");
    }
    lfsr_state_free(from);
    lfsr_state_free(to);
    return status;
}

static lfsr_status set_successors(lfsr_state_graph *graph, const lfsr_analysis *analysis, lfsr_error *error)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    lfsr_states *states = NULL;
    lfsr_states_options options;
    lfsr_states_options_init(&options);
    options.constant = lfsr_analysis_constant(analysis);
    if (options.constant == NULL)
        options.factorization = lfsr_analysis_factorization(analysis);
    entry *entries = calloc(graph->states, sizeof *entries);
    lfsr_status status = entries != NULL ? set_labels(graph, entries, reg, error) : lfsr_fail_memory(error);
    if (status == LFSR_OK)
        status = lfsr_states_open(&states, lfsr_register_spec(reg), &options, error);
    for (uint32_t s = 0; s < graph->states && status == LFSR_OK; s++)
        status = set_successor(graph, s, entries, states, error);
    lfsr_states_close(states);
    free(entries);
    return status;
}

static int compare_cycles(const void *a, const void *b)
{
    const lfsr_graph_cycle *x = a, *y = b;
    return x->period != y->period ? (x->period > y->period) - (x->period < y->period)
                                  : (x->leader > y->leader) - (x->leader < y->leader);
}

/* The cycles, sorted. A state seen in the walk that began at s closes a cycle; the least state of it leads.
 */
static void find_cycles(lfsr_state_graph *graph)
{
    uint32_t *walk = graph->tail; /* free until set_tails: 1 + the state where a walk began */
    for (uint32_t s = 0; s < graph->states; s++) {
        uint32_t at = s;
        for (; walk[at] == 0; at = graph->next[at])
            walk[at] = s + 1;
        if (walk[at] != s + 1)
            continue;
        lfsr_graph_cycle found = {at, 0};
        uint32_t first = at;
        do {
            found.leader = at < found.leader ? at : found.leader;
            found.period++;
            at = graph->next[at];
        } while (at != first);
        graph->cycles[graph->cycle_count++] = found;
    }
    qsort(graph->cycles, graph->cycle_count, sizeof *graph->cycles, compare_cycles);
}

static void set_tails(lfsr_state_graph *graph)
{
    for (uint32_t s = 0; s < graph->states; s++) {
        graph->cycle[s] = UNSEEN;
        graph->tail[s] = 0;
    }
    for (size_t c = 0; c < graph->cycle_count; c++) {
        uint32_t at = graph->cycles[c].leader;
        for (uint32_t i = 0; i < graph->cycles[c].period; i++, at = graph->next[at])
            graph->cycle[at] = (uint32_t)c;
    }
    for (uint32_t s = 0; s < graph->states; s++) {
        uint32_t at = s, steps = 0;
        for (; graph->cycle[at] == UNSEEN; at = graph->next[at])
            steps++;
        for (uint32_t state = s; steps > 0; steps--, state = graph->next[state]) {
            graph->cycle[state] = graph->cycle[at];
            graph->tail[state] = steps + graph->tail[at];
        }
    }
}

lfsr_status lfsr_state_graph_new(lfsr_state_graph **graph, const lfsr_analysis *analysis, lfsr_error *error)
{
    const lfsr_register *reg = lfsr_analysis_register(analysis);
    uint64_t states;
    *graph = NULL;
    lfsr_status status = lfsr_state_graph_check(lfsr_register_spec(reg), error);
    if (status != LFSR_OK)
        return status;
    (void)lfsr_register_states_u64(&states, reg);
    lfsr_state_graph *made = allocate((uint32_t)states);
    if (made == NULL)
        return lfsr_fail_memory(error);
    status = set_successors(made, analysis, error);
    if (status != LFSR_OK) {
        lfsr_state_graph_free(made);
        return status;
    }
    find_cycles(made);
    set_tails(made);
    *graph = made;
    return LFSR_OK;
}
