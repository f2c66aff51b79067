/* The graph of a register's states: of each state its successor, the cycle it reaches and the number of steps
 * to it. */
#ifndef LFSR_STATE_GRAPH_H
#define LFSR_STATE_GRAPH_H

#include <stddef.h>
#include <stdint.h>

#include "lfsr/analysis.h"

/* The most states that are drawn one by one. */
#define LFSR_GRAPH_STATES 4096

typedef struct lfsr_graph_cycle {
    uint32_t leader, period;
} lfsr_graph_cycle;

/* States are base-q codes, s_0 the most significant digit. */
typedef struct lfsr_state_graph {
    uint32_t states;
    char **labels;   /* of each state, as it is printed */
    uint32_t *next;  /* its successor */
    uint32_t *cycle; /* the place in cycles of the one that it reaches */
    uint32_t *tail;  /* the steps until it is periodic */
    size_t cycle_count;
    lfsr_graph_cycle *cycles; /* ascending by period, then by leader */
} lfsr_state_graph;

/* LFSR_UNABLE ("too-large") for more than LFSR_GRAPH_STATES states. */
LFSR_MUST_CHECK lfsr_status lfsr_state_graph_check(const lfsr_spec *spec, lfsr_error *error);
/* The graph of an analysed register, with its constant. Every step is a jump of one step by the algebra. The
 * caller frees it. */
LFSR_MUST_CHECK lfsr_status lfsr_state_graph_new(lfsr_state_graph **graph, const lfsr_analysis *analysis,
                                                 lfsr_error *error);
/* Does nothing to NULL. */
void lfsr_state_graph_free(lfsr_state_graph *graph);

#endif
